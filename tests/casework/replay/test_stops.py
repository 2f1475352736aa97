"""The rows of the table of stops, each played: met at the gate, standing from the right day, cleared as it says."""

from typing import Any

import pytest

from tests.casework.replay.stories import (
    Raised,
    a_family,
    adult,
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
    with_a_dose_at_home,
    without_a_dose_at_home,
    years_ago,
)

AT_SCHOOL = child("Zoe", years_ago(8))
TEENAGER = child("Kit", years_ago(14))


# children-not-asked


def test_children_are_asked_about_within_five_working_days_of_coming_on_methadone() -> None:
    told = play(on(0, "register"), prescribed(at=2), waits(14))
    assert told.raised("children-not-asked") == Raised(2, due=9)


def test_children_are_asked_about_again_after_more_than_twelve_weeks() -> None:
    told = play(registered(), household(), prescribed(), waits(84, 85, 100))
    assert "children-not-asked" not in told.open(84)
    assert told.raised("children-not-asked", since=1) == Raised(85, due=91 + 2)  # 31 August is a bank holiday


@pytest.mark.parametrize("answer", ["children", "none", "would-not-say"])
def test_any_answer_about_children_is_an_answer(answer: Any) -> None:
    assert_clears([*registered(), *prescribed()], "children-not-asked", on(1, "household", answer=answer))


def test_saying_why_nobody_asked_clears_nothing_and_naming_one_child_is_not_asking() -> None:
    assert_leaves(
        [*registered(), *prescribed()],
        "children-not-asked",
        on(1, "household", answer="not-asked", because="no time today"),
        on(1, "child", **child()),
        on(1, "adult", **adult()),
        on(1, "contact", how="clinic"),
    )


def test_more_at_home_is_not_agreed_before_children_were_asked_about() -> None:
    told = play(registered(), prescribed(), decided("weekly", 1))
    assert stopped(told, 1) == {"children-not-asked"}


def test_nobody_is_asked_about_children_who_is_not_on_methadone() -> None:
    assert "children-not-asked" not in play(on(0, "register"), waits(30)).last.open


# plan-missing


def test_a_plan_is_missing_the_same_day_where_a_dose_goes_home_to_a_child() -> None:
    told = play(with_a_dose_at_home(), waits(1, 7))
    assert told.raised("plan-missing") == Raised(0, due=0)


@pytest.mark.parametrize("how", ["lives", "stays", "visits"])
def test_a_child_who_lives_stays_or_visits_wants_a_plan(how: Any) -> None:
    told = play(without_a_dose_at_home(child(how=how)), decided("daily-pick-up", 1))
    assert stopped(told, 1) == {"plan-missing"}


def test_a_child_elsewhere_and_one_of_eighteen_want_none() -> None:
    told = play(without_a_dose_at_home(child(how="elsewhere"), child("Kim", years_ago(18))), decided(at=1))
    assert told[1].accepted and "plan-missing" not in told.last.open


def test_an_unborn_child_wants_a_plan_without_being_typed_twice() -> None:
    told = play(registered(), household(), prescribed(in_use="weekly"), on(3, "event", kind="pregnancy"), waits(4))
    assert told.raised("plan-missing") == Raised(3, due=3)


def test_someone_who_would_not_say_has_a_child_there() -> None:
    told = play(registered(), on(0, "household", answer="would-not-say"), prescribed(), decided(at=1))
    assert "plan-missing" in stopped(told, 1)


def test_a_supervised_person_whose_pharmacy_is_shut_on_sundays_has_a_dose_at_home_every_saturday() -> None:
    visiting = child("Ivy", years_ago(2), how="visits")
    lines = [*registered(), *household(visiting), *prescribed(closed=["sunday"], wording=["closed-days"])]
    told = play(lines, decided("supervised-7", 1))
    assert stopped(told, 1) == {"plan-missing"}
    assert "plan-missing" in told.open(1)


def test_a_bank_holiday_four_weeks_ahead_puts_a_supervised_dose_at_home() -> None:
    lines = [*registered(), *household(child()), *prescribed(in_use="supervised-7", bank_holidays="shut")]
    told = play(lines, on(1, "household", answer="children"), waits(61, 62, 64))
    assert "plan-missing" not in told.open(61)  # the bottle for Monday 31 August is collected on Sunday, day 90
    assert told.raised("plan-missing") == Raised(62, due=62)


def test_only_an_agreed_plan_is_a_plan() -> None:
    lines = with_a_dose_at_home()
    assert_clears(lines, "plan-missing", plan(1, copied=False))
    refused = on(1, "plan", items=["P5"], evidence="told", bottles=1, mg=50, review_on=day(30))
    advice = on(1, "event", kind="storage-advice")
    assert_leaves(lines, "plan-missing", refused, advice, on(1, "home-check", result="satisfactory"))


# plan-incomplete, plan-gap

SHORT = ["P1", "P3", "P5", "P6", "P7", "P10", "P12", "P13", "P14", "P15", "P16"]
FULL = ["P1", "P3", *(f"P{number}" for number in range(5, 19))]


def agreeing(items, **keys):
    """What agreeing a plan with these items meets, for two bottles unless told otherwise."""
    whole = {"items": items, "evidence": "shown", "bottles": 2, "mg": 100, "review_on": day(84)}
    told = play(registered(), household(child()), prescribed(), on(0, "plan", **{**whole, **keys}))
    return stopped(told, 0)


def test_every_item_is_answered_before_a_plan_for_two_bottles() -> None:
    assert agreeing(FULL) == set()
    for left in ("P1", "P3", "P8", "P9", "P11", "P15", "P17", "P18"):
        assert agreeing([code for code in FULL if code != left]) == {"plan-incomplete"}, left


def test_the_short_core_is_enough_for_one_bottle() -> None:
    assert agreeing(SHORT, bottles=1, mg=50) == set()
    assert agreeing(SHORT, bottles=2) == {"plan-incomplete"}
    assert agreeing(SHORT[1:], bottles=1) == {"plan-incomplete"}


@pytest.mark.parametrize("code", ["P5", "P6", "P7", "P10", "P12", "P13", "P14", "P16"])
def test_what_keeps_a_child_safe_has_to_be_agreed(code: Any) -> None:
    answers = dict.fromkeys(FULL, "agreed")
    later = [{"item": code, "because": "the box comes next week", "by": day(7)}]
    assert agreeing({**answers, code: "not-yet"}, not_yet=later) == {"plan-gap"}
    assert agreeing({**answers, code: "does-not-apply"}) == {"plan-gap"}
    assert agreeing([one for one in FULL if one != code]) == {"plan-gap", "plan-incomplete"}


def test_not_yet_is_an_answer_with_its_reason_and_day_and_none_without() -> None:
    answers = {**dict.fromkeys(FULL, "agreed"), "P9": "not-yet", "P17": "does-not-apply"}
    assert agreeing(answers, not_yet=[{"item": "P9", "because": "talk again", "by": day(7)}]) == set()
    assert agreeing(answers) == {"plan-incomplete"}


def test_a_plan_is_looked_at_again_within_twelve_weeks() -> None:
    assert agreeing("all", review_on=day(84)) == set()
    assert agreeing("all", review_on=day(85)) == {"plan-incomplete"}
    assert agreeing("all", review_on=day(0)) == {"plan-incomplete"}


# plan-stale


def test_a_plan_is_stale_the_day_after_its_review_day() -> None:
    told = play(a_family(), waits(84, 85, 94))
    assert "plan-stale" not in told.open(84)
    assert told.raised("plan-stale") == Raised(85, due=87)


def test_a_plan_is_stale_at_once_when_something_happens() -> None:
    told = play(a_family(), on(3, "event", kind="moved", id="m1"), waits(14))
    assert told.raised("plan-stale") == Raised(3, due=7)
    assert told.last.details["plan-stale"] == ["moved m1"]


def test_a_plan_review_a_new_plan_or_the_answer_that_nothing_changes_makes_it_fresh() -> None:
    stale = [*a_family(), on(3, "event", kind="bereavement", id="b1")]
    assert_clears(stale, "plan-stale", on(4, "plan-review"), on(4, "plan-review", events_considered=["b1"]))
    assert_clears(stale, "plan-stale", plan(4))
    told = play(a_family(), on(3, "event", kind="bereavement", changes_nothing_because="he lived far away"))
    assert not {"plan-stale", "event-unreviewed"} & told.open(3)


def test_a_care_plan_review_a_visit_and_a_review_of_something_else_leave_it_stale() -> None:
    lines = [*a_family(), on(3, "event", kind="moved", id="m1"), on(3, "event", kind="bereavement", id="b1")]
    assert_leaves(
        lines,
        "plan-stale",
        on(4, "review", risk_discussed=True, events_considered="all"),
        on(4, "home-check", result="satisfactory"),
        on(4, "plan-review", events_considered=["b1"]),
        on(4, "manager-look"),
    )


def test_what_came_after_is_decided_by_the_order_of_recording_on_the_same_day_too() -> None:
    reviewed_first = play(a_family(), on(3, "plan-review"), on(3, "event", kind="moved"))
    assert "plan-stale" in reviewed_first.last.open
    moved_first = play(a_family(), on(3, "event", kind="moved"), on(3, "plan-review"))
    assert "plan-stale" not in moved_first.last.open
    told_late = play(a_family(), on(3, "plan-review"), on(5, "event", kind="moved", happened_on=day(1)))
    assert "plan-stale" in told_late.last.open


def test_a_stale_plan_stops_more_at_home() -> None:
    told = play(a_family(), on(3, "event", kind="moved"), decided("weekly", 4))
    assert "plan-stale" in stopped(told, 4)


# plan-too-small


def test_a_plan_covers_what_goes_home_in_bottles_and_in_mg() -> None:
    family = [*registered(), *household(child()), *prescribed(), *plan()]
    assert stopped(play(family, decided("2-a-week", 1)), 1) == {"plan-too-small"}
    more_mg = play(a_family(), prescribed(at=3, mg=60), waits(11))
    assert more_mg.raised("plan-too-small") == Raised(3, due=10)


def test_closed_days_count_day_by_day_up_to_the_review() -> None:
    shut = prescribed(closed=["sunday"], wording=["closed-days"])
    family = [*registered(), *household(child()), *shut]
    assert "plan-too-small" in stopped(play(family, plan(bottles=1, mg=50), decided("daily-pick-up", 1)), 1)
    assert stopped(play(family, plan(bottles=2, mg=100), decided("daily-pick-up", 1)), 1) == set()


def test_a_bank_holiday_counts_if_it_comes_before_the_review() -> None:
    shut = prescribed(bank_holidays="shut", wording=["closed-days"])
    family = [*registered(), *household(child()), *shut, *plan(at=0, review_on=day(84))]
    soon = play(family, plan(at=20), on(20, "plan-review"), decided("daily-pick-up", 20, review_on=day(89)))
    later = play(family, plan(at=20), on(20, "plan-review"), decided("daily-pick-up", 20, review_on=day(90)))
    assert stopped(soon, 20) == set()
    assert stopped(later, 20) == {"plan-too-small"}


def test_a_plan_that_covers_it_or_less_supply_clears_it() -> None:
    family = [*a_family(), *prescribed(at=3, in_use="3-a-week")]
    assert_clears(
        family,
        "plan-too-small",
        plan(4, bottles=3, mg=150),
        on(4, "plan-review", bottles=3, mg=150),
        decided("daily-pick-up", 4),
        prescribed(at=4, in_use="supervised-7"),
    )
    assert_leaves(family, "plan-too-small", on(4, "plan-review", bottles=2, mg=100), on(4, "contact", how="phone"))


# plan-unverified


@pytest.mark.parametrize("of", [child(), child("Bump", due=day(90)), child("Ivy", years_ago(2), how="visits")])
def test_storage_for_a_child_under_five_or_unborn_has_to_be_seen(of: Any) -> None:
    told = play(a_family(of, planned={"evidence": "told"}), waits(1, 10))
    assert stopped(play(a_family(of, planned={"evidence": "told"})), 0) == {"plan-unverified"}
    assert told.raised("plan-unverified") == Raised(0, due=7)


def test_for_a_child_of_five_to_eleven_from_the_third_bottle_on() -> None:
    two = play(
        a_family(
            AT_SCHOOL,
            arrangement={
                "monday": "take-home",
                "wednesday": "take-home",
                "friday": "take-home",
                "sunday": "supervised",
            },
            planned={"evidence": "told", "bottles": 2, "mg": 100},
        )
    )
    assert stopped(two, 0) == set()
    three = play(a_family(AT_SCHOOL, arrangement="3-a-week", planned={"evidence": "told", "bottles": 3, "mg": 150}))
    assert stopped(three, 0) == {"plan-unverified"}


def test_for_a_teenager_being_told_is_enough_to_agree() -> None:
    seven = {"evidence": "told", "bottles": 7, "mg": 350}
    assert stopped(play(a_family(TEENAGER, arrangement="weekly", planned=seven)), 0) == set()


@pytest.mark.parametrize("evidence", ["shown", "photo", "seen-at-home"])
def test_seeing_it_in_any_way_clears_it(evidence: Any) -> None:
    lines = a_family(planned={"evidence": "told"})
    assert_clears(lines, "plan-unverified", on(1, "plan-review", evidence=evidence), plan(1, evidence=evidence))


def test_a_satisfactory_visit_clears_it_and_being_told_again_does_not() -> None:
    lines = a_family(planned={"evidence": "told"})
    assert_clears(lines, "plan-unverified", on(1, "home-check", result="satisfactory"))
    assert_leaves(lines, "plan-unverified", on(1, "plan-review", evidence="told"), on(1, "box", **{"is": "given"}))


def test_a_box_issued_is_good_for_one_closed_day_bottle_for_fourteen_days() -> None:
    sundays = {"closed": ["sunday"], "wording": ["closed-days"]}
    issued = {"evidence": "issued"}
    told = play(a_family(arrangement="supervised-7", prescription=sundays, planned=issued), waits(14, 15, 30))
    assert told[0].accepted
    assert "plan-unverified" not in told.open(14)
    assert told.raised("plan-unverified") == Raised(15, due=22)
    assert stopped(play(a_family(planned=issued)), 0) == {"plan-unverified"}


# second-adult-not-agreed


@pytest.mark.parametrize("part", [{"part": ["key"]}, {"part": ["moves-box"]}, {"own_supply": True}])
def test_an_adult_with_a_part_agrees_it(part: Any) -> None:
    told = play(a_family(more=[on(0, "adult", **adult(**part))]), waits(1, 10))
    assert stopped(play(a_family(more=[on(0, "adult", **adult(**part))])), 0) == {"second-adult-not-agreed"}
    assert told.raised("second-adult-not-agreed") == Raised(0, due=7)
    assert told.last.details["second-adult-not-agreed"] == ["Tom"]


def test_an_adult_who_only_minds_the_child_has_nothing_to_agree() -> None:
    told = play(a_family(more=[on(0, "adult", **adult(part=["minds-child"]))]))
    assert told.last.accepted and "second-adult-not-agreed" not in told.last.open


def test_their_agreement_or_not_telling_them_with_a_reason_clears_it() -> None:
    lines = a_family(more=[on(0, "adult", **adult(part=["key"]))])
    assert_clears(
        lines,
        "second-adult-not-agreed",
        on(1, "adult", **adult(agrees=True)),
        on(1, "adult", **adult(not_told_because="it would not be safe for her")),
        on(1, "adult", **adult(left=True)),
        plan(1, agreed_by=["Tom"]),
    )
    assert_leaves(lines, "second-adult-not-agreed", on(1, "adult", **adult(part=["key"])), *plan(1))


def test_a_new_part_is_agreed_anew() -> None:
    agreed = on(0, "adult", **adult(part=["key"], agrees=True))
    told = play(a_family(more=[agreed]), on(3, "adult", **adult(part=["key", "moves-box"])))
    assert "second-adult-not-agreed" in told.last.open


# wording-missing


def test_a_closed_days_dose_wants_its_wording_child_or_not() -> None:
    lines = [*registered(), *household(), *prescribed(closed=["sunday"])]
    told = play(lines, decided("supervised-7", 1), waits(9))
    assert stopped(told, 1) == {"wording-missing"}
    assert told.raised("wording-missing") == Raised(1, due=8)


@pytest.mark.parametrize("wording", ["closed-days", "instalments-day-before"])
def test_either_wording_provides_for_it(wording: Any) -> None:
    lines = [*registered(), *household(), *prescribed(closed=["sunday"], in_use="daily-pick-up")]
    assert_clears(lines, "wording-missing", prescribed(at=1, closed=["sunday"], wording=[wording]))
    other = ["missed-collection", "missed-3-days", "separate-containers"]
    assert_leaves(lines, "wording-missing", *prescribed(at=1, closed=["sunday"], wording=other))


def test_an_arrangement_that_needs_no_closed_day_needs_no_wording() -> None:
    lines = [*registered(), *household(), *prescribed(closed=["sunday"])]
    assert play(lines, decided("weekly", 1))[1].accepted


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
