"""Doses, undrunk bottles, and what the prescriber said. This is no controlled-drug register."""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.conflict import Conflict, Refused
from core.versions import append, following
from core.wording import instant, short_day
from supply.models import Bottle, Dose, PrescriberSpoken
from supply.queries import standing_dose
from supply.rules import METHADONE, DoseHow, Went

_Row = TypeVar("_Row", Dose, Bottle, PrescriberSpoken)

_AGAIN = "Recorded again after the entry before was taken back"
_TODAY_OR_PAST = "The date must be today or in the past"


def record_dose(
    *,
    household_id: UUID,
    person_id: UUID,
    for_on: date,
    how: DoseHow,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    medicine: str = METHADONE.code,
    part: int = 1,
    pharmacy_id: UUID | None = None,
) -> Dose:
    """Record what became of the dose of one London day: `happened_on` is when it was given, handed over or missed.

    One entry stands for a person, medicine, day and part: a second raises Conflict and says which one is there.
    Raises Refused for a day to come, a take-home dose handed over today aside.
    """
    happened = happened_on or day_of(at)
    _refuse_future(happened, at)
    if how is not DoseHow.TAKE_HOME and for_on > day_of(at):
        raise Refused(("for_on", "This day has not come yet, so its dose cannot have been given or missed"))
    before = standing_dose(person_id, medicine, for_on, part)
    if before is not None and not before.withdrawn:
        raise Conflict(
            f"The dose for {short_day(for_on)} is already recorded: {before.how.replace('-', ' ')}, written down on "
            f"{instant(before.recorded_at)}. If that is wrong, correct it."
        )
    return _add(
        "record_dose",
        household_id,
        Dose(
            person_id=person_id,
            medicine=medicine,
            for_on=for_on,
            part=part,
            version=before.version + 1 if before else 1,
            how=how.value,
            pharmacy_id=pharmacy_id,
            happened_on=happened,
            because=_AGAIN if before else None,
            recorded_by_id=by,
            recorded_at=at,
        ),
    )


def correct_dose(
    *,
    household_id: UUID,
    person_id: UUID,
    for_on: date,
    how: DoseHow,
    because: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    medicine: str = METHADONE.code,
    part: int = 1,
    pharmacy_id: UUID | None = None,
    seen_version: int | None = None,
) -> Dose:
    """Record the next version of the entry for one day's dose, with the reason; the one before stays readable.

    Raises Refused where there is no entry, without a reason or for a day to come; Conflict for a stale version.
    """
    before = _recorded(person_id, medicine, for_on, part)
    _refuse_without_reason(because)
    happened = happened_on or before.happened_on
    _refuse_future(happened, at)
    return _add(
        "correct_dose",
        household_id,
        Dose(
            person_id=person_id,
            medicine=medicine,
            for_on=for_on,
            part=part,
            version=following(before.version, seen_version),
            how=how.value,
            pharmacy_id=pharmacy_id or before.pharmacy_id,
            happened_on=happened,
            because=because.strip(),
            recorded_by_id=by,
            recorded_at=at,
        ),
    )


def withdraw_dose(
    *,
    household_id: UUID,
    person_id: UUID,
    for_on: date,
    because: str,
    by: UUID,
    at: datetime,
    medicine: str = METHADONE.code,
    part: int = 1,
    seen_version: int | None = None,
) -> Dose:
    """Take back an entry that should not be there (another person's, say), with the reason; it stays readable.

    Raises Refused where there is no entry or no reason; Conflict for a stale version.
    """
    before = _recorded(person_id, medicine, for_on, part)
    _refuse_without_reason(because)
    return _add(
        "withdraw_dose",
        household_id,
        Dose(
            person_id=person_id,
            medicine=medicine,
            for_on=for_on,
            part=part,
            version=following(before.version, seen_version),
            how=before.how,
            pharmacy_id=before.pharmacy_id,
            happened_on=before.happened_on,
            withdrawn=True,
            because=because.strip(),
            recorded_by_id=by,
            recorded_at=at,
        ),
    )


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
    """Record where an undrunk bottle went; without `for_on` it answers for every one known. Raises Refused."""
    happened = happened_on or day_of(at)
    _refuse_future(happened, at)
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


def _recorded(person_id: UUID, medicine: str, for_on: date, part: int) -> Dose:
    row = standing_dose(person_id, medicine, for_on, part)
    if row is None or row.withdrawn:
        raise Refused(("for_on", "Nothing is recorded for this day yet"))
    return row


def _refuse_without_reason(because: str) -> None:
    if not because.strip():
        raise Refused(("because", "Say why you are changing this"))


def _refuse_future(happened_on: date, at: datetime) -> None:
    if happened_on > day_of(at):
        raise Refused(("happened_on", _TODAY_OR_PAST))


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
