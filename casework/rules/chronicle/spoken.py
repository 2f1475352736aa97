"""Contacts, calls, what agencies told us, and children seen, as entries."""

from collections.abc import Iterator

from casework.rules.chronicle.circle import Circle
from casework.rules.entries import Entry, EntryKind
from core.wording import instant
from safeguarding.rules import (
    ALERT_WORDS,
    CONTACT_WORDS,
    CallFact,
    ChildSeenFact,
    ContactFact,
    ContactHow,
    EntryNoun,
    HeardFact,
    History,
    place_words,
)
from safeguarding.rules.reading import children_no_more


def spoken(history: History, circle: Circle) -> Iterator[Entry]:
    """Each as it was written down; those implied by another fact are told by that one."""
    yield from (_contact(one, circle) for one in history.contacts if one.how is not ContactHow.RECORD)
    yield from (_call(one, circle) for one in history.calls)
    yield from (_heard(one, circle) for one in history.heard if one.recorded_by)
    no_more = children_no_more(history.events)
    yield from (_seen(one, circle, closed=one.ours_alone or one.child_id in no_more) for one in history.seen)


def _contact(one: ContactFact, circle: Circle) -> Entry:
    return Entry(
        key=one.id,
        kind=EntryKind.CONTACT,
        title=f"Contact: {CONTACT_WORDS[one.how].lower()}",
        happened_on=one.happened_on,
        recorded_at=one.recorded_at,
        recorded_by=circle.who_signed("contact", one.recorded_at, one.recorded_by),
        person_id=one.person_id,
        parts=(("In words", one.what),) if one.what else (),
        closed=one.ours_alone,
        noun=EntryNoun.CONTACT.value,
    )


def _call(one: CallFact, circle: Circle) -> Entry:
    agency = circle.agencies.get(one.agency_id, "")
    confirmed = f"Yes, {instant(one.confirmed_at)}" if one.confirmed_at else "Not yet"
    said = (
        ("What was said", one.said),
        ("What was agreed", one.agreed),
        ("Confirmed in writing", confirmed if one.agreed.strip() else ""),
    )
    return Entry(
        key=one.id,
        kind=EntryKind.CONTACT,
        title=f"Call with {one.with_name}" + (f", {agency}" if agency and agency != one.with_name else ""),
        happened_on=one.happened_on,
        recorded_at=one.recorded_at,
        recorded_by=circle.who_signed("call", one.recorded_at, one.recorded_by),
        parts=tuple((what, words) for what, words in said if words),
        seen_by=agency,
        agencies=frozenset({one.agency_id} - {""}),
        closed=one.ours_alone,
        noun=EntryNoun.CALL.value,
    )


def _heard(one: HeardFact, circle: Circle) -> Entry:
    return Entry(
        key=one.id,
        kind=EntryKind.CONTACT,
        title=f"Heard from {circle.agencies.get(one.agency_id, 'an agency')}",
        happened_on=one.happened_on,
        recorded_at=one.recorded_at,
        recorded_by=circle.who_signed("heard-from", one.recorded_at, one.recorded_by),
        parts=(("What was said", one.said),),
        seen_by=circle.agencies.get(one.agency_id, ""),
        agencies=frozenset({one.agency_id}),
        closed=one.ours_alone,
        noun=EntryNoun.HEARD_FROM.value,
    )


def _seen(one: ChildSeenFact, circle: Circle, *, closed: bool) -> Entry:
    by = circle.agencies.get(one.by_agency_id, "") or one.by_role.replace("-", " ").capitalize()
    said = (
        ("Where", place_words(one.place)),
        ("Looked and behaved", one.description),
        ("How the child was", ALERT_WORDS[one.alert]),
        ("Mood", one.mood),
        ("What the child did", one.did),
        ("The child's words", one.words),
        ("Weight and health, as told", one.health),
    )
    return Entry(
        key=one.id,
        kind=EntryKind.CHILD_SEEN,
        title=f"{circle.children.get(one.child_id, 'A child')} was seen" + (f" by {by}" if by else " by one of us"),
        happened_on=one.happened_on,
        recorded_at=one.recorded_at,
        recorded_by=circle.who_signed("child-seen", one.recorded_at, one.recorded_by),
        parts=tuple((what, words) for what, words in said if words),
        seen_by=by,
        agencies=frozenset({one.by_agency_id} - {""}),
        closed=closed,
        noun=EntryNoun.CHILD_SEEN.value,
    )
