"""One person's part of moving many: their prescription at another pharmacy, and a decision of their own."""

from datetime import datetime
from uuid import UUID

from core.conflict import Refused
from dispensing.actions.recording import record_decision
from dispensing.rules import Asked, Policies, Situation
from supply.actions import prescribe
from supply.queries import newest_prescription
from supply.rules import PrescriptionTerms
from supply.rules.prescribing import PrescriptionSaid


def move_one(
    *,
    person_id: UUID,
    household_id: UUID,
    now: Situation,
    asked: Asked,
    expected_version: int,
    to_pharmacy: UUID | None,
    policy: Policies,
    by: UUID,
    at: datetime,
) -> None:
    """Record a decision for one person, from today, after their prescription is at the other pharmacy where one is.

    The gate judges it by the other pharmacy's days. `expected_version`: of the decision that the page showed, 0 for
    none. Raises Refused where there is no prescription to take there, and what `record_decision` and `prescribe` raise;
    whoever calls then takes the prescription back too.
    """
    terms = now.terms
    if to_pharmacy is not None and terms is None:
        raise Refused(("to_pharmacy", "No prescription is written down yet. Write it down first."))
    if to_pharmacy is not None and terms is not None:
        prescribe(
            household_id=household_id,
            person_id=person_id,
            said=_at(terms, to_pharmacy, now),
            by=by,
            at=at,
            seen_version=_seen(person_id),
        )
    record_decision(person_id=person_id, asked=asked, expected_version=expected_version, policy=policy, by=by, at=at)


def _at(terms: PrescriptionTerms, pharmacy_id: UUID, now: Situation) -> PrescriptionSaid:
    return PrescriptionSaid(
        mg_a_day=terms.mg_a_day,
        starts_on=now.on,
        medicine=terms.medicine.code,
        ends_on=terms.ends_on,
        pharmacy_id=pharmacy_id,
        wording=terms.wording,
        titrating=terms.titrating,
    )


def _seen(person_id: UUID) -> int:
    row = newest_prescription(person_id)
    return row.version if row else 0
