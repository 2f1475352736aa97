"""Everybody of the demonstration signs in and meets a page that works for them."""

from collections.abc import Callable

import pytest

from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey

PEOPLE = ("worker", "prescriber", "manager", "lead", "admin", "pharmacist")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_everybody_comes_to_a_first_page_that_is_accessible(sit_down: Callable[..., Desk], narrow: bool) -> None:
    for who in PEOPLE:
        desk = sit_down(who, narrow=narrow)
        assert "/sign-in" not in desk.page.url
        desk.sees("demonstration")
