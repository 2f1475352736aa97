"""What the picture of a chronology shows, from a family's scene on a day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from casework.rules.chronicle import Circle
from casework.rules.desk import is_ours_alone
from casework.rules.picturing.bands import agreed_bands, in_use_bands, plan_bands
from casework.rules.picturing.lanes import (
    as_a_table,
    contacts_by_lane,
    counts_by_day,
    lanes_of,
    life_moments,
    stressor_spans,
)
from casework.rules.picturing.values import SHAPE_WORDS, Band, Mark, Moment, Picture, Shape
from casework.rules.scene import Scene
from dispensing.rules import Situation
from safeguarding.rules import EventFact, SignalFact

__all__ = ["SHAPE_WORDS", "Band", "Mark", "Moment", "Picture", "Shape", "picture_of"]

YEARS_BACK = timedelta(days=731)
MARGIN = timedelta(days=10)


def picture_of(
    scene: Scene,
    now: Situation | None,
    *,
    person_id: str,
    not_agreed: Iterable[Moment] = (),
    opened: bool = False,
    first: date | None = None,
    last: date | None = None,
) -> Picture:
    """The picture of one family, with one person's arrangement and plan beneath it.

    `not_agreed`: what was asked for and refused. What is ours alone, and what is about another service user than
    `person_id`, is drawn only where it was `opened`.
    """
    shown = [
        event
        for event in scene.events
        if opened or not (is_ours_alone(event) or event.person_id not in ("", person_id))
    ]
    ends = min(last or scene.on, scene.on)
    begins = first or _begins(shown, scene, ends)
    begins = min(begins, ends - timedelta(days=28))
    inside = [event for event in shown if begins <= event.happened_on <= ends]
    circle = Circle(scene.family)
    contacts = contacts_by_lane(scene, circle, begins, ends, "" if opened else person_id)
    signals = [one for one in scene.signals if opened or _is_shown(one, shown, scene)]
    return Picture(
        first=begins,
        last=ends,
        lanes=tuple(lanes_of(inside, circle, contacts)),
        spans=tuple(stressor_spans(inside, ends, scene.policy.safeguarding.signals_window_days)),
        moments=tuple(life_moments(inside)),
        agreed=tuple(agreed_bands(now, begins, ends)) if now else (),
        in_use=tuple(in_use_bands(now, begins, ends)) if now else (),
        plan=tuple(plan_bands(now.plans, begins, ends)) if now else (),
        not_agreed=tuple(one for one in not_agreed if begins <= one.on <= ends),
        counts=tuple(counts_by_day(signals, begins, ends, scene.policy.safeguarding.signals_window_days)),
        many=scene.policy.safeguarding.many_signals,
        window_days=scene.policy.safeguarding.signals_window_days,
        table=tuple(as_a_table(inside, circle)),
        closed=len(scene.events) - len(shown),
    )


def _is_shown(signal: SignalFact, shown: Sequence[EventFact], scene: Scene) -> bool:
    """A signal that is no event, or one of the events that are drawn."""
    return signal.about in {event.id for event in shown} or signal.about not in {event.id for event in scene.events}


def _begins(shown: Sequence[EventFact], scene: Scene, ends: date) -> date:
    """A little before the first thing known, and two years back at most."""
    days = [event.happened_on for event in shown]
    days += [one.from_on for supply in scene.case.supply.values() for one in supply.in_use]
    return max(min(days, default=ends) - MARGIN, ends - YEARS_BACK)
