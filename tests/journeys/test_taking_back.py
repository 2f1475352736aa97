"""What was recorded by mistake is taken back: each of those pages and its errors, wide, narrow, by keyboard alone.

Agreements and pictures of a plan at the worker's desk; bottles and being sick at the pharmacy's counter.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.clock import now
from core.db import commit, db
from core.pictures import drawn, remade
from people.actions import add_adult
from people.models import Membership, PersonDetails
from people.rules import AdultPart, AdultRole, AdultSaid
from safetyplans.actions import agree_part, agree_plan, decline_plan
from safetyplans.rules import AgreedHow
from staff.models import StaffMember
from tests.core.test_pictures import a_photo
from tests.journeys.conftest import NARROW, WIDE, inside
from tests.journeys.desk import Desk
from tests.journeys.keyboard import tab_through
from tests.safetyplans.builders import said
from tests.safetyplans.values import POLICY

pytestmark = pytest.mark.journey


@dataclass(frozen=True)
class Page:
    """A page of taking back: the link to it, its button, the field that says why, what it says when that is empty."""

    link: str
    button: str
    field: str
    empty: str


MISTAKE = Page("This was agreed by mistake", "Take it back", "What was wrong?", "Say what was wrong")
OF_A_PART = Page("Recorded by mistake", "Take it back", "What was wrong?", "Say what was wrong")
DECLINED = Page("This was recorded by mistake", "Take it back", "What was wrong?", "Say what was wrong")
PICTURE = Page("This is the wrong one", "Save", "Why is it the wrong one?", "Say why it is the wrong one")
RIGHT_ONE = Page("Add the right one", "Save", "Why is it the wrong one?", "Add the right one")
COUNTER = Page("Take back", "Take it back", "Why do you take it back?", "Say why you take it back")


@pytest.fixture
def plan_of_leanne(demonstration: Flask) -> str:
    """The address of Leanne's plan, signed on the screen; her mother Janet agreed her part on paper."""

    def prepare() -> str:
        query = select(PersonDetails.person_id).where(PersonDetails.given_names == "Leanne")
        person_id = db.session.scalars(query).one()
        home = db.session.scalars(select(Membership.household_id).where(Membership.person_id == person_id)).one()
        by, at = db.session.scalars(select(StaffMember.id).limit(1)).one(), now()
        janet = AdultSaid("Janet Bell", AdultRole.OTHER, part=frozenset({AdultPart.KEY}))
        adult_id = add_adult(household_id=home, said=janet, by=by, at=at)
        signed: dict[str, Any] = {"person_id": person_id, "by": by, "at": at}
        picture = drawn([[[20, 100], [300, 200], [600, 80]]])
        plan = agree_plan(
            said=said(agreed_how=AgreedHow.SCREEN), most_at_home=1, policy=POLICY, picture=picture, **signed
        )
        paper: dict[str, Any] = {"agreed_how": AgreedHow.PAPER, "picture": remade(a_photo())}
        agree_part(adult_id=adult_id, plan_id=plan.id, **paper, **signed)
        decline_plan(because="Too much at once", what_then="We talk on Friday", **signed)
        commit()
        return f"/people/{person_id}/plan"

    return inside(demonstration, prepare)


def walked(desk: Desk) -> None:
    """The page as it is: nothing for axe, nothing sideways at either width, all of it reached by the tab key."""
    for size in (NARROW, WIDE):
        desk.page.set_viewport_size(size)
        desk.look()
    assert tab_through(desk.page) == []


def comes_to(desk: Desk, start: str, page: Page) -> None:
    """The page as it opens, and as it comes back with something to put right."""
    desk.go(start).follow(re.compile(f"^{page.link}"))
    walked(desk)
    desk.press(page.button).sees("There is something to put right").sees(page.empty)
    walked(desk)


def types_and_presses(desk: Desk, page: Page, why: str) -> None:
    """By keyboard alone: to the field, the reason, on to the button with the tab key, Enter."""
    field, button = desk.page.get_by_label(page.field), desk.page.get_by_role("button", name=page.button)
    field.focus()
    desk.page.keyboard.type(why)
    for _ in range(12):
        desk.page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    with desk.page.expect_navigation():  # the page that is left has loaded long ago
        desk.page.keyboard.press("Enter")


def test_agreements_and_pictures_are_taken_back(
    sit_down: Callable[..., Desk], plan_of_leanne: str, tmp_path: Path
) -> None:
    (tmp_path / "photo.jpg").write_bytes(a_photo())
    desk = sit_down("worker")
    plan = plan_of_leanne
    comes_to(desk, plan, DECLINED)
    types_and_presses(desk, DECLINED, "She did agree")
    desk.sees("It does not count any more")
    desk.go(plan).follow("Read it")
    version = desk.page.url.removeprefix(desk.address)
    comes_to(desk, version, PICTURE)
    types_and_presses(desk, PICTURE, "Another family's paper")
    desk.sees("Nobody is shown the wrong one any more").sees("Another family's paper")
    comes_to(desk, version, RIGHT_ONE)
    desk.page.locator("input[type=file]").set_input_files(tmp_path / "photo.jpg")
    desk.press("Save").sees("Nobody is shown the wrong one any more")
    assert desk.page.locator("main img").count() == 2
    comes_to(desk, plan, OF_A_PART)
    types_and_presses(desk, OF_A_PART, "Her aunt signed")
    desk.sees("Has not agreed yet")
    comes_to(desk, plan, MISTAKE)
    desk.choose("Yes: keep it, to be agreed anew")
    types_and_presses(desk, MISTAKE, "Her sister signed")
    walked(desk)
    desk.sees("Being talked through, not agreed yet")
    desk.follow("Every version").sees("Her sister signed")
    walked(desk)
    desk.go(version).sees("This version does not count")
    assert desk.page.locator("main img").count() == 0
    walked(desk)


def test_an_agreement_is_taken_back_without_scripts(sit_down: Callable[..., Desk], plan_of_leanne: str) -> None:
    desk = sit_down("worker", narrow=True, script=False)
    desk.go(plan_of_leanne).follow(re.compile("^This was agreed by mistake")).sees("No dose is held back by this")
    types_and_presses(desk, MISTAKE, "Her sister signed")
    desk.sees("Say whether what was talked through is right")
    assert desk.page.get_by_label("What was wrong?").input_value() == "Her sister signed"
    desk.choose("No, or it is somebody else").press("Take it back").sees("There is no agreed plan yet")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_photo_is_taken_back(
    sit_down: Callable[..., Desk], plan_of_leanne: str, tmp_path: Path, script: bool
) -> None:
    (tmp_path / "photo.jpg").write_bytes(a_photo())
    desk, seen = sit_down("worker", narrow=not script, script=script), f"{plan_of_leanne}/seen"
    desk.go(seen).choose(re.compile("photo", re.IGNORECASE))
    desk.page.locator("input[type=file]").set_input_files(tmp_path / "photo.jpg")
    desk.press("Save").go(seen)
    if script:
        comes_to(desk, seen, PICTURE)
    else:
        desk.follow(re.compile("^This is the wrong one")).press("Save").sees("Say why it is the wrong one")
    types_and_presses(desk, PICTURE, "Another kitchen")
    desk.sees("Another kitchen")
    assert desk.page.locator("main img").count() == 0


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_what_was_written_at_the_counter_is_taken_back(sit_down: Callable[..., Desk], script: bool) -> None:
    desk = sit_down("pharmacist", narrow=not script, script=script)
    person = desk.page.locator("main a[href^='/desk/people/']").first.get_attribute("href") or ""
    person = re.sub(r"(/desk/people/[0-9a-f-]+).*", r"\1", person)
    for what, button in (("vomited", "Write it down"), ("bottle-back", "Write it down")):
        desk.go(f"{person}/{what}")
        if what == "vomited":
            desk.page.locator("main input[type=radio]").first.check()
            desk.page.locator("main input[type=text], main textarea").first.fill("Ten minutes after")
        desk.press(re.compile(f"^{button}"))
        if script:
            comes_to(desk, person, COUNTER)
        else:
            desk.go(person).follow(re.compile("^Take back")).press("Take it back").sees("Say why you take it back")
        types_and_presses(desk, COUNTER, "Another person")
        assert desk.go(person).page.get_by_role("link", name=re.compile("^Take back")).count() == 0
