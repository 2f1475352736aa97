"""Doses: recorded once, corrected by a newer version, taken back. This is no controlled-drug register."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from core.audit import record_change
from core.clock import day_of
from core.conflict import Conflict, Refused
from core.db import is_taken, write
from core.versions import append, following
from core.wording import listed, short_day
from supply.actions.holding import frozen_problems
from supply.models import Dose
from supply.queries import standing_dose, standing_doses
from supply.rules import METHADONE, DoseHow
from supply.rules.counter import (
    NOTHING_MORE,
    DoseDetails,
    Given,
    Identity,
    NotGivenBecause,
    Second,
    already_recorded,
    dose_problems,
)
from supply.rules.prescribing import Problem

_AGAIN = "Recorded again after the entry before was taken back"


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
    details: DoseDetails = NOTHING_MORE,
) -> None:
    """Record what became of the dose of one London day: `happened_on` is when it was given, handed over or missed.

    One entry stands for a person, medicine, day and part: a second raises Conflict and says which one is there.
    Raises Refused for a day to come, a take-home dose handed over today aside, and for a second without its code.
    """
    record_doses(
        household_id=household_id,
        person_id=person_id,
        given=[Given(for_on, how, part)],
        by=by,
        at=at,
        happened_on=happened_on,
        medicine=medicine,
        pharmacy_id=pharmacy_id,
        details=details,
    )


def record_doses(
    *,
    household_id: UUID,
    person_id: UUID,
    given: Sequence[Given],
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    medicine: str = METHADONE.code,
    pharmacy_id: UUID | None = None,
    details: DoseDetails = NOTHING_MORE,
    everyday: bool = False,
) -> None:
    """Record the doses of several London days at once, as they are handed over: all of them or none.

    `everyday`: first entries on which no finding rests, by what was read in this transaction: nothing is read again or
    worked out anew, and the database refuses a second. Raises as `record_dose`.
    """
    happened = happened_on or day_of(details.happened_at or at)
    problems = [one for each in given for one in dose_problems(each, details, happened, at)]
    if problems:
        raise Refused(*dict.fromkeys(problems))
    there = {} if everyday else standing_doses(person_id, medicine, [each.for_on for each in given])
    rows = []
    for each in given:
        before = there.get((each.for_on, each.part))
        if before is not None and not before.withdrawn:
            raise Conflict(already_recorded(before.for_on, DoseHow(before.how), before.recorded_at))
        again = {"version": before.version + 1, "because": _AGAIN} if before else {"version": 1, "because": None}
        said = _columns(person_id, medicine, each, happened, details, by=by, at=at, pharmacy_id=pharmacy_id)
        rows.append(said | again)
    _write_all(rows, household_id, everyday)


def _columns(
    person_id: UUID,
    medicine: str,
    given: Given,
    happened_on: date,
    details: DoseDetails,
    *,
    by: UUID,
    at: datetime,
    pharmacy_id: UUID | None,
) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "person_id": person_id,
        "medicine": medicine,
        "for_on": given.for_on,
        "part": given.part,
        "how": given.how.value,
        "pharmacy_id": pharmacy_id,
        "happened_on": happened_on,
        "recorded_by_id": by,
        "recorded_at": at,
        "mg": details.mg,
        "why": details.why,
        "second": details.second if given.part > 1 else None,
        "replaces_dated_on": details.replaces_dated_on,
        "replaces_serial": details.replaces_serial.strip() or None,
        "collected_by": details.collected_by.strip() or None,
        "identity": details.identity,
        "happened_at": details.happened_at,
        "note": details.note.strip() or None,
        "said_before": list(details.said_before) or None,
    }


def _write_all(rows: list[dict[str, Any]], household_id: UUID, everyday: bool) -> None:
    """All of them or none, with their audit; where somebody else was a moment earlier, say which dose."""
    try:
        write(Dose, *rows)
    except IntegrityError as problem:
        if not is_taken(problem):
            raise
        days = listed(short_day(row["for_on"]) for row in rows)
        raise Conflict(
            f"Somebody else recorded the dose for {days} a moment ago. Nothing was recorded twice."
        ) from problem
    for row in rows:
        _audit("record_dose", row, household_id, touches=not everyday)


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
    why: NotGivenBecause | None = None,
) -> None:
    """Record the next version of the entry for one day's dose, with the reason; the one before stays readable.

    Raises Refused where there is no entry, without a reason, for a day to come or where the record is frozen; Conflict
    for a stale version.
    """
    before = _recorded(person_id, medicine, for_on, part)
    happened = happened_on or before.happened_on
    details = replace(_details_of(before), why=why if how is DoseHow.NOT_GIVEN else None)
    given = Given(for_on, how, part)
    frozen = frozen_problems(household_id, before.recorded_at)
    problems = [*frozen, *without_reason(because), *dose_problems(given, details, happened, at)]
    if problems:
        raise Refused(*problems)
    pharmacy = pharmacy_id or before.pharmacy_id
    said = _columns(person_id, medicine, given, happened, details, by=by, at=at, pharmacy_id=pharmacy)
    version = following(before.version, seen_version)
    _add("correct_dose", household_id, said | {"version": version, "because": because.strip()})


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
) -> None:
    """Take back an entry that should not be there (another person's, say), with the reason; it stays readable.

    Raises Refused where there is no entry, no reason, or the record is frozen; Conflict for a stale version.
    """
    before = _recorded(person_id, medicine, for_on, part)
    problems = [*frozen_problems(household_id, before.recorded_at), *without_reason(because)]
    if problems:
        raise Refused(*problems)
    given, details = Given(for_on, DoseHow(before.how), part), _details_of(before)
    said = _columns(
        person_id, medicine, given, before.happened_on, details, by=by, at=at, pharmacy_id=before.pharmacy_id
    )
    version = following(before.version, seen_version)
    _add("withdraw_dose", household_id, said | {"version": version, "because": because.strip(), "withdrawn": True})


def _details_of(row: Dose) -> DoseDetails:
    """What was known beside the dose: a correction carries it on."""
    return DoseDetails(
        mg=row.mg,
        why=NotGivenBecause(row.why) if row.why else None,
        second=Second(row.second) if row.second else None,
        replaces_dated_on=row.replaces_dated_on,
        replaces_serial=row.replaces_serial or "",
        collected_by=row.collected_by or "",
        identity=Identity(row.identity) if row.identity else None,
        happened_at=row.happened_at,
        note=row.note or "",
        said_before=tuple(row.said_before or ()),
    )


def _recorded(person_id: UUID, medicine: str, for_on: date, part: int) -> Dose:
    row = standing_dose(person_id, medicine, for_on, part)
    if row is None or row.withdrawn:
        raise Refused(("for_on", "Nothing is recorded for this day yet"))
    return row


def without_reason(because: str) -> list[Problem]:
    """Refuses a correction that does not say why."""
    return [] if because.strip() else [("because", "Say why you are changing this")]


def _add(verb: str, household_id: UUID, said: Mapping[str, Any]) -> None:
    append(Dose(**said))
    _audit(verb, said, household_id)


def _audit(verb: str, said: Mapping[str, Any], household_id: UUID, *, touches: bool = True) -> None:
    record_change(
        verb,
        by=said["recorded_by_id"],
        at=said["recorded_at"],
        household=household_id,
        person=said["person_id"],
        about=str(said["id"]),
        touches=touches,
    )
