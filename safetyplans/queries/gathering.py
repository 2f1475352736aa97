"""Everything about the storage plans of several people, gathered in a fixed number of statements."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.db import Among, db
from people.models import Adult, Membership
from safetyplans.models import (
    AboutPerson,
    Acknowledgement,
    AdultAgreement,
    AgreementTakenBack,
    Box,
    CarePlanReview,
    LinkStep,
    Naloxone,
    PharmacistQuery,
    PlanCopy,
    PlanFile,
    PlanItem,
    PlanReview,
    QueryAnswer,
    SafetyPlan,
    Share,
    ShareBecame,
    ShareLink,
    StorageCheck,
    StorageSeen,
)
from safetyplans.queries.facts import (
    agreement_fact,
    care_review_fact,
    check_fact,
    item_fact,
    plan_fact,
    review_fact,
    share_fact,
)
from safetyplans.queries.files import stands
from safetyplans.queries.leaflets_had import Editions, leaflets_of
from safetyplans.rules import (
    UNSENT,
    AdultAgreementFact,
    Became,
    BoxFact,
    Evidence,
    ItemFact,
    LinkStepKind,
    NaloxoneFact,
    PlansOf,
    QueryFact,
    SeenFact,
    ShareFact,
    TakenBackFact,
)

_Row = TypeVar("_Row", bound=AboutPerson)


def plans_of(person_ids: Collection[UUID]) -> dict[UUID, PlansOf]:
    """Everything about the storage plans of these people (found by a scoped query), each kind in order of recording.

    The number of statements does not depend on how many people there are. Somebody unknown has nothing.
    """
    wanted = list(person_ids)
    plans, unagreed = _plans(wanted)
    items = items_of([plan.id for rows in plans.values() for plan in rows])
    gone = {one.plan_id for some in unagreed.values() for one in some}
    reviews = _by_person(row for row in _rows(PlanReview, wanted) if str(row.plan_id) not in gone)
    care_reviews = _by_person(_rows(CarePlanReview, wanted))
    checks, copies = _by_person(_rows(StorageCheck, wanted)), _by_person(_rows(PlanCopy, wanted))
    boxes, naloxone = _by_person(_rows(Box, wanted)), _by_person(_rows(Naloxone, wanted))
    seen = _by_person(_seen(wanted))
    shares, leaflets, queries = _shares(wanted), leaflets_of(wanted), _queries(wanted)
    (agreements, unsaid), editions = _agreements(wanted), Editions(wanted, leaflets.values())
    gathered = {}
    for person in wanted:
        edition = editions.of(person, leaflets.get(person, ()))
        gathered[person] = PlansOf(
            person_id=str(person),
            plans=tuple(plan_fact(row, items.get(row.id, ())) for row in plans.get(person, ())),
            reviews=tuple(review_fact(row) for row in reviews.get(person, ())),
            care_reviews=tuple(care_review_fact(row) for row in care_reviews.get(person, ())),
            checks=tuple(check_fact(row) for row in checks.get(person, ())),
            agreements=tuple(agreements.get(person, ())),
            copies=tuple(str(row.plan_id) for row in copies.get(person, ())),
            shares=tuple(shares.get(person, ())),
            leaflets=tuple(leaflets.get(person, ())),
            current_leaflet_version=edition.version if edition else None,
            current_leaflet_issued_on=edition.issued_on if edition else None,
            queries=tuple(queries.get(person, ())),
            boxes=tuple(
                BoxFact(row.state, row.happened_on, row.recorded_at, row.holds_bottles) for row in boxes.get(person, ())
            ),
            seen=tuple(
                SeenFact(Evidence(row.evidence), row.happened_on, row.recorded_at) for row in seen.get(person, ())
            ),
            naloxone=tuple(
                NaloxoneFact(row.state, row.happened_on, row.recorded_at, row.expires_on)
                for row in naloxone.get(person, ())
            ),
            taken_back=(*unagreed.get(person, ()), *unsaid.get(person, ())),
        )
    return gathered


def _rows(model: type[_Row], person_ids: Sequence[UUID]) -> list[_Row]:
    """The rows of these people, in order of recording."""
    table: Any = model
    return list(db.session.scalars(_of_people(table), {"people": list(person_ids)}))


@cache
def _of_people(model: type[Any]) -> Select[Any]:
    """The statement, made once: making it anew takes longer than reading a person's few rows."""
    theirs = Among(model.person_id, "people")
    return select(model).where(theirs).order_by(model.recorded_at, model.id)


def _plans(person_ids: Sequence[UUID]) -> tuple[dict[UUID, list[SafetyPlan]], dict[UUID, list[TakenBackFact]]]:
    """The agreed versions of each person, and those that were taken back."""
    plans: dict[UUID, list[SafetyPlan]] = {}
    gone: dict[UUID, list[TakenBackFact]] = {}
    for row, taken_back_at in db.session.execute(_versions(), {"people": list(person_ids)}):
        if taken_back_at is None:
            plans.setdefault(row.person_id, []).append(row)
        else:
            gone.setdefault(row.person_id, []).append(TakenBackFact(taken_back_at, str(row.id), row.version))
    return plans, gone


@cache
def _versions() -> Select[Any]:
    """The statement, made once: every version, and when it was taken back."""
    return (
        _of_people(SafetyPlan)
        .outerjoin(AgreementTakenBack, AgreementTakenBack.plan_id == SafetyPlan.id)
        .add_columns(AgreementTakenBack.recorded_at)
    )


def _seen(person_ids: Sequence[UUID]) -> list[StorageSeen]:
    """What was seen, in order of recording: but for a photo, where every photo of it was taken back."""
    of_it = select(PlanFile.id).where(PlanFile.seen_id == StorageSeen.id)
    shows = or_(StorageSeen.evidence != Evidence.PHOTO, ~of_it.exists(), of_it.where(stands()).exists())
    query = _of_people(StorageSeen).where(shows)
    return list(db.session.scalars(query, {"people": list(person_ids)}))


def _by_person(rows: Iterable[_Row]) -> dict[UUID, list[_Row]]:
    found: dict[UUID, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def items_of(plan_ids: Sequence[UUID]) -> dict[UUID, tuple[ItemFact, ...]]:
    """How the items of each plan stand, in the order of the list; the highest version of an item stands."""
    query = select(PlanItem).where(PlanItem.plan_id.in_(plan_ids)).order_by(PlanItem.version)
    standing: dict[UUID, dict[str, PlanItem]] = {}
    for row in db.session.scalars(query):
        standing.setdefault(row.plan_id, {})[row.code] = row
    return {
        plan_id: tuple(item_fact(by_code[code]) for code in sorted(by_code, key=lambda code: int(code[1:])))
        for plan_id, by_code in standing.items()
    }


def _agreements(
    person_ids: Sequence[UUID],
) -> tuple[dict[UUID, list[AdultAgreementFact]], dict[UUID, list[TakenBackFact]]]:
    """What the adults of each person's household agreed; and what of it was taken back, alone or with its version."""
    homes = homes_of(person_ids)
    itself, version = aliased(AgreementTakenBack), aliased(AgreementTakenBack)
    query = (
        select(AdultAgreement, Adult.household_id, func.coalesce(itself.recorded_at, version.recorded_at))
        .join(Adult, Adult.id == AdultAgreement.adult_id)
        .outerjoin(itself, itself.agreement_id == AdultAgreement.id)
        .outerjoin(version, version.plan_id == AdultAgreement.plan_id)
        .where(Adult.household_id.in_(set(homes.values())))
        .order_by(AdultAgreement.recorded_at, AdultAgreement.id)
    )
    said: dict[UUID, list[AdultAgreementFact]] = {}
    unsaid: dict[UUID, list[TakenBackFact]] = {}
    for row, household_id, taken_back_at in db.session.execute(query):
        if taken_back_at is None:
            said.setdefault(household_id, []).append(agreement_fact(row))
        else:
            gone = TakenBackFact(taken_back_at, adult_id=str(row.adult_id))
            unsaid.setdefault(household_id, []).append(gone)
    return (
        {person: said.get(home, []) for person, home in homes.items()},
        {person: unsaid.get(home, []) for person, home in homes.items()},
    )


def homes_of(person_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The household each person belongs to now."""
    query = (
        select(Membership.person_id, Membership.household_id)
        .where(Membership.person_id.in_(person_ids))
        .order_by(Membership.version)
    )
    return {row.person_id: row.household_id for row in db.session.execute(query)}


def _shares(person_ids: Sequence[UUID]) -> dict[UUID, list[ShareFact]]:
    """Every sending, with the first acknowledgement of it, the part the agency last said it has, what became of it."""
    query = (
        select(Share, Acknowledgement, _became(Became.ARRIVED) | _opened(), _became(*UNSENT))
        .outerjoin(Acknowledgement, Acknowledgement.share_id == Share.id)
        .where(Share.person_id.in_(person_ids))
        .order_by(Share.recorded_at, Share.id, Acknowledgement.recorded_at, Acknowledgement.id)
    )
    rows: dict[UUID, tuple[Share, list[Acknowledgement], bool, bool]] = {}
    for share, acknowledgement, arrived, unsent in db.session.execute(query):
        _, answers, _, _ = rows.setdefault(share.id, (share, [], arrived, unsent))
        if acknowledgement is not None:
            answers.append(acknowledgement)
    found: dict[UUID, list[ShareFact]] = {}
    for share, answers, arrived, unsent in rows.values():
        found.setdefault(share.person_id, []).append(share_fact(share, answers, arrived=arrived, unsent=unsent))
    return found


def _became(*what: Became) -> ColumnElement[bool]:
    """Whether staff wrote down that one of these became of a sending."""
    return exists().where(ShareBecame.share_id == Share.id, ShareBecame.what.in_(what))


def _opened() -> ColumnElement[bool]:
    """Whether the link of a sending was opened with its code: then it has arrived."""
    return exists().where(
        ShareLink.share_id == Share.id, LinkStep.link_id == ShareLink.id, LinkStep.kind == LinkStepKind.OPENED
    )


def _queries(person_ids: Sequence[UUID]) -> dict[UUID, list[QueryFact]]:
    """What the pharmacist asked or raised, and when it was first answered."""
    query = (
        select(PharmacistQuery, QueryAnswer.recorded_at)
        .outerjoin(QueryAnswer, QueryAnswer.query_id == PharmacistQuery.id)
        .where(PharmacistQuery.person_id.in_(person_ids))
        .order_by(PharmacistQuery.recorded_at, PharmacistQuery.id, QueryAnswer.recorded_at)
    )
    facts: dict[UUID, tuple[UUID, QueryFact]] = {}
    for row, answered_at in db.session.execute(query):
        fact = QueryFact(str(row.id), row.kind, row.recorded_at, answered_at)
        facts.setdefault(row.id, (row.person_id, fact))
    found: dict[UUID, list[QueryFact]] = {}
    for person, fact in facts.values():
        found.setdefault(person, []).append(fact)
    return found
