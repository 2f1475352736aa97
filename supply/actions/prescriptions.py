"""What is prescribed, and the arrangement in use. This is no prescription and no controlled-drug register."""

from datetime import date, datetime
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.conflict import Refused
from core.versions import append, following
from people.actions import assign_pharmacy
from supply.models import ArrangementInUse, Prescription
from supply.queries import newest_prescription
from supply.rules import Arrangement
from supply.rules.facts import InUseSource
from supply.rules.prescribing import PrescriptionSaid, impossible


def prescribe(
    *,
    household_id: UUID,
    person_id: UUID,
    said: PrescriptionSaid,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> Prescription:
    """Write down what is prescribed from a day on: the next version of a person's prescription.

    Its pharmacy serves the person from the day it begins, and can prepare before. Raises Refused for what cannot be
    and for a pharmacy that is closed for good, Conflict where somebody wrote down another one since `seen_version`.
    """
    problems = impossible(said)
    if problems:
        raise Refused(*problems)
    before = newest_prescription(person_id)
    row = Prescription(
        person_id=person_id,
        version=following(before.version if before else 0, seen_version),
        medicine=said.medicine,
        mg_a_day=said.mg_a_day,
        pharmacy_id=said.pharmacy_id,
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        wording=sorted(word.value for word in said.wording),
        titrating=said.titrating,
        recorded_by_id=by,
        recorded_at=at,
    )
    if said.pharmacy_id is not None:
        assign_pharmacy(person_id=person_id, pharmacy_id=said.pharmacy_id, from_on=said.starts_on, by=by, at=at)
    append(row)
    record_change("prescribe", by=by, at=at, household=household_id, person=person_id, about=str(row.id))
    return row


def set_arrangement_in_use(
    *,
    household_id: UUID,
    person_id: UUID,
    arrangement: Arrangement,
    source: InUseSource,
    by: UUID,
    at: datetime,
    from_on: date | None = None,
    since_unknown: bool = False,
    decided_by: str = "",
    why: str = "",
) -> ArrangementInUse:
    """Record which arrangement is in use from a London day on (today where none is given), and how we know.

    `since_unknown`: nobody knows since when; then the day is the one on which it was known to be so. `decided_by` and
    `why` are what was said of a decision that is not recorded here. It is not thereby agreed (findings.md, principle
    2). The newest recorded stands; not known is a value.
    """
    row = ArrangementInUse(
        person_id=person_id,
        arrangement=arrangement.to_plain(),
        from_on=from_on or day_of(at),
        source=source.value,
        since_unknown=since_unknown or None,
        decided_by=decided_by.strip() or None,
        why=why.strip() or None,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    record_change("set_arrangement_in_use", by=by, at=at, household=household_id, person=person_id, about=str(row.id))
    return row
