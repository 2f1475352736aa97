"""Closed days ahead: the sentence, whom each touches, and a page of a fixed number of statements."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from flask import Flask

from casework.rules.closures import Affected, ClosureSeen, days_words
from core import clock
from core.db import commit
from supply.actions import close_day
from supply.rules import Wording
from tests.dispensing.builders import SUPERVISED, Home, a_safe_home
from tests.people.builders import statements
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient

CHRISTMAS = (date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28))


def some(count: int, *, children: int, bottles: int, lacking: int) -> tuple[Affected, ...]:
    return tuple(
        Affected(str(number), bottles, number < children, ("The plan",) if number < lacking else ())
        for number in range(count)
    )


@dataclass(frozen=True)
class Said:
    affected: tuple[Affected, ...]
    words: str


@pytest.mark.parametrize(
    "said",
    [
        Said(
            some(14, children=9, bottles=3, lacking=2),
            "14 people, 9 with children at home, up to 3 bottles each; 2 plans do not cover it.",
        ),
        Said(
            some(1, children=1, bottles=1, lacking=1),
            "1 person, 1 with children at home, up to 1 bottle; 1 plan does not cover it.",
        ),
        Said(some(2, children=0, bottles=2, lacking=0), "2 people, up to 2 bottles each; all of it is covered."),
        Said((), "it moves nobody’s dose."),
    ],
    ids=lambda said: said.words,
)
def test_a_closure_says_what_it_does_to_whom(said: Said) -> None:
    seen = ClosureSeen("1", CHRISTMAS, said.affected)
    assert seen.sentence == f"Closed 25, 26 and 28 December: {said.words}"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)), "31 December, 1 and 2 January"),
        ((date(2027, 7, 12),), "12 July"),
        (tuple(date(2027, 8, 2) + timedelta(days=count) for count in range(14)), "2 August to 15 August"),
    ],
)
def test_the_days_are_said_as_people_say_them(days: tuple[date, ...], words: str) -> None:
    assert days_words(days) == words


def closing(home: Home, days_ahead: int, *, count: int = 2, at: object = None) -> None:
    """The home's pharmacy closes for some days, as was just announced."""
    for more in range(count):
        day = clock.day_of(home.at) + timedelta(days=days_ahead + more)
        close_day(pharmacy_id=home.pharmacy.id, day=day, by=home.worker.staff_id, at=home.at, why="Flooded")


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with a child and a plan for two bottles; every dose is supervised."""
    return a_safe_home(clock.now())


def test_a_closure_announced_at_short_notice_is_listed_with_whom_it_touches(home: Home, client: StrictClient) -> None:
    closing(home, 3, count=4)
    commit()
    put_into_session(client, home.worker)
    page = client.get("/closures").text
    assert "1 person, 1 with children at home, up to 4 bottles; 1 plan does not cover it." in page
    assert "The storage plan covers fewer bottles. We know of no wording for closed days" in page
    assert "Rosa Alder" in page


def test_a_closure_that_wording_and_plan_provide_for_is_covered(home: Home, client: StrictClient) -> None:
    home.prescribed(wording=(Wording.CLOSED_DAYS,), at=home.at)
    closing(home, 3)
    commit()
    put_into_session(client, home.manager)
    assert "up to 2 bottles; all of it is covered." in client.get("/closures").text


def test_a_pharmacy_that_closed_today_without_warning_says_so(home: Home, client: StrictClient) -> None:
    closing(home, 0, count=1)
    commit()
    put_into_session(client, home.worker)
    page = client.get("/closures").text
    assert "Closed today" in page
    assert "Ring whoever has no dose in hand" in page


def test_another_service_s_people_and_another_keyworker_s_are_not_in_mine(home: Home, client: StrictClient) -> None:
    other = a_safe_home(clock.now())
    closing(other, 3)
    commit()
    put_into_session(client, home.worker)
    assert "Rosa Alder" not in client.get("/closures?whose=everybody").text


def test_the_page_costs_the_same_statements_however_many_people(home: Home, client: StrictClient) -> None:
    closing(home, 3)
    commit()
    put_into_session(client, home.manager)
    client.get("/closures")
    counts = []
    for more in (0, 2):
        for _ in range(more):
            other = a_safe_home(clock.now(), service=home.service)
            other.pharmacy = home.pharmacy
            other.prescribed(at=clock.now())
            other.uses(SUPERVISED)
            commit()
        with statements() as sent:
            client.get("/closures")
        counts.append(len(sent))
    assert counts[0] == counts[1]
