"""What happened, as entries: who saw it, who knows and who does not, how sure it is."""

from collections.abc import Iterator

from casework.rules.chronicle.circle import Circle, is_us
from casework.rules.desk import is_ours_alone
from casework.rules.entries import Entry, EntryKind, Parts
from core.wording import listed
from safeguarding.rules import EVENT_WORDS, SOURCE_WORDS, EntryNoun, EventFact, History
from safeguarding.rules.reading import living


def happened(history: History, circle: Circle) -> Iterator[Entry]:
    """The events that somebody wrote down; those that other facts imply are told by those facts.

    What is no longer spoken of (a pregnancy that ended, a child who died) stays in the record, closed.
    """
    spoken_of = {event.id for event in living(history.events)}
    for event in history.events:
        if event.recorded_by:
            yield entry_of(event, circle, closed=is_ours_alone(event) or event.id not in spoken_of)


def entry_of(event: EventFact, circle: Circle, *, closed: bool) -> Entry:
    """One event."""
    seen = circle.agency_called(event.seen_by)
    told = circle.agencies_called(event.known_to)
    know = {*told, seen} - {""}
    title = EVENT_WORDS[event.kind] + (f": {event.about_name}" if event.about_name else "")
    return Entry(
        key=event.id,
        kind=EntryKind.HAPPENED,
        title=title,
        happened_on=event.happened_on,
        recorded_at=event.recorded_at,
        recorded_by=circle.who_signed("event", event.recorded_at, event.recorded_by),
        person_id=event.person_id,
        parts=_parts(event),
        seen_by="" if is_us(event.seen_by) else event.seen_by,
        known_to=event.known_to,
        not_known_to=circle.others(know),
        how_sure=SOURCE_WORDS[event.source] if event.source else "",
        agencies=frozenset(know),
        closed=closed,
        noun=EntryNoun.EVENT.value,
        versions=event.versions,
        signal=event.is_signal,
        event=event.kind,
    )


def _parts(event: EventFact) -> Parts:
    said = (
        ("In words", event.what),
        ("How often", event.how_often),
        ("Where", event.where),
        ("Who was there", listed(event.present) if event.present else ""),
        ("A child was there", "Yes" if event.child_present else ""),
        ("Where the children were", event.child_was),
        ("Who looked after them", event.minded_by),
        ("Changes nothing about the methadone at home, because", event.changes_nothing_because),
    )
    return tuple((what, words) for what, words in said if words)
