"""Rows into the facts that the rules and findings read. Ids become text."""

from collections.abc import Sequence

from safetyplans.models import (
    Acknowledgement,
    AdultAgreement,
    CarePlanReview,
    PlanItem,
    PlanReview,
    SafetyPlan,
    Share,
    StorageCheck,
)
from safetyplans.rules import (
    AdultAgreementFact,
    AgreedHow,
    Answer,
    CareReviewFact,
    CheckFact,
    CheckResult,
    Evidence,
    ItemFact,
    PlanFact,
    PlanReviewFact,
    ShareFact,
)


def item_fact(row: PlanItem) -> ItemFact:
    """How an item stands."""
    return ItemFact(
        code=row.code,
        answer=Answer(row.answer),
        recorded_at=row.recorded_at,
        by_on=row.by_on,
        because=row.because or "",
        detail=row.detail,
        private=row.private,
        ticks=tuple(row.ticks),
    )


def plan_fact(row: SafetyPlan, items: Sequence[ItemFact]) -> PlanFact:
    """An agreed plan as the rules read it."""
    return PlanFact(
        id=str(row.id),
        version=row.version,
        agreed_on=row.happened_on,
        recorded_at=row.recorded_at,
        evidence=Evidence(row.evidence),
        bottles=row.bottles,
        mg=row.mg,
        review_on=row.review_on,
        items=tuple(items),
    )


def agreement_fact(row: AdultAgreement) -> AdultAgreementFact:
    """What an adult said of their part."""
    return AdultAgreementFact(
        adult_id=str(row.adult_id),
        agrees=row.agrees,
        recorded_at=row.recorded_at,
        not_told=bool(row.not_told_because),
        id=str(row.id),
        happened_on=row.happened_on,
        plan_id=str(row.plan_id) if row.plan_id else "",
        how=AgreedHow(row.agreed_how) if row.agreed_how else None,
        witness=row.witness or "",
        held_at=row.held_at or "",
        in_words=row.how,
        declined_because=row.declined_because or "",
        what_then=row.what_then or "",
    )


def _considered(row: PlanReview | CarePlanReview) -> frozenset[str] | None:
    return None if row.all_events else frozenset(row.events)


def review_fact(row: PlanReview) -> PlanReviewFact:
    """A plan looked at again."""
    return PlanReviewFact(
        recorded_at=row.recorded_at,
        happened_on=row.happened_on,
        plan_id=str(row.plan_id),
        evidence=Evidence(row.evidence) if row.evidence else None,
        bottles=row.bottles,
        mg=row.mg,
        events=_considered(row),
        review_on=row.review_on,
    )


def care_review_fact(row: CarePlanReview) -> CareReviewFact:
    """A closed care-plan review."""
    return CareReviewFact(
        recorded_at=row.recorded_at, happened_on=row.happened_on, events=_considered(row), review_on=row.review_on
    )


def check_fact(row: StorageCheck) -> CheckFact:
    """A storage visit."""
    return CheckFact(
        id=str(row.id),
        result=CheckResult(row.result),
        happened_on=row.happened_on,
        recorded_at=row.recorded_at,
        fix_by=row.fix_by,
    )


def share_fact(row: Share, answers: Sequence[Acknowledgement], *, arrived: bool, unsent: bool) -> ShareFact:
    """A sending; `answers` are its acknowledgements in order of recording. What became of it: arrived, or unsent."""
    parts = [one.our_part for one in answers if one.our_part]
    return ShareFact(
        plan_id=str(row.plan_id),
        agency_id=str(row.family_agency_id),
        recorded_at=row.recorded_at,
        happened_on=row.happened_on,
        not_sent=bool(row.not_sent_because),
        delivered=row.delivered or arrived,
        acknowledged_at=answers[0].recorded_at if answers else None,
        our_part=parts[-1] if parts else "",
        id=str(row.id),
        unsent=unsent,
    )
