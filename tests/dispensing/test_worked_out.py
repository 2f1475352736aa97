"""The sentences of the panel beside a decision."""

from datetime import date, timedelta

import pytest
from flask import Flask

from core.clock import at_london
from dispensing.queries import situation
from dispensing.rules.worked_out import Compared, WorkedOut, worked_out
from supply.actions import close_day
from supply.rules import Arrangement, Pattern, from_pattern
from tests.dispensing.builders import DAILY, SUNDAY, SUPERVISED, TODAY, WEEKLY, Home, a_home

pytestmark = pytest.mark.usefixtures("inside")


def panel(home: Home, arrangement: Arrangement, review_in: int = 14) -> WorkedOut:
    """What the panel says of an arrangement."""
    now = situation(home.person_id, TODAY, home.policy())
    assert now is not None
    return worked_out(now, arrangement, TODAY + timedelta(days=review_in))


@pytest.fixture
def home(inside: Flask) -> Home:
    """Somebody supervised at a pharmacy that never shuts."""
    made = a_home()
    made.prescribed()
    made.shut_on()
    made.uses(SUPERVISED)
    return made


def test_nothing_at_home_is_said_so(home: Home) -> None:
    said = panel(home, SUPERVISED)
    assert said.most == "Nothing: every dose is taken in front of somebody"
    assert said.why == ""
    assert said.compared is Compared.SAME


def test_a_week_at_home_is_counted_in_bottles_and_mg_from_its_first_day(home: Home) -> None:
    said = panel(home, WEEKLY)
    assert said.most == "Up to 7 bottles (420\u00a0mg) at once, first on Monday 15 June 2026"
    assert said.compared is Compared.MORE


def test_one_closed_day_is_named(home: Home) -> None:
    home.shut_on(SUNDAY)
    said = panel(home, DAILY)
    assert said.most.startswith("Up to 2 bottles")
    assert said.why == "Because the pharmacy is closed on Sunday 14 June 2026"


def test_a_run_of_closed_days_is_named_by_its_ends(home: Home) -> None:
    for day in (15, 16, 17):
        close_day(pharmacy_id=home.pharmacy.id, day=date(2026, 6, day), by=home.worker.staff_id, at=home.at)
    said = panel(home, DAILY)
    assert said.most == "Up to 4 bottles (240\u00a0mg) at once, first on Sunday 14 June 2026"
    assert said.why == "Because the pharmacy is closed from Monday 15 June 2026 to Wednesday 17 June 2026"


def test_fewer_doses_are_called_fewer_and_need_little(home: Home) -> None:
    home.uses(WEEKLY, days_ago=1)
    said = panel(home, SUPERVISED)
    assert said.compared is Compared.FEWER
    assert said.adds_safety


def test_who_is_there_is_said_in_every_case(home: Home) -> None:
    assert panel(home, DAILY).child == "Nobody has asked yet"
    home.asked_about_children("none", at=home.at - timedelta(days=5))
    assert panel(home, DAILY).child == "No"
    home.asked_about_children("would-not-say", at=home.at - timedelta(days=4))
    assert panel(home, DAILY).child == "They would rather not say, so it counts as yes"
    home.asked_about_children("children", at=home.at - timedelta(days=3))
    assert panel(home, DAILY).child == "Yes, not named yet"
    home.child("Ella", 1)
    home.child("Bump", None)
    assert panel(home, DAILY).child == "Yes: Bump (not born yet) and Ella (1 year)"


def test_what_nobody_wrote_down_is_said(inside: Flask) -> None:
    bare = a_home(at_london(TODAY, 10))
    said = panel(bare, from_pattern(Pattern.DAILY_PICK_UP))
    assert "mg)" not in said.most
    assert len(said.unknown) == 2
    assert said.now.startswith("Not known what is in use now")
