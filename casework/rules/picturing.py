"""What the picture of a chronology shows: lanes of who saw what, what weighs on them, and what was agreed beneath."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from casework.rules.chronicle import Circle
from casework.rules.chronicle.circle import is_us
from casework.rules.desk import is_ours_alone
from casework.rules.scene import Scene
from core.calendar import DAY, day_of
from core.wording import counted
from dispensing.rules import Situation
from people.rules import AGENCY_ROLE_WORDS
from safeguarding.rules import EVENT_WORDS, STRESSORS, EventFact, EventKind, SignalFact
from safetyplans.rules import PlanFact, PlansOf
from supply.rules import PATTERN_WORDS, Arrangement, Pattern, describe

US = "This service"
YEARS_BACK = timedelta(days=731)
MARGIN = timedelta(days=10)


class Shape(StrEnum):
    """How a signal is drawn: told apart without colour."""

    CIRCLE = "circle"
    RING = "ring"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"


SHAPE_WORDS = {
    Shape.CIRCLE: "Drugs or a dose",
    Shape.RING: "Missed, or was not brought",
    Shape.TRIANGLE: "About a child",
    Shape.SQUARE: "Police or violence",
    Shape.DIAMOND: "Storage",
}

_SHAPES = {
    Shape.CIRCLE: (EventKind.USE_ON_TOP, EventKind.INTOXICATED, EventKind.DOSE_LOST_OR_STOLEN),
    Shape.RING: (EventKind.MISSED_APPOINTMENT, EventKind.MISSED_DOSE, EventKind.CHILD_MISSED_APPOINTMENT),
    Shape.TRIANGLE: (
        EventKind.CHILD_INJURY,
        EventKind.CHILD_HANDLING,
        EventKind.CHILD_EXPOSURE,
        EventKind.THIRD_PARTY_CONCERN,
    ),
    Shape.SQUARE: (EventKind.DOMESTIC_ABUSE, EventKind.WARRANT, EventKind.POLICE_CONTACT),
    Shape.DIAMOND: (EventKind.STORAGE_FAILED,),
}
SHAPE_OF = {kind: shape for shape, kinds in _SHAPES.items() for kind in kinds}

LIFE = frozenset(
    {
        EventKind.PREGNANCY,
        EventKind.BIRTH,
        EventKind.HOSPITAL_DISCHARGE,
        EventKind.NEW_ADULT,
        EventKind.ADULT_LEFT,
        EventKind.MOVED,
        EventKind.SOCIAL_CARE_STARTED,
        EventKind.SOCIAL_CARE_ENDED,
        EventKind.ASKS_FOR_LESS_SUPERVISION,
    }
)
"""What changes a family's life, and is no signal: named above the lanes."""


_SHORT = {
    Pattern.SUPERVISED_7: "Supervised",
    Pattern.SUPERVISED_WITH_CLOSED_DAYS: "Supervised",
    Pattern.DAILY_PICK_UP: "Daily",
    Pattern.THREE_A_WEEK: "3 a week",
    Pattern.TWO_A_WEEK: "2 a week",
    Pattern.WEEKLY: "Weekly",
    Pattern.FORTNIGHTLY: "2-weekly",
    Pattern.UNKNOWN: "Not known",
    Pattern.OWN: "Own days",
}
_ROLES = {role.value: words for role, words in AGENCY_ROLE_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Mark:
    """A signal in a lane: in that of whoever saw it, or small in that of whoever knows of it."""

    on: date
    shape: Shape
    words: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One agency, or us: its signals, and the days on which we met the person or heard from the agency."""

    name: str
    marks: tuple[Mark, ...]
    contacts: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Something that weighs on the family, from a day to a day."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """A time beneath the lanes. `level`: how many bottles can be at home; none where nobody knows.

    `lapsed`: of a plan, past the day it was to be looked at again. `short`: the words where there is little room.
    """

    first: date
    last: date
    words: str
    level: int | None = 0
    lapsed: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a name."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the picture as a table: the day, what, who saw it, who knows."""

    on: date
    words: str
    seen_by: str
    known_to: str
    signal: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the picture draws, from a London day to a London day. `many`: so many signals are many."""

    first: date
    last: date
    lanes: tuple[Lane, ...]
    spans: tuple[Span, ...]
    moments: tuple[Moment, ...]
    agreed: tuple[Band, ...]
    in_use: tuple[Band, ...]
    plan: tuple[Band, ...]
    not_agreed: tuple[Moment, ...]
    counts: tuple[tuple[date, int], ...]
    many: int
    window_days: int
    table: tuple[Told, ...]
    closed: int = 0


def picture_of(
    scene: Scene,
    now: Situation | None,
    *,
    not_agreed: Iterable[Moment] = (),
    opened: bool = False,
    first: date | None = None,
    last: date | None = None,
) -> Picture:
    """The picture of one family, with one person's arrangement and plan beneath it.

    `not_agreed`: what was asked for and refused. What is ours alone is drawn only where it was `opened`.
    """
    shown = [event for event in scene.events if opened or not is_ours_alone(event)]
    ends = min(last or scene.on, scene.on)
    begins = first or _begins(shown, scene, ends)
    begins = min(begins, ends - timedelta(days=28))
    inside = [event for event in shown if begins <= event.happened_on <= ends]
    circle = Circle(scene.family)
    signals = [one for one in scene.signals if opened or _is_shown(one, shown, scene)]
    return Picture(
        first=begins,
        last=ends,
        lanes=tuple(_lanes(inside, circle, _contacts(scene, circle, opened, begins, ends))),
        spans=tuple(_spans(inside, ends, scene.policy.safeguarding.signals_window_days)),
        moments=tuple(_moments(inside)),
        agreed=tuple(_agreed(now, begins, ends)) if now else (),
        in_use=tuple(_in_use(now, begins, ends)) if now else (),
        plan=tuple(_plan_bands(now.plans, begins, ends)) if now else (),
        not_agreed=tuple(one for one in not_agreed if begins <= one.on <= ends),
        counts=tuple(_counts(signals, begins, ends, scene.policy.safeguarding.signals_window_days)),
        many=scene.policy.safeguarding.many_signals,
        window_days=scene.policy.safeguarding.signals_window_days,
        table=tuple(_table(inside, circle)),
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


def _contacts(scene: Scene, circle: Circle, opened: bool, first: date, last: date) -> dict[str, tuple[date, ...]]:
    """The days of contacts by lane; when an agency told us something is ours alone, unless it was opened."""
    met = [(US, one.happened_on) for one in scene.history.contacts if opened or not one.ours_alone]
    heard = [
        (circle.agencies[one.agency_id], one.happened_on)
        for one in scene.history.heard
        if one.agency_id in circle.agencies and (opened or not one.ours_alone)
    ]
    found: dict[str, list[date]] = defaultdict(list)
    for name, on in sorted({*met, *heard}):
        if first <= on <= last:
            found[name].append(on)
    return {name: tuple(days) for name, days in found.items()}


def _lanes(events: Sequence[EventFact], circle: Circle, contacts: Mapping[str, tuple[date, ...]]) -> Iterator[Lane]:
    """Ours first, then the family's agencies, then whoever else is named as having seen something."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for event in events:
        shape = SHAPE_OF.get(event.kind)
        if shape is None:
            continue
        saw = _lane_of(event.seen_by, circle)
        found[saw].append(Mark(event.happened_on, shape, _words(event)))
        for name in dict.fromkeys(_lane_of(one, circle) for one in event.known_to):
            if name != saw:
                found[name].append(Mark(event.happened_on, shape, f"{_words(event)}: knows", told=True))
    usual = [US, *dict.fromkeys(circle.agencies.values())]
    others = sorted(name for name in found if name not in usual)
    for name in [*usual, *others]:
        yield Lane(name, tuple(found.get(name, ())), contacts.get(name, ()))


def _lane_of(name: str, circle: Circle) -> str:
    if is_us(name):
        return US
    link = circle.agency_called(name)
    if link:
        return circle.agencies[link]
    return _ROLES.get(name.casefold(), name[:1].upper() + name[1:])


def _words(event: EventFact) -> str:
    about = f": {event.about_name}" if event.about_name else ""
    return f"{EVENT_WORDS[event.kind]}{about}"


def _spans(events: Iterable[EventFact], ends: date, days: int) -> Iterator[Span]:
    """What weighs on a family, drawn for as long as a signal counts: nobody records when grief ends."""
    for event in events:
        if event.kind in STRESSORS:
            last = min(ends, event.happened_on + timedelta(days=days))
            yield Span(event.happened_on, last, EVENT_WORDS[event.kind])


def _moments(events: Iterable[EventFact]) -> Iterator[Moment]:
    for event in events:
        if event.kind in LIFE:
            yield Moment(event.happened_on, EVENT_WORDS[event.kind])


def _table(events: Sequence[EventFact], circle: Circle) -> Iterator[Told]:
    for event in sorted(events, key=lambda one: (one.happened_on, one.recorded_at), reverse=True):
        saw = _lane_of(event.seen_by, circle)
        known = dict.fromkeys(_lane_of(one, circle) for one in event.known_to)
        others = ", ".join(name for name in known if name != saw)
        yield Told(event.happened_on, _words(event), saw, others, event.is_signal)


def _counts(signals: Iterable[SignalFact], first: date, last: date, days: int) -> Iterator[tuple[date, int]]:
    """How many signals each day looks back on, from one change to the next."""
    changes: dict[date, int] = defaultdict(int)
    for signal in signals:
        changes[signal.happened_on] += 1
        changes[signal.happened_on + timedelta(days=days + 1)] -= 1
    count = sum(change for day, change in changes.items() if day <= first)
    yield first, count
    for day in sorted(changes):
        if first < day <= last:
            count += changes[day]
            yield day, count


def _band(arrangement: Arrangement, now: Situation, first: date, last: date) -> Band:
    most = now.most(arrangement)
    own = describe(arrangement, now.supply.calendar.usual_week())
    words = own if arrangement.pattern is Pattern.OWN else PATTERN_WORDS[arrangement.pattern]
    home = f", up to {counted(most.bottles, 'bottle')} at home" if most and most.bottles else ""
    return Band(first, last, f"{words}{home}", most.bottles if most else None, short=_SHORT[arrangement.pattern])


def _in_use(now: Situation, first: date, last: date) -> Iterator[Band]:
    """What was last said to be in use on each day, merged where it stayed the same."""
    yield from _merged(
        (
            max(first, fact.from_on),
            _until(now.supply.in_use[index + 1 :], last),
            _band(fact.arrangement, now, first, last),
        )
        for index, fact in enumerate(now.supply.in_use)
    )


def _until(later: Sequence[object], last: date) -> date:
    return min((one.from_on - DAY for one in later), default=last)  # type: ignore[attr-defined]


def _agreed(now: Situation, first: date, last: date) -> Iterator[Band]:
    """What was agreed from each decision to the next one; those that their prescriber disowned are left out."""
    stood = [one for one in now.decisions.decisions if one.confirmed is not False]
    begun = [max(one.from_on, day_of(one.recorded_at)) for one in stood]
    yield from _merged(
        (max(first, on), min([*begun[index + 1 :], last + DAY]) - DAY, _band(one.arrangement, now, first, last))
        for index, (one, on) in enumerate(zip(stood, begun, strict=True))
    )


def _merged(bands: Iterable[tuple[date, date, Band]]) -> Iterator[Band]:
    """Bands one after the other; two that say the same become one."""
    kept: list[Band] = []
    for first, last, band in bands:
        if last < first:
            continue
        if kept and kept[-1].words == band.words:
            kept[-1] = replace(kept[-1], last=last)
        else:
            kept.append(replace(band, first=first, last=last))
    yield from kept


def _plan_bands(plans: PlansOf, first: date, last: date) -> Iterator[Band]:
    """Each version from its agreement on; past its review day it is shown as lapsed until it was looked at again."""
    for index, plan in enumerate(plans.plans):
        ends = min([one.agreed_on - DAY for one in plans.plans[index + 1 :]], default=last)
        yield from _one_plan(plan, plans, max(first, plan.agreed_on), min(ends, last))


def _one_plan(plan: PlanFact, plans: PlansOf, first: date, last: date) -> Iterator[Band]:
    words, short = f"Version {plan.version}", f"{plan.version}"
    looks = sorted((one.happened_on, one.review_on) for one in plans.reviews if one.plan_id == plan.id)
    good_until, day = plan.review_on, first
    for looked_on, review_on in [*looks, (last + DAY, None)]:
        stops = min(looked_on - DAY, last)
        if day <= min(good_until, stops):
            yield Band(day, min(good_until, stops), words, short=short)
        if max(day, good_until + DAY) <= stops:
            late = f"{words}, review day passed"
            yield Band(max(day, good_until + DAY), stops, late, lapsed=True, short=short)
        day, good_until = max(day, looked_on), review_on or good_until
