"""What of a plan holds today: what was seen of the storage, what the plan covers, when it is looked at again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from safetyplans.rules.agreeing import review_within
from safetyplans.rules.facts import CheckFact, CheckResult, Evidence, PlanReviewFact, PlansOf
from safetyplans.rules.policy import SafetyPlanPolicy

STRENGTH = {evidence: rank for rank, evidence in enumerate(Evidence)}
"""Weakest first: told, issued, shown, photo, seen at home."""


@dataclass(frozen=True, slots=True)
class EvidenceNow:
    """The best that is known of the storage today, and since which London day.

    Where it fell back to *told*, `on` is the day it did. `recorded_at`: when (UTC) what holds was written down; none
    where it fell back.
    """

    evidence: Evidence
    on: date
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The most that the plan covers at home at once."""

    bottles: int
    mg: Decimal


@dataclass(frozen=True, slots=True)
class _Seen:
    evidence: Evidence
    on: date
    recorded_at: datetime


def _seen(plans: PlansOf) -> list[_Seen]:
    """Everything that says what was seen: agreed plans, plan reviews, photos, and visits that found it safe."""
    seen = [_Seen(plan.evidence, plan.agreed_on, plan.recorded_at) for plan in plans.plans]
    seen += [_Seen(one.evidence, one.happened_on, one.recorded_at) for one in plans.reviews if one.evidence]
    seen += [_Seen(one.evidence, one.happened_on, one.recorded_at) for one in plans.seen]
    seen += [
        _Seen(Evidence.SEEN_AT_HOME, one.happened_on, one.recorded_at)
        for one in plans.checks
        if one.result is CheckResult.SATISFACTORY
    ]
    return sorted(seen, key=lambda one: one.recorded_at)


def failed_on(check: CheckFact, plans: PlansOf, on: date) -> date | None:
    """The London day on which a storage visit counts as not satisfactory, asked on `on`; none where it does not.

    Not safe, or not seen: that day. To be fixed by a date: the day after it, unless a satisfactory visit was recorded
    after this one (`home-check-failed`; domain.md 4.2, [35g]).
    """
    if check.result is CheckResult.SATISFACTORY:
        return None
    if check.result is not CheckResult.FIX_BY or check.fix_by is None:
        return check.happened_on
    put_right = any(
        later.result is CheckResult.SATISFACTORY and later.recorded_at > check.recorded_at and later.happened_on <= on
        for later in plans.checks
    )
    return None if put_right or on <= check.fix_by else check.fix_by + timedelta(days=1)


def failed_checks(plans: PlansOf, on: date) -> tuple[CheckFact, ...]:
    """The storage visits that stand as not satisfactory: those after the last satisfactory one, oldest first."""
    last_good = max((one.recorded_at for one in plans.checks if one.result is CheckResult.SATISFACTORY), default=None)
    since = [one for one in plans.checks if last_good is None or one.recorded_at > last_good]
    return tuple(one for one in since if failed_on(one, plans, on))


def _falls_back_on(one: _Seen, plans: PlansOf, on: date, policy: SafetyPlanPolicy) -> date | None:
    """The London day from which what was seen no longer counts, none where it still does on `on`.

    A visit that was not satisfactory takes back what was recorded before it; one whose date passed, also what was
    seen before that date. A box issued counts for its days.
    """
    days = [] if one.evidence is not Evidence.ISSUED else [one.on + timedelta(days=policy.issued_days + 1)]
    for check in plans.checks:
        day = failed_on(check, plans, on)
        fixable = check.result is CheckResult.FIX_BY
        if day is not None and (one.recorded_at <= check.recorded_at or (fixable and one.on < day)):
            days.append(day)
    return min((day for day in days if day <= on), default=None)


def evidence_now(plans: PlansOf, on: date, policy: SafetyPlanPolicy) -> EvidenceNow | None:
    """The strongest evidence that holds on a London day; none where no plan, review or visit says any.

    Agreed plans, plan reviews and satisfactory visits count; a visit that was not satisfactory takes what was
    recorded before it back to *told* (`home-check-failed`), and so does the end of a box issued (`plan-unverified`).
    """
    told, holds, fell = [], [], []
    for one in _seen(plans):
        day = _falls_back_on(one, plans, on, policy)
        if one.evidence is Evidence.TOLD:
            told.append(one.on)
        elif day is None:
            holds.append(one)
        else:
            fell.append(day)
    if holds:
        best = max(holds, key=lambda one: (STRENGTH[one.evidence], one.recorded_at))
        return EvidenceNow(best.evidence, best.on, best.recorded_at)
    if fell or told:
        return EvidenceNow(Evidence.TOLD, max(fell, default=None) or min(told))
    return None


def is_verified(
    evidence: EvidenceNow | None, *, bottles: int, closed_days_alone: bool, policy: SafetyPlanPolicy
) -> bool:
    """Whether more than words speaks for the storage of so many bottles (`plan-unverified`).

    A box issued does so for the bottle of a closed day alone: `closed_days_alone`, and `issued_bottles` at most.
    """
    if evidence is None or evidence.evidence is Evidence.TOLD:
        return False
    if evidence.evidence is Evidence.ISSUED:
        return closed_days_alone and bottles <= policy.issued_bottles
    return True


def _reviews_of_plan(plans: PlansOf) -> tuple[PlanReviewFact, ...]:
    """The reviews recorded since the plan that stands was agreed."""
    plan = plans.plan
    return () if plan is None else tuple(one for one in plans.reviews if one.recorded_at > plan.recorded_at)


def cover_now(plans: PlansOf) -> Cover | None:
    """The most the plan covers: its own figures, or those of the latest review that gave any. None without a plan."""
    plan = plans.plan
    if plan is None:
        return None
    bottles, mg = plan.bottles, plan.mg
    for one in _reviews_of_plan(plans):
        bottles = bottles if one.bottles is None else one.bottles
        mg = mg if one.mg is None else one.mg
    return Cover(bottles, mg)


def review_on_now(plans: PlansOf, policy: SafetyPlanPolicy) -> date | None:
    """The London day on which the plan is to be looked at again; none without a plan.

    That of the latest review, twelve weeks after it at the latest; before any review, the plan's own.
    """
    plan = plans.plan
    if plan is None:
        return None
    reviews = _reviews_of_plan(plans)
    if not reviews:
        return plan.review_on
    last = review_within(reviews[-1].happened_on, policy)
    return min(reviews[-1].review_on or last, last)


def care_review_on_now(plans: PlansOf, policy: SafetyPlanPolicy) -> date | None:
    """The London day on which the next care-plan review is due: twelve weeks after the last, or sooner if it said so.

    None where there was none: then it runs from when treatment began or was first known (`care-plan-review-due`).
    """
    if not plans.care_reviews:
        return None
    last = plans.care_reviews[-1]
    latest = last.happened_on + timedelta(days=policy.care_review_days)
    return min(last.review_on or latest, latest)


def last_looked_at(plans: PlansOf) -> datetime | None:
    """When the plan that stands was last agreed or reviewed (UTC), by order of recording. None without a plan."""
    plan = plans.plan
    if plan is None:
        return None
    return max((one.recorded_at for one in _reviews_of_plan(plans)), default=plan.recorded_at)
