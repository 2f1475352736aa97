"""Fifty people save a decision for the same person at once, over HTTP, against a real server with two workers."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.db import commit, db
from dispensing.models import DecisionDraft, DispensingDecision
from supply.models import ArrangementInUse
from tests.dispensing.builders import Home, a_safe_home
from tests.dispensing.serving import Desk
from tests.emptying import Database
from tests.serving import served
from tests.staff.builders import a_staff_member, put_into_session

PEOPLE = 50


@pytest.fixture
def address(app: Flask, database: Database, tmp_path: Path) -> Iterator[str]:
    """The application on this database, served by two workers of four threads each."""
    folder = app.extensions["settings"].instance_folder  # the key that signs sessions is there
    with served(database.url, folder, tmp_path) as server:
        yield server.address


def _cookies(app: Flask, home: Home) -> list[str]:
    """Fifty people of the family's service, each signed in: their session cookies."""
    people = [a_staff_member("drugs-worker", service=home.service) for _ in range(PEOPLE)]
    commit()
    found = []
    for person in people:
        client = app.test_client()
        put_into_session(client, person)
        cookie = client.get_cookie("session")
        assert cookie is not None
        found.append(f"session={cookie.value}")
    return found


def _at_the_page(address: str, cookie: str, path: str) -> Desk:
    desk = Desk(address, cookie)
    assert 'name="pattern"' in desk.get(path)
    return desk


@pytest.mark.timeout(300)
def test_one_is_recorded_and_forty_nine_are_told_of_it_with_what_they_typed_kept(inside: Flask, address: str) -> None:
    home = a_safe_home(clock.now())
    cookies = _cookies(inside, home)
    review_on = clock.day_of(clock.now()) + timedelta(days=14)
    path = f"/people/{home.person_id}/decision"
    data = {
        "step": "save",
        "version": "0",
        "pattern": "daily-pick-up",
        "alternatives": "A seven-day pharmacy",
        "better_for_the_child": "Breakfast together.",
        "better_evidence": "seen",
        "authoriser": str(home.prescriber.staff_id),
        "senior": str(home.manager.staff_id),
        "review_on-day": str(review_on.day),
        "review_on-month": str(review_on.month),
        "review_on-year": str(review_on.year),
    }
    start = Barrier(PEOPLE)

    def save(number: int) -> tuple[int, str]:
        start.wait()
        return desks[number].post(path, reason=f"Written by number {number}.", **data)

    with ThreadPoolExecutor(8) as pool:
        desks = list(pool.map(lambda cookie: _at_the_page(address, cookie, path), cookies))
    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = list(pool.map(save, range(PEOPLE)))

    assert Counter(status for status, _ in answers) == {200: 1, 409: PEOPLE - 1}
    winner = next(number for number, (status, _) in enumerate(answers) if status == 200)
    assert all("Look at it again with what you typed" in page for status, page in answers if status == 409)
    decision = db.session.scalars(select(DispensingDecision)).one()
    assert decision.reason == f"Written by number {winner}."
    in_use = db.session.scalars(select(ArrangementInUse).where(ArrangementInUse.source == "decision")).all()
    assert len(in_use) == 1
    assert len(db.session.scalars(select(DecisionDraft)).all()) == PEOPLE - 1
    db.session.commit()  # the server writes an audit entry: not while this test holds the writer's place
    loser = (winner + 1) % PEOPLE
    assert f"Written by number {loser}." in desks[loser].get(path)
