"""Lanes of who saw what, what weighs on a family, and how it adds up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from casework.rules.chronicle import Circle
from casework.rules.chronicle.circle import is_us
from casework.rules.picturing.values import LIFE, SHAPE_OF, Lane, Mark, Moment, Span, Told
from casework.rules.scene import Scene
from core.wording import sentence
from people.rules import AGENCY_ROLE_WORDS
from safeguarding.rules import EVENT_WORDS, STRESSORS, EventFact, SignalFact

US = "This service"
_ROLES = {role.value: words for role, words in AGENCY_ROLE_WORDS.items()}


def contacts_by_lane(scene: Scene, circle: Circle, first: date, last: date, beside: str) -> dict[str, tuple[date, ...]]:
    """The days of contacts by lane. Beside a service user: theirs alone, and not when others told us something."""
    met = [
        (US, one.happened_on)
        for one in scene.history.contacts
        if not beside or (one.person_id == beside and not one.ours_alone)
    ]
    heard = [
        (circle.agencies[one.agency_id], one.happened_on)
        for one in scene.history.heard
        if one.agency_id in circle.agencies and (not beside or not one.ours_alone)
    ]
    found: dict[str, list[date]] = defaultdict(list)
    for name, on in sorted({*met, *heard}):
        if first <= on <= last:
            found[name].append(on)
    return {name: tuple(days) for name, days in found.items()}


def lanes_of(events: Sequence[EventFact], circle: Circle, contacts: Mapping[str, tuple[date, ...]]) -> Iterator[Lane]:
    """Ours first, then the family's agencies, then whoever else is named as having seen something."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for event in events:
        shape = SHAPE_OF.get(event.kind)
        if shape is None:
            continue
        saw = lane_of(event.seen_by, circle)
        found[saw].append(Mark(event.happened_on, shape, event_words(event)))
        for name in dict.fromkeys(lane_of(one, circle) for one in event.known_to):
            if name != saw:
                found[name].append(Mark(event.happened_on, shape, f"{event_words(event)}: knows", told=True))
    usual = [US, *dict.fromkeys(circle.agencies.values())]
    others = sorted(name for name in found if name not in usual)
    for name in [*usual, *others]:
        yield Lane(name, tuple(found.get(name, ())), contacts.get(name, ()))


def lane_of(name: str, circle: Circle) -> str:
    """In whose lane a name belongs: ours, that of an agency of the family, or one of its own."""
    if is_us(name):
        return US
    link = circle.agency_called(name)
    if link:
        return circle.agencies[link]
    return _ROLES.get(name.casefold(), sentence(name))


def event_words(event: EventFact) -> str:
    """What an event is called, and about whom."""
    about = f": {event.about_name}" if event.about_name else ""
    return f"{EVENT_WORDS[event.kind]}{about}"


def as_a_table(events: Sequence[EventFact], circle: Circle) -> Iterator[Told]:
    """The same as a table, newest first."""
    for event in sorted(events, key=lambda one: (one.happened_on, one.recorded_at), reverse=True):
        saw = lane_of(event.seen_by, circle)
        known = dict.fromkeys(lane_of(one, circle) for one in event.known_to)
        others = ", ".join(name for name in known if name != saw)
        yield Told(event.happened_on, event_words(event), saw, others, event.is_signal)


def stressor_spans(events: Iterable[EventFact], ends: date, days: int) -> Iterator[Span]:
    """What weighs on a family, drawn for as long as a signal counts: nobody records when grief ends."""
    for event in events:
        if event.kind in STRESSORS:
            last = min(ends, event.happened_on + timedelta(days=days))
            yield Span(event.happened_on, last, EVENT_WORDS[event.kind])


def life_moments(events: Iterable[EventFact]) -> Iterator[Moment]:
    """What changed in the family's life."""
    for event in events:
        if event.kind in LIFE:
            yield Moment(event.happened_on, EVENT_WORDS[event.kind])


def counts_by_day(signals: Iterable[SignalFact], first: date, last: date, days: int) -> Iterator[tuple[date, int]]:
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
