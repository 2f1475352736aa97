"""What of a plan holds today: evidence, cover, the next look, what was left for later."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from safetyplans.rules import (
    Answer,
    CareReviewFact,
    CheckResult,
    Evidence,
    EvidenceNow,
    ItemFact,
    PlansOf,
    care_review_on_now,
    cover_now,
    evidence_now,
    failed_checks,
    is_verified,
    last_looked_at,
    open_items,
    review_on_now,
)
from tests.safetyplans.values import DAY, POLICY, TWELVE_WEEKS, a_plan, a_review, a_visit, at, day

TOLD, ISSUED, SHOWN, PHOTO, SEEN = Evidence
GOOD, FIX_BY, NOT_SAFE, NOT_SEEN = CheckResult


def seen(plans: PlansOf, number: int) -> tuple[Evidence, date] | None:
    """The evidence on that day, and since when."""
    found = evidence_now(plans, day(number), POLICY)
    return (found.evidence, found.on) if found else None


def of(**facts: object) -> PlansOf:
    """Facts about one person."""
    return PlansOf("person", **facts)  # type: ignore[arg-type]


def test_nothing_recorded_is_no_evidence() -> None:
    assert seen(of(), 0) is None


@pytest.mark.parametrize("evidence", [TOLD, SHOWN, PHOTO, SEEN])
def test_an_agreed_plan_says_what_was_seen(evidence: Evidence) -> None:
    assert seen(of(plans=(a_plan(0, evidence),)), 400) == (evidence, DAY)


def test_a_box_given_in_front_of_us_counts_for_fourteen_days() -> None:
    plans = of(plans=(a_plan(0, ISSUED),))
    assert seen(plans, 14) == (ISSUED, DAY)
    assert seen(plans, 15) == (TOLD, day(15))


def test_a_plan_review_strengthens_the_evidence() -> None:
    assert seen(of(plans=(a_plan(0),), reviews=(a_review(5, PHOTO),)), 6) == (PHOTO, day(5))


def test_a_weaker_word_later_takes_nothing_back() -> None:
    assert seen(of(plans=(a_plan(0, SEEN), a_plan(9, TOLD, version=2))), 10) == (SEEN, DAY)


def test_a_satisfactory_visit_is_evidence_seen_at_home() -> None:
    assert seen(of(plans=(a_plan(0),), checks=(a_visit(3, GOOD),)), 4) == (SEEN, day(3))


@pytest.mark.parametrize("result", [NOT_SAFE, NOT_SEEN])
def test_a_visit_that_was_not_satisfactory_takes_everything_back_to_told(result: CheckResult) -> None:
    plans = of(plans=(a_plan(0, PHOTO),), checks=(a_visit(2, GOOD), a_visit(7, result)))
    assert seen(plans, 7) == (TOLD, day(7))


def test_what_is_seen_after_a_bad_visit_counts() -> None:
    plans = of(plans=(a_plan(0, SEEN),), checks=(a_visit(7, NOT_SAFE), a_visit(9, GOOD)))
    assert seen(plans, 9) == (SEEN, day(9))


def test_what_came_after_is_decided_by_the_order_of_recording_on_the_same_day() -> None:
    before = of(plans=(a_plan(0),), reviews=(a_review(4, PHOTO, minute=1),), checks=(a_visit(4, NOT_SAFE, minute=2),))
    after = of(plans=(a_plan(0),), reviews=(a_review(4, PHOTO, minute=2),), checks=(a_visit(4, NOT_SAFE, minute=1),))
    assert seen(before, 4) == (TOLD, day(4))
    assert seen(after, 4) == (PHOTO, day(4))


def test_something_to_put_right_counts_against_it_once_its_day_has_passed() -> None:
    plans = of(plans=(a_plan(0, SEEN),), checks=(a_visit(7, FIX_BY, 10),))
    assert seen(plans, 10) == (SEEN, DAY)
    assert seen(plans, 11) == (TOLD, day(11))


def test_something_put_right_in_time_counts() -> None:
    plans = of(plans=(a_plan(0, SEEN),), checks=(a_visit(7, FIX_BY, 10), a_visit(9, GOOD)))
    assert seen(plans, 30) == (SEEN, day(9))


def test_a_photo_before_the_day_does_not_stand_for_the_visit_that_was_wanted() -> None:
    plans = of(plans=(a_plan(0),), reviews=(a_review(8, PHOTO),), checks=(a_visit(7, FIX_BY, 10),))
    assert seen(plans, 11) == (TOLD, day(11))


def test_visits_stand_as_not_satisfactory_until_a_satisfactory_one() -> None:
    plans = of(checks=(a_visit(1, NOT_SEEN), a_visit(5, NOT_SEEN)))
    assert [visit.id for visit in failed_checks(plans, day(6))] == ["visit-1", "visit-5"]
    assert failed_checks(replace(plans, checks=(*plans.checks, a_visit(9, GOOD))), day(9)) == ()


@pytest.mark.parametrize(
    ("evidence", "bottles", "closed_days_alone", "verified"),
    [
        (None, 1, True, False),
        (TOLD, 1, True, False),
        (ISSUED, 1, True, True),
        (ISSUED, 2, True, False),
        (ISSUED, 1, False, False),
        (SHOWN, 7, False, True),
        (PHOTO, 7, False, True),
        (SEEN, 7, False, True),
    ],
)
def test_storage_counts_as_seen(
    evidence: Evidence | None, bottles: int, closed_days_alone: bool, verified: bool
) -> None:
    now = EvidenceNow(evidence, DAY) if evidence else None
    assert is_verified(now, bottles=bottles, closed_days_alone=closed_days_alone, policy=POLICY) is verified


def test_a_review_changes_what_the_plan_covers() -> None:
    plans = of(plans=(a_plan(0, bottles=2),))
    assert cover_now(of()) is None
    assert cover_now(plans) == replace(cover_now(plans), bottles=2, mg=Decimal(60))  # type: ignore[type-var]
    reviewed = replace(plans, reviews=(a_review(3, bottles=1), a_review(4)))
    cover = cover_now(reviewed)
    assert cover is not None
    assert (cover.bottles, cover.mg) == (1, Decimal(60))


def test_a_new_version_replaces_what_reviews_of_the_old_one_said() -> None:
    plans = of(plans=(a_plan(0), a_plan(9, version=2)), reviews=(a_review(3, bottles=5, review_on=day(4)),))
    cover = cover_now(plans)
    assert cover is not None
    assert cover.bottles == 1
    assert review_on_now(plans, POLICY) == day(9) + TWELVE_WEEKS


@pytest.mark.parametrize(("named", "due"), [(None, 114), (40, 40), (300, 114)])
def test_the_next_look_is_what_the_review_said_and_never_later_than_twelve_weeks(named: int | None, due: int) -> None:
    review = a_review(30, review_on=None if named is None else day(named))
    assert review_on_now(of(plans=(a_plan(0),), reviews=(review,)), POLICY) == day(due)


def test_without_a_plan_there_is_no_next_look() -> None:
    assert review_on_now(of(reviews=(a_review(3),)), POLICY) is None
    assert last_looked_at(of()) is None


def test_a_plan_was_last_looked_at_when_it_was_agreed_or_reviewed() -> None:
    plans = of(plans=(a_plan(0),))
    assert last_looked_at(plans) == at(0)
    assert last_looked_at(replace(plans, reviews=(a_review(8),))) == at(8)


def test_a_care_plan_review_is_due_twelve_weeks_after_the_last() -> None:
    assert care_review_on_now(of(), POLICY) is None
    assert care_review_on_now(of(care_reviews=(CareReviewFact(at(2), day(2)),)), POLICY) == day(86)
    assert care_review_on_now(of(care_reviews=(CareReviewFact(at(2), day(2), review_on=day(30)),)), POLICY) == day(30)


def test_what_was_left_for_later_has_its_day() -> None:
    items = tuple(ItemFact(code, Answer.AGREED, at(0)) for code in ("P1", "P3", "P5", "P6", "P7", "P10", "P12"))
    items += tuple(ItemFact(code, Answer.AGREED, at(0)) for code in ("P13", "P14", "P15", "P16", "P9", "P17"))
    items += (
        ItemFact("P8", Answer.NOT_YET, at(0), by_on=day(5), because="a lift"),
        ItemFact("P18", Answer.DOES_NOT_APPLY, at(0), because="nothing"),
    )
    still = open_items(replace(a_plan(0), items=items), POLICY)
    assert [(one.code, one.due_on) for one in still] == [("P8", day(5)), ("P11", day(14))]
