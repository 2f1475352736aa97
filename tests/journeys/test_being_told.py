"""What staff meet of reminders: their own choice, a number to confirm, the outbox, the board, the chronology."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from casework.models import Message, Reminder, TellingClock
from core.clock import now
from core.db import db
from reminders.passing import one_pass
from tests.journeys.conftest import inside
from tests.journeys.desk import Desk
from tests.reminders.builders import MINUTE, a_morning

pytestmark = pytest.mark.journey


def a_bad_morning() -> str:
    """Everything due is told but what did not arrive; no pass went well for an hour. Gives somebody told of."""
    one_pass(at=a_morning(), worker="one")
    db.session.execute(update(Message).values(status="refused", said="No such person here", status_at=now()))
    db.session.execute(update(TellingClock).values(succeeded_at=now() - 60 * MINUTE, problem="It broke off."))
    db.session.commit()
    return str(db.session.scalars(select(Reminder.whom_id).order_by(Reminder.id).limit(1)).one())


def test_every_page_about_being_told_is_sound_in_every_state(
    demonstration: Flask, sit_down: Callable[..., Desk]
) -> None:
    manager = sit_down("manager", narrow=True)
    manager.go("/messages").sees("Nobody was reminded of anything yet")
    person_id = inside(demonstration, a_bad_morning)
    manager.go("/messages").sees("No such person here")
    manager.go("/board").sees("It broke off. Tell your administrator.")
    manager.go("/account/telling").sees("Confirmed")
    manager.go(f"/people/{person_id}/chronology?kind=reminder").sees("What became of it")
    worker = sit_down("worker2")
    worker.go("/account/telling").sees("Not confirmed yet")
    worker.press("Send me a code").sees("A code is on its way")
    worker.fill("The code we sent", "1234").press("Confirm").sees("This is not the code that was sent last")


@pytest.mark.parametrize("narrow", [False, True])
def test_a_pharmacist_finds_how_they_are_told_under_their_name(sit_down: Callable[..., Desk], narrow: bool) -> None:
    desk = sit_down("pharmacist", narrow=narrow)
    desk.follow("Priya Nair").follow("Choose how you are told").sees("Not confirmed yet")
    desk.press("Send me a code").sees("A code is on its way")
    desk.fill("The code we sent", "").press("Confirm").sees("Enter the code from the text")
    desk.choose("Soon after it comes up").choose("Text me too").press("Keep this")
    desk.sees("That is how you are told from now on")


def test_a_pharmacist_chooses_without_scripts(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("pharmacist", narrow=True, script=False)
    desk.follow("Priya Nair").follow("Choose how you are told")
    desk.choose("Soon after it comes up").press("Keep this").sees("That is how you are told from now on")
