"""The audit of one person: who looked and who changed what, when, from where."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from core.audit import AuditEntry
from core.db import db
from safetyplans.queries import agencies_of_links
from staff.models import StaffMember

PAGE = 50
AN_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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
    """A page of the audit of a person, and of their household where it names nobody; newest first.

    One more than a page is read, so that the caller knows whether there is an older one. Whoever was not signed in is
    called after the agency whose link it was. Two statements.
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
    lines = [
        AuditLine(row.id, row.at, row.kind, row.verb, row.about, name or "", row.address, row.person_id is None)
        for row, name in db.session.execute(query.order_by(AuditEntry.id.desc()).limit(PAGE + 1))
    ]
    return _with_links(lines)


def _with_links(lines: list[AuditLine]) -> list[AuditLine]:
    """What was done by a link is the agency's whose it is."""
    known = {
        line.about: UUID(line.about) for line in lines if not line.who and len(line.about) == len(str(UUID(int=0)))
    }
    names = agencies_of_links(known.values())
    return [
        replace(line, who=f"The link of {name}") if (name := names.get(known.get(line.about, UUID(int=0)))) else line
        for line in lines
    ]
