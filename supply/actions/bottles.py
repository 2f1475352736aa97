"""Where undrunk bottles went, and what the prescriber said after missed doses."""

from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from core.audit import record_change
from core.clock import day_of
from core.conflict import Refused
from core.db import db
from core.versions import append
from supply.models import Bottle, PrescriberSpoken
from supply.rules import Went

_PRESSED_TWICE = timedelta(minutes=1)
_Row = TypeVar("_Row", Bottle, PrescriberSpoken)


def record_bottle(
    *,
    household_id: UUID,
    person_id: UUID,
    went: Went,
    by: UUID,
    at: datetime,
    for_on: date | None = None,
    happened_on: date | None = None,
) -> Bottle:
    """Record where an undrunk bottle went; without `for_on` it answers for every one known. Raises Refused.

    Said twice by one person within a minute it is one row: a button pressed twice, for one bottle has one end.
    """
    happened = happened_on or day_of(at)
    _refuse_future(happened, at)
    pressed_before = select(Bottle).where(
        Bottle.person_id == person_id,
        Bottle.went == went.value,
        Bottle.for_on.is_(None) if for_on is None else Bottle.for_on == for_on,
        Bottle.happened_on == happened,
        Bottle.recorded_by_id == by,
        Bottle.recorded_at > at - _PRESSED_TWICE,
    )
    found = db.session.scalar(pressed_before.limit(1))
    if found is not None:
        return found
    return _add(
        "record_bottle",
        household_id,
        Bottle(
            person_id=person_id,
            for_on=for_on,
            went=went.value,
            happened_on=happened,
            recorded_by_id=by,
            recorded_at=at,
        ),
    )


def record_prescriber_spoken(
    *,
    household_id: UUID,
    person_id: UUID,
    advice: str,
    supplied: bool,
    by: UUID,
    at: datetime,
    spoke_to: str = "",
    happened_on: date | None = None,
) -> PrescriberSpoken:
    """Record that the pharmacist spoke to the prescriber after missed doses: to whom, what advice, supplied or not.

    Raises Refused without the advice, or for a day to come.
    """
    happened = happened_on or day_of(at)
    _refuse_future(happened, at)
    if not advice.strip():
        raise Refused(("advice", "Write down what the prescriber advised"))
    return _add(
        "record_prescriber_spoken",
        household_id,
        PrescriberSpoken(
            person_id=person_id,
            spoke_to=spoke_to,
            advice=advice.strip(),
            supplied=supplied,
            happened_on=happened,
            recorded_by_id=by,
            recorded_at=at,
        ),
    )


def _refuse_future(happened_on: date, at: datetime) -> None:
    if happened_on > day_of(at):
        raise Refused(("happened_on", "The date must be today or in the past"))


def _add(verb: str, household_id: UUID, row: _Row) -> _Row:
    append(row)
    record_change(
        verb,
        by=row.recorded_by_id,
        at=row.recorded_at,
        household=household_id,
        person=row.person_id,
        about=str(row.id),
    )
    return row
