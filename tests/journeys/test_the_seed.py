"""The main job, played as the seed tells it (6.6-6.7, 7.9): she asks for daily pick-up, and the plan comes first.

A mother of a one-year-old, back in treatment for two months, supervised, pregnant and vomiting. In the review the
move was agreed, and she was told to keep it safe; nobody wrote that into a plan or told the other agencies.
"""

import re
from collections.abc import Callable

import pytest

from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

MOTHER = "Leanne Abbott"


def when_she_is_found(desk: Desk) -> str:
    """By a misspelt name, in the wrong order. Gives the address of her page."""
    desk.follow("Find a person").fill("Name", "abot leane").press("Find").follow(MOTHER)
    return desk.page.url


def when_daily_pick_up_is_asked_for(desk: Desk) -> None:
    desk.follow("Record a decision").choose("Daily pick-up")
    desk.fill("Why?", "Pregnant and sick in the mornings; asks to take it later at home.").choose(
        "The person themselves"
    )
    desk.press("Save the decision")


def then_everything_missing_is_said_at_once(desk: Desk) -> None:
    desk.sees("Not agreed yet: 4 things to do")
    said = desk.reads()
    for words in (
        "There is no storage plan yet",
        "the other ways that were thought of",
        "what is better for the child",
        "a named senior",
        "Which prescriber authorises this?",
    ):
        assert words in said, words
    assert not re.search(r"plan-missing|relaxing|-at-risk|failed|dirty|compliant", said), (
        "a code, or blame, on the page"
    )


def when_the_plan_is_talked_through_and_agreed(desk: Desk) -> None:
    desk.follow("Make the storage plan together").sees("Ella")
    for choice in desk.page.get_by_role("radio").all():
        if choice.get_attribute("value") == "agreed":
            choice.check()
    for words in desk.page.locator("main textarea").all():
        if words.is_visible():
            words.fill("In the locked box; Leanne keeps the key on her.")
    desk.press("Save, and go on to agreeing it").choose("Signed on paper")
    desk.fill("Or: held in the paper file at", "Folder 7").choose("Shown to us at the clinic")
    desk.fill("The most bottles", "1").fill("How much methadone", "60").press("Agree the plan")
    desk.sees("Version 1 of the plan is agreed")


def then_it_prints(desk: Desk) -> None:
    desk.press("Print a copy")
    token = desk.page.locator("main input[name=csrf_token]").first.get_attribute("value") or ""
    printed = desk.context.request.post(desk.page.url, form={"csrf_token": token, "reader": "person"})
    desk.follow("Back to the plan")
    assert printed.status == 200 and printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF")
    assert "Abbott" not in printed.headers.get("content-disposition", "")


def when_copy_and_leaflet_are_handed_over(desk: Desk) -> None:
    desk.follow(re.compile("Hand over")).choose("They have it in their hand").press("Save")
    desk.follow(re.compile("^Give")).choose("Yes, and we talked it through").choose("English, standard")
    desk.fill("What did they say", "A teaspoon could kill her. Lock it, ring 999.").press("Save")


def when_the_decision_is_completed(desk: Desk, her_page: str) -> None:
    """The way back kept what was typed."""
    desk.page.goto(her_page)
    desk.follow("Record a decision").sees("Not agreed yet: 3 things to do")
    assert desk.page.get_by_label("Why?").input_value().startswith("Pregnant and sick")
    desk.choose("Taking the dose at the clinic")
    desk.fill("What is better for the child?", "Ella is at nursery when she takes it.").choose("Another agency says so")
    desk.page.get_by_label("Which prescriber").select_option(label="Dr Meera Anand (prescriber)")
    desk.page.get_by_label("Which senior").select_option(label="Chris Pell (manager)")
    desk.press("Save the decision").sees("The decision is recorded.")
    said = desk.reads()
    assert "Dr Meera Anand, who has not confirmed it yet" in said and "Not agreed" in said, "the refusal is kept"


def then_the_pharmacist_sees_all_of_it(desk: Desk) -> None:
    desk.follow(MOTHER).sees("The prescription stands. This is about the storage plan.")
    said = desk.reads()
    for words in ("1 bottle to take home", "Agreed today", "The box was shown at the clinic", "Sam Okoro"):
        assert words in said, words
    for words in ("heroin", "Missed appointment", "Pregnan"):
        assert words not in said, f"the counter is no place for {words}"
    desk.press("I have checked the plan")
    desk.fill("What would you like to ask?", "Is the box big enough for Christmas?").press("Ask the keyworker")


def then_it_reaches_the_keyworker_and_the_prescriber(worker: Desk, prescriber: Desk) -> None:
    worker.go("/").sees("The pharmacist asked a question")
    prescriber.go("/waiting").sees(MOTHER)
    prescriber.press("Yes, I authorise this").sees(re.compile("authoris|confirmed|Nothing waits"))


@pytest.mark.both_databases
def test_daily_pick_up_waits_for_a_plan_and_everybody_sees_it(sit_down: Callable[..., Desk]) -> None:
    played(sit_down, narrow=False)


def test_all_of_it_is_done_on_a_phone(sit_down: Callable[..., Desk]) -> None:
    played(sit_down, narrow=True)


def played(sit_down: Callable[..., Desk], *, narrow: bool) -> None:
    """The whole of it, up to the prescriber."""
    worker = sit_down("worker", narrow=narrow)
    her_page = when_she_is_found(worker)
    when_daily_pick_up_is_asked_for(worker)
    then_everything_missing_is_said_at_once(worker)
    when_the_plan_is_talked_through_and_agreed(worker)
    then_it_prints(worker)
    when_copy_and_leaflet_are_handed_over(worker)
    when_the_decision_is_completed(worker, her_page)
    then_the_pharmacist_sees_all_of_it(sit_down("pharmacist2", narrow=narrow))
    then_it_reaches_the_keyworker_and_the_prescriber(worker, sit_down("prescriber", narrow=narrow))


def test_it_all_works_without_javascript(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("worker", script=False)
    when_she_is_found(desk)
    when_daily_pick_up_is_asked_for(desk)
    then_everything_missing_is_said_at_once(desk)
    when_the_plan_is_talked_through_and_agreed(desk)
    then_it_prints(desk)
