"""What a manager weighs, for a whole service, in a fixed number of statements however many people there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from casework.models import OpenFinding
from casework.queries.board import signals_by_family
from casework.rules.managing import Caseload, CaseToSupervise, first_to_supervise
from core.db import db
from people.models import (
    Agency,
    CareEnded,
    ChildDetails,
    FamilyAgency,
    FamilyAgencyDetails,
    Household,
    KeyworkerAssignment,
    Membership,
    ServiceUser,
)
from people.queries.headers import still_here
from people.queries.newest import is_newest
from people.rules import AgencyRole, ChildHow
from safeguarding.models import Escalation, JointAction, Referral, ReferralOutcome, Supervision
from staff.models import StaffMember

NOT_COUNTED_TOGETHER = (AgencyRole.GP.value, AgencyRole.PHARMACY.value)


def _people(service_id: UUID) -> Select[*tuple[Any, ...]]:
    """Everybody who is here: the person, the household, the keyworker's id and name, since when."""
    return (
        select(
            ServiceUser.id,
            Membership.household_id,
            KeyworkerAssignment.staff_id,
            StaffMember.name,
            ServiceUser.registered_on,
        )
        .select_from(ServiceUser)
        .join(Membership, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .outerjoin(KeyworkerAssignment, is_newest(KeyworkerAssignment, KeyworkerAssignment.person_id, ServiceUser.id))
        .outerjoin(StaffMember, StaffMember.id == KeyworkerAssignment.staff_id)
        .outerjoin(CareEnded, is_newest(CareEnded, CareEnded.person_id, ServiceUser.id))
        .where(ServiceUser.service_id == service_id, still_here())
    )


def _stands(model: Any) -> Any:
    """The newest version of an entry, unless it was taken back."""
    later = aliased(model)
    newest = select(func.max(later.version)).where(later.entry_id == model.entry_id).correlate(model)
    return (model.version == newest.scalar_subquery()) & model.withdrawn.is_(False)


def _children(service_id: UUID) -> dict[UUID, int]:
    """How many children each household has who live, stay or visit there, or are unborn. One statement."""
    later = aliased(ChildDetails)
    newest = select(func.max(later.version)).where(later.child_id == ChildDetails.child_id).correlate(ChildDetails)
    query = (
        select(ChildDetails.household_id, func.count())
        .join(Household, Household.id == ChildDetails.household_id)
        .where(
            Household.service_id == service_id,
            ChildDetails.version == newest.scalar_subquery(),
            ChildDetails.gone.is_(None),
            ChildDetails.how != ChildHow.ELSEWHERE.value,
        )
        .group_by(ChildDetails.household_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _overdue(service_id: UUID, on: date) -> tuple[dict[UUID, int], set[UUID]]:
    """What is overdue by household, joint actions too; and the households in which a child is in danger."""
    query = select(OpenFinding.household_id, OpenFinding.due_on, OpenFinding.code)
    late: dict[UUID, int] = defaultdict(int)
    in_danger: set[UUID] = set()
    for household, due_on, code in db.session.execute(query.where(OpenFinding.service_id == service_id)):
        late[household] += due_on is not None and due_on < on
        if code == "exposure-act-now":
            in_danger.add(household)
    actions = (
        select(JointAction.household_id, func.count())
        .join(Household, Household.id == JointAction.household_id)
        .where(Household.service_id == service_id, _stands(JointAction))
        .where(JointAction.done_on.is_(None), JointAction.due_on < on)
        .group_by(JointAction.household_id)
    )
    for household, count in db.session.execute(actions):
        late[household] += count
    return late, in_danger


def to_supervise(service_id: UUID, on: date, window_days: int) -> list[CaseToSupervise]:
    """Every person with a child at home, in the order in which a manager talks them through. Eight statements."""
    children = _children(service_id)
    late, in_danger = _overdue(service_id, on)
    signals = {one.household_id: one.count for one in signals_by_family(service_id, on, window_days)}
    last = {row[0]: row[1] for row in db.session.execute(_last_supervised(service_id))}
    cases = [
        CaseToSupervise(person, signals.get(home, 0), late[home], home in in_danger, last.get(person), since)
        for person, home, _, _, since in db.session.execute(_people(service_id))
        if children.get(home)
    ]
    return first_to_supervise(cases, on)


def _last_supervised(service_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(Supervision.person_id, func.max(Supervision.happened_on))
        .join(Household, Household.id == Supervision.household_id)
        .where(Household.service_id == service_id, _stands(Supervision))
        .group_by(Supervision.person_id)
    )


@dataclass(frozen=True, slots=True)
class Minutes:
    """How the minutes of supervision were spent, and how many were counted."""

    on_case: int
    on_compliance: int
    times: int


def minutes_since(service_id: UUID, since: date) -> Minutes:
    """The minutes of supervision since a London day: on cases, and on forms and dates (SEED 10.1). One statement."""
    query = (
        select(
            func.sum(Supervision.minutes_on_case),
            func.sum(Supervision.minutes_on_compliance),
            func.count(),
        )
        .join(Household, Household.id == Supervision.household_id)
        .where(Household.service_id == service_id, Supervision.happened_on >= since, _stands(Supervision))
    )
    on_case, on_compliance, times = db.session.execute(query).one()
    return Minutes(on_case or 0, on_compliance or 0, times)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a manager decided in supervision, and why."""

    person_id: UUID
    happened_on: date
    by_name: str
    decided: str
    because: str


def newest_decisions(service_id: UUID, *, limit: int) -> list[Decided]:
    """The newest decisions of managers, with their reasons (SEED 10.25). One statement."""
    query = (
        select(
            Supervision.person_id,
            Supervision.happened_on,
            Supervision.by_name,
            Supervision.decided,
            Supervision.decided_because,
        )
        .join(Household, Household.id == Supervision.household_id)
        .where(Household.service_id == service_id, Supervision.decided != "", _stands(Supervision))
        .order_by(Supervision.happened_on.desc(), Supervision.recorded_at.desc())
    )
    return [Decided(*row) for row in db.session.execute(query.limit(limit))]


def caseloads(service_id: UUID, on: date, joint_from: int) -> list[Caseload]:
    """What each worker carries. `joint_from`: so many agencies make joint work. Five statements."""
    children, (late, _) = _children(service_id), _overdue(service_id, on)
    joint = _working_jointly(service_id, joint_from)
    homes: dict[str, list[UUID]] = defaultdict(list)
    for _, home, staff, name, _ in db.session.execute(_people(service_id)):
        homes[name if staff else ""].append(home)
    return [
        Caseload(
            name,
            len(theirs),
            sum(children.get(home, 0) for home in set(theirs)),
            len(joint & set(theirs)),
            sum(late[home] for home in set(theirs)),
        )
        for name, theirs in sorted(homes.items())
    ]


def _working_jointly(service_id: UUID, joint_from: int) -> set[UUID]:
    """The households with so many agencies, GP and pharmacy aside. One statement."""
    query = (
        select(FamilyAgencyDetails.household_id)
        .join(FamilyAgency, is_newest(FamilyAgencyDetails, FamilyAgencyDetails.family_agency_id, FamilyAgency.id))
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .where(Agency.service_id == service_id, FamilyAgencyDetails.left_on.is_(None))
        .where(Agency.role.not_in(NOT_COUNTED_TOGETHER))
        .group_by(FamilyAgencyDetails.household_id)
        .having(func.count() >= joint_from)
    )
    return set(db.session.scalars(query))


@dataclass(frozen=True, slots=True)
class Step:
    """One use of the way to disagree, as the partnership asks about it: no name of anybody."""

    happened_on: date
    stage: str
    urgent: bool
    result: str
    days: int


def steps_between(service_id: UUID, first: date, last: date) -> list[Step]:
    """Every step of disagreement of a service between two London days, both included. One statement."""
    query = (
        select(Escalation, ReferralOutcome.result, ReferralOutcome.happened_on)
        .join(ReferralOutcome, ReferralOutcome.entry_id == Escalation.outcome_id)
        .join(Referral, Referral.entry_id == ReferralOutcome.referral_id)
        .join(Household, Household.id == Escalation.household_id)
        .where(Household.service_id == service_id, Escalation.happened_on.between(first, last))
        .where(_stands(Escalation), _stands(ReferralOutcome), _stands(Referral))
        .order_by(Escalation.happened_on, Escalation.recorded_at)
    )
    return list(_steps(db.session.execute(query)))


def _steps(rows: Iterable[Any]) -> Iterable[Step]:
    for step, result, answered_on in rows:
        yield Step(step.happened_on, step.stage, step.urgent, result, max(0, (step.happened_on - answered_on).days))
