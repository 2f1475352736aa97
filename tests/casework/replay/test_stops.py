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
