"""The audit of one person: who looked and who changed what, when, from where."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from core.audit import AuditEntry
from core.db import db
from staff.models import StaffMember

PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One look or one change. `id` is its place in the order of recording."""

    id: int
    at: datetime
    kind: str
    verb: str
    about: str
    who: str
    address: str
    of_household: bool


def audit_of(person_id: UUID, household_id: UUID, *, before: int | None = None) -> list[AuditLine]:
    """A page of the audit of a person, and of their household where it names nobody; newest first. One statement.

    One more than a page is read, so that the caller knows whether there is an older one.
    """
    theirs = or_(
        AuditEntry.person_id == person_id,
        and_(AuditEntry.household_id == household_id, AuditEntry.person_id.is_(None)),
    )
    query = (
        select(AuditEntry, StaffMember.name).outerjoin(StaffMember, StaffMember.id == AuditEntry.by_id).where(theirs)
    )
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return [
        AuditLine(row.id, row.at, row.kind, row.verb, row.about, name or "", row.address, row.person_id is None)
        for row, name in db.session.execute(query.order_by(AuditEntry.id.desc()).limit(PAGE + 1))
    ]
