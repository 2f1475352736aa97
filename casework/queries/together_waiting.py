"""What waits between agencies: what one of them said it would do and its day has passed, notes nobody here has read.

No finding asks for these (ADR 0025): they are lines of the work list and of the manager's weekly list.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import aliased

from core.audit import AuditEntry
from core.db import db
from people.models import CareEnded, FamilyLink, Household, KeyworkerAssignment, Membership, ServiceUser
from people.queries.headers import still_here
from people.queries.newest import is_newest
from safeguarding.models import JointAction, SharedNote

READING = "safeguarding.show_together"
"""The page on which a note of another drug service is read, as the audit calls it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One family: how many things are overdue between agencies, since which London day, and notes not read yet."""

    person_id: UUID
    overdue: int = 0
    due_on: date | None = None
    unread: int = 0


def waiting_together(
    service_id: UUID, on: date, *, keyworkers: Collection[UUID] | None = None, limit: int = 100
) -> list[Waiting]:
    """The families with something overdue between agencies on a London day, or a note not read; the longest first.

    `keyworkers`: only families of people whose keyworker is one of these staff. Three statements.
    """
    theirs = true() if keyworkers is None else KeyworkerAssignment.staff_id.in_(keyworkers)
    homes = _in_care(service_id, theirs)
    overdue = _overdue(service_id, on, homes, limit)
    unread = _unread(service_id, homes, limit)
    found = {*overdue, *unread}
    people = _people(service_id, theirs & Membership.household_id.in_(found)) if found else {}
    lines = [Waiting(people[home], *overdue.get(home, (0, None)), unread.get(home, 0)) for home in found]
    return sorted(lines, key=lambda one: (one.due_on or date.max, str(one.person_id)))[:limit]


def _people(service_id: UUID, which: ColumnElement[bool]) -> dict[UUID, UUID]:
    """Households with people in care, and one of these people. One statement."""
    query = _in_care(service_id, which).add_columns(ServiceUser.id)
    rows = db.session.execute(query.order_by(ServiceUser.registered_on.desc(), ServiceUser.id))
    return {row[0]: row[1] for row in rows}


def _in_care(service_id: UUID, which: ColumnElement[bool]) -> Select[UUID]:
    """The households of a service in which somebody is in care."""
    return (
        select(Membership.household_id)
        .select_from(ServiceUser)
        .join(Membership, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .outerjoin(KeyworkerAssignment, is_newest(KeyworkerAssignment, KeyworkerAssignment.person_id, ServiceUser.id))
        .outerjoin(CareEnded, is_newest(CareEnded, CareEnded.person_id, ServiceUser.id))
        .where(ServiceUser.service_id == service_id, still_here(), which)
    )


def _overdue(service_id: UUID, on: date, homes: Select[UUID], limit: int) -> dict[UUID, tuple[int, date | None]]:
    query = (
        select(JointAction.household_id, func.count(), func.min(JointAction.due_on))
        .join(Household, Household.id == JointAction.household_id)
        .where(Household.service_id == service_id, JointAction.done_on.is_(None), JointAction.due_on < on)
        .where(*_stands(JointAction), JointAction.household_id.in_(homes))
        .group_by(JointAction.household_id)
        .order_by(func.min(JointAction.due_on))
    )
    return {home: (count, since) for home, count, since in db.session.execute(query.limit(limit))}


def _unread(service_id: UUID, homes: Select[UUID], limit: int) -> dict[UUID, int]:
    """Notes of linked families at other services that nobody here had open since, by the household here."""
    theirs = aliased(FamilyLink)
    read = exists().where(
        AuditEntry.household_id == FamilyLink.household_id,
        AuditEntry.verb == READING,
        AuditEntry.at >= SharedNote.recorded_at,
    )
    query = (
        select(FamilyLink.household_id, func.count(SharedNote.entry_id.distinct()))
        .join(Household, Household.id == FamilyLink.household_id)
        .join(
            theirs,
            (theirs.household_id == FamilyLink.other_household_id)
            & (theirs.other_household_id == FamilyLink.household_id),
        )
        .join(SharedNote, SharedNote.household_id == theirs.household_id)
        .where(Household.service_id == service_id, ~read, *_stands(SharedNote), FamilyLink.household_id.in_(homes))
        .group_by(FamilyLink.household_id)
        .order_by(func.min(SharedNote.recorded_at))
    )
    return {row[0]: row[1] for row in db.session.execute(query.limit(limit))}


def _stands(model: Any) -> Sequence[ColumnElement[bool]]:
    """The newest version of an entry, unless it was taken back."""
    later = aliased(model)
    newer = exists().where(later.entry_id == model.entry_id, later.version > model.version)
    return ~newer.correlate(model), model.withdrawn.is_(False)
