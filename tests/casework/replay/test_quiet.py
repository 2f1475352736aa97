"""Families that are well kept over a whole year: nothing is said that a good worker would call noise."""

import math
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from casework.replay.playing import Played, replay
from core.policy import as_shipped, current

CASES = Path(__file__).parents[3] / "docs" / "cases"

DIARY = {"plan-review-due", "decision-review-due", "care-plan-review-due"}
"""Reviews that come near: a diary's own reminders."""

SAID = {
    "quiet-alone": {"leaflet-outdated"},
    "quiet-couple": set(),
    "quiet-toddler": {"child-milestone", "share-unacknowledged"},
    "quiet-grandchild": {"closure-not-covered"},
    "quiet-teenager": set(),
    "quiet-baby": {
        "agency-not-heard",
        "call-not-confirmed",
        "event-unreviewed",
        "plan-missing",
        "plan-not-copied",
        "plan-not-shared",
        "plan-stale",
        "referral-needed",
        "referral-unanswered",
        "share-unacknowledged",
    },
}
"""What each family hears besides, and would want to: a birthday, Christmas ahead, a newer leaflet; a new baby."""

CASELOAD = {
    "quiet-alone": 18,
    "quiet-couple": 5,
    "quiet-toddler": 8,
    "quiet-grandchild": 6,
    "quiet-teenager": 9,
    "quiet-baby": 4,
}
"""A caseload of 50 like these."""


@pytest.fixture(scope="module")
def year(stage) -> dict[str, tuple[Played, ...]]:
    with stage.app_context():
        policy = as_shipped(current())
        return {name: tuple(replay((CASES / f"{name}.jsonl").read_bytes(), policy)) for name in SAID}


def after_the_first_day(played):
    first = played[0].line.on
    return [one for each in played for one in each.sent if one.on > first]


@pytest.mark.parametrize("name", SAID)
def test_every_line_is_accepted_and_nothing_is_left_at_the_end_of_the_year(year, name):
    played = year[name]
    assert [one.line.number for one in played if not one.accepted] == []
    assert played[-1].open == ()
    assert played[-1].line.on - played[0].line.on >= timedelta(days=359)


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_after_the_first_day_is_what_a_good_worker_would_want_to_hear(year, name):
    assert {one.about for one in after_the_first_day(year[name])} - DIARY == SAID[name]


@pytest.mark.parametrize("name", SAID)
def test_nothing_is_overdue_and_no_manager_prescriber_or_lead_is_told(year, name):
    assert {one.to for one in after_the_first_day(year[name])} == {"keyworker"}


@pytest.mark.parametrize("name", SAID)
def test_an_ordinary_missed_appointment_is_only_written_down(year, name):
    missed = [one for one in year[name] if one.line.get("kind") == "missed-appointment"]
    assert len(missed) == 1
    assert not set(missed[0].raised) - DIARY


@pytest.mark.bench
def test_how_much_a_worker_with_fifty_people_hears_in_a_week(year, capsys):
    told = Counter[str]()
    for name, people in CASELOAD.items():
        for one in after_the_first_day(year[name]):
            told[one.about] += people
    a_week = {code: count / 52 for code, count in told.most_common()}
    whole, besides = sum(a_week.values()), sum(count for code, count in a_week.items() if code not in DIARY)
    with capsys.disabled():
        print(f"\n50 people: {whole:.1f} tellings a week, {besides:.1f} of them no review that is near")
        for code, count in a_week.items():
            print(f"  {count:5.2f}  {code}")
    assert sum(CASELOAD.values()) == 50
    assert math.ceil(whole) <= 15 and math.ceil(besides) <= 4
