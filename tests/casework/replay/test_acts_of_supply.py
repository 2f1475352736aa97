"""Acts about supply: what is in use and not agreed, closures, doses missed and undrunk, the pharmacist, exceptions."""

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
    with_a_dose_at_home,
    without_a_dose_at_home,
    years_ago,
)

# in-use-not-agreed, authoriser-unconfirmed


def test_a_dose_at_home_that_nobody_decided_on_is_not_agreed() -> None:
    told = play(without_a_dose_at_home(), prescribed(at=3, in_use="weekly"), waits(5))
    assert told.raised("in-use-not-agreed") == Raised(3, due=3)
    alone = play(registered(), household(), prescribed(at=3, in_use="weekly"))
    assert "in-use-not-agreed" in alone.last.open
    assert "in-use-not-agreed" not in play(without_a_dose_at_home()).last.open


def test_more_in_use_than_was_agreed_is_not_agreed() -> None:
    assert "in-use-not-agreed" in play(a_family(), prescribed(at=3, in_use="2-a-week")).last.open
    assert "in-use-not-agreed" not in play(a_family(), prescribed(at=3, in_use="daily-pick-up")).last.open


def test_a_refused_decision_is_in_use_all_the_same_and_not_agreed() -> None:
    told = play(without_a_dose_at_home(), decided("weekly", 3, authorised_by=None))
    assert not told[3].accepted
    assert {"in-use-not-agreed", "plan-missing"} <= set(told[3].raised)


def test_a_decision_or_less_in_use_clears_it() -> None:
    lines = [*a_family(planned={"bottles": 4, "mg": 200}), *prescribed(at=3, in_use="2-a-week")]
    assert_clears(lines, "in-use-not-agreed", decided("2-a-week", 4), prescribed(at=4, in_use="daily-pick-up"))
    assert_leaves(lines, "in-use-not-agreed", *plan(4, bottles=4, mg=200), on(4, "manager-look"))


def test_the_prescriber_named_confirms_within_one_working_day() -> None:
    lines = a_family(decision={"confirmed": False})
    assert play(lines, waits(3)).raised("authoriser-unconfirmed") == Raised(0, due=1, to=("prescriber",))
    assert_clears(lines, "authoriser-unconfirmed", decided(at=1))
    assert_leaves(lines, "authoriser-unconfirmed", on(1, "clinical-review", by="Dr Shah"), on(1, "manager-look"))


# closure-not-covered

SHUT = {"bank_holidays": "shut", "wording": ["closed-days"]}


def looked_at_again(lines, *days):
    """The same family, its plan looked at and its household asked about again on these days."""
    return [
        *lines,
        *[
            on(count, do, **keys)
            for count in days
            for do, keys in (("plan-review", {}), ("household", {"answer": "children"}))
        ],
    ]


def test_a_bank_holiday_that_the_plan_does_not_cover_is_seen_four_weeks_ahead() -> None:
    lines = looked_at_again(a_family(prescription=SHUT), 50)
    told = play(lines, waits(62, 63, 90, 91))
    assert "closure-not-covered" not in told.open(62)
    assert told.raised("closure-not-covered") == Raised(63, due=84)  # Monday 24 August, five working days before
    assert told[63].details["closure-not-covered"] == [day(91)]
    assert "closure-not-covered" not in told.open(91)


def test_a_bank_holiday_without_its_wording_is_seen_four_weeks_ahead_child_or_not() -> None:
    lines = [*registered(), *household(), *prescribed(bank_holidays="shut", in_use="daily-pick-up")]
    told = play(lines, waits(62, 63))
    assert "closure-not-covered" not in told.open(62)
    assert "closure-not-covered" in told.open(63)


def test_a_plan_that_covers_it_the_wording_or_other_supply_clears_it() -> None:
    lines = [*looked_at_again(a_family(prescription=SHUT), 50), *waits(64)]
    two = {"bottles": 2, "mg": 100}
    assert_clears(lines, "closure-not-covered", plan(65, **two), on(65, "plan-review", **two))
    assert_clears(lines, "closure-not-covered", prescribed(at=65, bank_holidays="open"))
    no_wording = [*registered(), *household(), *prescribed(bank_holidays="shut", in_use="daily-pick-up"), *waits(64)]
    assert_clears(no_wording, "closure-not-covered", prescribed(at=65, **SHUT))
    assert_leaves(lines, "closure-not-covered", on(65, "contact", how="phone"), on(65, "plan-review"))


def test_weekly_closed_days_are_no_closure() -> None:
    sundays = {"closed": ["sunday"], "wording": ["closed-days"]}
    told = play(a_family(prescription=sundays, planned={"bottles": 2, "mg": 100}), waits(80))
    assert "closure-not-covered" not in told.last.open


def test_each_nation_has_its_own_bank_holidays() -> None:
    scottish = {**SHUT, "nation": "scotland"}
    told = play(looked_at_again(a_family(prescription=scottish), 30, 60), waits(37))
    assert told[37].details["closure-not-covered"] == [day(63)]  # 3 August, the summer bank holiday of Scotland


def test_a_run_of_closed_days_is_one_closure() -> None:
    lines = a_family(prescription=SHUT)
    again = looked_at_again(lines, 80, 160)
    told = play(again, waits(*range(176, 208)))
    days = [count for count, to in told.tellings("closure-not-covered", since=150) if to == "keyworker"]
    assert days[0] == 179  # 27 November, 28 days before 25 December
    assert told[200].details["closure-not-covered"] == ["2026-12-25", "2026-12-28", "2027-01-01"]


# undrunk-dose


def test_a_missed_take_home_dose_may_be_at_home_full() -> None:
    lines = [*a_family(), on(3, "dose", **{"for": day(3), "how": "missed"})]
    told = play(lines, waits(5))
    assert told.raised("undrunk-dose") == Raised(3, due=3)
    assert told.last.details["undrunk-dose"] == [day(3)]
    supervised = play(without_a_dose_at_home(), on(3, "dose", **{"for": day(3), "how": "missed"}))
    assert "undrunk-dose" not in supervised.last.open


@pytest.mark.parametrize("went", ["drunk-later", "returned", "destroyed", "lost"])
def test_saying_where_the_bottle_went_clears_it(went: Any) -> None:
    lines = [*a_family(), on(3, "dose", **{"for": day(3), "how": "missed"})]
    assert_clears(lines, "undrunk-dose", on(4, "bottle", went=went))


def test_nothing_else_says_where_the_bottle_went() -> None:
    lines = [*a_family(), on(3, "event", kind="vomiting")]
    assert_leaves(
        lines,
        "undrunk-dose",
        on(4, "plan-review"),
        on(4, "clinical-review", by="Dr Shah"),
        on(4, "dose", **{"for": day(4), "how": "take-home"}),
    )


def test_vomiting_with_a_dose_at_home_asks_and_without_does_not() -> None:
    assert "undrunk-dose" in play(a_family(), on(3, "event", kind="vomiting")).last.open
    assert "undrunk-dose" not in play(without_a_dose_at_home(), on(3, "event", kind="vomiting")).last.open


def test_a_closed_days_bottle_in_the_week_before_vomiting_asks() -> None:
    sundays = {"closed": ["sunday"], "wording": ["closed-days"]}
    lines = a_family(arrangement="supervised-7", prescription=sundays)
    assert "undrunk-dose" in play(lines, on(9, "event", kind="vomiting")).last.open
    far_off = a_family(arrangement="supervised-7", prescription=SHUT)
    assert "undrunk-dose" not in play(far_off, on(9, "event", kind="vomiting")).last.open


def test_vomiting_before_the_first_bottle_went_home_does_not_ask() -> None:
    told = play(without_a_dose_at_home(), on(3, "event", kind="vomiting"), prescribed(at=3, in_use="weekly"))
    assert "undrunk-dose" not in told.last.open


def test_a_supervised_dose_missed_after_a_day_at_home_is_a_gap() -> None:
    lines = without_a_dose_at_home()
    taken = on(3, "dose", **{"for": day(3), "how": "take-home"})
    missed = on(4, "dose", **{"for": day(4), "how": "missed"})
    assert "undrunk-dose" not in play(lines, taken).last.open
    assert "undrunk-dose" in play(lines, taken, missed).last.open


# missed-3-days


def missed(*days, how="missed"):
    return [on(count, "dose", **{"for": day(count), "how": how}) for count in days]


def test_three_days_missed_in_a_row_are_told_at_once() -> None:
    told = play(without_a_dose_at_home(), missed(3, 4, 5), waits(7))
    assert told.raised("missed-3-days") == Raised(5, due=5, to=("pharmacist", "prescriber"))
    assert "missed-3-days" not in play(without_a_dose_at_home(), missed(3, 4)).last.open
    assert "missed-3-days" not in play(without_a_dose_at_home(), missed(3, 4, 6)).last.open


def test_one_missed_while_titrating_is_for_the_prescriber_only() -> None:
    lines = [*registered(), *household(), *prescribed(titrating=True, in_use="supervised-7")]
    assert play(lines, missed(3), waits(5)).raised("missed-3-days") == Raised(3, due=3, to=("prescriber",))
    assert play(lines, missed(3, 4, 5)).tellings("missed-3-days")[-2:] == [(5, "pharmacist"), (5, "prescriber")]


def test_it_stands_until_the_prescriber_was_spoken_to_a_dose_given_since_or_not() -> None:
    lines = [*without_a_dose_at_home(), *missed(3, 4, 5)]
    spoke = on(6, "spoke-to-prescriber", advice="start again at 30 mg", supplied=False)
    assert_clears(lines, "missed-3-days", spoke)
    assert_leaves(lines, "missed-3-days", *missed(6, how="supervised"), on(6, "clinical-review", by="Dr Shah"))
    assert "missed-3-days" not in play(lines, spoke, missed(7)).last.open


def test_a_missed_dose_is_an_event() -> None:
    told = play(a_family(), missed(3, 9))
    assert any("missed-dose" in about for about in told.last.details["event-unreviewed"])


# pharmacist-query-open, pharmacist-concern-open


def test_the_pharmacist_is_answered_the_next_working_day_and_about_a_concern_the_same() -> None:
    assert play(a_family(), on(4, "query", text="is Sunday covered?"), waits(9)).raised(
        "pharmacist-query-open"
    ) == Raised(4, due=7)
    told = play(a_family(), on(4, "concern", text="he was unsteady"), waits(9))
    assert told.raised("pharmacist-concern-open") == Raised(4, due=4, to=("manager",))
    for verb, code in (("query", "pharmacist-query-open"), ("concern", "pharmacist-concern-open")):
        lines = [*a_family(), on(4, verb, text="?")]
        assert_clears(lines, code, on(5, "answer", text="yes"))
        assert_leaves(lines, code, on(5, "manager-look"), on(5, "spoke-to-prescriber", advice="-", supplied=True))


# exceptions


WHY = "the box comes on Thursday and the pharmacy closes early"
EXCEPTION = {"by": "Mx Lane", "reason": WHY, "until": day(3)}


def excepted(at=1, *lines, exception=None, arrangement="daily-pick-up", **keys):
    told = {**EXCEPTION, **(exception or {})}
    return play(without_a_dose_at_home(), list(lines), decided(arrangement, at, exception=told, **keys), waits(9))


def test_an_exception_records_the_decision_and_names_what_it_set_aside() -> None:
    told = excepted()
    assert told[1].accepted and told[1].stopped == ("plan-missing",)
    assert not {"plan-missing", "in-use-not-agreed"} & told.open(1)


def test_what_it_set_aside_returns_when_it_ends() -> None:
    told = play(without_a_dose_at_home(), decided(at=1, exception=EXCEPTION), waits(3, 4, 5))
    assert "plan-missing" not in told.open(3)
    assert "plan-missing" in told.open(4)
    assert "in-use-not-agreed" not in told.open(4)


@pytest.mark.parametrize(
    "wrong", [{"reason": "no time"}, {"until": day(5)}, {"until": day(0)}, {"reason": "                       "}]
)
def test_an_exception_that_cannot_be_leaves_the_stops_standing(wrong: Any) -> None:
    told = excepted(exception=wrong)
    assert not told[1].accepted and told[1].stopped == ("plan-missing",)
    assert {"plan-missing", "in-use-not-agreed"} <= told.open(1)


def test_an_exception_lasts_three_days_or_until_the_working_day_after_its_closure() -> None:
    assert excepted(exception={"until": day(4)})[1].accepted
    lines = [*registered(), *household(child()), *prescribed(in_use="supervised-7", bank_holidays="shut")]
    asked = on(80, "household", answer="children")
    longer = {**EXCEPTION, "until": day(92)}
    told = play(lines, asked, decided(at=87, exception=longer))
    assert told[87].accepted  # Thursday 27 August; the closure is Monday 31, the working day after it Tuesday
    told = play(lines, asked, decided(at=87, exception={**longer, "until": day(93)}))
    assert not told[87].accepted


def test_a_manager_looks_at_an_exception_the_next_working_day() -> None:
    told = excepted()
    assert told.tellings("exception-unreviewed")[:2] == [(1, "manager"), (3, "manager")]
    lines = [*without_a_dose_at_home(), *decided(at=1, exception=EXCEPTION)]
    assert_clears(lines, "exception-unreviewed", on(2, "manager-look"))
    assert_leaves(lines, "exception-unreviewed", *plan(2), *decided(at=2))


def test_a_second_in_a_row_for_the_same_stop_goes_to_the_lead() -> None:
    first = decided(at=1, exception=EXCEPTION)
    told = play(without_a_dose_at_home(), first, decided(at=4, exception={**EXCEPTION, "until": day(6)}))
    assert (4, "safeguarding-lead") in told.tellings("exception-unreviewed")
    assert (1, "safeguarding-lead") not in told.tellings("exception-unreviewed")


def test_an_exception_never_sets_aside_an_exposure_without_prescriber_and_lead() -> None:
    exposed = [on(1, "event", kind="child-exposure"), *plan(1)]
    by_one = excepted(1, *exposed)
    assert not by_one[1].accepted and "child-exposure-open" in by_one[1].stopped
    by_both = excepted(1, *exposed, exception={"by": ["Dr Shah", "The lead"]})
    assert by_both[1].accepted


# which decisions are met by what


def test_more_safety_is_met_by_the_prescriber_and_the_reason_alone() -> None:
    bare = {"alternatives": None, "better_for_the_child": None, "senior": None, "review_on": None}
    weekly = with_a_dose_at_home(arrangement="weekly")
    for safer in ("supervised-7", "daily-pick-up", "2-a-week"):
        assert play(weekly, on(1, "event", kind="use-on-top"), decided(safer, 2, **bare))[2].accepted, safer
    nobody = {**bare, "authorised_by": None, "reason": None}
    told = play(weekly, decided("supervised-7", 2, **nobody))
    assert stopped(told, 2) == {"authoriser-missing", "reason-missing"}


def test_what_more_safety_leaves_missing_is_due_that_day() -> None:
    lines = [*registered(), *prescribed(in_use="weekly")]
    told = play(lines, decided("daily-pick-up", 2, review_on=None), waits(4))
    assert told[2].accepted
    assert (3, "manager") in told.tellings("children-not-asked")
    usual = play(lines, waits(4))
    assert (3, "manager") not in usual.tellings("children-not-asked")


def test_daily_supervision_with_nothing_at_home_is_more_safety_whatever_was_in_use() -> None:
    told = play(on(0, "register"), prescribed(), decided("supervised-7", 1, review_on=None))
    assert told[1].accepted and "children-not-asked" in told.last.open
    sundays = prescribed(closed=["sunday"], wording=["closed-days"])
    told = play(registered(), household(child()), sundays, decided("supervised-7", 1))
    assert stopped(told, 1) == {"plan-missing"}


def test_an_arrangement_nobody_knows_is_not_agreed_and_is_what_is_in_use() -> None:
    told = play(a_family(), decided("unknown", 3))
    assert not told[3].accepted
    assert "in-use-not-agreed" not in told[3].open  # nobody knows that a dose is at home
    told = play(registered(), household(child("Zoe", years_ago(8))), prescribed(), decided("unknown", 3))
    assert not told[3].accepted
