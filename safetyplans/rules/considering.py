"""Which events a review has to consider: those that reopen a plan, and that nobody has considered yet."""

from collections.abc import Collection, Sequence

from safeguarding.rules import EventFact
from safetyplans.rules.facts import CareReviewFact, PlanReviewFact, PlansOf


def considers(review: PlanReviewFact | CareReviewFact, event: EventFact) -> bool:
    """Whether a review considered an event: recorded after it, and naming it, or none at all (`event-unreviewed`)."""
    return review.recorded_at >= event.recorded_at and (review.events is None or event.id in review.events)


def to_consider(reopening: Sequence[EventFact], plans: PlansOf) -> tuple[EventFact, ...]:
    """The reopening events since last time: neither considered in a review, nor answered as changing nothing."""
    reviews: tuple[PlanReviewFact | CareReviewFact, ...] = (*plans.reviews, *plans.care_reviews)
    return tuple(
        event
        for event in reopening
        if event.changes_nothing_at is None and not any(considers(review, event) for review in reviews)
    )


def left_out(events: Sequence[EventFact], considered: Collection[str] | None) -> tuple[EventFact, ...]:
    """Those that a review about to be recorded does not consider; it considers all where it names none."""
    return () if considered is None else tuple(event for event in events if event.id not in considered)
