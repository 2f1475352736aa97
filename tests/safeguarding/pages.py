"""Addresses and forms of the pages of one person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from core import clock
from tests.people.builders import Home
from tests.staff.builders import Person

SignIn = Callable[..., Person]


def a_day(form: dict[str, Any], name: str, days_ago: int = 0) -> dict[str, Any]:
    """The three boxes of a date, counted from today."""
    day = clock.day_of(clock.now()) - timedelta(days=days_ago)
    return form | {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def today(**form: Any) -> dict[str, Any]:
    """A form about today."""
    return a_day(form, "happened_on")


def path(home: Home, rest: str) -> str:
    """A page about the person."""
    return f"/people/{home.person_id}/{rest}"
