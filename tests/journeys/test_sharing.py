"""Three agencies: one by link, with a part of its own; one by post; one against the person's wish, for the child."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from core.clock import day_of, now
from core.db import commit, db
from people.models import PersonDetails
from safetyplans.actions import agree_plan
from safetyplans.queries import plans_of
from safetyplans.rules import Evidence, PlanSaid, SafetyPlanPolicy, answers_of
from staff.models import StaffMember
from tests.journeys.conftest import NARROW, inside
from tests.journeys.desk import Desk
from tests.safetyplans.values import POLICY

pytestmark = pytest.mark.journey


def gemmas_plan(app: Flask) -> str:
    query = select(PersonDetails.person_id).where(PersonDetails.given_names == "Gemma")
    return inside(app, lambda: f"/people/{db.session.scalars(query).first()}/plan")


def a_second_version(app: Flask, policy: SafetyPlanPolicy) -> None:
    """What was agreed once more, for two bottles."""

    def agree() -> None:
        person = db.session.scalars(select(PersonDetails.person_id).where(PersonDetails.given_names == "Gemma")).first()
        worker = db.session.scalars(select(StaffMember.id).where(StaffMember.name == "Sam Okoro")).one()
        assert person is not None
        old = plans_of([person])[person].plan
        assert old is not None
        said = PlanSaid(
            answers=answers_of(old.items), evidence=Evidence.SHOWN, bottles=2, mg=2 * old.mg, review_on=old.review_on
        )
        assert day_of(now()) < old.review_on
        agree_plan(person_id=person, said=said, most_at_home=1, policy=policy, by=worker, at=now())
        commit()

    inside(app, agree)


def test_everyones_part_is_known(
    sit_down: Callable[..., Desk], browser: Browser, address: str, demonstration: Flask
) -> None:
    plan = gemmas_plan(demonstration)
    desk = sit_down("worker")
    desk.go(plan).follow("Everyone’s part in one view").sees("Never sent")

    # by link, with a code read out
    desk.follow(re.compile(r"Send\s*: Harbour")).choose("Yes").choose("By a link").choose("They agree")
    desk.fill("To which address?", "team@hv.example").press("Save").press("Make the code")
    code, link = (desk.page.locator(place).inner_text() for place in (".app-password", ".app-address"))
    context = browser.new_context(viewport=NARROW)
    visitor = Desk(context, address)
    visitor.page.goto(link)
    visitor.look().fill("Your code", "1111 1111").press("Open it").sees("That did not open it")
    visitor.fill("Your code", code).press("Open it").sees("Mason")
    visitor.fill("Our part in this is", "I will look at the box when I visit").choose("Nothing new")
    visitor.press("Send our answer").sees("has reached the drug service")

    # by post
    desk.go(f"{plan}/agencies").follow(re.compile(r"Send\s*: Seagate")).choose("Yes").choose("By post").choose(
        "They agree"
    )
    desk.press("Save").sees("Print the letter and the plan")

    # against her wish, for the child
    desk.go(f"{plan}/agencies").follow(re.compile(r"Send\s*: Children")).choose("Yes").choose("By hand")
    desk.choose("They do not want it sent").press("Save").sees("Needed, because they have not agreed")
    desk.fill("Why is it necessary for the child?", "Mason is two and climbs. They visit every week.")
    desk.pick("Who decided?", "Chris Pell").pick("On what basis?", "Public task: safeguarding children (public body)")
    today = day_of(now())
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        desk.page.locator(f"#told_on-{part}").fill(str(value))
    desk.press("Save").sees("Sent to Children")

    # a new version supersedes
    a_second_version(demonstration, POLICY)
    desk.go(f"{plan}/agencies").sees("2 agencies have an older version")
    assert desk.reads().count("outdated") == 3
    desk.follow(re.compile("Send version 2 to everybody")).press("Send it to all of them")
    text = desk.reads()
    assert len(re.findall("Version 2 was (?:sent|given)", text)) == 2
    assert text.count("outdated") == 1, "where they objected, it is decided anew"
    assert "necessary" not in text and "climbs" not in text
    visitor.page.goto(link)
    visitor.look().sees("It opens with the code")
    desk.follow(re.compile(r"What was sent\s+to Children")).follow(re.compile("Back to everyone"))
    context.close()
