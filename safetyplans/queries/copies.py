"""The copies of a plan that were printed: which number, for whom, by whom, when."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.db import db
from safetyplans.models import PrintedCopy
from staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One print and the name of whoever printed it."""

    row: PrintedCopy
    printed_by: str


def copies_printed(person_id: UUID, plan_id: UUID) -> list[PrintLine]:
    """Every copy of one version that was printed, newest first."""
    query = (
        select(PrintedCopy, StaffMember.name)
        .join(StaffMember, StaffMember.id == PrintedCopy.recorded_by_id)
        .where(PrintedCopy.person_id == person_id, PrintedCopy.plan_id == plan_id)
        .order_by(PrintedCopy.number.desc())
    )
    return [PrintLine(row, name) for row, name in db.session.execute(query)]


def copy_printed(person_id: UUID, copy_id: UUID) -> PrintLine | None:
    """One printed copy of this person's plans."""
    query = (
        select(PrintedCopy, StaffMember.name)
        .join(StaffMember, StaffMember.id == PrintedCopy.recorded_by_id)
        .where(PrintedCopy.id == copy_id, PrintedCopy.person_id == person_id)
    )
    row = db.session.execute(query).first()
    return PrintLine(*row) if row else None


def last_copy_number(plan_id: UUID) -> int:
    """The number of the last copy of a version, 0 where none was printed."""
    return db.session.scalar(select(func.max(PrintedCopy.number)).where(PrintedCopy.plan_id == plan_id)) or 0
