"""Acts about the storage plan, the leaflet, the box and visits: raised, due, whose, and cleared as the table says."""

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
    waits,
    with_a_dose_at_home,
    without_a_dose_at_home,
    years_ago,
)

NURSE = on(0, "agency", name="Nurse Ito", role="health-visitor")
GP = on(0, "agency", name="Dr Oak", role="gp")
SCHOOL = on(0, "agency", name="Hill School", role="school")
TO_NURSE = {"with": "Nurse Ito", "view": "agrees"}
TO_GP = {"with": "Dr Oak", "view": "agrees"}
AT_SCHOOL = child("Zoe", years_ago(8))


# plan-not-copied, plan-not-shared, share-unacknowledged


def test_the_person_holds_a_copy_the_same_day() -> None:
    lines = a_family(planned={"copied": False})
    assert play(lines, waits(2)).raised("plan-not-copied") == Raised(0, due=0)
    assert_clears(lines, "plan-not-copied", on(1, "copy"), on(1, "copy", declined=True))
    assert_clears(lines, "plan-not-copied", on(1, "copy", kept_at_clinic=True))
    assert_leaves(lines, "plan-not-copied", on(1, "plan-review"), on(1, "leaflet"))


def test_a_new_version_wants_a_new_copy() -> None:
    assert "plan-not-copied" in play(a_family(), plan(5, copied=False)).last.open


def test_every_agency_but_a_school_is_sent_the_plan_in_two_working_days() -> None:
    told = play(a_family(more=[NURSE, GP, SCHOOL]), waits(4))
    assert told.raised("plan-not-shared") == Raised(0, due=2)
    assert told.last.details["plan-not-shared"] == ["Dr Oak", "Nurse Ito"]


def test_an_agency_that_comes_later_is_sent_it_too() -> None:
    told = play(a_family(), on(3, "agency", name="Nurse Ito", role="health-visitor"), waits(10))
    assert told.raised("plan-not-shared") == Raised(3, due=7)


def test_sending_it_or_saying_why_not_clears_it_for_that_agency() -> None:
    lines = a_family(more=[NURSE])
    assert_clears(lines, "plan-not-shared", on(1, "share", **TO_NURSE))
    not_sent = on(1, "share", **{"with": "Nurse Ito", "not_sent_because": "she wrote the plan with us"})
    assert_clears(lines, "plan-not-shared", not_sent)
    both = play(a_family(more=[NURSE, GP]), on(1, "share", **TO_GP))
    assert both.last.details["plan-not-shared"] == ["Nurse Ito"]


def test_the_current_version_is_what_is_sent() -> None:
    assert "plan-not-shared" in play(a_family(more=[GP]), on(1, "share", **TO_GP), plan(5)).last.open


def test_a_health_visitor_says_what_their_part_is_in_five_working_days() -> None:
    told = play(a_family(more=[NURSE]), on(1, "share", **TO_NURSE, delivered=True), waits(9, 16))
    assert told.raised("share-unacknowledged") == Raised(1, due=8)
    assert told.last.details["share-unacknowledged"] == ["Nurse Ito"]
    shared = [*a_family(more=[NURSE]), on(1, "share", **TO_NURSE, delivered=True)]
    part = {"with": "Nurse Ito", "our_part": "we look at the box at each visit"}
    assert_clears(shared, "share-unacknowledged", on(2, "acknowledge", **part))
    assert_leaves(shared, "share-unacknowledged", on(2, "acknowledge", **{"with": "Nurse Ito"}))


def test_for_an_agency_without_a_part_proof_of_delivery_is_enough() -> None:
    shared = [*a_family(more=[GP]), on(1, "share", **TO_GP)]
    assert "share-unacknowledged" in play(shared).last.open
    assert "share-unacknowledged" not in play(a_family(more=[GP]), on(1, "share", **TO_GP, delivered=True)).last.open
    assert_clears(shared, "share-unacknowledged", on(2, "acknowledge", **{"with": "Dr Oak"}))
    with_part = on(0, "agency", name="Dr Oak", role="gp", has_part=True)
    told = play(a_family(more=[with_part]), on(1, "share", **TO_GP, delivered=True))
    assert "share-unacknowledged" in told.last.open


# advice-only, item-overdue, storage-only-told


def test_advice_that_is_not_written_down_is_no_plan() -> None:
    told = play(with_a_dose_at_home(), on(3, "event", kind="storage-advice", id="a1"), waits(5))
    assert told.raised("advice-only") == Raised(3, due=3)
    assert told.last.details["advice-only"] == ["storage-advice a1"]
    lines = [*with_a_dose_at_home(), on(3, "event", kind="storage-advice")]
    assert_clears(lines, "advice-only", plan(4, copied=False))
    assert_leaves(lines, "advice-only", on(4, "leaflet"), on(4, "review", risk_discussed=True, leaflet="has-it"))


def test_advice_given_before_a_dose_went_home_counts_from_then() -> None:
    lines = [*without_a_dose_at_home(), on(3, "event", kind="storage-advice")]
    told = play(lines, prescribed(at=20, in_use="weekly"), waits(22))
    assert told.raised("advice-only") == Raised(20, due=20)


def test_an_item_left_for_later_is_overdue_after_its_day() -> None:
    answers = {**dict.fromkeys(["P1", "P3", *(f"P{one}" for one in range(5, 19))], "agreed"), "P9": "not-yet"}
    later = [{"item": "P9", "because": "talk again on Friday", "by": day(4)}]
    lines = a_family(planned={"items": answers, "not_yet": later})
    told = play(lines, waits(4, 5, 6))
    assert "item-overdue" not in told.open(4)
    assert told.tellings("item-overdue")[:2] == [(5, "keyworker"), (5, "manager")]
    assert told.last.details["item-overdue"] == ["P9"]
    assert_clears([*lines, *waits(6)], "item-overdue", plan(7))


def test_what_the_short_core_left_out_is_answered_in_fourteen_days() -> None:
    short = ["P1", "P3", "P5", "P6", "P7", "P10", "P12", "P13", "P14", "P15", "P16"]
    told = play(a_family(planned={"items": short}), waits(14, 15))
    assert "item-overdue" not in told.open(14)
    assert told.last.details["item-overdue"] == ["P11", "P17", "P18", "P8", "P9"]


def test_storage_only_told_of_is_seen_within_28_days_where_that_is_no_stop() -> None:
    lines = a_family(AT_SCHOOL, planned={"evidence": "told"})
    told = play(lines, waits(30))
    assert told.raised("storage-only-told") == Raised(0, due=28)
    assert_clears(lines, "storage-only-told", on(1, "plan-review", evidence="photo"), plan(1, evidence="shown"))
    assert_clears(lines, "storage-only-told", on(1, "home-check", result="satisfactory"))
    assert_leaves(lines, "storage-only-told", on(1, "plan-review"), on(1, "home-check", result="not-seen"))
    assert "storage-only-told" not in play(a_family(planned={"evidence": "told"})).last.open


# leaflet-not-given, leaflet-outdated


def test_everybody_on_methadone_has_the_leaflet_the_same_day_children_or_not() -> None:
    told = play(on(0, "register"), household(), prescribed(at=2), waits(4))
    assert told.raised("leaflet-not-given") == Raised(2, due=2)


def test_giving_it_declining_it_or_a_review_that_knows_clears_it() -> None:
    lines = [on(0, "register"), *household(), *prescribed()]
    assert_clears(lines, "leaflet-not-given", on(1, "leaflet"), on(1, "leaflet", declined=True))
    assert_clears(lines, "leaflet-not-given", on(1, "review", risk_discussed=True, leaflet="given"))
    elsewhere = {"leaflet": "has-it", "given_by": "the pharmacy", "given_on": day(0)}
    assert_clears(lines, "leaflet-not-given", on(1, "review", risk_discussed=True, **elsewhere))
    assert_leaves(lines, "leaflet-not-given", on(1, "event", kind="storage-advice"), on(1, "contact", how="clinic"))


def test_the_leaflet_is_in_the_language_and_format_they_need() -> None:
    needs = {"language": "pl", "format": "large-print"}
    lines = [on(0, "register", leaflet_needs=needs), *household(), *prescribed()]
    assert_leaves(
        lines,
        "leaflet-not-given",
        on(1, "leaflet"),
        on(1, "leaflet", language="pl"),
        on(1, "leaflet", format="large-print"),
    )
    assert_clears(lines, "leaflet-not-given", on(1, "leaflet", language="pl", format="large-print"))
    any_will_do = [on(0, "register"), *household(), *prescribed()]
    assert_clears(any_will_do, "leaflet-not-given", on(1, "leaflet", language="so", format="easy-read"))


def test_a_newer_leaflet_is_due_at_the_next_contact() -> None:
    told = play(
        registered(),
        household(),
        prescribed(),
        on(5, "new-leaflet-version"),
        waits(20),
        on(21, "contact", how="clinic"),
        waits(23),
    )
    assert told.raised("leaflet-outdated") == Raised(5, due=21)
    lines = [*registered(), *household(), *prescribed(), on(5, "new-leaflet-version")]
    assert_clears(lines, "leaflet-outdated", on(6, "leaflet"), on(6, "review", risk_discussed=True, leaflet="given"))
    assert_leaves(lines, "leaflet-outdated", on(6, "contact", how="phone"))


def test_without_a_contact_a_newer_leaflet_is_due_with_the_care_plan_review() -> None:
    told = play(registered(), household(), prescribed(), on(5, "new-leaflet-version"), waits(91))
    assert told.raised("leaflet-outdated") == Raised(5, due=89)


# plan-review-due, decision-review-due, care-plan-review-due


def test_the_plans_review_is_near_fourteen_days_before_its_day() -> None:
    told = play(a_family(), waits(69, 70, 86))
    assert told.raised("plan-review-due") == Raised(70, due=84)
    assert_clears([*a_family(), *waits(70)], "plan-review-due", on(71, "plan-review"), plan(71))
    assert_leaves([*a_family(), *waits(70)], "plan-review-due", on(71, "review", risk_discussed=True))


def test_a_short_interval_is_near_in_its_last_quarter() -> None:
    told = play(a_family(planned={"review_on": day(20)}), waits(22))
    assert told.raised("plan-review-due") == Raised(15, due=20)


def test_a_plan_review_sets_the_next_day_twelve_weeks_on_at_the_latest() -> None:
    told = play(a_family(), on(40, "plan-review", review_on=day(60)), waits(62))
    assert told.raised("plan-review-due") == Raised(55, due=60)
    told = play(a_family(), on(40, "plan-review"), waits(126))
    assert told.raised("plan-review-due") == Raised(110, due=124)


def test_a_plan_for_a_home_that_holds_no_dose_any_more_waits() -> None:
    assert "plan-review-due" not in play(a_family(), decided("supervised-7", 10), waits(90)).last.open


def test_the_decisions_review_is_due_on_its_day() -> None:
    lines = a_family(decision={"review_on": day(28)})
    assert play(lines, waits(30)).raised("decision-review-due") == Raised(21, due=28)
    assert_clears([*lines, *waits(25)], "decision-review-due", decided("daily-pick-up", 26, review_on=day(60)))
    reviews = (on(26, "review", risk_discussed=True), on(26, "plan-review"))
    assert_leaves([*lines, *waits(25)], "decision-review-due", *reviews)


def test_the_care_plan_review_is_due_twelve_weeks_after_the_last() -> None:
    told = play(registered(), household(), prescribed(), on(10, "review", risk_discussed=True), waits(96))
    assert told.raised("care-plan-review-due") == Raised(80, due=94)
    sooner = play(
        registered(), household(), prescribed(), on(10, "review", risk_discussed=True, review_on=day(50)), waits(52)
    )
    assert sooner.raised("care-plan-review-due") == Raised(40, due=50)


def test_the_first_care_plan_review_counts_from_when_treatment_was_known_here() -> None:
    told = play(on(0, "register"), household(), prescribed(at=10), waits(96))
    assert told.raised("care-plan-review-due") == Raised(80, due=94)
    lines = [*registered(), *household(), *prescribed(), *waits(75)]
    assert play(registered(), household(), prescribed(), waits(86)).raised("care-plan-review-due") == Raised(70, due=84)
    assert_clears(lines, "care-plan-review-due", on(76, "review", risk_discussed=True))
    refused = on(76, "review", leaflet="has-it")
    assert_leaves(lines, "care-plan-review-due", refused, on(76, "contact", how="clinic"))


# second-supply

SUPPLIED = adult(own_supply=True)


def test_another_adults_supply_is_dealt_with_in_five_working_days() -> None:
    told = play(a_family(), on(3, "adult", **SUPPLIED), waits(12))
    assert told.raised("second-supply") == Raised(3, due=10)
    assert told.last.details["second-supply"] == ["Tom"]


def test_p3_and_their_agreement_or_the_privacy_route_deal_with_it() -> None:
    lines = [*a_family(), on(3, "adult", **SUPPLIED)]
    assert_clears(lines, "second-supply", plan(4, agreed_by=["Tom"]))
    assert_clears(lines, "second-supply", [*plan(4), on(5, "adult", **adult(agrees=True))])
    assert_clears(lines, "second-supply", [*plan(4), on(5, "adult", **adult(not_told_because="her safety"))])
    assert_leaves(lines, "second-supply", *plan(4))
    assert_leaves(lines, "second-supply", on(4, "adult", **adult(agrees=True)), on(4, "plan-review"))


def test_without_a_child_another_supply_is_nobodys_business() -> None:
    told = play(registered(), household(), prescribed(), on(0, "adult", **SUPPLIED), waits(10))
    assert "second-supply" not in told.last.open


def test_of_two_registered_people_each_plan_names_the_other() -> None:
    ann = "Ann"
    lines = [
        *registered(),
        *registered(who=ann),
        on(0, "adult", **adult("Ann", person="Ann")),
        *household(child(), adults=[adult("Ann", person="Ann")]),
        *prescribed(in_use="daily-pick-up"),
        *prescribed(who=ann, in_use="daily-pick-up"),
    ]
    told = play(lines, waits(1))
    assert told.last.details["second-supply"] == ["Ann", "Sam"]
    one = play(lines, plan(1, agreed_by=["Ann"]))
    assert one.last.details["second-supply"] == ["Sam"]
    both = play(lines, plan(1, agreed_by=["Ann"]), plan(1, who=ann))
    assert "second-supply" not in both.last.open


# home-check-stale, home-check-failed


def test_storage_is_seen_at_home_every_six_months_or_after_moving() -> None:
    told = play(a_family(), on(20, "plan-review"), on(80, "plan-review"), on(150, "plan-review"), waits(183, 212))
    assert told.raised("home-check-stale") == Raised(183, due=211)  # 1 December
    moved = play(a_family(), on(3, "event", kind="moved"), waits(32))
    assert moved.raised("home-check-stale") == Raised(3, due=31)
    lines = [*a_family(), on(3, "event", kind="moved")]
    assert_clears(lines, "home-check-stale", on(4, "home-check", result="satisfactory"))
    assert_leaves(lines, "home-check-stale", on(4, "home-check", result="not-seen"), on(4, "plan-review"))


def test_storage_never_seen_at_home_counts_from_the_first_day_of_a_dose_there() -> None:
    lines = [*without_a_dose_at_home(), *plan(evidence="photo")]
    told = play(lines, prescribed(at=30, in_use="daily-pick-up"), waits(243))
    assert told.raised("home-check-stale") == Raised(214, due=242)  # 1 January, six months after 1 July


ALL_THREE = ("keyworker", "prescriber", "safeguarding-lead")


@pytest.mark.parametrize("result", ["not-safe", "not-seen"])
def test_a_visit_that_fell_short_is_told_the_same_day(result: Any) -> None:
    told = play(a_family(), on(3, "home-check", result=result, id="h1"), waits(12))
    due = 3 if result == "not-safe" else 10
    assert told.raised("home-check-failed") == Raised(3, due=due, to=ALL_THREE)
    assert told.last.details["home-check-failed"] == ["h1"]


def test_what_was_to_be_fixed_has_failed_the_day_after_its_date() -> None:
    told = play(a_family(), on(3, "home-check", result="fix-by", fix_by=day(7)), waits(7, 8, 10))
    assert "home-check-failed" not in told.open(7)
    assert told.raised("home-check-failed") == Raised(8, due=8, to=ALL_THREE)
    fixed = play(
        a_family(),
        on(3, "home-check", result="fix-by", fix_by=day(7)),
        on(6, "home-check", result="satisfactory"),
        waits(8),
    )
    assert "home-check-failed" not in fixed.last.open


def test_after_it_storage_is_only_told_of_again_and_the_plan_is_stale() -> None:
    told = play(a_family(), on(3, "home-check", result="not-safe", id="h1"))
    assert {"plan-unverified", "plan-stale", "home-check-failed"} <= set(told.last.open)
    assert told.last.details["plan-stale"] == ["h1"]


def test_a_satisfactory_visit_or_less_at_home_clears_it() -> None:
    lines = [
        *a_family(arrangement="2-a-week", planned={"bottles": 4, "mg": 200}),
        on(3, "home-check", result="not-safe"),
    ]
    assert_clears(lines, "home-check-failed", on(4, "home-check", result="satisfactory"))
    assert_clears(lines, "home-check-failed", decided("daily-pick-up", 4), decided("supervised-7", 4))
    assert_leaves(lines, "home-check-failed", on(4, "plan-review"), on(4, "home-check", result="not-seen"))


def test_not_seen_twice_running_is_a_signal() -> None:
    signals = [on(1, "event", kind="debt"), on(1, "event", kind="court")]
    once = play(a_family(), signals, on(3, "home-check", result="not-seen"))
    assert "many-signals" not in once.last.open
    twice = play(a_family(), signals, on(3, "home-check", result="not-seen"), on(8, "home-check", result="not-seen"))
    assert "many-signals" in twice.last.raised


# child-milestone


@pytest.mark.parametrize("born", ["2026-01-11", "2025-07-11", "2025-01-11", "2021-07-11"])
def test_the_plan_is_looked_at_when_a_child_comes_to_6_12_18_months_or_5_years(born: Any) -> None:
    told = play(a_family(child(born=born)), waits(39, 40, 55))
    assert told.raised("child-milestone") == Raised(40, due=54)  # 11 July
    assert told.last.details["child-milestone"] == ["Mia"]


def test_looking_at_the_plan_again_clears_a_milestone() -> None:
    lines = [*a_family(child(born="2025-07-11")), *waits(41)]
    assert_clears(lines, "child-milestone", on(42, "plan-review"), plan(42))
    seen = {"child": "Mia", "place": "clinic", "description": "well", "alert": "awake"}
    assert_leaves(lines, "child-milestone", on(42, "child-seen", **seen), on(42, "review", risk_discussed=True))


# box-owed, naloxone-not-offered


def test_a_box_is_given_the_same_day_for_a_child_under_five_and_in_28_days_otherwise() -> None:
    assert play(a_family(), on(3, "box", **{"is": "owed"}), waits(5)).raised("box-owed") == Raised(3, due=3)
    told = play(a_family(AT_SCHOOL), on(3, "box", **{"is": "owed"}), waits(33))
    assert told.raised("box-owed") == Raised(3, due=31)
    lines = [*a_family(), on(3, "box", **{"is": "owed"})]
    assert_clears(lines, "box-owed", on(4, "box", **{"is": "given"}), on(4, "box", **{"is": "own-seen"}))
    assert_leaves(lines, "box-owed", on(4, "home-check", result="satisfactory"), on(4, "plan-review"))


def test_naloxone_is_offered_within_28_days_and_declined_is_an_answer() -> None:
    lines = [on(0, "register"), *household(), *prescribed(at=2)]
    assert play(lines, waits(32)).raised("naloxone-not-offered") == Raised(2, due=30)
    assert_clears(lines, "naloxone-not-offered", on(3, "naloxone", **{"is": "given"}))
    assert_clears(lines, "naloxone-not-offered", on(3, "naloxone", **{"is": "declined"}))
    assert_leaves(lines, "naloxone-not-offered", on(3, "leaflet"))
