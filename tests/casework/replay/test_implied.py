"""What one line says besides itself; what is at home; names; what stands after care has ended."""

from typing import Any

import pytest

from tests.casework.replay.stories import (
    a_family,
    adult,
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
    without_a_dose_at_home,
    years_ago,
)

SENT = {"child": "Mia", "type": "S17", "seen": "no food in the house", "for_the_child": "she is hungry"}


def unreviewed(told):
    return told.last.details.get("event-unreviewed", [])


# implied events


def test_an_adult_known_after_the_first_answer_is_new_and_one_known_with_it_is_not() -> None:
    told = play(a_family(), on(3, "adult", id="a1", **adult()))
    assert unreviewed(told) == ["new-adult a1"]
    at_first = [*registered(), *household(child(), adults=[adult()]), *prescribed()]
    assert not unreviewed(play(at_first))
    before = [*registered(), on(0, "adult", **adult()), *household(child(), adults=[adult()]), *prescribed()]
    assert not unreviewed(play(before))
    later_answer = household(child(), adults=[adult()], at=3)
    assert len(unreviewed(play(a_family(), later_answer))) == 1


def test_an_adult_who_left_reopens_nothing_and_coming_back_does() -> None:
    lines = [*registered(), *household(child(), adults=[adult()]), *prescribed()]
    left = on(3, "adult", **adult(left=True))
    assert not unreviewed(play(lines, left))
    assert unreviewed(play(lines, left, on(9, "adult", id="back", **adult()))) == ["new-adult back"]


def test_a_pregnancy_makes_an_unborn_child_and_an_unborn_child_a_pregnancy_once() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly")]
    by_event = play(lines, on(3, "event", kind="pregnancy", id="p1"))
    assert "plan-missing" in by_event.last.open and unreviewed(by_event) == ["pregnancy p1"]
    by_child = play(lines, on(3, "child", id="c1", **child("Bump", due=day(150))))
    assert "referral-needed" in by_child.last.open and unreviewed(by_child) == ["pregnancy c1"]
    named = play(lines, on(3, "event", kind="pregnancy", id="p1"), on(5, "child", **child("Bump", due=day(150))))
    assert unreviewed(named) == ["pregnancy p1"]
    assert named.last.details["referral-needed"] == ["pregnancy p1"]


def test_a_birthday_for_an_unborn_child_is_a_birth() -> None:
    lines = [*registered(), *household(child("Bump", due=day(12))), *prescribed(), on(1, "plan-review")]
    born = on(10, "child", id="b1", name="Bump", born=day(9), how="lives")
    told = play(lines, born)
    assert "birth b1" in unreviewed(told)
    unnamed = play(registered(), household(), prescribed(), on(1, "event", kind="pregnancy"), born)
    assert "birth b1" in unreviewed(unnamed)
    assert "birth b1" not in unreviewed(play(registered(), household(child()), prescribed(), born))
    said = play(lines, on(9, "event", kind="birth", id="e1", about="Bump"), born)
    assert [one for one in unreviewed(said) if one.startswith("birth")] == ["birth e1"]


def test_a_baby_who_was_born_is_one_child_not_two() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly"), on(1, "event", kind="pregnancy")]
    born = on(10, "child", name="Ada", born=day(10), how="elsewhere")
    assert "plan-missing" not in play(lines, born).last.open


def test_an_outcome_closed_is_social_care_ended() -> None:
    told = play(a_family(), on(1, "refer", **SENT), on(2, "outcome", result="closed", view="agree", id="o1"))
    assert unreviewed(told) == ["social-care-ended o1"]


def test_a_satisfactory_visit_is_storage_seen_at_home() -> None:
    told = play(without_a_dose_at_home(), plan(evidence="told"), on(1, "home-check", result="satisfactory"))
    assert play(without_a_dose_at_home(), plan(evidence="told"), decided(at=2))[2].stopped == ("plan-unverified",)
    assert (
        told
        and play(
            without_a_dose_at_home(), plan(evidence="told"), on(1, "home-check", result="satisfactory"), decided(at=2)
        )[2].accepted
    )


def test_a_leaflet_given_at_a_review_is_a_leaflet_given() -> None:
    told = play(on(0, "register"), prescribed(), on(1, "review", risk_discussed=True, leaflet="given"))
    assert "leaflet-not-given" in told[1].cleared


def test_a_start_in_the_past_or_a_prescription_means_on_methadone() -> None:
    assert "leaflet-not-given" in play(on(0, "register", started_on=day(-1))).last.open
    assert "leaflet-not-given" not in play(on(0, "register")).last.open
    assert "leaflet-not-given" in play(on(0, "register"), prescribed()).last.open


def test_a_household_answer_replaces_who_was_known_and_a_child_line_adds() -> None:
    replaced = play(a_family(child()), household(child("Zoe", years_ago(8)), at=3), waits(60))
    assert replaced.last.details.get("child-not-seen", []) == []
    added = play(a_family(child()), on(3, "child", **child("Ivy", years_ago(1))), waits(60))
    assert added.last.details["child-not-seen"] == ["Ivy", "Mia"]
    none_now = play(a_family(child()), household(at=3), waits(60))
    assert "contact-gap" not in none_now.last.open


def test_a_day_without_a_dose_line_is_not_a_missed_dose() -> None:
    assert "missed-3-days" not in play(without_a_dose_at_home(), waits(20)).last.open


# what is at home: the most bottles, asked of a plan that covers one fewer

AT_HOME = [
    ("supervised-7", {}, 0),
    ("supervised-7", {"closed": ["sunday"]}, 1),
    ("supervised-with-closed-days", {"closed": ["saturday", "sunday"]}, 2),
    ("daily-pick-up", {}, 1),
    ("daily-pick-up", {"closed": ["sunday"]}, 2),
    ("3-a-week", {}, 3),
    ("3-a-week", {"wording": ["supervise-on-collection"]}, 2),
    ("2-a-week", {}, 4),
    ("weekly", {}, 7),
    ("weekly", {"closed": ["monday"]}, 8),
    ("weekly", {"closed": ["sunday", "monday"]}, 9),
    ("fortnightly", {}, 14),
    ({"monday": "supervised", "wednesday": "supervised", "friday": "supervised"}, {}, 2),
    ({"monday": "supervised", "thursday": "take-home"}, {}, 4),
]


@pytest.mark.parametrize(("arrangement", "terms", "bottles"), AT_HOME)
def test_what_is_at_home_is_counted_in_bottles(arrangement: Any, terms: Any, bottles: Any) -> None:
    terms = {**terms, "wording": [*terms.get("wording", []), "closed-days"]}
    family = [*registered(), *household(child()), *prescribed(in_use=arrangement, **terms)]
    enough = play(family, plan(1, bottles=bottles, mg=50 * bottles))
    assert "plan-too-small" not in enough.last.open
    if bottles:
        assert "plan-too-small" in play(family, plan(1, bottles=bottles - 1, mg=50 * bottles)).last.open
        assert "plan-too-small" in play(family, plan(1, bottles=bottles, mg=50 * bottles - 1)).last.open
    else:
        assert "plan-missing" not in play(family).last.open


# people who share a household


def test_two_registered_people_are_one_household_when_one_names_the_other() -> None:
    ann = "Ann"
    lines = [
        *registered(),
        *registered(who=ann),
        *household(child()),
        *prescribed(),
        *prescribed(who=ann, in_use="weekly"),
    ]
    assert "plan-missing" not in play(lines).last.open
    joined = play(lines, on(1, "adult", who=ann, **adult("Sam", person="Sam")))
    assert "plan-missing" in joined.last.open
    told = play(
        lines,
        on(1, "adult", **adult("Ann", person="Ann")),
        on(2, "child-seen", who=ann, child="Mia", place="clinic", description="well", alert="awake"),
    )
    assert told.last.accepted


def test_two_providers_make_no_two_households() -> None:
    ann = [*registered(who="Ann", service="The other service"), *prescribed(who="Ann", in_use="weekly")]
    lines = [*registered(service="The one service"), *household(child()), *prescribed(), *ann]
    joined = play(lines, on(1, "adult", **adult("Ann", person="Ann")))
    assert joined.last.accepted and "plan-missing" in joined.last.open


def test_a_line_about_one_of_them_is_about_their_own_supply() -> None:
    ann = "Ann"
    couple = [
        *registered(),
        *registered(who=ann),
        on(0, "adult", **adult("Ann", person="Ann")),
        *household(child(), adults=[adult("Ann", person="Ann")]),
        *prescribed(in_use="daily-pick-up"),
        *prescribed(who=ann, in_use="supervised-7"),
    ]
    told = play(couple, decided("supervised-7", 1))
    assert "plan-missing" not in told.last.open


# after care has ended


def test_after_the_end_only_referrals_disagreements_and_exceptions_stand() -> None:
    lines = [
        *a_family(more=[on(0, "agency", name="Nurse Ito", role="health-visitor")], planned={"copied": False}),
        on(2, "event", kind="domestic-abuse"),
        on(3, "refer", **SENT),
        on(3, "refer", **SENT),
        on(4, "outcome", result="no-action", view="disagree"),
        on(5, "event", kind="child-handling", about="Mia"),
        *decided(
            "weekly", 5, exception={"by": "Mx Lane", "reason": "the box comes on Friday evening", "until": day(7)}
        ),
        on(6, "query", text="is Sunday covered?"),
    ]
    told = play(lines, on(8, "end", why="moved away"), waits(60))
    left = {"referral-needed", "referral-unanswered", "outcome-not-agreed", "exception-unreviewed"}
    assert set(told[8].open) == set(told.last.open) == left
    after = play(lines, on(8, "end", why="moved away"), decided("supervised-7", 9), on(9, "refer", **SENT))
    assert not after[9].stopped and "referral-needed" in after.last.cleared


def test_an_end_for_one_of_two_leaves_the_other() -> None:
    ann = "Ann"
    couple = [
        *registered(),
        *registered(who=ann),
        on(0, "adult", **adult("Ann", person="Ann")),
        *household(child(), adults=[adult("Ann", person="Ann")]),
        *prescribed(in_use="daily-pick-up"),
        *prescribed(who=ann, in_use="daily-pick-up"),
    ]
    told = play(couple, on(3, "end", why="moved away"))
    assert "plan-missing" in told.last.open


# acts with nothing to act on


@pytest.mark.parametrize(
    "line",
    [
        on(3, "copy"),
        on(3, "plan-review"),
        on(3, "share", **{"with": "Nurse Ito", "view": "agrees"}),
        on(3, "acknowledge", **{"with": "Nurse Ito"}),
        on(3, "outcome", result="assessment"),
        on(3, "our-view", view="agree"),
        on(3, "escalate", stage="managers"),
        on(3, "resolve", text="agreed", agreed_by="both"),
        on(3, "confirm", **{"with": "Nurse Ito"}),
        on(3, "answer", text="yes"),
        on(3, "safeguarding-review", by="The lead", decision="nothing found"),
        on(3, "not-needed", code="plan-missing", because="no", by="Mx Lane", until=day(9)),
    ],
)
def test_an_act_with_nothing_to_act_on_is_not_accepted_and_the_play_goes_on(line: Any) -> None:
    nurse = on(0, "agency", name="Nurse Ito", role="health-visitor")
    told = play(without_a_dose_at_home(), nurse, line, on(4, "contact", how="phone"))
    assert not told[3].accepted and told[3].stopped == ()
    assert told[4].accepted


# not needed


def test_not_needed_holds_until_its_day_and_for_what_there_was() -> None:
    lines = [*a_family(), on(3, "event", kind="debt")]
    said = {"because": "he has a debt adviser", "by": "Mx Lane", "until": day(20)}
    answered = on(4, "not-needed", code="support-not-offered", **said)
    told = play(lines, answered, waits(20, 21))
    assert "support-not-offered" in told[4].cleared
    assert "support-not-offered" not in told.open(20)
    assert "support-not-offered" in told.open(21)
    again = play(lines, answered, on(9, "event", kind="court", id="c1"))
    assert again.last.details["support-not-offered"] == ["court c1"]


def test_not_needed_answers_its_own_code_and_person_alone() -> None:
    lines = [*a_family(), on(3, "event", kind="debt"), on(3, "event", kind="vomiting")]
    answered = on(4, "not-needed", code="support-not-offered", because="-", by="Mx Lane", until=day(20))
    told = play(lines, answered)
    assert told.last.cleared == ("support-not-offered",)


def test_a_stop_is_never_answered_with_not_needed() -> None:
    told = play(without_a_dose_at_home(), decided("weekly", 3))
    assert stopped(told, 3)
    for code in ("plan-missing", "children-not-asked", "exposure-act-now"):
        said = on(4, "not-needed", code=code, because="no", by="Mx Lane", until=day(9))
        assert not play(without_a_dose_at_home(), said).last.accepted
