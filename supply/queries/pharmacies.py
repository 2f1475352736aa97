"""When pharmacies are open, and whose prescription is where."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from core.bank_holidays import Nation, bank_holidays
from core.db import db
from people.models import ServiceUser
from staff.models import Pharmacy
from supply.models import ClosedDay, PharmacyHours, Prescription
from supply.rules import Calendar

FIRST_YEAR, LAST_YEAR = 1990, 2060
"""Bank holidays are worked out for these years, once: every history a service may hold, and what lies ahead."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A pharmacy's calendar, and whether anybody recorded its hours.

    `version` is that of the hours (0: none yet), for the form that changes them.
    """

    calendar: Calendar
    hours_known: bool
    nation: Nation = Nation.ENGLAND_AND_WALES
    version: int = 0


@dataclass(frozen=True, slots=True)
class OddDay:
    """A day on which a pharmacy is shut, or open after all, against its usual hours."""

    day: date
    is_open: bool
    why: str
    version: int


def openings(pharmacy_ids: Collection[UUID], *, known_at: datetime | None = None) -> dict[UUID, Opening]:
    """When each pharmacy is open: three statements. Hours nobody recorded: shut on its nation's bank holidays alone."""
    hours = _hours(pharmacy_ids, known_at)
    nations = _nations(pharmacy_ids)
    odd = odd_days(pharmacy_ids, known_at=known_at)
    return {one: _opening(hours.get(one), nations[one], odd[one]) for one in pharmacy_ids}


def _opening(row: PharmacyHours | None, nation: Nation, odd: tuple[OddDay, ...]) -> Opening:
    nation = Nation(row.nation) if row else nation
    calendar = Calendar(
        closed_weekdays=frozenset(row.closed_weekdays if row else ()),
        bank_holidays_shut=row.shut_on_bank_holidays if row else True,
        bank_holidays=bank_holidays(nation, FIRST_YEAR, LAST_YEAR),
        closed_days=frozenset(one.day for one in odd if not one.is_open),
        open_days=frozenset(one.day for one in odd if one.is_open),
    )
    return Opening(calendar, row is not None, nation, row.version if row else 0)


def _nations(pharmacy_ids: Collection[UUID]) -> dict[UUID, Nation]:
    query = select(Pharmacy.id, Pharmacy.nation).where(Pharmacy.id.in_(pharmacy_ids))
    return {pharmacy_id: Nation(nation) for pharmacy_id, nation in db.session.execute(query)}


def _hours(pharmacy_ids: Collection[UUID], known_at: datetime | None) -> dict[UUID, PharmacyHours]:
    query = select(PharmacyHours).where(PharmacyHours.pharmacy_id.in_(pharmacy_ids))
    if known_at is not None:
        query = query.where(PharmacyHours.recorded_at <= known_at)
    return {row.pharmacy_id: row for row in db.session.scalars(query.order_by(PharmacyHours.version))}


def odd_days(
    pharmacy_ids: Collection[UUID], *, known_at: datetime | None = None, from_on: date | None = None
) -> dict[UUID, tuple[OddDay, ...]]:
    """The days that differ from each pharmacy's usual hours, in order; from the London day `from_on` on, if given.

    The newest entry of a day stands.
    """
    query = select(ClosedDay).where(ClosedDay.pharmacy_id.in_(pharmacy_ids))
    if known_at is not None:
        query = query.where(ClosedDay.recorded_at <= known_at)
    if from_on is not None:
        query = query.where(ClosedDay.day >= from_on)
    newest: dict[UUID, dict[date, ClosedDay]] = defaultdict(dict)
    for row in db.session.scalars(query.order_by(ClosedDay.day, ClosedDay.version)):
        newest[row.pharmacy_id][row.day] = row
    return {
        one: tuple(OddDay(row.day, row.open_after_all, row.why, row.version) for row in newest[one].values())
        for one in pharmacy_ids
    }


def person_ids_at(pharmacy_id: UUID) -> list[UUID]:
    """Whose newest prescription is at a pharmacy."""
    newest = (
        select(Prescription.person_id, func.max(Prescription.version).label("version"))
        .group_by(Prescription.person_id)
        .subquery()
    )
    query = (
        select(Prescription.person_id)
        .join(newest, (newest.c.person_id == Prescription.person_id) & (newest.c.version == Prescription.version))
        .where(Prescription.pharmacy_id == pharmacy_id)
    )
    return list(db.session.scalars(query.order_by(Prescription.person_id)))


def people_by_pharmacy(service_id: UUID) -> dict[UUID, list[UUID]]:
    """Whose newest prescription is at which pharmacy, of a service's people: one statement."""
    newest = (
        select(Prescription.person_id, func.max(Prescription.version).label("version"))
        .group_by(Prescription.person_id)
        .subquery()
    )
    query = (
        select(Prescription.pharmacy_id, Prescription.person_id)
        .join(newest, (newest.c.person_id == Prescription.person_id) & (newest.c.version == Prescription.version))
        .join(ServiceUser, ServiceUser.id == Prescription.person_id)
        .where(ServiceUser.service_id == service_id)
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for pharmacy_id, person_id in db.session.execute(query.order_by(Prescription.person_id)):
        if pharmacy_id is not None:
            found[pharmacy_id].append(person_id)
    return found
