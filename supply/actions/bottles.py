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
from supply.actions.doses import without_reason
from supply.actions.holding import frozen_problems
from supply.models import Bottle, BottleTakenBack, PrescriberSpoken
from supply.queries import not_taken_back
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
        not_taken_back(),
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


def withdraw_bottle(*, household_id: UUID, bottle: Bottle, because: str, by: UUID, at: datetime) -> None:
    """Take back an entry of where a bottle went, with the reason; it counts no longer and stays readable.

    Raises Refused without a reason and where the record is frozen; Conflict where it was taken back before.
    """
    problems = [*frozen_problems(household_id, bottle.recorded_at), *without_reason(because)]
    if problems:
        raise Refused(*problems)
    append(BottleTakenBack(bottle_id=bottle.id, because=because.strip(), recorded_by_id=by, recorded_at=at))
    about = str(bottle.id)
    record_change("withdraw_bottle", by=by, at=at, household=household_id, person=bottle.person_id, about=about)


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
