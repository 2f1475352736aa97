"""Acts about working together: referrals, outcomes, disagreement, others' plans, calls, assessments."""

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
    household,
    on,
    plan,
    play,
    prescribed,
    registered,
    waits,
    without_a_dose_at_home,
    years_ago,
)

SENT = {"child": "Mia", "type": "S17", "seen": "no food in the house", "for_the_child": "she is hungry"}
S47 = {**SENT, "type": "S47"}


# referral-needed


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "child-handling", "about": "Mia"},
        {"kind": "third-party-concern", "about": "Mia"},
        {"kind": "third-party-concern"},
        {"kind": "domestic-abuse"},
        {"kind": "warrant", "present": ["Sam", "Mia"], "where": "a friend's flat"},
        {"kind": "warrant"},
        {"kind": "police-contact", "present": ["Mia"]},
    ],
)
def test_what_asks_for_a_referral_asks_within_one_working_day(event: Any) -> None:
    told = play(without_a_dose_at_home(), on(3, "event", id="x1", **event), waits(6))
    assert told.raised("referral-needed") == Raised(3, due=4)
    assert len(told.last.details["referral-needed"]) == 1
    assert told.last.details["referral-needed"][0].endswith(" x1")


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "warrant", "present": ["Sam", "a friend"]},
        {"kind": "police-contact"},
        {"kind": "police-contact", "present": ["Sam"]},
        {"kind": "third-party-concern", "about": "Tom"},
        {"kind": "child-injury", "about": "Mia"},
        {"kind": "use-on-top"},
    ],
)
def test_what_does_not(event: Any) -> None:
    lines = [*registered(), *household(child(), adults=[adult()]), *prescribed(in_use="supervised-7")]
    assert "referral-needed" not in play(lines, on(3, "event", **event)).last.open


def test_police_with_a_child_present_count_as_a_warrant() -> None:
    told = play(a_family(), on(3, "event", kind="police-contact", present=["Mia"], id="p1"))
    assert told.last.details["event-unreviewed"] == ["warrant p1"]


def test_a_pregnancy_has_five_working_days_and_comes_back_on_the_day_it_is_to_be_decided() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="supervised-7")]
    told = play(lines, on(3, "event", kind="pregnancy", id="p1"), waits(12))
    assert told.raised("referral-needed") == Raised(3, due=10)
    put_off = [on(3, "event", kind="pregnancy"), on(4, "refer", decide_by=day(40), not_sent_because="midwife told")]
    told = play(lines, put_off, waits(39, 42))
    assert "referral-needed" in told[4].cleared
    assert "referral-needed" not in told.open(39)
    assert told.raised("referral-needed", since=5) == Raised(40, due=40)


def test_only_a_pregnancy_can_wait_for_a_date() -> None:
    lines = [*a_family(), on(3, "event", kind="domestic-abuse")]
    assert_leaves(lines, "referral-needed", on(4, "refer", decide_by=day(40)))


def test_a_second_injury_to_one_child_in_twelve_months_asks() -> None:
    two = [child(), child("Zoe", years_ago(8))]
    first = on(2, "event", kind="child-injury", about="Mia")
    again = play(a_family(*two), first, on(3, "event", kind="child-injury", about="Mia", id="i2"))
    assert again.last.details["referral-needed"] == ["child-injury i2"]
    assert (
        "referral-needed" not in play(a_family(*two), first, on(3, "event", kind="child-injury", about="Zoe")).last.open
    )
    within = on(2, "event", kind="child-injury", about="Mia", happened_on=day(2 - 365))
    longer = on(2, "event", kind="child-injury", about="Mia", happened_on=day(1 - 365))
    assert "referral-needed" in play(a_family(*two), within, on(2, "event", kind="child-injury", about="Mia")).last.open
    assert (
        "referral-needed"
        not in play(a_family(*two), longer, on(2, "event", kind="child-injury", about="Mia")).last.open
    )


def test_many_signals_ask_unless_a_referral_was_sent_since() -> None:
    signals = [on(1, "event", kind="debt"), on(2, "event", kind="court"), on(3, "event", kind="illness")]
    told = play(a_family(), signals, waits(6))
    assert told.raised("referral-needed") == Raised(3, due=4)
    looked = play(a_family(), signals, on(4, "manager-look"))
    assert "referral-needed" in looked.last.open
    sent = play(a_family(), signals, on(4, "refer", **SENT), on(5, "event", kind="housing"))
    assert "referral-needed" not in sent.last.open
    new = play(a_family(), signals, on(4, "refer", **SENT), on(5, "manager-look"), on(6, "event", kind="housing"))
    assert "referral-needed" in new.last.open


def test_a_referral_sent_or_a_reason_clears_it_and_half_a_referral_does_not() -> None:
    lines = [*a_family(), on(3, "event", kind="child-handling", about="Mia")]
    assert_clears(lines, "referral-needed", on(4, "refer", **SENT))
    assert_clears(lines, "referral-needed", on(4, "refer", not_sent_because="seen by the hospital's own team"))
    half = {key: value for key, value in SENT.items() if key != "for_the_child"}
    assert_leaves(lines, "referral-needed", on(4, "refer", **half), on(4, "manager-look"), on(4, "plan-review"))
    again = play(lines, on(4, "refer", **SENT), on(5, "event", kind="domestic-abuse"))
    assert "referral-needed" in again.last.open


def test_without_children_nobody_is_referred() -> None:
    lines = [*registered(), *household(), *prescribed()]
    assert "referral-needed" not in play(lines, on(3, "event", kind="domestic-abuse")).last.open


# referral-unanswered, outcome-not-agreed


def test_a_referral_without_an_outcome_is_chased_after_three_working_days_and_an_s47_after_one() -> None:
    told = play(a_family(), on(0, "refer", **SENT), waits(5))
    assert told.raised("referral-unanswered") == Raised(0, due=3)
    told = play(a_family(), on(0, "refer", **S47), waits(5))
    assert told.raised("referral-unanswered") == Raised(0, due=1)
    lines = [*a_family(), on(0, "refer", **SENT)]
    assert_clears(lines, "referral-unanswered", on(1, "outcome", result="assessment", view="agree"))
    assert_leaves(lines, "referral-unanswered", on(1, "call", **{"with": "Ms Roe", "said": "in hand"}))


@pytest.mark.parametrize("view", ["disagree", "need-discussion"])
@pytest.mark.parametrize("result", ["no-action", "closed"])
def test_what_we_do_not_agree_with_is_taken_further_at_once(view: Any, result: Any) -> None:
    told = play(a_family(), on(0, "refer", **SENT), on(1, "outcome", result=result, view=view, id="o1"), waits(5))
    assert told.raised("outcome-not-agreed") == Raised(1, due=3)
    assert told.last.details["outcome-not-agreed"] == ["o1"]


@pytest.mark.parametrize("result", ["no-action", "assessment", "strategy", "early-help", "closed"])
def test_silence_is_not_agreement(result: Any) -> None:
    told = play(a_family(), on(0, "refer", **SENT), on(1, "outcome", result=result), waits(3, 4, 10))
    assert "outcome-not-agreed" not in told.open(3)
    assert told.raised("outcome-not-agreed") == Raised(4, due=8)


def test_agreeing_or_resolving_clears_it_and_each_stage_has_its_owner_and_clock() -> None:
    lines = [*a_family(), on(0, "refer", **SENT), on(1, "outcome", result="no-action", view="disagree")]
    assert_clears(lines, "outcome-not-agreed", on(2, "our-view", view="agree"))
    assert_clears(lines, "outcome-not-agreed", on(2, "resolve", text="they visit weekly", agreed_by=["both managers"]))
    assert_leaves(
        lines,
        "outcome-not-agreed",
        on(2, "our-view", view="need-discussion"),
        on(2, "escalate", stage="manager to manager"),
        on(2, "manager-look"),
        on(2, "refer", **SENT),
    )
    told = play(lines, on(2, "escalate", stage=2), on(7, "escalate", stage=3), waits(11))
    assert told.tellings("outcome-not-agreed") == [
        (1, "keyworker"),
        (2, "manager"),
        (7, "safeguarding-lead"),
        (10, "manager"),
        (10, "safeguarding-lead"),
    ]


# written-plan-not-held, call-not-confirmed


@pytest.mark.parametrize("kind", ["child-in-need", "child-protection"])
def test_another_agencys_plan_is_held_in_writing_within_ten_working_days(kind: Any) -> None:
    told = play(a_family(), on(0, "their-plan", kind=kind), waits(16))
    assert told.raised("written-plan-not-held") == Raised(0, due=14)
    assert_clears(
        [*a_family(), on(0, "their-plan", kind=kind)],
        "written-plan-not-held",
        on(1, "their-plan", kind=kind, held=True),
    )
    other = {"child-in-need": "child-protection", "child-protection": "child-in-need"}[kind]
    told = play(a_family(), on(0, "their-plan", kind=kind), on(1, "their-plan", kind=other, held=True))
    assert told.last.details["written-plan-not-held"] == [kind]


def test_what_a_call_agreed_is_confirmed_in_writing_within_48_hours() -> None:
    call = {"with": "Ms Roe", "said": "she visits on Friday", "agreed": "we tell her of missed doses"}
    told = play(a_family(), on(1, "call", id="c1", **call), waits(5))
    assert told.raised("call-not-confirmed") == Raised(1, due=3)
    assert told.last.details["call-not-confirmed"] == ["c1"]
    lines = [*a_family(), on(1, "call", **call)]
    assert_clears(lines, "call-not-confirmed", on(2, "confirm", **{"with": "Ms Roe"}))
    assert_leaves(lines, "call-not-confirmed", on(2, "call", **{**call, "agreed": ""}))
    assert not play(lines, on(2, "confirm", **{"with": "Dr Oak"})).last.accepted
    without = {key: value for key, value in call.items() if key != "agreed"}
    assert "call-not-confirmed" not in play(a_family(), on(1, "call", **without)).last.open


def test_confirming_is_for_the_last_call_not_confirmed() -> None:
    call = {"with": "Ms Roe", "said": "visit", "agreed": "we tell her"}
    told = play(
        a_family(),
        on(1, "call", id="c1", **call),
        on(2, "call", id="c2", **call),
        on(3, "confirm", **{"with": "Ms Roe"}),
    )
    assert told.last.details["call-not-confirmed"] == ["c1"]


# repeat-assessment

ASSESSED = {"result": "assessment", "view": "agree"}


def two_assessments(apart=20, between=()):
    return [
        *a_family(),
        on(1, "refer", **SENT),
        on(2, "outcome", **ASSESSED),
        *between,
        on(apart, "refer", **SENT),
        on(2 + apart, "outcome", **ASSESSED, id="o2"),
    ]


def test_a_second_assessment_with_the_plan_unchanged_asks_the_manager_what_is_different() -> None:
    told = play(two_assessments(19), waits(29))
    assert told.tellings("repeat-assessment")[:2] == [(21, "manager"), (29, "manager")]
    assert told.last.details["repeat-assessment"] == ["o2"]
    assert_clears(two_assessments(), "repeat-assessment", on(25, "manager-look"))
    assert_leaves(two_assessments(), "repeat-assessment", on(25, "supervise", by="Mx Lane", better_for_the_child="x"))


def test_a_changed_plan_or_more_than_a_year_asks_nobody() -> None:
    assert "repeat-assessment" not in play(two_assessments(20, plan(10))).last.open
    assert "repeat-assessment" not in play(two_assessments(366)).last.open
    assert "repeat-assessment" in play(two_assessments(365)).last.open


def test_the_other_child_is_another_child() -> None:
    lines = [
        *a_family(child(), child("Zoe", years_ago(8))),
        on(1, "refer", **SENT),
        on(2, "outcome", **ASSESSED),
        on(9, "refer", **{**SENT, "child": "Zoe"}),
        on(10, "outcome", **ASSESSED),
    ]
    assert "repeat-assessment" not in play(lines).last.open
