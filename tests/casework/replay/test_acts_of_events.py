"""Acts about what happened: events nobody looked at, signals, the prescriber's look, support, exposure, new babies."""

from typing import Any

import pytest

from tests.casework.replay.stories import (
    Raised,
    a_family,
    assert_clears,
    assert_leaves,
    child,
    day,
    household,
    on,
    play,
    prescribed,
    registered,
    waits,
    with_a_dose_at_home,
    without_a_dose_at_home,
    years_ago,
)

AT_ONCE = [
    "use-on-top", "intoxicated", "pregnancy", "birth", "hospital-discharge", "new-adult", "moved", "bereavement",
    "domestic-abuse", "warrant", "child-injury", "child-handling", "child-exposure", "third-party-concern",
    "dose-lost-or-stolen", "storage-failed", "social-care-ended", "asks-for-less-supervision",
]  # fmt: skip
SECOND = ["missed-appointment", "child-missed-appointment"]
SIGNALS_ALONE = ["illness", "separation", "debt", "court", "housing", "police-contact"]
RECORDED = ["vomiting", "adult-left", "social-care-started", "pregnancy-ended", "child-died", "storage-advice",
            "support-offered", "strength"]  # fmt: skip


# event-unreviewed


@pytest.mark.parametrize("kind", AT_ONCE)
def test_what_reopens_a_plan_is_looked_at_the_same_day_with_a_dose_at_home(kind: Any) -> None:
    told = play(a_family(), on(3, "event", kind=kind, id="x1"), waits(5))
    assert told.raised("event-unreviewed") == Raised(3, due=3)
    assert f"{kind} x1" in told[5].details["event-unreviewed"]
    assert "plan-stale" in told.last.open


@pytest.mark.parametrize("kind", [*SECOND, *SIGNALS_ALONE, *RECORDED])
def test_what_is_only_recorded_or_only_signals_asks_for_no_review(kind: Any) -> None:
    about = {"about": "Mia"} if kind == "child-died" else {}
    told = play(a_family(), on(3, "event", kind=kind, **about))
    assert not {"event-unreviewed", "plan-stale"} & set(told.last.open)


@pytest.mark.parametrize("kind", SECOND)
def test_the_second_within_28_days_does(kind: Any) -> None:
    told = play(a_family(), on(3, "event", kind=kind, id="x1"), on(31, "event", kind=kind, id="x2"), waits(33))
    assert told.raised("event-unreviewed") == Raised(31, due=31)
    assert told.last.details["event-unreviewed"] == [f"{kind} x2"]
    later = play(a_family(), on(3, "event", kind=kind), on(32, "event", kind=kind))
    assert "event-unreviewed" not in later.last.open


def test_the_second_of_another_kind_does_not() -> None:
    told = play(a_family(), on(3, "event", kind=SECOND[0]), on(4, "event", kind=SECOND[1]))
    assert "event-unreviewed" not in told.last.open


def test_without_a_dose_at_home_there_are_five_working_days() -> None:
    told = play(without_a_dose_at_home(), on(3, "event", kind="moved"), waits(12))
    assert told.raised("event-unreviewed") == Raised(3, due=10)


def test_children_not_asked_about_count_as_perhaps_there_and_none_as_none() -> None:
    asked = play(registered(), household(), prescribed(), on(3, "event", kind="moved"))
    assert "event-unreviewed" not in asked.last.open
    not_asked = play(registered(), prescribed(), on(3, "event", kind="moved"))
    assert "event-unreviewed" in not_asked.last.open


def test_either_review_that_considers_it_clears_it() -> None:
    lines = [*a_family(), on(3, "event", kind="moved", id="m1")]
    whole = {"risk_discussed": True}
    assert_clears(lines, "event-unreviewed", on(4, "plan-review"), on(4, "plan-review", events_considered=["m1"]))
    assert_clears(
        lines, "event-unreviewed", on(4, "review", **whole), on(4, "review", **whole, events_considered="all")
    )
    nothing = on(3, "event", kind="moved", changes_nothing_because="two doors down, the box went along")
    assert "event-unreviewed" not in play(a_family(), nothing).last.open


def test_nothing_else_clears_it() -> None:
    lines = [*a_family(), on(3, "event", kind="moved", id="m1"), on(3, "event", kind="bereavement", id="b1")]
    told = play(lines, on(4, "plan-review", events_considered=["b1"]))
    assert told.last.details["event-unreviewed"] == ["moved m1"]
    assert_leaves(
        lines,
        "event-unreviewed",
        on(4, "manager-look"),
        on(4, "clinical-review", by="Dr Shah"),
        on(4, "support-offered"),
        on(4, "home-check", result="satisfactory"),
        on(4, "supervise", by="Mx Lane", better_for_the_child="calmer"),
        on(4, "review", leaflet="has-it"),
    )


# many-signals


def test_three_signals_of_two_kinds_in_ninety_days_are_the_managers_that_day() -> None:
    signals = [on(1, "event", kind="debt", id="d1"), on(2, "event", kind="debt", id="d2")]
    told = play(a_family(), signals, on(91, "event", kind="court", id="c1"), waits(92))
    assert told.tellings("many-signals") == [(91, "manager")]
    assert told[91].details["many-signals"] == ["court c1", "debt d1", "debt d2"]
    assert "many-signals" not in told.open(92)  # the first has left the window
    later = play(a_family(), signals, on(92, "event", kind="court"))
    assert "many-signals" not in later.last.open


def test_two_signals_or_three_of_a_kind_are_not_many() -> None:
    assert "many-signals" not in play(a_family(), on(1, "event", kind="debt"), on(2, "event", kind="court")).last.open
    three = [on(count, "event", kind="debt") for count in (1, 2, 3)]
    assert "many-signals" not in play(a_family(), three).last.open


@pytest.mark.parametrize("kind", ["missed-appointment", "police-contact", "housing", "illness", "storage-failed"])
def test_every_starred_event_is_a_signal(kind: Any) -> None:
    two = [on(1, "event", kind="debt"), on(2, "event", kind="court")]
    assert "many-signals" in play(a_family(), two, on(3, "event", kind=kind)).last.raised


@pytest.mark.parametrize("kind", ["pregnancy", "birth", "moved", "vomiting", "strength", "asks-for-less-supervision"])
def test_the_others_are_not(kind: Any) -> None:
    two = [on(1, "event", kind="debt"), on(2, "event", kind="court")]
    assert "many-signals" not in play(a_family(), two, on(3, "event", kind=kind)).last.open


def test_a_managers_look_clears_it_until_a_new_signal() -> None:
    signals = [on(1, "event", kind="debt"), on(2, "event", kind="court"), on(3, "event", kind="illness")]
    told = play(a_family(), signals, on(4, "manager-look"), on(9, "event", kind="housing"), waits(11))
    assert "many-signals" in told[4].cleared
    assert told.raised("many-signals", since=5) == Raised(9, due=9, to=("manager",))
    reviews = (on(4, "plan-review"), on(4, "review", risk_discussed=True), on(4, "clinical-review", by="Dr Shah"))
    assert_leaves([*a_family(), *signals], "many-signals", *reviews)


def test_each_new_signal_reaches_the_manager_the_same_day_looked_at_or_not() -> None:
    signals = [on(1, "event", kind="debt"), on(2, "event", kind="court"), on(3, "event", kind="illness")]
    told = play(a_family(), signals, on(20, "event", kind="housing"))
    assert (20, "manager") in told.tellings("many-signals")


def test_many_signals_that_went_by_begin_anew() -> None:
    signals = [on(1, "event", kind="debt"), on(2, "event", kind="court"), on(3, "event", kind="illness")]
    again = [on(count, "event", kind=kind) for count, kind in ((150, "debt"), (151, "court"), (152, "illness"))]
    told = play(a_family(), signals, again, waits(154))
    assert told.raised("many-signals", since=100) == Raised(152, due=152, to=("manager",))


def test_without_a_child_signals_are_not_counted_together() -> None:
    three = [on(1, "event", kind="debt"), on(2, "event", kind="court"), on(3, "event", kind="illness")]
    assert "many-signals" not in play(registered(), household(), prescribed(), three).last.open


# clinical-review-wanted


@pytest.mark.parametrize("kind", ["use-on-top", "vomiting", "intoxicated"])
def test_the_prescriber_looks_in_two_working_days_children_or_not(kind: Any) -> None:
    told = play(registered(), household(), prescribed(), on(3, "event", kind=kind, id="x1"), waits(9))
    assert told.raised("clinical-review-wanted") == Raised(3, due=7, to=("prescriber",))
    assert told.last.details["clinical-review-wanted"] == [f"{kind} x1"]


def test_two_missed_doses_ask_the_prescriber_too() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="supervised-7")]
    first, second = (on(count, "dose", **{"for": day(count), "how": "missed"}) for count in (3, 10))
    assert "clinical-review-wanted" not in play(lines, first).last.open
    assert "clinical-review-wanted" in play(lines, first, second).last.raised


def test_the_prescribers_look_clears_it_and_what_comes_later_asks_again() -> None:
    lines = [*a_family(), on(3, "event", kind="vomiting")]
    assert_clears(lines, "clinical-review-wanted", on(4, "clinical-review", by="Dr Shah"))
    assert_leaves(lines, "clinical-review-wanted", on(4, "manager-look"), on(4, "plan-review"))
    told = play(lines, on(9, "event", kind="use-on-top"))
    assert (9, "prescriber") in told.tellings("clinical-review-wanted")


# support-not-offered


@pytest.mark.parametrize("kind", ["bereavement", "illness", "separation", "debt", "court", "domestic-abuse", "housing"])
def test_support_is_offered_within_five_working_days_of_a_stressor(kind: Any) -> None:
    told = play(a_family(), on(3, "event", kind=kind, id="x1"), waits(12))
    assert told.raised("support-not-offered") == Raised(3, due=10)
    assert told.last.details["support-not-offered"] == [f"{kind} x1"]


def test_offering_support_clears_it_and_declined_is_an_answer() -> None:
    lines = [*a_family(), on(3, "event", kind="debt")]
    assert_clears(lines, "support-not-offered", on(4, "support-offered"), on(4, "support-offered", declined=True))
    assert_clears(lines, "support-not-offered", on(4, "event", kind="support-offered"))
    assert_leaves(lines, "support-not-offered", on(4, "contact", how="home"), on(4, "plan-review"))
    before = play(a_family(), on(2, "support-offered"), on(3, "event", kind="debt"))
    assert "support-not-offered" in before.last.open


@pytest.mark.parametrize("kind", ["use-on-top", "moved", "pregnancy", "police-contact", "missed-appointment"])
def test_other_events_are_no_stressors(kind: Any) -> None:
    assert "support-not-offered" not in play(a_family(), on(3, "event", kind=kind)).last.open


# exposure-act-now

ALL_THREE = ("keyworker", "prescriber", "safeguarding-lead")


def test_a_possible_swallowing_is_told_to_all_three_at_once() -> None:
    told = play(a_family(), on(3, "event", kind="child-exposure", about="Mia", id="x1"), waits(5))
    assert told.raised("exposure-act-now") == Raised(3, due=3, to=ALL_THREE)
    assert told.last.details["exposure-act-now"] == ["child-exposure x1"]
    lines = [*a_family(), on(3, "event", kind="child-exposure")]
    assert_clears(lines, "exposure-act-now", on(4, "safeguarding-review", by="The lead", decision="hospital, S47"))
    said = {"because": "she was fine", "by": "The manager", "until": day(30)}
    answered = play(lines, on(4, "not-needed", code="exposure-act-now", **said))
    assert not answered.last.accepted and "exposure-act-now" in answered.last.open


def test_a_child_found_unusually_sleepy_where_a_dose_may_be_is_an_exposure() -> None:
    seen = {"child": "Mia", "place": "home", "description": "hard to wake", "alert": "unusually-sleepy"}
    told = play(a_family(), on(3, "child-seen", **seen, id="s1"))
    assert told.last.details["exposure-act-now"] == ["s1"]
    review = on(4, "safeguarding-review", by="The lead", decision="seen in hospital, a cold")
    assert_clears([*a_family(), on(3, "child-seen", **seen)], "exposure-act-now", review)
    unknown = [*registered(), *household(child()), *prescribed()]
    assert "exposure-act-now" in play(unknown, on(3, "child-seen", **seen)).last.open
    assert "exposure-act-now" not in play(without_a_dose_at_home(), on(3, "child-seen", **seen)).last.open


# new-baby-assessment

NEWBORN = child("Ada", day(10))


def a_birth(*before, started_on=None, at=10):
    lines = [
        *registered(started_on=started_on or years_ago(2)),
        *household(child("Bump", due=day(12))),
        *prescribed(in_use="supervised-7"),
    ]
    return [*lines, *before, on(at, "child", name="Bump", born=day(at), how="lives")]


def test_a_birth_with_more_on_top_asks_for_an_assessment_in_two_working_days() -> None:
    for before in (on(1, "event", kind="moved"), on(1, "event", kind="housing"), on(1, "event", kind="illness")):
        assert play(a_birth(before), waits(16)).raised("new-baby-assessment") == Raised(10, due=14)
    early = play(a_birth(started_on=day(-300)), waits(16))
    assert early.raised("new-baby-assessment") == Raised(10, due=14)
    assert "new-baby-assessment" not in play(a_birth()).last.open


def test_a_signal_long_before_or_after_a_birth_is_not_on_top_of_it() -> None:
    assert "new-baby-assessment" not in play(a_birth(on(0, "event", kind="illness"), at=29)).last.open
    assert "new-baby-assessment" not in play(a_birth(), on(39, "event", kind="illness")).last.open
    assert "new-baby-assessment" not in play(a_birth(), on(60, "event", kind="moved")).last.open


def test_a_babys_discharge_asks_and_a_schoolchilds_does_not() -> None:
    moved, discharge = on(20, "event", kind="moved"), on(21, "event", kind="hospital-discharge", about="Bump")
    told = play(a_birth(), on(11, "refer", not_sent_because="known to the midwife"), moved, discharge)
    assert "new-baby-assessment" not in told.last.open
    told = play(a_birth(), moved, discharge)
    assert "new-baby-assessment" in told.last.open
    older = play(a_family(), moved, on(21, "event", kind="hospital-discharge", about="Mia"))
    assert "new-baby-assessment" not in older.last.open


def test_a_referral_or_why_not_clears_it() -> None:
    lines = a_birth(started_on=day(-300))
    sent = on(11, "refer", child="Bump", type="S17", seen="a new baby", for_the_child="support for her first weeks")
    assert_clears(lines, "new-baby-assessment", sent, on(11, "refer", not_sent_because="assessed already"))
    assert_leaves(lines, "new-baby-assessment", on(11, "manager-look"), on(11, "support-offered"))


# who is not there any more


def test_an_event_that_ends_a_pregnancy_takes_the_child_off_every_page() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly"), on(3, "event", kind="pregnancy")]
    assert {"plan-missing", "referral-needed", "event-unreviewed"} <= set(play(lines).last.open)
    told = play(lines, on(10, "event", kind="pregnancy-ended"))
    assert not {"plan-missing", "referral-needed", "event-unreviewed"} & set(told.last.open)


def test_a_child_who_died_is_off_every_page_at_once() -> None:
    lines = [*with_a_dose_at_home(), on(2, "event", kind="child-injury", about="Mia")]
    told = play(lines, on(10, "event", kind="child-died", about="Mia"))
    assert not {"plan-missing", "event-unreviewed", "contact-gap"} & set(told.last.open)
    assert all("Mia" not in about for about in told.last.details.values())
    two = a_family(child(), child("Zoe", years_ago(8)))
    assert "contact-gap" in play(two, on(10, "event", kind="child-died", about="Mia"), waits(40)).last.open
