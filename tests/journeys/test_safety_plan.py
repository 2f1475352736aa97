"""A plan is talked through, agreed, handed over and looked at again, in a real browser, with axe at every page."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from casework.demonstration.cli import PASSWORD
from core.db import db
from people.models import PersonDetails
from safetyplans.items import ASKED, Kind, item
from tests.journeys.conftest import inside
from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey


@pytest.fixture
def plan_of(demonstration: Flask) -> Callable[[str], str]:
    """The address of somebody's plan, by given name."""

    def plans() -> dict[str, str]:
        rows = db.session.execute(select(PersonDetails.given_names, PersonDetails.person_id))
        return {given_names: f"/people/{person_id}/plan" for given_names, person_id in rows}

    return inside(demonstration, plans).__getitem__


def talk_about_everything(page: Page) -> None:
    """Agree every item, with words where they are asked for."""
    for code in ASKED:
        page.locator(f"#{code}_answer").check()
        if item(code).kind is Kind.TEXT:
            page.locator(f"#{code}_words").fill("Leanne and her mum")


def test_a_plan_is_talked_through_agreed_and_handed_over(
    sit_down: Callable[..., Desk], plan_of: Callable[[str], str]
) -> None:
    desk = sit_down("worker")
    desk.go(plan_of("Leanne")).press("Make the plan together").sees("Ella")
    talk_about_everything(desk.page)
    desk.press("Save, and go on to agreeing it").sees("Everything has been talked through")
    desk.choose("Said, and somebody heard it").fill("Who heard it?", "Jo from reception")
    desk.choose("Shown to us at the clinic")
    desk.fill("The most bottles at home", "1").fill("How much methadone", "35")
    desk.press("Agree the plan").sees("Version 1 of the plan is agreed")
    desk.follow("Hand over").choose("They have it in their hand").press("Save")
    desk.sees("They have it in their hand").follow("Read it").sees("Jo from reception")


def test_without_scripts_nothing_is_missing(browser: Browser, address: str, plan_of: Callable[[str], str]) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/")
    page.get_by_label("Email").fill("worker@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(address + plan_of("Leanne") + "/talk")
    talk_about_everything(page)
    page.locator("#P8_answer-2").check()
    page.locator("#P8_not_yet").fill("No lift home yet")
    page.get_by_role("button", name="Save, and go on").click()
    expect(page.get_by_text("Not agreed yet: 1 thing to do")).to_be_visible()
    page.get_by_role("link", name="Talk about it").click()
    expect(page.locator("#P8_not_yet")).to_have_value("No lift home yet")
    page.locator("#P8_answer").check()
    page.get_by_role("button", name="Save, and go on").click()
    expect(page.get_by_text("Everything has been talked through")).to_be_visible()
    page.context.close()


def test_what_is_typed_saves_itself_and_a_colleague_is_not_overwritten(
    sit_down: Callable[..., Desk], plan_of: Callable[[str], str]
) -> None:
    first, second = sit_down("worker"), sit_down("manager")
    for desk in (first, second):
        desk.go(plan_of("Leanne") + "/talk")
    first.page.locator("#P1_words").fill("Her mum Janet")
    expect(first.page.locator("#saved")).to_contain_text("Saved at", timeout=8000)
    second.page.locator("#P1_words").fill("Her sister")
    expect(second.page.locator("#saved")).to_contain_text("somebody else has saved", timeout=8000)
    second.press("Save").sees("Nothing of yours is saved yet")
    expect(second.page.locator("#P1_words")).to_have_value("Her sister")
    second.press("Save").sees("Saved at")
    first.go(plan_of("Leanne") + "/talk")
    expect(first.page.locator("#P1_words")).to_have_value("Her sister")


def test_every_page_around_a_plan_is_accessible_on_a_phone_and_by_keyboard(
    sit_down: Callable[..., Desk], plan_of: Callable[[str], str]
) -> None:
    desk = sit_down("worker", narrow=True)
    plan = plan_of("Gemma")
    around = ("", "/talk", "/agree", "/history", "/copy", "/leaflet", "/review", "/care-review")
    for path in (*around, "/storage-visit", "/seen", "/box", "/naloxone"):
        desk.go(plan + path)
    desk.go("/boxes").go(plan).follow("Read it").press("Print a copy").choose("For an agency")
    desk.go(plan + "/storage-visit").choose("Not safe yet").press("Save").sees("Not safe yet: 2 things to do")
    desk.follow("Write down the call").go(plan).follow("Read the last storage visit")
    desk.go(plan).follow("Send").press("Save").sees("There is something to put right")
    desk.go(plan_of("Leanne") + "/talk")
    desk.page.locator("#P1_answer").focus()
    desk.page.keyboard.press("ArrowDown")
    expect(desk.page.locator("#P1_answer-2")).to_be_checked()
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type("She has to ask first")
    expect(desk.page.locator("#P1_not_yet")).to_have_value("She has to ask first")
