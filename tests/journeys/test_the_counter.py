"""A morning at the counter by keyboard alone: everybody on the list, two presses each, two of them called alike."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.db import db
from staff.models import StaffMember
from supply.models import Dose
from tests.dispensing.counter_builders import at_the_counter
from tests.journeys.conftest import inside
from tests.journeys.desk import Desk

TREES = (
    *("Ash", "Beech", "Birch", "Cedar", "Elder", "Elm", "Fir", "Hazel", "Holly", "Juniper"),
    *("Larch", "Lime", "Maple", "Oak", "Pine", "Poplar", "Rowan", "Spruce", "Willow"),
)
PEOPLE = [(f"{tree[0]}ay", tree, date(1980, 1, 1 + number)) for number, tree in enumerate(TREES)]
ALIKE = ("Ray", "Rowen", date(1991, 5, 6))


def make_people() -> None:
    """Twenty people at the demonstration's pharmacy, with those who collect there already."""
    pharmacist = db.session.scalars(select(StaffMember).where(StaffMember.pharmacy_id.is_not(None))).first()
    worker = db.session.scalars(select(StaffMember).where(StaffMember.service_id.is_not(None))).first()
    assert pharmacist is not None
    assert worker is not None
    place: Any = SimpleNamespace(
        service=SimpleNamespace(id=worker.service_id, nation="england-and-wales"),
        pharmacy=SimpleNamespace(id=pharmacist.pharmacy_id),
    )
    for given, family, born_on in [*PEOPLE, ALIKE]:
        at_the_counter(given, family, beside=place, born_on=born_on)


def doses() -> int:
    return db.session.scalar(select(func.count()).select_from(Dose).where(Dose.identity.is_not(None))) or 0


@pytest.mark.journey
@pytest.mark.timeout(180)
def test_twenty_people_are_served_by_two_presses_each(demonstration: Flask, sit_down: Callable[..., Desk]) -> None:
    inside(demonstration, make_people)
    desk = sit_down("pharmacist")
    page = desk.page
    desk.go("/desk/#next")
    waiting = page.locator("[data-line]").count()
    assert waiting >= len(PEOPLE) + 1
    warned = []
    for number in range(waiting):
        assert page.evaluate("document.activeElement.id") == "next", f"after {number} the next line has the focus"
        page.keyboard.press("Enter")
        page.wait_for_url("**/dose")
        name = page.locator(".app-desk__name").inner_text()
        assert page.locator(".app-desk__born").inner_text().startswith("Born ")
        assert "mg" in page.locator(".app-desk__dose").inner_text()
        if page.locator(".app-desk__alike").count():
            warned.append(name)
            desk.look()
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/?after=*")
        assert f"{name}:" in page.locator("main").inner_text()
    desk.look()
    assert warned == ["Ray Rowan", "Ray Rowen"]
    assert page.locator("[data-line]").count() == 0
    assert inside(demonstration, doses) >= waiting
