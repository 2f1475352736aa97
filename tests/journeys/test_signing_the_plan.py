"""Two adults agree a plan, on the screen and on paper; it is printed; the next version says what changed."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from core.clock import now
from core.db import commit, db
from people.actions import add_adult
from people.models import Membership, PersonDetails
from people.rules import AdultPart, AdultRole, AdultSaid
from staff.models import StaffMember
from tests.core.test_pictures import a_photo
from tests.journeys.conftest import inside
from tests.journeys.desk import Desk
from tests.journeys.test_safety_plan import talk_about_everything

pytestmark = pytest.mark.journey


@pytest.fixture
def plan_of_leanne(demonstration: Flask) -> str:
    """The address of Leanne's plan; her mother Janet holds the key."""

    def prepare() -> str:
        person_id = db.session.scalars(
            select(PersonDetails.person_id).where(PersonDetails.given_names == "Leanne")
        ).one()
        home = db.session.scalars(select(Membership.household_id).where(Membership.person_id == person_id)).one()
        by = db.session.scalars(select(StaffMember.id).limit(1)).one()
        said = AdultSaid("Janet Bell", AdultRole.OTHER, part=frozenset({AdultPart.KEY}))
        add_adult(household_id=home, said=said, by=by, at=now())
        commit()
        return f"/people/{person_id}/plan"

    return inside(demonstration, prepare)


def signs_with_the_mouse(desk: Desk) -> None:
    """Draw a few lines in the box."""
    desk.page.locator("canvas").scroll_into_view_if_needed()
    box = desk.page.locator("canvas").bounding_box()
    assert box is not None
    for part in (0.3, 0.6):
        desk.page.mouse.move(box["x"] + 20, box["y"] + box["height"] * part)
        desk.page.mouse.down()
        desk.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.5, steps=6)
        desk.page.mouse.up()
    expect(desk.page.locator(".app-sign__said")).to_have_text("Signed")


def agrees_on_the_screen(desk: Desk, bottles: str) -> None:
    """Leanne signs on the screen; the first try, without a signature, loses nothing."""
    desk.choose("Agreed on the screen").choose("Shown to us at the clinic")
    desk.fill("The most bottles at home", bottles).fill("How much methadone", "35")
    desk.press("Agree the plan").sees("There is something to put right")
    expect(desk.page.get_by_label("How much methadone")).to_have_value("35")
    signs_with_the_mouse(desk)
    desk.press("Agree the plan").sees("of the plan is agreed")


def prints(desk: Desk) -> str:
    """The person's own copy of the version that stands, as a PDF; its last page's words."""
    desk.press("Print a copy").sees("Printed so far")
    token = desk.page.locator("main input[name=csrf_token]").first.get_attribute("value") or ""
    made = desk.context.request.post(desk.page.url, form={"csrf_token": token, "reader": "person"})
    assert made.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(made.body())) as document:
        assert len(document.pages) >= 2
    desk.page.reload()
    said = desk.reads()
    desk.follow("Back to the plan")
    return said


def test_two_adults_agree_and_the_next_version_says_what_changed(
    sit_down: Callable[..., Desk], plan_of_leanne: str, tmp_path: Path
) -> None:
    desk = sit_down("worker")
    desk.go(plan_of_leanne + "/talk")
    talk_about_everything(desk.page)
    desk.page.locator("#P6_words").fill("In the airing cupboard")
    desk.page.locator("#back_child").fill("Ring 999, say methadone")
    desk.press("Save, and go on to agreeing it").sees("Worth asking before it is agreed")
    agrees_on_the_screen(desk, "1")

    photo = tmp_path / "paper.jpg"
    photo.write_bytes(a_photo())
    desk.follow(re.compile("They agree.*Janet")).choose("Signed on paper")
    desk.page.locator("input[type=file]").set_input_files(photo)
    desk.press("They agree their part").sees("Agreed their part in version 1")
    assert "Copy 1: for them to keep" in prints(desk)

    desk.press("Make the next version together")
    desk.page.locator("#P6_words").fill("Bolted in the loft")
    desk.press("Save, and go on to agreeing it")
    agrees_on_the_screen(desk, "2")
    desk.sees("Has not agreed version 2 yet")
    desk.follow("Read it").sees("now “Bolted in the loft”; it was “In the airing cupboard”")
    assert desk.page.locator("main img").count() == 1
    desk.follow("Back to the plan").follow("Every version").follow(re.compile("^Version 1"))
    desk.sees("In the airing cupboard").sees("A newer version has taken its place")
    signed = desk.page.locator("main img")
    expect(signed).to_have_count(2)
    signed.last.scroll_into_view_if_needed()
    desk.page.wait_for_load_state("networkidle")
    assert desk.page.evaluate("[...document.querySelectorAll('main img')].every(each => each.naturalWidth > 0)")
