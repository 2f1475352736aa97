"""What was seen and given for keeping it safe: storage visits, boxes, naloxone."""

from datetime import date, datetime
from uuid import UUID

from core.calendar import day_of
from safetyplans.actions.recording import add_dated, refuse
from safetyplans.models import Box, Naloxone, StorageCheck
from safetyplans.rules import BoxState, CheckResult, CheckSaid, NaloxoneState


def record_storage_check(
    *, person_id: UUID, said: CheckSaid, by: UUID, at: datetime, happened_on: date | None = None
) -> StorageCheck:
    """Record a storage visit (domain.md 4.2). A satisfactory one is evidence *seen at home*, of its day.

    Raises Refused where *fix by a date* has no date, or one before the visit, and where another result has one.
    """
    visited_on = happened_on or day_of(at)
    if said.result is CheckResult.FIX_BY and (said.fix_by is None or said.fix_by < visited_on):
        refuse([("fix_by", "Say by when it will be put right.")])
    if said.result is not CheckResult.FIX_BY and said.fix_by is not None:
        refuse([("fix_by", "A date belongs to “to be put right by” alone.")])
    return add_dated(
        StorageCheck,
        "record_storage_check",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        result=said.result,
        fix_by=said.fix_by,
        what=said.what,
    )


def record_box(
    *,
    person_id: UUID,
    state: BoxState,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    kind: str = "",
    serial: str = "",
) -> Box:
    """Record a lockable box: given, their own and seen, or owed (`box-owed`)."""
    return add_dated(
        Box,
        "record_box",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        state=state,
        kind=kind,
        serial=serial,
    )


def record_naloxone(
    *,
    person_id: UUID,
    state: NaloxoneState,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    expires_on: date | None = None,
) -> Naloxone:
    """Record that naloxone was given or declined, and when the kit runs out (`naloxone-not-offered`)."""
    return add_dated(
        Naloxone,
        "record_naloxone",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        state=state,
        expires_on=expires_on,
    )
