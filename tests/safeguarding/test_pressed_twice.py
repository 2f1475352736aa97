"""A form that is sent twice, even at the same moment, makes one row; whoever truly means two makes two."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core.clock import now
from core.db import commit, db
from core.once import Press, forget_presses
from people.queries import family
from safeguarding.models import Call, ChildSeen, Event, HeardFrom, Meeting, Referral
from tests.people.builders import Home
from tests.safeguarding.builders import ella
from tests.safeguarding.pages import path, today
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient

AT_ONCE = 4


def count(model: type) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def pressed(client: FlaskClient, page: str) -> str:
    """The random word of a form on a page."""
    found = re.search(r'name="pressed" value="(\w+)"', client.get(page).text)
    assert found is not None
    return found[1]


def forms(home: Home) -> dict[str, tuple[type, dict[str, Any]]]:
    """What is sent to which page, and the table that it fills."""
    child, agency = ella(home).id, home_agency(home)
    referred = today(child=child, kind="S17", seen="Ella asleep at ten", for_the_child="Ella had no breakfast")
    seen = today(child=child, place="home", description="Smiling", alert="awake")
    return {
        "record/call": (Call, today(said="She is closing the case", with_name="Jo", with_agency=agency)),
        "record/heard-from": (HeardFrom, today(agency=agency, said="Nothing new")),
        "record/child-seen": (ChildSeen, seen),
        "record/event/debt": (Event, today(changes="yes")),
        "referrals/refer": (Referral, referred | {"asked": "yes"}),
        "together/meeting": (Meeting, today(what="Core group", came="Jo")),
        "record/event/child-died": (Event, today(about=f"child:{child}")),
    }


def home_agency(home: Home) -> str:
    """The family's first agency."""
    return family(home.household_id).agencies[0].id


def all_at_once(app: Flask, home: Home, page: str, form: dict[str, Any], word: bool) -> Counter[tuple[int, str]]:
    """The form sent by several at the same moment, each with the same word of the page or without one."""
    clients = [FlaskClient(app, app.response_class) for _ in range(AT_ONCE)]
    for client in clients:
        put_into_session(client, home.worker)
    if word:
        form |= {"pressed": pressed(clients[0], path(home, page))}
    ready = Barrier(AT_ONCE)

    def press(client: FlaskClient) -> tuple[int, str]:
        ready.wait()
        answer = client.post(path(home, page), data=form)
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = Counter(threads.map(press, clients))
    db.session.rollback()
    return answers


@pytest.mark.parametrize("page", ["record/call", "record/event/child-died", "referrals/refer"])
def test_a_form_pressed_at_the_same_moment_makes_one_row_and_leads_to_one_page(
    app: Flask, home: Home, page: str
) -> None:
    model, form = forms(home)[page]
    answers = all_at_once(app, home, page, form, word=True)
    assert [status for status, _ in answers] == [302], answers
    assert count(model) == 1


def test_the_same_told_at_the_same_moment_from_several_pages_is_asked_about(app: Flask, home: Home) -> None:
    answers = all_at_once(app, home, "record/event/debt", today(changes="yes"), word=False)
    assert sorted(status for status, _ in answers.elements()) == [200] * (AT_ONCE - 1) + [302]
    assert count(Event) == 1


def test_every_form_pressed_again_leads_where_it_led(at_desk: StrictClient, home: Home) -> None:
    for page, (model, form) in forms(home).items():
        before = count(model)
        form |= {"pressed": pressed(at_desk, path(home, page))}
        first, again = (at_desk.post(path(home, page), data=form) for _ in range(2))
        assert (first.status_code, again.status_code) == (302, 302), (page, first.text)
        assert first.location == again.location, page
        assert count(model) == before + 1, page
    assert "counts once" in at_desk.get(path(home, "")).text


def test_what_is_typed_after_going_back_is_another_entry(at_desk: StrictClient, home: Home) -> None:
    word = pressed(at_desk, path(home, "record/call"))
    for said in ("She is closing the case", "She is keeping it open after all"):
        at_desk.post(path(home, "record/call"), data=today(said=said, with_name="Jo", pressed=word))
    assert count(Call) == 2


def test_a_form_that_came_back_may_be_sent_again_as_it_is(at_desk: StrictClient, home: Home) -> None:
    word = pressed(at_desk, path(home, "record/call"))
    for _ in range(2):
        assert at_desk.post(path(home, "record/call"), data=today(with_name="Jo", pressed=word)).status_code != 302
    assert (count(Call), count(Press)) == (0, 0)


def test_what_was_saved_is_remembered_for_two_days(at_desk: StrictClient, home: Home) -> None:
    word = pressed(at_desk, path(home, "record/call"))
    at_desk.post(path(home, "record/call"), data=today(said="Hello", with_name="Jo", pressed=word))
    forget_presses(now())
    assert count(Press) == 1
    forget_presses(now() + timedelta(days=3))
    commit()
    assert count(Press) == 0
