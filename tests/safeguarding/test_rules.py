"""What can be recorded, and what a referral needs: without a database."""

from datetime import date

import pytest

from core.findings import Severity
from safeguarding.rules import (
    EVENT_GROUPS,
    EVENT_WORDS,
    EventKind,
    ReferralKind,
    birth_problems,
    day_problems,
    handed_on,
    is_a_contact,
    not_needed_problems,
    ours_alone_by_default,
    referral_stops,
)

TODAY = date(2026, 3, 2)
NEVER_ON_SCREEN = ("use on top", "intoxicat", "expos", "clean", "dirty", "complian", "failed", "relax")


def test_a_referral_in_writing_names_every_part_it_misses_at_once() -> None:
    stops = referral_stops(on=TODAY, child_id="", kind=None, seen=" ", for_the_child="")
    assert [stop.about for stop in stops] == ["child", "kind", "seen", "for_the_child"]
    assert {(stop.code, stop.severity) for stop in stops} == {("referral-incomplete", Severity.STOP)}


def test_a_complete_referral_is_not_stopped() -> None:
    complete = {"child_id": "1", "kind": ReferralKind.S47, "seen": "bruises", "for_the_child": "she is in pain"}
    assert referral_stops(on=TODAY, **complete) == ()  # type: ignore[arg-type]


def test_a_referral_told_by_phone_is_never_held_back() -> None:
    assert referral_stops(on=TODAY, child_id="", kind=None, seen="", for_the_child="", told_by_phone=True) == ()


@pytest.mark.parametrize("code", ["exposure-act-now", "child-exposure-open"])
def test_a_child_who_may_have_swallowed_some_is_never_not_needed(code: str) -> None:
    assert [field for field, _ in not_needed_problems(code, "because", "Sam", TODAY, TODAY)] == ["code"]


def test_not_needed_says_why_who_and_until_when() -> None:
    fields = [field for field, _ in not_needed_problems("box-owed", " ", "", date(2026, 3, 1), TODAY)]
    assert fields == ["because", "by_name", "until"]


def test_a_day_to_come_is_refused_and_today_is_not() -> None:
    assert day_problems(date(2026, 3, 3), TODAY)
    assert not day_problems(TODAY, TODAY)


def test_nothing_happens_to_a_child_before_the_birth_except_what_is_about_the_birth() -> None:
    born = date(2026, 1, 5)
    before = date(2026, 1, 4)
    assert birth_problems(before, born)
    assert not birth_problems(before, born, about_birth=True)
    assert not birth_problems(born, born)
    assert not birth_problems(before, None)


@pytest.mark.parametrize(
    ("child_present", "present", "read_as"),
    [
        (True, (), EventKind.WARRANT),
        (False, ("Ben", " ella "), EventKind.WARRANT),
        (False, ("Ben",), EventKind.POLICE_CONTACT),
        (False, (), EventKind.POLICE_CONTACT),
    ],
)
def test_a_police_contact_with_a_child_there_is_read_as_a_warrant(
    child_present: bool, present: tuple[str, ...], read_as: EventKind
) -> None:
    read = handed_on(EventKind.POLICE_CONTACT, child_present=child_present, present=present, child_names=("Ella",))
    assert read is read_as


def test_no_other_kind_is_read_as_something_else() -> None:
    for kind in set(EventKind) - {EventKind.POLICE_CONTACT}:
        assert handed_on(kind, child_present=True, present=("Ella",), child_names=("Ella",)) is kind


@pytest.mark.parametrize(
    ("place", "contact"),
    [("home", True), ("At home", True), ("the clinic", True), ("home visit", True), ("nursery", False), ("", False)],
)
def test_seeing_a_child_at_home_or_the_clinic_is_a_contact(place: str, contact: bool) -> None:
    assert is_a_contact(place) is contact


def test_what_others_told_us_is_ours_alone_unless_somebody_says_otherwise() -> None:
    closed = {kind for kind in EventKind if ours_alone_by_default(kind)}
    assert closed == {
        EventKind.THIRD_PARTY_CONCERN,
        EventKind.DOMESTIC_ABUSE,
        EventKind.POLICE_CONTACT,
        EventKind.WARRANT,
    }


def test_every_kind_can_be_recorded_and_stands_under_one_heading() -> None:
    listed = [kind for _, kinds in EVENT_GROUPS for kind in kinds]
    assert sorted(listed) == sorted(EventKind)


def test_the_words_on_screen_are_kind() -> None:
    for words in EVENT_WORDS.values():
        assert not any(word in words.lower() for word in NEVER_ON_SCREEN), words
