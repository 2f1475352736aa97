"""Agreements that were taken back as recorded by mistake, and what can be taken back. Nothing else reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select

from core.db import db
from people.models import AdultDetails
from safetyplans.models import AdultAgreement, AgreementTakenBack, PlanDeclined, SafetyPlan
from safetyplans.queries.facts import agreement_fact
from safetyplans.rules import AdultAgreementFact
from staff.models import StaffMember


def plan_counts() -> ColumnElement[bool]:
    """Whether a version was not taken back."""
    return ~exists().where(AgreementTakenBack.plan_id == SafetyPlan.id)


def decline_counts() -> ColumnElement[bool]:
    """Whether it still counts that somebody did not agree."""
    return ~exists().where(AgreementTakenBack.declined_id == PlanDeclined.id)


@dataclass(frozen=True, slots=True)
class NotAgreed:
    """An agreement that was taken back: what it was of, when (UTC), by whom, why."""

    at: datetime
    by: str
    because: str
    plan_id: UUID | None
    agreement_id: UUID | None
    declined_id: UUID | None


def agreements_taken_back(person_id: UUID) -> list[NotAgreed]:
    """What was taken back from this person's plan, in order of recording."""
    query = (
        select(AgreementTakenBack, StaffMember.name)
        .join(StaffMember, StaffMember.id == AgreementTakenBack.recorded_by_id)
        .where(AgreementTakenBack.person_id == person_id)
        .order_by(AgreementTakenBack.recorded_at, AgreementTakenBack.id)
    )
    return [
        NotAgreed(row.recorded_at, name, row.because, row.plan_id, row.agreement_id, row.declined_id)
        for row, name in db.session.execute(query)
    ]


def is_taken_back(row_id: UUID) -> bool:
    """Whether an agreement, or that somebody did not agree, was taken back already."""
    of = AgreementTakenBack
    query = select(of.id).where((of.plan_id == row_id) | (of.agreement_id == row_id) | (of.declined_id == row_id))
    return db.session.scalar(query.limit(1)) is not None


def plan_kept(person_id: UUID, plan_id: UUID) -> SafetyPlan | None:
    """One version of this person's plan, taken back or not."""
    return db.session.scalar(select(SafetyPlan).where(SafetyPlan.id == plan_id, SafetyPlan.person_id == person_id))


def said_kept(household_id: UUID, agreement_id: UUID) -> AdultAgreement | None:
    """What an adult of this household said of their part, taken back or not."""
    rows: Sequence[AdultAgreement] = db.session.scalars(
        _of_household(household_id).where(AdultAgreement.id == agreement_id)
    ).all()
    return rows[0] if rows else None


def said_of_version(household_id: UUID, plan_id: UUID) -> list[AdultAgreementFact]:
    """What the adults of this household said of one version, taken back or not, in order of recording."""
    query = _of_household(household_id).where(AdultAgreement.plan_id == plan_id)
    rows = db.session.scalars(query.order_by(AdultAgreement.recorded_at, AdultAgreement.id))
    return [agreement_fact(row) for row in rows]


def _of_household(household_id: UUID) -> Select[Any]:
    adults = select(AdultDetails.adult_id).where(AdultDetails.household_id == household_id)
    return select(AdultAgreement).where(AdultAgreement.adult_id.in_(adults))


def declined_kept(person_id: UUID, declined_id: UUID) -> PlanDeclined | None:
    """That this person did not agree, once; taken back or not."""
    query = select(PlanDeclined).where(PlanDeclined.id == declined_id, PlanDeclined.person_id == person_id)
    return db.session.scalar(query)


def part_before(adult_id: UUID, removed_at: datetime) -> tuple[str, ...]:
    """The part that an adult had until it was removed at that instant (UTC), as they were not told.

    Nothing where more was written down of them since, or they had none.
    """
    query = select(AdultDetails).where(AdultDetails.adult_id == adult_id).order_by(AdultDetails.version)
    versions = db.session.scalars(query).all()
    if len(versions) < 2 or versions[-1].recorded_at != removed_at or versions[-1].left_on is not None:
        return ()
    return tuple(versions[-2].part)
