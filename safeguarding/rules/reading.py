"""Reading the events: which reopen a plan, which are signals, and what has been considered since."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from core.calendar import day_of
from safeguarding.rules.events import AT_ONCE, CHILD_NO_MORE, SECOND, EventFact, EventKind, SignalFact
from safeguarding.rules.policy import SafeguardingPolicy


def living(events: Sequence[EventFact]) -> tuple[EventFact, ...]:
    """The events that are still spoken of: a pregnancy that ended, and a child who died, leave every page at once.

    A time when a child may have swallowed some stays: other children may be in the same home.
    """
    no_more = children_no_more(events)
    return tuple(
        event
        for event in events
        if not event.over and not (event.about in no_more and event.kind is not EventKind.CHILD_EXPOSURE)
    )


def children_no_more(events: Iterable[EventFact]) -> frozenset[str]:
    """The ids of children who died, or whose pregnancy ended: off every page at once."""
    return frozenset(one.about for one in events if one.kind in CHILD_NO_MORE and one.about)


def reopening_events(events: Sequence[EventFact], policy: SafeguardingPolicy) -> tuple[EventFact, ...]:
    """The events that make a plan stale: every *at once* event, and the *second* ones (findings.md, Events)."""
    return tuple(event for event in events if event.kind in AT_ONCE or is_second(event, events, policy))


def is_second(event: EventFact, events: Sequence[EventFact], policy: SafeguardingPolicy) -> bool:
    """Whether a missed appointment, dose or visit is the second of its kind in the window, by order of recording."""
    if event.kind not in SECOND:
        return False
    return any(
        other.kind is event.kind
        and other.person_id == event.person_id
        and _recorded_before(other, event)
        and abs((event.happened_on - other.happened_on).days) <= policy.second_within_days
        for other in events
    )


def _recorded_before(one: EventFact, other: EventFact) -> bool:
    return (one.recorded_at, one.happened_on, one.id) < (other.recorded_at, other.happened_on, other.id)


def signals(events: Iterable[EventFact], more: Iterable[SignalFact] = ()) -> tuple[SignalFact, ...]:
    """Every risk signal in order of recording, whoever saw it; `more` are those that are no events."""
    from_events = (
        SignalFact(event.kind.value, event.happened_on, event.recorded_at, event.id)
        for event in events
        if event.is_signal
    )
    return tuple(sorted((*from_events, *more), key=lambda one: (one.recorded_at, one.about)))


def within(signal: SignalFact, days: int, on: date) -> bool:
    """Whether a signal happened no more than `days` before a London day, and was known by then."""
    return on - timedelta(days=days) <= signal.happened_on <= on


def many_signals_since(
    found: Sequence[SignalFact], after: datetime | None, policy: SafeguardingPolicy
) -> SignalFact | None:
    """The signal, recorded after the instant `after`, with which there were first many of them (SEED 7.6).

    Many: so many in the window, of so many kinds, counted on the day the signal was recorded.
    """
    for index, signal in enumerate(found):
        if (after is None or signal.recorded_at > after) and are_many(
            found[: index + 1], max(day_of(signal.recorded_at), signal.happened_on), policy
        ):
            return signal
    return None


def are_many(found: Sequence[SignalFact], on: date, policy: SafeguardingPolicy) -> bool:
    """Whether the signals of the window before a London day are many, of more than one kind."""
    recent = [signal for signal in found if within(signal, policy.signals_window_days, on)]
    return len(recent) >= policy.many_signals and len({one.kind for one in recent}) >= policy.many_signals_kinds


def last_use(events: Iterable[EventFact]) -> EventFact | None:
    """The newest thing told about other drugs as well, by when it happened."""
    use = [event for event in events if event.kind is EventKind.USE_ON_TOP]
    return max(use, key=lambda event: (event.happened_on, event.recorded_at), default=None)
