"""Looking again: the plan review, and the care-plan review with the storage risk in it (SEED 10.19)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.calendar import day_of
from safeguarding.rules import Problem, SafeguardingPolicy
from safetyplans.actions.handing_over import decline_leaflet, give_leaflet, record_leaflet_elsewhere
from safetyplans.actions.recording import add_dated, plan_that_stands, refuse, stop
from safetyplans.models import CarePlanReview, PlanReview
from safetyplans.queries import events_to_consider, items_of, plans_of
from safetyplans.rules import (
    CareReviewSaid,
    LeafletStatus,
    PlanReviewSaid,
    PlansOf,
    SafetyPlanPolicy,
    answers_of,
    care_review_stops,
    left_out,
    plan_stops,
    review_within,
)
from safetyplans.rules.topics import day_words


def review_plan(
    *,
    person_id: UUID,
    said: PlanReviewSaid,
    policy: SafetyPlanPolicy,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    plan_id: UUID | None = None,
) -> PlanReview:
    """Record that the plan that stands was looked at again: what was seen, what changed, what it covers now.

    Raises Refused without a plan, for a review day that is not after it and for less than nothing covered; Stopped with
    `plan-incomplete` where it is to cover more bottles than its short core was agreed for.
    """
    plan = plan_that_stands(person_id, plan_id)
    reviewed_on = happened_on or day_of(at)
    refuse(_review_day(said.review_on, reviewed_on), _cover(said))
    if said.bottles is not None and said.bottles > policy.short_core_bottles:
        answers = answers_of(items_of([plan.id]).get(plan.id, ()))
        fits = review_within(reviewed_on, policy)
        stop(
            person_id,
            plan_stops(answers, most_bottles=said.bottles, review_on=fits, agreed_on=reviewed_on, policy=policy),
        )
    return add_dated(
        PlanReview,
        "review_plan",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        plan_id=plan.id,
        evidence=said.evidence,
        changes=said.changes,
        bottles=said.bottles,
        mg=said.mg,
        all_events=said.events is None,
        events=list(said.events or ()),
        review_on=said.review_on,
    )


def _review_day(review_on: date | None, reviewed_on: date) -> list[Problem]:
    """A later day than twelve weeks counts as twelve weeks wherever it is read; one that has passed is no day."""
    if review_on is None or review_on > reviewed_on:
        return []
    return [("review_on", "The next look must be after this one.")]


def _cover(said: PlanReviewSaid) -> list[Problem]:
    problems: list[Problem] = []
    if said.bottles is not None and said.bottles < 0:
        problems.append(("bottles", "The number of bottles must be 0 or more."))
    if said.mg is not None and said.mg < 0:
        problems.append(("mg", "The amount in mg must be 0 or more."))
    return problems


def review_care_plan(
    *,
    person_id: UUID,
    said: CareReviewSaid,
    safeguarding: SafeguardingPolicy,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
) -> CarePlanReview:
    """Record a closed care-plan review; a leaflet given, declined or had from elsewhere is recorded with it.

    Raises Stopped with `risk-not-discussed`; Refused for a review day that does not fit, and where more at home is
    thought about without what has improved for the child, and how we know.
    """
    reviewed_on = happened_on or day_of(at)
    refuse(_review_day(said.review_on, reviewed_on), said.missing)
    left = left_out(events_to_consider(person_id, safeguarding), said.events)
    stop(
        person_id,
        care_review_stops(
            on=reviewed_on,
            risk_discussed=said.risk_discussed,
            leaflet_known=_leaflet_known(said, plans_of([person_id])[person_id]),
            events_left=[f"what was recorded on {day_words(event.happened_on)}" for event in left],
        ),
    )
    _record_leaflet(person_id, said, happened_on, by, at)
    return add_dated(
        CarePlanReview,
        "review_care_plan",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        risk_discussed=True,
        leaflet_status=said.leaflet,
        leaflet_given_by=said.leaflet_given_by,
        leaflet_given_on=said.leaflet_given_on,
        better_for_the_child=said.better_for_the_child,
        more_at_home=said.more_at_home,
        how_we_know=said.how_we_know.strip(),
        all_events=said.events is None,
        events=list(said.events or ()),
        review_on=said.review_on,
    )


def _leaflet_known(said: CareReviewSaid, plans: PlansOf) -> bool:
    """Whether it is known if they have the leaflet: one recorded, given or declined now, or from whom and when."""
    if plans.leaflets or said.leaflet in (LeafletStatus.GIVEN, LeafletStatus.DECLINED):
        return True
    return bool(said.leaflet_given_by.strip()) and said.leaflet_given_on is not None


def _record_leaflet(person_id: UUID, said: CareReviewSaid, happened_on: date | None, by: UUID, at: datetime) -> None:
    """The leaflet that was given, declined or had from somebody else is a fact of its own (replay.md, Implied)."""
    kind: dict[str, Any] = {"language": said.leaflet_language, "format": said.leaflet_format}
    if said.leaflet is LeafletStatus.GIVEN:
        day = said.leaflet_given_on or happened_on
        give_leaflet(person_id=person_id, happened_on=day, by=by, at=at, **kind)
    elif said.leaflet is LeafletStatus.DECLINED:
        decline_leaflet(person_id=person_id, happened_on=happened_on, by=by, at=at, **kind)
    elif said.leaflet_given_by.strip() and said.leaflet_given_on is not None:
        record_leaflet_elsewhere(
            person_id=person_id,
            given_by=said.leaflet_given_by,
            given_on=said.leaflet_given_on,
            by=by,
            at=at,
            language=said.leaflet_language,
            format=said.leaflet_format,
        )
