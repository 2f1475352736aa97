"""Contacts with the service user, calls between professionals, what agencies tell us, and children seen."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.versions import append
from safeguarding.actions.entries import (
    about_problems,
    add_first,
    add_next,
    agency_problems,
    frozen_problems,
    refuse,
    standing,
)
from safeguarding.models import Call, CallConfirmed, ChildSeen, Contact, HeardFrom
from safeguarding.rules import CallSaid, ChildSeenSaid, ContactHow, Problem, day_problems, text_problems


def record_contact(
    *,
    household_id: UUID,
    person_id: UUID,
    how: ContactHow,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    what: str = "",
    ours_alone: bool = False,
) -> Contact:
    """Record that we met or spoke with a service user. Raises Refused for a future day."""
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)))
    return add_first(
        Contact,
        "record_contact",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        how=how.value,
        what=what,
        ours_alone=ours_alone,
    )


def correct_contact(
    *,
    household_id: UUID,
    entry_id: UUID,
    how: ContactHow,
    happened_on: date,
    because: str,
    by: UUID,
    at: datetime,
    what: str = "",
    ours_alone: bool = False,
    seen_version: int | None = None,
) -> Contact:
    """Record the next version of a contact. Raises Refused and Conflict as `correct_event` does."""
    before = standing(Contact, household_id, entry_id)
    refuse(frozen_problems(before, household_id), day_problems(happened_on, day_of(at)))
    return add_next(
        before,
        "correct_contact",
        because=because,
        by=by,
        at=at,
        seen_version=seen_version,
        happened_on=happened_on,
        how=how.value,
        what=what,
        ours_alone=ours_alone,
    )


def record_call(
    *,
    household_id: UUID,
    said: CallSaid,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    person_id: UUID | None = None,
) -> Call:
    """Record a call between professionals: with whom, what was said, what was agreed (SEED 10.9).

    `person_id`: from whose page, for the audit. Raises Refused for a future day, for an agency of another family,
    and without the name or what was said.
    """
    day = happened_on or day_of(at)
    refuse(_call_problems(household_id, said, day, at))
    row = add_first(Call, "record_call", household_id=household_id, happened_on=day, by=by, at=at, **_call(said))
    if person_id is not None:
        record_change("record_call", by=by, at=at, person=person_id, about=str(row.entry_id))
    return row


def correct_call(
    *,
    household_id: UUID,
    entry_id: UUID,
    said: CallSaid,
    happened_on: date,
    because: str,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> Call:
    """Record the next version of a call. Raises Refused and Conflict as `correct_event` does."""
    before = standing(Call, household_id, entry_id)
    refuse(frozen_problems(before, household_id), _call_problems(household_id, said, happened_on, at))
    return add_next(
        before,
        "correct_call",
        because=because,
        by=by,
        at=at,
        seen_version=seen_version,
        happened_on=happened_on,
        **_call(said),
    )


def confirm_call(*, household_id: UUID, entry_id: UUID, by: UUID, at: datetime) -> CallConfirmed:
    """Record that a call was confirmed in writing. Raises Refused for no such call, Conflict where it was already."""
    call = standing(Call, household_id, entry_id)
    row = CallConfirmed(call_id=call.entry_id, household_id=household_id, recorded_by_id=by, recorded_at=at)
    append(row)
    record_change("confirm_call", by=by, at=at, household=household_id, about=str(entry_id))
    return row


def record_heard_from(
    *,
    household_id: UUID,
    family_agency_id: UUID,
    said: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    ours_alone: bool = True,
) -> HeardFrom:
    """Record what an agency of the family told us; "nothing new" counts (SEED 7.6). Raises Refused for no words."""
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        agency_problems(household_id, family_agency_id),
        text_problems("said", said, "Write down what they said, or that there is nothing new"),
    )
    return add_first(
        HeardFrom,
        "record_heard_from",
        household_id=household_id,
        happened_on=day,
        by=by,
        at=at,
        family_agency_id=family_agency_id,
        said=said,
        ours_alone=ours_alone,
    )


def record_child_seen(
    *,
    household_id: UUID,
    person_id: UUID | None,
    said: ChildSeenSaid,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
) -> ChildSeen:
    """Record that a child was seen: where, how they were, their own words or behaviour (SEED 10.17).

    Raises Refused for a future day, a day before the birth, a child or agency of another family, or without
    place or description.
    """
    day = happened_on or day_of(at)
    refuse(_seen_problems(household_id, said, day, at))
    return add_first(
        ChildSeen,
        "record_child_seen",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        **_seen(said),
    )


def correct_child_seen(
    *,
    household_id: UUID,
    entry_id: UUID,
    said: ChildSeenSaid,
    happened_on: date,
    because: str,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> ChildSeen:
    """Record the next version of a child seen. Raises Refused and Conflict as `correct_event` does."""
    before = standing(ChildSeen, household_id, entry_id)
    refuse(frozen_problems(before, household_id), _seen_problems(household_id, said, happened_on, at))
    return add_next(
        before,
        "correct_child_seen",
        because=because,
        by=by,
        at=at,
        seen_version=seen_version,
        happened_on=happened_on,
        **_seen(said),
    )


def _call_problems(household_id: UUID, said: CallSaid, happened_on: date, at: datetime) -> tuple[Problem, ...]:
    return (
        day_problems(happened_on, day_of(at))
        + agency_problems(household_id, said.family_agency_id)
        + text_problems("with_name", said.with_name, "Say who the call was with")
        + text_problems("said", said.said, "Write down what was said")
    )


def _call(said: CallSaid) -> dict[str, Any]:
    return {
        "family_agency_id": said.family_agency_id,
        "with_name": said.with_name,
        "said": said.said,
        "agreed": said.agreed,
        "ours_alone": said.ours_alone,
    }


def _seen_problems(household_id: UUID, said: ChildSeenSaid, happened_on: date, at: datetime) -> tuple[Problem, ...]:
    return (
        day_problems(happened_on, day_of(at))
        + about_problems(household_id, happened_on, child_id=said.child_id, field="child")
        + agency_problems(household_id, said.family_agency_id, field="by_agency")
        + text_problems("place", said.place, "Say where the child was seen")
        + text_problems("description", said.description, "Describe how the child looked and behaved")
    )


def _seen(said: ChildSeenSaid) -> dict[str, Any]:
    return {
        "child_id": said.child_id,
        "family_agency_id": said.family_agency_id,
        "by_role": said.by_role,
        "place": said.place,
        "description": said.description,
        "alert": said.alert.value,
        "words": said.words,
        "mood": said.mood,
        "did": said.did,
        "health": said.health,
        "ours_alone": said.ours_alone,
    }
