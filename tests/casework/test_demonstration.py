"""The demonstration: it loads whatever the season, and shows every state that users meet."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.demonstration.cli import load
from casework.demonstration.loading import demo_families
from casework.models import OpenFinding
from core.calendar import at_london
from core.db import db
from people.models import ServiceUser

SEASONS = (date(2026, 11, 23), date(2027, 1, 5), date(2027, 4, 1), date(2028, 2, 29))
STATES = (
    "stable",
    "asks for daily pick-up",
    "grandchild",
    "due in ten weeks",
    "both prescribed",
    "teenager",
    "large print",
    "out of date",
    "never shared",
    "exception",
    "long weekend",
    "new today",
)


@pytest.mark.timeout(300)
def test_it_loads_in_every_season(inside: Flask) -> None:
    count = load(at_london(SEASONS[1], 10))
    assert count == len(STATES)
    assert (db.session.scalar(select(func.count(ServiceUser.id))) or 0) >= count
    assert db.session.scalar(select(func.count(OpenFinding.id)))


@pytest.mark.parametrize("today", SEASONS, ids=str)
def test_every_state_is_shown_and_every_line_can_be_read(today: date) -> None:
    shown = [family.shows.lower() for family in demo_families(today)]
    assert len(shown) == len(STATES)
    for state in STATES:
        assert any(state in one for one in shown), state


@pytest.mark.parametrize("today", SEASONS, ids=str)
def test_nothing_in_it_lies_in_the_future(today: date) -> None:
    assert all(line.on <= today for family in demo_families(today) for line in family.lines)
