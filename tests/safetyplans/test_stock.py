"""Boxes as stock: what is on the shelf, with whom each is, who waits, what came back; and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from core.clock import now
from core.conflict import Refused
from core.db import commit
from safetyplans.actions import count_boxes, record_box
from safetyplans.queries import stock
from safetyplans.rules import BoxSaid, BoxState
from tests.safetyplans.builders import Home, a_home
from tests.safetyplans.test_views_talking import on
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family."""
    return a_home()


def a_box(home: Home, state: BoxState, serial: str = "", minutes: int = 0) -> None:
    at = now() - timedelta(minutes=10 - minutes)
    said = BoxSaid(state, "Steel", serial)
    record_box(person_id=home.person_id, said=said, by=home.worker.staff_id, at=at)


def counted(home: Home, boxes: int) -> None:
    signed: dict[str, Any] = {"by": home.worker.staff_id, "at": now()}
    count_boxes(service_id=home.service.id, boxes=boxes, because="From the council", **signed)


def test_the_shelf_is_what_came_in_less_what_is_out(home: Home) -> None:
    second, third, elsewhere = a_home(home.service), a_home(home.service), a_home()
    counted(home, 10)
    counted(home, -2)
    for one, state in ((home, BoxState.GIVEN), (second, BoxState.OWED), (third, BoxState.OWN_SEEN)):
        a_box(one, state, "B 1")
    a_box(home, BoxState.GIVEN, "B 12", 1)
    a_box(elsewhere, BoxState.GIVEN, "C 9")
    now_there = stock(home.service.id)
    assert (now_there.shelf, now_there.out_count) == (7, 1)
    assert [(one.serial, one.name) for one in now_there.out] == [("B 12", "Ann Example")]
    assert [one.person_id for one in now_there.owed] == [second.person_id]
    a_box(home, BoxState.RETURNED, "B 12", 2)
    now_there = stock(home.service.id)
    assert (now_there.shelf, [one.serial for one in now_there.returned]) == (8, ["B 12"])


def test_no_boxes_and_no_reason_are_refused(home: Home) -> None:
    with pytest.raises(Refused, match=r"how many boxes"):
        count_boxes(service_id=home.service.id, boxes=0, because="x", by=home.worker.staff_id, at=now())
    with pytest.raises(Refused, match=r"where they went"):
        count_boxes(service_id=home.service.id, boxes=-1, because=" ", by=home.worker.staff_id, at=now())


def test_the_page_counts_the_shelf_and_shows_who_waits(home: Home, client: StrictClient) -> None:
    a_box(home, BoxState.OWED)
    commit()
    put_into_session(client, home.worker)
    text = client.get("/boxes").text
    assert "There are fewer on the shelf than people who wait" in text
    assert f"/people/{home.person_id}/plan/box" in text
    assert "Say how many" in client.post("/boxes", data={"way": "in", "because": "Council"}).text
    came = {"way": "in", "boxes": "20", "because": "Council"} | on("happened_on", home.today)
    assert client.post("/boxes", data=came).status_code == 302
    client.post("/boxes", data=came)  # pressed twice
    assert client.get("/boxes").text.count("20 boxes came in, Council") == 1
    assert stock(home.service.id).shelf == 20
    put_into_session(client, a_home().worker)
    assert "Nobody waits for a box." in client.get("/boxes").text
