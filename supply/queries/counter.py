"""Single rows that an act or a form is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select

from core.db import Among, db, read
from staff.models import Pharmacy
from supply.models import ClosedDay, Dose, Prescription
from supply.queries.of_people import terms_of
from supply.rules import PrescriptionTerms


@dataclass(frozen=True, slots=True)
class PrescriptionShown:
    """One version of a prescription, and who wrote it down."""

    terms: PrescriptionTerms
    pharmacy_name: str
    recorded_at: datetime
    recorded_by: UUID


def newest_prescription(person_id: UUID) -> Prescription | None:
    """The newest version of a person's prescription."""
    query = select(Prescription).where(Prescription.person_id == person_id)
    return db.session.scalar(query.order_by(Prescription.version.desc()).limit(1))


def newest_version(person_id: UUID) -> int:
    """The number of a person's newest prescription; 0 where there is none."""
    newest = newest_prescription(person_id)
    return newest.version if newest else 0


def prescriptions_shown(person_id: UUID) -> tuple[PrescriptionShown, ...]:
    """Every prescription of a person in words, the newest first, with who wrote it down and when."""
    query = (
        select(Prescription, Pharmacy.name)
        .outerjoin(Pharmacy, Pharmacy.id == Prescription.pharmacy_id)
        .where(Prescription.person_id == person_id)
        .order_by(Prescription.version.desc())
    )
    return tuple(
        PrescriptionShown(terms_of(row), name or "", row.recorded_at, row.recorded_by_id)
        for row, name in db.session.execute(query)
    )


def standing_dose(person_id: UUID, medicine: str, for_on: date, part: int = 1) -> Dose | None:
    """The entry that stands for one part of the dose of one London day."""
    query = select(Dose).where(
        Dose.person_id == person_id, Dose.medicine == medicine, Dose.for_on == for_on, Dose.part == part
    )
    return db.session.scalar(query.order_by(Dose.version.desc()).limit(1))


def standing_doses(person_id: UUID, medicine: str, days: Collection[date]) -> dict[tuple[date, int], Row[Any]]:
    """What stands for some London days, by day and part: its version, how, and whether it was taken back."""
    rows = read(_standing(), {"person_id": person_id, "medicine": medicine, "days": list(set(days))})
    return {(row.for_on, row.part): row for row in rows}


@cache
def _standing() -> Select[*tuple[Any, ...]]:
    return (
        select(Dose.for_on, Dose.part, Dose.version, Dose.how, Dose.withdrawn, Dose.recorded_at)
        .where(
            Dose.person_id == bindparam("person_id"),
            Dose.medicine == bindparam("medicine"),
            Among(Dose.for_on, "days"),
        )
        .order_by(Dose.version)
    )


def newest_closed_day(pharmacy_id: UUID, day: date) -> ClosedDay | None:
    """The entry that stands for one day of a pharmacy, where there is one."""
    query = select(ClosedDay).where(ClosedDay.pharmacy_id == pharmacy_id, ClosedDay.day == day)
    return db.session.scalar(query.order_by(ClosedDay.version.desc()).limit(1))
