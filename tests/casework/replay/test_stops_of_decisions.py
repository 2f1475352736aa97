"""The stops that only a decision, a review, a referral or a sending meets: every row as a case file."""

from typing import Any

import pytest

from tests.casework.replay.stories import (
    Raised,
    a_family,
    assert_clears,
    assert_leaves,
    child,
    day,
    decided,
    household,
    on,
    plan,
    play,
    prescribed,
    registered,
    stopped,
    waits,
    years_ago,
)

AT_SCHOOL = child("Zoe", years_ago(8))
TEENAGER = child("Kit", years_ago(14))


# relaxing-at-risk, alternatives-missing


def relaxing(*before, at=30, arrangement="daily-pick-up", register=None, **keys):
    """What going from daily supervision to something less meets, for a family with a plan, after what happened."""
    family = [
        *registered(**(register or {})),
        *household(child()),
        *prescribed(in_use="supervised-7"),
        *plan(bottles=7, mg=350),
    ]
    told = play(family, list(before), decided(arrangement, at, **keys))
    return stopped(told, at)


BARE = {"alternatives": None, "better_for_the_child": None, "senior": None}


def test_a_signal_of_the_last_four_weeks_makes_relaxing_a_risk() -> None:
    on_day_2 = on(2, "event", kind="debt", changes_nothing_because="a small one")
    reviewed = on(3, "review", risk_discussed=True, events_considered="all")
    assert relaxing(on_day_2, reviewed, at=30, **BARE) == {"relaxing-at-risk", "alternatives-missing"}
    assert relaxing(on_day_2, reviewed, at=31, **BARE) == {"alternatives-missing"}


def test_an_older_signal_no_review_came_after_makes_relaxing_a_risk() -> None:
    assert relaxing(on(2, "event", kind="debt"), at=40, **BARE) == {"relaxing-at-risk", "alternatives-missing"}


def test_use_in_twelve_weeks_without_an_observed_test_since_makes_relaxing_a_risk() -> None:
    use = on(2, "event", kind="use-on-top", id="u1")
    reviewed = [on(3, "plan-review"), on(3, "review", risk_discussed=True, events_considered="all")]
    tested = on(35, "event", kind="strength", source="observed-test", what="clear")
    by_word = on(35, "event", kind="strength", source="self-report", what="clear")
    at_risk = {"relaxing-at-risk", "alternatives-missing"}
    assert relaxing(use, *reviewed, at=40, **BARE) == at_risk
    assert relaxing(use, *reviewed, by_word, at=40, **BARE) == at_risk
    assert relaxing(use, *reviewed, tested, at=40, **BARE) == {"alternatives-missing"}
    assert relaxing(use, *reviewed, on(80, "household", answer="children"), at=84, **BARE) == at_risk
    later = [*reviewed, on(84, "plan-review"), on(84, "household", answer="children")]
    assert relaxing(use, *later, at=87, **BARE) == {"alternatives-missing"}


def test_the_first_three_months_of_treatment_are_a_risk() -> None:
    assert relaxing(at=10, register={"started_on": day(-80)}, **BARE) == {"relaxing-at-risk", "alternatives-missing"}
    assert relaxing(at=14, register={"started_on": day(-78)}, **BARE) == {"alternatives-missing"}


def test_a_start_nobody_knows_runs_from_the_first_known_prescription() -> None:
    lines = [on(0, "register"), *household(child()), *prescribed(in_use="supervised-7"), *plan()]
    assert "relaxing-at-risk" in stopped(play(lines, decided(at=10, **BARE)), 10)


@pytest.mark.parametrize("left", ["alternatives", "better_for_the_child", "senior", "evidence", "review_on"])
def test_relaxing_at_risk_takes_all_four(left: Any) -> None:
    risk = on(29, "event", kind="debt", changes_nothing_because="a small one")
    whole = {"review_on": day(44)}
    missing = {
        "alternatives": {"alternatives": None},
        "better_for_the_child": {"better_for_the_child": None},
        "senior": {"senior": None},
        "evidence": {"better_for_the_child": {"text": "calmer mornings"}},
        "review_on": {"review_on": day(45)},
    }[left]
    expected = {"relaxing-at-risk"} | ({"alternatives-missing"} if left == "alternatives" else set())
    assert relaxing(risk, at=30, **whole) == set()
    assert relaxing(risk, at=30, **{**whole, **missing}) == expected


def test_without_a_risk_relaxing_with_a_child_wants_alternatives_alone() -> None:
    assert relaxing(at=30, **BARE) == {"alternatives-missing"}


def test_for_somebody_without_children_there_is_nothing_better_for_the_child() -> None:
    lines = [*registered(started_on=day(-10)), *household(), *prescribed(in_use="supervised-7")]
    told = play(lines, decided("weekly", 1, better_for_the_child=None))
    assert told[1].accepted
    told = play(lines, decided("weekly", 1, alternatives=None))
    assert stopped(told, 1) == {"relaxing-at-risk"}


def test_an_unknown_earlier_arrangement_counts_as_supervised() -> None:
    lines = [*registered(started_on=day(-10)), *household(child()), *prescribed(), *plan()]
    assert {"relaxing-at-risk", "alternatives-missing"} <= stopped(play(lines, decided(at=1, **BARE)), 1)


def test_a_first_arrangement_with_every_open_day_supervised_relaxes_nothing() -> None:
    sundays = prescribed(closed=["sunday"], wording=["closed-days"])
    lines = [*registered(started_on=day(-10)), *household(child()), *sundays, *plan()]
    assert play(lines, decided("supervised-7", 1, **BARE))[1].accepted


def test_what_closed_days_force_is_not_relaxing() -> None:
    shut = prescribed(at=20, closed=["sunday"], wording=["closed-days"])
    assert relaxing(*shut, at=30, arrangement="supervised-with-closed-days", **BARE) == set()


# over-limit


def test_more_than_a_week_at_home_with_a_child_is_over_the_limit() -> None:
    covers = plan(bottles=14, mg=700)
    family = [*registered(), *household(child()), *prescribed(), *covers]
    told = play(family, decided("fortnightly", 1), waits(10))
    assert stopped(told, 1) == {"over-limit"}
    assert told.raised("over-limit") == Raised(1, due=8)
    assert play(family, decided("weekly", 1))[1].accepted
    alone = [*registered(), *household(), *prescribed()]
    assert play(alone, decided("fortnightly", 1))[1].accepted


def test_a_planned_closure_may_exceed_it_by_the_closed_days_if_the_plan_covers_them() -> None:
    shut = prescribed(bank_holidays="shut", closed=["sunday"], wording=["closed-days"])
    family = [*registered(), *household(child()), *shut]
    decision = decided("weekly", 70, review_on=day(95))
    asked = on(60, "household", answer="children")
    nine, eight = plan(60, bottles=9, mg=450), plan(60, bottles=8, mg=400)
    assert stopped(play(family, asked, nine, decision), 70) == set()
    assert stopped(play(family, asked, eight, decision), 70) == {"over-limit", "plan-too-small"}


def test_less_supply_clears_it() -> None:
    lines = [*a_family(planned={"bottles": 14, "mg": 700}), *prescribed(at=2, in_use="fortnightly")]
    assert_clears(lines, "over-limit", decided("weekly", 3), prescribed(at=3, in_use="weekly"))
    assert_leaves(lines, "over-limit", *plan(3, bottles=14, mg=700))


# authoriser-missing, reason-missing, review-date-missing


@pytest.mark.parametrize(
    ("left", "code"),
    [
        ({"authorised_by": None}, "authoriser-missing"),
        ({"reason": None}, "reason-missing"),
        ({"reason": "  "}, "reason-missing"),
        ({"review_on": None}, "review-date-missing"),
        ({"review_on": day(86)}, "review-date-missing"),
        ({"review_on": day(1)}, "review-date-missing"),
    ],
)
def test_a_decision_names_its_prescriber_its_reason_and_its_review(left: Any, code: Any) -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly")]
    assert stopped(play(lines, decided("weekly", 1, **left)), 1) == {code}
    assert play(lines, decided("weekly", 1, review_on=day(85)))[1].accepted


# child-exposure-open


def test_after_a_possible_swallowing_only_daily_supervision_is_agreed_until_the_review() -> None:
    family = [*a_family(), on(3, "event", kind="child-exposure", about="Mia", id="x1"), on(3, "plan-review")]
    told = play(family, decided("daily-pick-up", 4), waits(11))
    assert "child-exposure-open" in stopped(told, 4)
    assert told.raised("child-exposure-open") == Raised(3, due=3)
    assert told.last.details["child-exposure-open"] == ["child-exposure x1"]
    assert play(family, decided("supervised-7", 4))[4].accepted
    reviewed = on(5, "safeguarding-review", by="The lead", decision="S47 strategy meeting held")
    assert "child-exposure-open" not in stopped(play(family, reviewed, decided("daily-pick-up", 6)), 6)


def test_daily_supervision_with_a_closed_day_is_not_daily_supervision() -> None:
    sundays = {"closed": ["sunday"], "wording": ["closed-days"]}
    lines = [*a_family(arrangement="supervised-7", prescription=sundays), on(3, "event", kind="child-exposure")]
    told = play(lines, on(3, "plan-review"), decided("supervised-7", 4))
    assert "child-exposure-open" in stopped(told, 4)


def test_only_the_safeguarding_review_closes_it() -> None:
    lines = [*a_family(), on(3, "event", kind="child-exposure", about="Mia")]
    review = on(5, "safeguarding-review", by="The lead", decision="strategy meeting held")
    assert_clears(lines, "child-exposure-open", review)
    assert_leaves(
        lines,
        "child-exposure-open",
        on(4, "plan-review"),
        on(4, "review", risk_discussed=True),
        on(4, "manager-look"),
        on(4, "not-needed", code="child-exposure-open", because="seen well", by="The manager", until=day(30)),
        *decided("supervised-7", 4),
        on(4, "refer", child="Mia", type="S47", seen="an open bottle", for_the_child="she may have swallowed some"),
    )


def test_a_second_exposure_after_the_review_opens_it_again() -> None:
    lines = [
        *a_family(),
        on(3, "event", kind="child-exposure", id="x1"),
        on(4, "safeguarding-review", by="The lead", decision="held"),
        on(5, "event", kind="child-exposure", id="x2"),
    ]
    assert play(lines).last.details["child-exposure-open"] == ["child-exposure x2"]


# risk-not-discussed


def reviewing(*before, **keys):
    told = play(a_family(), list(before), on(10, "review", **keys))
    return stopped(told, 10)


def test_a_care_plan_review_talks_about_the_risk() -> None:
    assert reviewing(leaflet="has-it") == {"risk-not-discussed"}
    assert reviewing(risk_discussed=True) == set()


def test_a_care_plan_review_knows_about_the_leaflet() -> None:
    bare = [on(0, "register", started_on=years_ago(2)), *household(child()), *prescribed()]

    def closing(**keys):
        return stopped(play(bare, on(10, "review", risk_discussed=True, **keys)), 10)

    assert closing() == {"risk-not-discussed"}
    assert closing(leaflet="has-it") == {"risk-not-discussed"}
    assert closing(leaflet="has-it", given_by="the pharmacy", given_on=day(-30)) == set()
    assert closing(leaflet="given") == set()
    assert closing(leaflet="declined") == set()


def test_a_care_plan_review_considers_each_event_since_the_last() -> None:
    events = [on(4, "event", kind="moved", id="m1"), on(5, "event", kind="bereavement", id="b1")]
    assert reviewing(*events, risk_discussed=True, events_considered=["m1"]) == {"risk-not-discussed"}
    assert reviewing(*events, risk_discussed=True, events_considered=["m1", "b1"]) == set()
    assert reviewing(*events, risk_discussed=True, events_considered="all") == set()
    assert reviewing(*events, risk_discussed=True) == set()


# referral-incomplete

REFERRAL = {"child": "Mia", "type": "S17", "seen": "no food in the house", "for_the_child": "she is hungry"}


@pytest.mark.parametrize("left", REFERRAL)
def test_a_referral_is_about_the_child_and_whole(left: Any) -> None:
    without = {key: value for key, value in REFERRAL.items() if key != left}
    assert stopped(play(a_family(), on(3, "refer", **without)), 3) == {"referral-incomplete"}
    assert play(a_family(), on(3, "refer", **REFERRAL))[3].accepted


# share-not-justified


def sharing(**keys):
    told = play(a_family(more=[on(0, "agency", name="Nurse Ito", role="health-visitor")]), on(3, "share", **keys))
    return stopped(told, 3)


JUSTIFIED = {
    "necessary_because": "she visits weekly and has to know of the box",
    "decided_by": "The lead",
    "basis": "safeguarding public task",
    "told_on": day(3),
}


@pytest.mark.parametrize("view", ["objects", "not-asked", None])
def test_sharing_against_or_without_agreement_is_justified(view: Any) -> None:
    said = {"with": "Nurse Ito", **({"view": view} if view else {})}
    assert sharing(**said) == {"share-not-justified"}
    assert sharing(**said, **JUSTIFIED) == set()
    for left in JUSTIFIED:
        without = {key: value for key, value in JUSTIFIED.items() if key != left}
        assert sharing(**said, **without) == {"share-not-justified"}, left
    told = {key: value for key, value in JUSTIFIED.items() if key != "told_on"}
    assert sharing(**said, **told, not_told_because="it would put her at risk") == set()


def test_sharing_with_agreement_takes_nothing_more() -> None:
    assert sharing(**{"with": "Nurse Ito", "view": "agrees"}) == set()
