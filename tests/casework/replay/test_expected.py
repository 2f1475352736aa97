"""Children who were expected, and doses told twice: what is read from facts that nobody types again."""

from tests.casework.replay.stories import (
    Raised,
    a_family,
    adult,
    assert_clears,
    child,
    day,
    decided,
    household,
    on,
    play,
    prescribed,
    registered,
    waits,
)


def test_a_birth_told_without_a_name_leaves_the_baby_on_the_household() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly"), on(1, "event", kind="pregnancy")]
    born = on(200, "event", kind="birth", happened_on=day(198))
    told = play(lines, born, waits(201, 200 + 56))
    assert {"plan-missing", "event-unreviewed"} <= told.open(201)
    assert "plan-missing" not in told[200].raised, "the same child, known since the pregnancy"
    assert told.last.details["child-not-seen"] == ["The baby"]


def test_the_baby_has_the_name_that_somebody_gives_it_and_is_no_second_child() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly"), on(1, "event", kind="pregnancy")]
    named = on(203, "child", **child("Ivy", day(198)))
    told = play(lines, on(200, "event", kind="birth", happened_on=day(198)), named, waits(260))
    assert told.last.details["child-not-seen"] == ["Ivy"]
    at_once = play(lines, on(203, "child", **child("Ivy", day(198))), waits(204))
    assert "plan-missing" not in at_once[203].raised
    assert [(when, to) for when, to in at_once.tellings("plan-missing") if when > 100] == []


def test_a_birth_told_of_a_child_known_before_it_says_when_it_was_born() -> None:
    lines = [*registered(), *household(child("Ivy", due=day(150))), *prescribed(in_use="weekly")]
    told = play(lines, on(150, "event", kind="birth", about="Ivy"), waits(150 + 55, 150 + 56))
    assert "child-not-seen" not in told.open(205)
    assert "child-not-seen" in told.open(206)


def test_an_unborn_child_who_is_not_named_again_is_unborn_all_the_same() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly"), on(1, "event", kind="pregnancy")]
    told = play(lines, on(5, "child", **child("Bump", due=day(150))), household(at=20), waits(21))
    assert "plan-missing" in told.last.open


def test_a_pregnancy_after_one_that_ended_is_another_child() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly"), on(1, "event", kind="pregnancy")]
    told = play(lines, on(20, "event", kind="pregnancy-ended"), on(300, "event", kind="pregnancy"), waits(301))
    assert "plan-missing" not in told[20].open and "plan-missing" in told.last.open


def test_after_a_birth_the_answer_that_no_child_is_there_takes_the_nameless_baby_off() -> None:
    lines = [*registered(), *household(), *prescribed(in_use="weekly"), on(1, "event", kind="pregnancy")]
    born = on(200, "event", kind="birth")
    assert "plan-missing" not in play(lines, born, household(at=210)).last.open
    assert "plan-missing" not in play(lines, born, on(210, "event", kind="child-died")).last.open


def test_a_birth_told_of_a_baby_who_has_a_name_already_makes_no_second_one() -> None:
    told = play(a_family(child("Bo", day(-20))), on(5, "event", kind="birth"), waits(60))
    assert told.last.details["child-not-seen"] == ["Bo"]


def test_a_child_counts_from_the_day_they_come_to_live_here() -> None:
    lines = [*registered(), *household(child(how="elsewhere")), *prescribed(in_use="weekly")]
    told = play(lines, on(100, "child", **child()), waits(101))
    assert told.raised("plan-missing") == Raised(100, due=100)


def test_a_dose_told_again_is_put_right_and_one_taken_home_may_be_missed_there() -> None:
    told_home = [*a_family(), on(5, "dose", **{"for": day(6), "how": "take-home"})]
    told = play(told_home, on(7, "dose", **{"for": day(6), "how": "missed"}, id="m"))
    assert told["m"].accepted
    assert told["m"].raised == ("undrunk-dose",)
    late = on(7, "dose", **{"for": day(5), "how": "supervised"})
    told = play(a_family(), on(6, "dose", **{"for": day(5), "how": "missed"}), late)
    assert "undrunk-dose" in told.open(6)
    assert "undrunk-dose" not in told.open(7)


def test_a_dose_taken_there_and_at_home_on_one_day_is_a_split_dose() -> None:
    doses = [on(5, "dose", **{"for": day(5), "how": how}) for how in ("supervised", "take-home")]
    told = play(a_family(), doses)
    assert told.last.raised == ("undrunk-dose",)
    assert_clears([*a_family(), *doses], "undrunk-dose", on(6, "bottle", went="drunk-later"))


def test_what_comes_later_on_top_of_a_birth_is_due_from_when_it_is_known() -> None:
    told = play(a_family(), on(7, "event", kind="birth"), on(21, "event", kind="illness"), waits(25))
    assert told.raised("new-baby-assessment") == Raised(21, due=23)


def test_police_with_a_child_who_lives_elsewhere_and_rough_handling_ask_for_a_referral() -> None:
    lines = [*registered(), *household(child(how="elsewhere")), *prescribed()]
    for happened in (
        on(1, "event", kind="warrant", where="an aunt's flat", present=["Mia"]),
        on(1, "event", kind="police-contact", present=["Mia"]),
        on(1, "event", kind="child-handling", about="Mia"),
    ):
        assert play(lines, happened).last.open == ("referral-needed",)
    assert play(lines, on(1, "event", kind="warrant", present=["Tom"])).last.open == ()


def test_a_closure_that_no_plan_covers_is_said_beside_the_missing_plan() -> None:
    wording = {"bank_holidays": "shut", "wording": ["closed-days"]}
    told = play([*registered(), *household(child()), *prescribed(in_use="supervised-7", **wording)], waits(63, 92))
    assert {"plan-missing", "closure-not-covered"} <= told.open(63)
    assert told.raised("closure-not-covered") == Raised(63, due=84)
    alone = play([*registered(), *household(), *prescribed(in_use="supervised-7", **wording)], waits(63))
    assert "closure-not-covered" not in alone.last.open


def test_what_was_put_off_is_asked_for_anew_when_it_is_back() -> None:
    said = {"because": "in hospital until then", "by": "Mx Lane", "until": day(41)}
    told = play([*a_family(), *waits(28)], on(28, "not-needed", code="contact-gap", **said), waits(45))
    assert told.raised("contact-gap", since=29) == Raised(42, due=42)
    exception = {"by": "Mx Lane", "reason": "the box comes on Thursday", "until": day(3)}
    lines = [*registered(), *household(child()), *prescribed(), *decided(exception=exception)]
    assert play(lines, waits(6)).raised("plan-missing") == Raised(4, due=4)


def test_who_joins_a_household_with_a_child_is_late_for_nothing_before_that() -> None:
    lines = [
        *registered(),
        *household(child(), adults=[adult()]),
        *prescribed(in_use="supervised-7"),
        *registered(who="Ann"),
        *household(who="Ann"),
        *prescribed(who="Ann", in_use="weekly"),
    ]
    told = play(lines, on(5, "adult", **adult("Ann", person="Ann")), waits(7))
    assert told.raised("plan-missing") == Raised(5, due=5)
