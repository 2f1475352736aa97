"""What was recorded last, as lines for a list: enough to find an entry and put it right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from safeguarding.rules.facts import History
from safeguarding.rules.kinds import EntryNoun
from safeguarding.rules.words import CONTACT_WORDS, EVENT_WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: what it is, on which London day it happened, when it was written down, whether it is kept closed."""

    noun: EntryNoun
    id: str
    title: str
    happened_on: date
    recorded_at: datetime
    ours_alone: bool


def latest_entries(history: History, most: int) -> tuple[Line, ...]:
    """The newest entries by when they were written down, at most so many."""
    lines = sorted(_lines(history), key=lambda line: (line.recorded_at, line.id), reverse=True)
    return tuple(lines[:most])


def _lines(history: History) -> Iterator[Line]:
    for event in history.events:
        about = f": {event.about_name}" if event.about_name else ""
        title = f"{EVENT_WORDS[event.kind]}{about}"
        yield Line(EntryNoun.EVENT, event.id, title, event.happened_on, event.recorded_at, event.ours_alone)
    for contact in history.contacts:
        if contact.recorded_by:
            title = f"Contact: {CONTACT_WORDS[contact.how].lower()}"
            yield Line(
                EntryNoun.CONTACT, contact.id, title, contact.happened_on, contact.recorded_at, contact.ours_alone
            )
    for call in history.calls:
        title = f"Call with {call.with_name}"
        yield Line(EntryNoun.CALL, call.id, title, call.happened_on, call.recorded_at, call.ours_alone)
    for heard in history.heard:
        if heard.recorded_by:
            yield Line(
                EntryNoun.HEARD_FROM,
                heard.id,
                "Heard from an agency",
                heard.happened_on,
                heard.recorded_at,
                heard.ours_alone,
            )
    for seen in history.seen:
        yield Line(EntryNoun.CHILD_SEEN, seen.id, "Child seen", seen.happened_on, seen.recorded_at, seen.ours_alone)
    for referral in history.referrals:
        title = "Referral" if referral.sent else "Referral thought about"
        yield Line(EntryNoun.REFERRAL, referral.id, title, referral.happened_on, referral.recorded_at, True)
