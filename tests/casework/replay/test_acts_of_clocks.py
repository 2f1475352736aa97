"""Acts that time brings about: contact, children seen, agencies heard from, supervision."""

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
    waits,
    without_a_dose_at_home,
    years_ago,
)

NURSE = on(0, "agency", name="Nurse Ito", role="health-visitor")
AT_SCHOOL = child("Zoe", years_ago(8))
SEEN = {"child": "Mia", "place": "clinic", "description": "lively, clean, ate a banana", "alert": "awake"}


# contact-gap


def test_four_weeks_without_a_contact_is_a_gap() -> None:
    told = play(a_family(), waits(27, 28, 30))
    assert "contact-gap" not in told.open(27)
    assert told.raised("contact-gap") == Raised(28, due=28)


@pytest.mark.parametrize("how", ["clinic", "home", "phone"])
def test_any_contact_closes_the_gap(how: Any) -> None:
    assert_clears([*a_family(), *waits(28)], "contact-gap", on(29, "contact", how=how))


def test_what_is_recorded_with_the_person_is_a_contact() -> None:
    gap = [*a_family(), *waits(28)]
    assert_clears(gap, "contact-gap", on(29, "household", answer="children"), plan(29), on(29, "plan-review"))
    assert_clears(gap, "contact-gap", on(29, "review", risk_discussed=True), decided(at=29))
    assert_clears(gap, "contact-gap", on(29, "home-check", result="satisfactory"))
    assert_clears(gap, "contact-gap", on(29, "child-seen", **{**SEEN, "place": "home"}))
    refused = decided("weekly", 29, authorised_by=None)
    assert "contact-gap" not in play(gap, refused).last.open


def test_what_is_recorded_without_the_person_is_no_contact() -> None:
    assert_leaves(
        [*a_family(more=[NURSE]), *waits(28)],
        "contact-gap",
        on(29, "child-seen", **{**SEEN, "place": "school"}),
        on(29, "child-seen", **SEEN, by="Nurse Ito"),
        on(29, "call", **{"with": "Nurse Ito", "said": "all well"}),
        on(29, "heard-from", **{"with": "Nurse Ito", "said": "all well"}),
        on(29, "event", kind="strength"),
        on(29, "dose", **{"for": day(29), "how": "take-home"}),
        on(29, "prescribe", mg=50),
        on(29, "leaflet"),
    )


def test_a_contact_counts_from_when_it_was_and_once_it_is_written_down() -> None:
    told = play(a_family(), on(30, "contact", how="phone", happened_on=day(20)), waits(47, 48))
    assert told.tellings("contact-gap")[0] == (28, "keyworker")
    assert "contact-gap" not in told.open(47)
    assert "contact-gap" in told.open(48)


def test_without_a_dose_at_home_or_without_a_child_nobody_counts_the_weeks() -> None:
    assert "contact-gap" not in play(without_a_dose_at_home(), waits(60)).last.open
    alone = [on(0, "register"), *household(), *prescribed(in_use="weekly")]
    assert "contact-gap" not in play(alone, waits(60)).last.open


def test_the_gap_is_due_no_earlier_than_a_dose_was_at_home() -> None:
    told = play(without_a_dose_at_home(), prescribed(at=50, in_use="weekly"), waits(52))
    assert told.raised("contact-gap") == Raised(50, due=50)


# child-not-seen


def test_a_child_under_five_is_seen_every_eight_weeks_and_an_older_one_every_twelve() -> None:
    assert play(a_family(), waits(58)).raised("child-not-seen") == Raised(56, due=56)
    assert play(a_family(AT_SCHOOL), waits(86)).raised("child-not-seen") == Raised(84, due=84)
    assert play(a_family(), waits(58)).last.details["child-not-seen"] == ["Mia"]


def test_the_clock_starts_with_the_last_time_the_child_was_seen() -> None:
    told = play(a_family(), on(10, "child-seen", **SEEN, happened_on=day(6)), waits(64))
    assert told.raised("child-not-seen") == Raised(62, due=62)


@pytest.mark.parametrize("by", [None, "Nurse Ito", "school", "social-worker"])
def test_we_a_health_visitor_a_school_or_a_social_worker_can_say_how_the_child_is(by: Any) -> None:
    lines = [*a_family(more=[NURSE]), *waits(56)]
    assert_clears(lines, "child-not-seen", on(57, "child-seen", **SEEN, **({"by": by} if by else {})))


def test_others_cannot_and_a_child_asleep_was_not_seen() -> None:
    gp = on(0, "agency", name="Dr Oak", role="gp")
    assert_leaves(
        [*a_family(more=[gp]), *waits(56)],
        "child-not-seen",
        on(57, "child-seen", **SEEN, by="Dr Oak"),
        on(57, "child-seen", **SEEN, by="grandmother"),
        on(57, "child-seen", **{**SEEN, "alert": "asleep-not-woken"}),
        on(57, "contact", how="home"),
        on(57, "home-check", result="satisfactory"),
    )
    woken = on(57, "child-seen", **{**SEEN, "alert": "asleep-woken"})
    assert_clears([*a_family(), *waits(56)], "child-not-seen", woken)


def test_a_child_who_only_visits_is_a_note_and_an_unborn_one_is_not_seen_yet() -> None:
    assert "child-not-seen" not in play(a_family(child(how="visits")), waits(100)).last.open
    assert "child-not-seen" not in play(a_family(child("Bump", due=day(150))), waits(100)).last.open
    assert "child-not-seen" in play(a_family(child(how="stays")), waits(60)).last.open


# agency-not-heard


def test_an_agency_silent_for_eight_weeks_is_asked_within_five_working_days() -> None:
    told = play(a_family(more=[NURSE]), waits(64))
    assert told.raised("agency-not-heard") == Raised(56, due=63)
    assert told.last.details["agency-not-heard"] == ["Nurse Ito"]


def test_for_children_of_five_and_over_it_is_twelve_weeks() -> None:
    told = play(a_family(AT_SCHOOL, more=[NURSE]), waits(93))
    assert told.raised("agency-not-heard") == Raised(84, due=92)  # 31 August is no working day


def test_silence_is_told_at_once_when_something_happens() -> None:
    told = play(
        a_family(more=[NURSE]),
        on(1, "heard-from", **{"with": "Nurse Ito", "said": "all well"}),
        on(3, "event", kind="moved"),
        waits(11),
    )
    assert told.raised("agency-not-heard") == Raised(3, due=10)
    quiet = play(a_family(more=[NURSE]), on(3, "event", kind="illness"), waits(11))
    assert "agency-not-heard" not in quiet.last.open


def test_hearing_from_them_in_any_way_clears_it() -> None:
    lines = [*a_family(more=[NURSE]), on(3, "event", kind="moved")]
    said = {"with": "Nurse Ito", "said": "nothing new"}
    assert_clears(lines, "agency-not-heard", on(4, "heard-from", **said), on(4, "call", **said))
    assert_clears(lines, "agency-not-heard", on(4, "child-seen", **SEEN, by="Nurse Ito"))
    shared = [on(1, "share", **{"with": "Nurse Ito", "view": "agrees"})]
    assert_clears([*lines, *shared], "agency-not-heard", on(4, "acknowledge", **{"with": "Nurse Ito"}))


def test_what_only_mentions_them_is_not_hearing_from_them() -> None:
    assert_leaves(
        [*a_family(more=[NURSE]), on(3, "event", kind="moved")],
        "agency-not-heard",
        on(4, "event", kind="strength", seen_by="Nurse Ito", known_to=["health-visitor"]),
        on(4, "share", **{"with": "Nurse Ito", "view": "agrees"}),
        on(4, "child-seen", **SEEN, by="health-visitor"),
        on(4, "plan-review"),
    )


def test_an_agency_that_came_or_left_is_not_asked_about_what_was_before_or_after() -> None:
    new = play(a_family(), on(3, "event", kind="moved"), on(4, "agency", name="Nurse Ito", role="health-visitor"))
    assert "agency-not-heard" not in new.last.open
    gone = on(4, "agency", name="Nurse Ito", role="health-visitor", left=True)
    assert_clears([*a_family(more=[NURSE]), on(3, "event", kind="moved")], "agency-not-heard", gone)


def test_an_event_before_a_dose_went_home_counts_from_the_day_it_did() -> None:
    lines = [*without_a_dose_at_home(), NURSE, on(3, "event", kind="moved")]
    told = play(lines, prescribed(at=20, in_use="weekly"), waits(19, 29))
    assert "agency-not-heard" not in told.open(19)
    assert told.raised("agency-not-heard") == Raised(20, due=25)  # a Sunday, and the Friday after it


# case-not-supervised


def test_a_case_with_a_child_under_five_is_supervised_every_twelve_weeks() -> None:
    told = play(a_family(), waits(83, 84, 86))
    assert "case-not-supervised" not in told.open(83)
    assert told.raised("case-not-supervised") == Raised(84, due=84, to=("manager",))


def test_otherwise_every_26_weeks_and_every_12_while_there_was_a_signal() -> None:
    reviews = [on(count, "plan-review") for count in (60, 120, 180)]
    told = play(a_family(AT_SCHOOL), reviews, waits(181, 184))
    assert told.raised("case-not-supervised") == Raised(182, due=182, to=("manager",))
    signal = on(100, "event", kind="debt")
    told = play(a_family(AT_SCHOOL), reviews, signal, waits(102))
    assert told.raised("case-not-supervised") == Raised(100, due=100, to=("manager",))


def test_supervision_clears_it() -> None:
    lines = [*a_family(), *waits(84)]
    assert_clears(lines, "case-not-supervised", on(85, "supervise", by="Mx Lane", better_for_the_child="calmer"))
    assert_leaves(lines, "case-not-supervised", on(85, "manager-look"), on(85, "review", risk_discussed=True))


# no-keyworker, no-co-ordinator


@pytest.mark.parametrize("nobody", [None, "", "none", False])
def test_somebody_is_keyworker_of_everybody_on_methadone(nobody: Any) -> None:
    told = play(on(0, "register", keyworker=nobody), household(), prescribed(at=3), waits(5))
    assert told.raised("no-keyworker") == Raised(3, due=3, to=("manager",))
    assert "no-keyworker" not in play(on(0, "register"), household(), prescribed()).last.open


def test_three_agencies_want_one_co_ordinator_gp_and_pharmacy_aside() -> None:
    two = [
        on(1, "agency", name="Nurse Ito", role="health-visitor"),
        on(2, "agency", name="Ms Roe", role="social-worker"),
    ]
    aside = [on(2, "agency", name="Dr Oak", role="gp"), on(2, "agency", name="Hill Chemist", role="pharmacy")]
    assert "no-co-ordinator" not in play(a_family(), two, aside).last.open
    third = on(3, "agency", name="Probation", role="probation")
    told = play(a_family(), two, aside, third, waits(12))
    assert told.tellings("no-co-ordinator")[:2] == [(3, "manager"), (11, "manager")]
    assert_clears([*a_family(), *two, third], "no-co-ordinator", on(4, "co-ordinator", name="Ms Roe"))
    gone = on(4, "agency", name="Probation", role="probation", left=True)
    assert_clears([*a_family(), *two, third], "no-co-ordinator", gone)
    assert_leaves([*a_family(), *two, third], "no-co-ordinator", on(4, "manager-look"), on(4, "adult", **adult()))
