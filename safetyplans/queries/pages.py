"""What the pages of a plan read. The person was found by a scoped query; everything here is theirs alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from core.db import db
from safetyplans.models import (
    AboutPerson,
    Box,
    CarePlanReview,
    LeafletGiven,
    Naloxone,
    PharmacistQuery,
    PlanCopy,
    PlanDeclined,
    PlanDraft,
    PlanItem,
    QueryAnswer,
    SafetyPlan,
    Share,
    ShareBecame,
    StorageCheck,
)
from safetyplans.queries.taking_back import decline_counts, plan_counts
from safetyplans.rules import UNSENT, DraftSaid, draft_from_plain
from staff.models import StaffMember

_Row = TypeVar("_Row", bound=AboutPerson)


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan being talked through: what was said so far, and who saved it last, when."""

    said: DraftSaid
    revision: int
    saved_at: datetime
    saved_by: str


def draft_of(person_id: UUID) -> Draft | None:
    """The plan being talked through with this person."""
    query = (
        select(PlanDraft, StaffMember.name)
        .join(StaffMember, StaffMember.id == PlanDraft.saved_by_id)
        .where(PlanDraft.person_id == person_id)
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    row, name = found
    return Draft(draft_from_plain(row.answers), row.revision, row.saved_at, name)


def draft_row(person_id: UUID) -> PlanDraft | None:
    """The row of that draft, for those who change it."""
    return db.session.scalar(select(PlanDraft).where(PlanDraft.person_id == person_id))


@dataclass(frozen=True, slots=True)
class AgreedPlan:
    """One agreed version and the name of the member of staff who recorded it."""

    row: SafetyPlan
    recorded_by: str


def agreed_plans(person_id: UUID) -> list[AgreedPlan]:
    """Every agreed version, newest first, but those that were taken back."""
    return _versions(person_id, plan_counts())


def every_version(person_id: UUID) -> list[AgreedPlan]:
    """Every version that was ever agreed, newest first, those that were taken back too: for whoever reads what was."""
    return _versions(person_id)


def _versions(person_id: UUID, *which: ColumnElement[bool]) -> list[AgreedPlan]:
    query = (
        select(SafetyPlan, StaffMember.name)
        .join(StaffMember, StaffMember.id == SafetyPlan.recorded_by_id)
        .where(SafetyPlan.person_id == person_id, *which)
        .order_by(SafetyPlan.version.desc())
    )
    return [AgreedPlan(row, name) for row, name in db.session.execute(query)]


def agreed_plan(person_id: UUID, plan_id: UUID) -> AgreedPlan | None:
    """One agreed version of this person; none where it was taken back."""
    return next((plan for plan in agreed_plans(person_id) if plan.row.id == plan_id), None)


def latest_plan(person_id: UUID) -> SafetyPlan | None:
    """The agreed version that stands."""
    query = select(SafetyPlan).where(SafetyPlan.person_id == person_id, plan_counts())
    return db.session.scalar(query.order_by(SafetyPlan.version.desc()).limit(1))


def last_version(person_id: UUID) -> int:
    """The number of the newest version, taken back or not; 0 before there was one."""
    return db.session.scalar(select(func.max(SafetyPlan.version)).where(SafetyPlan.person_id == person_id)) or 0


def declined_since(person_id: UUID, plan: SafetyPlan | None) -> PlanDeclined | None:
    """The last time they did not agree what was talked through, where nothing was agreed since."""
    last = _last(PlanDeclined, person_id, decline_counts())
    return None if last is None or (plan is not None and plan.recorded_at > last.recorded_at) else last


@dataclass(frozen=True, slots=True)
class LastFacts:
    """The newest of each kind that stands on the page of a plan; none where there is none."""

    leaflet: LeafletGiven | None
    check: StorageCheck | None
    box: Box | None
    naloxone: Naloxone | None
    care_review: CarePlanReview | None


def last_facts(person_id: UUID) -> LastFacts:
    """The newest leaflet, storage visit, box, naloxone and care-plan review, by order of recording."""
    return LastFacts(
        _last(LeafletGiven, person_id),
        _last(StorageCheck, person_id),
        _last(Box, person_id),
        _last(Naloxone, person_id),
        _last(CarePlanReview, person_id),
    )


def copies_of(plan_id: UUID) -> list[PlanCopy]:
    """What became of the person's own copy of one version, in order of recording."""
    query = select(PlanCopy).where(PlanCopy.plan_id == plan_id)
    return list(db.session.scalars(query.order_by(PlanCopy.recorded_at, PlanCopy.id)))


def _last(model: type[_Row], person_id: UUID, *which: ColumnElement[bool]) -> _Row | None:
    query = select(model).where(model.person_id == person_id, *which)
    return db.session.scalar(query.order_by(model.recorded_at.desc(), model.id).limit(1))


def item_version(plan_id: UUID, code: str) -> int:
    """The version of the last answer to an item of a plan, 0 where it has none."""
    query = select(func.max(PlanItem.version)).where(PlanItem.plan_id == plan_id, PlanItem.code == code)
    return db.session.scalar(query) or 0


def latest_share(person_id: UUID, family_agency_id: UUID) -> Share | None:
    """The last sending that one of the family's agencies has: none that came back or went to the wrong place."""
    unsent = exists().where(ShareBecame.share_id == Share.id, ShareBecame.what.in_(UNSENT))
    query = (
        select(Share)
        .where(
            Share.person_id == person_id,
            Share.family_agency_id == family_agency_id,
            Share.not_sent_because.is_(None),
            ~unsent,
        )
        .order_by(Share.recorded_at.desc(), Share.id)
        .limit(1)
    )
    return db.session.scalar(query)


@dataclass(frozen=True, slots=True)
class Asked:
    """A pharmacist's question or concern, who asked, and the answers in order of recording."""

    row: PharmacistQuery
    asked_by: str
    answers: tuple[QueryAnswer, ...]


def asked_by_pharmacist(person_id: UUID) -> list[Asked]:
    """What pharmacists asked or raised about this person, newest first."""
    query = (
        select(PharmacistQuery, StaffMember.name)
        .join(StaffMember, StaffMember.id == PharmacistQuery.recorded_by_id)
        .where(PharmacistQuery.person_id == person_id)
        .order_by(PharmacistQuery.recorded_at.desc(), PharmacistQuery.id)
    )
    rows = list(db.session.execute(query))
    answers = _answers([row.id for row, _ in rows])
    return [Asked(row, name, tuple(one for one in answers if one.query_id == row.id)) for row, name in rows]


def asked(person_id: UUID, query_id: UUID) -> Asked | None:
    """One question or concern about this person."""
    return next((one for one in asked_by_pharmacist(person_id) if one.row.id == query_id), None)


def _answers(query_ids: Sequence[UUID]) -> list[QueryAnswer]:
    query = (
        select(QueryAnswer).where(QueryAnswer.query_id.in_(query_ids)).order_by(QueryAnswer.recorded_at, QueryAnswer.id)
    )
    return list(db.session.scalars(query))
