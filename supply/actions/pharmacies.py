"""When a pharmacy is open: its hours, and single days that differ from them."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from core.audit import record_change
from core.bank_holidays import Nation
from core.clock import day_of
from core.conflict import Refused
from core.versions import append, following
from people.actions import look_again
from supply.models import ClosedDay, PharmacyHours
from supply.queries import newest_closed_day, openings, person_ids_at
from supply.rules.opening import DAYS_IN_A_WEEK


def set_pharmacy_hours(
    *,
    pharmacy_id: UUID,
    closed_weekdays: Collection[int],
    shut_on_bank_holidays: bool,
    nation: Nation,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> PharmacyHours:
    """Record on which weekdays (0 Monday) a pharmacy is shut and what it does on bank holidays; the newest stands.

    Raises Refused for a weekday that does not exist or a pharmacy that never opens; Conflict for a stale version.
    """
    shut = sorted(set(closed_weekdays))
    if not set(shut) <= set(range(DAYS_IN_A_WEEK)) or len(shut) == DAYS_IN_A_WEEK:
        raise Refused(("closed_weekdays", "The pharmacy must be open on at least one day of the week"))
    before = openings([pharmacy_id])[pharmacy_id]
    row = PharmacyHours(
        pharmacy_id=pharmacy_id,
        version=following(before.version, seen_version),
        closed_weekdays=shut,
        shut_on_bank_holidays=shut_on_bank_holidays,
        nation=nation.value,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    _changed("set_pharmacy_hours", pharmacy_id, by=by, at=at)
    return row


def close_day(
    *, pharmacy_id: UUID, day: date, by: UUID, at: datetime, why: str = "", seen_version: int | None = None
) -> ClosedDay:
    """Record that a pharmacy is shut on one London day, against its usual hours. Raises Conflict when stale."""
    return _odd_day("close_day", pharmacy_id, day, why, by=by, at=at, seen_version=seen_version, is_open=False)


def open_day(
    *, pharmacy_id: UUID, day: date, by: UUID, at: datetime, why: str = "", seen_version: int | None = None
) -> ClosedDay:
    """Record that a pharmacy is open on one London day after all. Raises Conflict when stale."""
    return _odd_day("open_day", pharmacy_id, day, why, by=by, at=at, seen_version=seen_version, is_open=True)


def _odd_day(
    verb: str,
    pharmacy_id: UUID,
    day: date,
    why: str,
    *,
    by: UUID,
    at: datetime,
    seen_version: int | None,
    is_open: bool,
) -> ClosedDay:
    before = newest_closed_day(pharmacy_id, day)
    row = ClosedDay(
        pharmacy_id=pharmacy_id,
        day=day,
        version=following(before.version if before else 0, seen_version),
        open_after_all=is_open,
        why=why,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    _changed(verb, pharmacy_id, by=by, at=at)
    return row


def _changed(verb: str, pharmacy_id: UUID, *, by: UUID, at: datetime) -> None:
    record_change(verb, by=by, at=at, about=str(pharmacy_id))
    look_again(person_ids=person_ids_at(pharmacy_id), on=day_of(at))
