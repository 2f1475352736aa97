"""When pharmacies are open, and whose prescription is where."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, select
from sqlalchemy.orm import aliased

from core.bank_holidays import Nation, bank_holidays
from core.columns import UtcDateTime
from core.db import Among, db, read
from people.models import ServiceUser
from staff.models import Pharmacy
from supply.models import ClosedDay, PharmacyHours, Prescription
from supply.rules import Calendar

FIRST_YEAR, LAST_YEAR = 1990, 2060
"""Bank holidays are worked out for these years, once: every history a service may hold, and what lies ahead."""


EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Recorded by then: everything."""


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
    """When each pharmacy is open: one statement. Hours nobody recorded: shut on its nation's bank holidays alone."""
    rows: dict[UUID, list[Row[Any]]] = {one: [] for one in pharmacy_ids}
    for row in read(_hours_and_days(), {"ids": list(pharmacy_ids), "known_at": known_at or EVER}):
        rows[row.id].append(row)
    return {one: _opening(some) for one, some in rows.items()}


def _opening(rows: Sequence[Row[Any]]) -> Opening:
    row, known = rows[0], rows[0].version is not None
    nation = Nation(row.nation if known else row.nation_of_pharmacy)
    after_all = {one.day: one.open_after_all for one in rows if one.day is not None}
    calendar = Calendar(
        closed_weekdays=frozenset(row.closed_weekdays if known else ()),
        bank_holidays_shut=row.shut_on_bank_holidays if known else True,
        bank_holidays=bank_holidays(nation, FIRST_YEAR, LAST_YEAR),
        closed_days=frozenset(day for day, is_open in after_all.items() if not is_open),
        open_days=frozenset(day for day, is_open in after_all.items() if is_open),
    )
    return Opening(calendar, known, nation, row.version if known else 0)


@cache
def _hours_and_days() -> Select[*tuple[Any, ...]]:
    """Each pharmacy with the hours that stood at an instant, and a row for each of its odd days, the newest last."""
    hours, newer, known_at = PharmacyHours, aliased(PharmacyHours), bindparam("known_at", type_=UtcDateTime())
    replaced = exists().where(
        newer.pharmacy_id == hours.pharmacy_id, newer.version > hours.version, newer.recorded_at <= known_at
    )
    stood = (hours.pharmacy_id == Pharmacy.id) & (hours.recorded_at <= known_at) & ~replaced.correlate(hours)
    odd = (ClosedDay.pharmacy_id == Pharmacy.id) & (ClosedDay.recorded_at <= known_at)
    return (
        select(
            Pharmacy.id, Pharmacy.nation.label("nation_of_pharmacy"), hours.version, hours.nation,
            hours.closed_weekdays, hours.shut_on_bank_holidays, ClosedDay.day, ClosedDay.open_after_all,
        )
        .select_from(Pharmacy)
        .outerjoin(hours, stood)
        .outerjoin(ClosedDay, odd)
        .where(Among(Pharmacy.id, "ids"))
        .order_by(ClosedDay.day, ClosedDay.version)
    )  # fmt: skip


def odd_days(pharmacy_ids: Collection[UUID], *, from_on: date | None = None) -> dict[UUID, tuple[OddDay, ...]]:
    """The days that differ from each pharmacy's usual hours, in order; from the London day `from_on` on, if given.

    The newest entry of a day stands.
    """
    values = {"ids": list(pharmacy_ids), "from_on": from_on or date.min}
    newest: dict[UUID, dict[date, OddDay]] = {one: {} for one in pharmacy_ids}
    for row in read(_closed_days(), values):
        newest[row.pharmacy_id][row.day] = OddDay(row.day, row.open_after_all, row.why, row.version)
    return {one: tuple(days.values()) for one, days in newest.items()}


@cache
def _closed_days() -> Select[*tuple[Any, ...]]:
    one = ClosedDay
    return (
        select(one.pharmacy_id, one.day, one.open_after_all, one.why, one.version)
        .where(
            Among(one.pharmacy_id, "ids"),
            one.day >= bindparam("from_on"),
        )
        .order_by(one.day, one.version)
    )


def person_ids_at(pharmacy_id: UUID) -> list[UUID]:
    """Whose newest prescription is at a pharmacy."""
    here = select(Prescription.person_id).where(Prescription.pharmacy_id == pharmacy_id, _is_newest())
    return list(db.session.scalars(here.order_by(Prescription.person_id)))


def people_by_pharmacy(service_id: UUID) -> dict[UUID, list[UUID]]:
    """Whose newest prescription is at which pharmacy, of a service's people: one statement."""
    query = (
        select(Prescription.pharmacy_id, Prescription.person_id)
        .join(ServiceUser, ServiceUser.id == Prescription.person_id)
        .where(ServiceUser.service_id == service_id, _is_newest())
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for pharmacy_id, person_id in db.session.execute(query.order_by(Prescription.person_id)):
        if pharmacy_id is not None:
            found[pharmacy_id].append(person_id)
    return found


def _is_newest() -> ColumnElement[bool]:
    """A condition on Prescription: no newer one of the same person."""
    newer = aliased(Prescription)
    return ~exists().where(newer.person_id == Prescription.person_id, newer.version > Prescription.version)
