"""Writes about the same family at two services: each side says so for itself."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.audit import record_change
from core.db import db
from core.versions import append
from people.actions.histories import refuse
from people.models import FamilyLink, Household
from people.queries import linked_households
from people.rules import LONGEST_TEXT, Problem, blank, too_long


def link_families(*, household_id: UUID, other_household_id: UUID, because: str, by: UUID, at: datetime) -> bool:
    """Record that this service takes another service's household for the same family; whether both sides do now.

    Nothing is shown to either before both have said so, and then only what each shared. Raises Refused for a
    household that is not there or is of this service, or without a reason.
    """
    refuse((*_problems(household_id, other_household_id), *blank("because", because, "Say how you know"),
            *too_long("because", because, LONGEST_TEXT)))  # fmt: skip
    query = select(FamilyLink.id).where(FamilyLink.household_id == household_id)
    if db.session.scalar(query.where(FamilyLink.other_household_id == other_household_id)) is None:
        row = FamilyLink(id=uuid4(), household_id=household_id, other_household_id=other_household_id)
        row.because, row.recorded_at, row.recorded_by_id = because.strip(), at, by
        append(row)
        record_change("link_families", by=by, at=at, household=household_id, about=str(row.id))
    return other_household_id in linked_households(household_id)


def _problems(household_id: UUID, other_household_id: UUID) -> tuple[Problem, ...]:
    ours, theirs = db.session.get_one(Household, household_id), db.session.get(Household, other_household_id)
    if theirs is None or theirs.service_id == ours.service_id:
        return (("code", "There is no family with this code at another service. Ask them to read it out again"),)
    return ()
