"""Single rows that an act or a form is about."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.db import db
from supply.models import ClosedDay, Dose, Prescription


def newest_prescription(person_id: UUID) -> Prescription | None:
    """The newest version of a person's prescription."""
    query = select(Prescription).where(Prescription.person_id == person_id)
    return db.session.scalar(query.order_by(Prescription.version.desc()).limit(1))


def standing_dose(person_id: UUID, medicine: str, for_on: date, part: int = 1) -> Dose | None:
    """The entry that stands for one part of the dose of one London day."""
    query = select(Dose).where(
        Dose.person_id == person_id, Dose.medicine == medicine, Dose.for_on == for_on, Dose.part == part
    )
    return db.session.scalar(query.order_by(Dose.version.desc()).limit(1))


def newest_closed_day(pharmacy_id: UUID, day: date) -> ClosedDay | None:
    """The entry that stands for one day of a pharmacy, where there is one."""
    query = select(ClosedDay).where(ClosedDay.pharmacy_id == pharmacy_id, ClosedDay.day == day)
    return db.session.scalar(query.order_by(ClosedDay.version.desc()).limit(1))
