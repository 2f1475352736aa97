"""Ten people, each served eight times at the same moment, over HTTP: ten doses written down, seventy refused."""

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from core.db import commit, db
from supply.models import Dose
from tests.dispensing.builders import Home
from tests.dispensing.counter_builders import at_the_counter
from tests.dispensing.serving import Desk
from tests.emptying import Database
from tests.serving import served
from tests.staff.builders import a_staff_member, put_into_session

PEOPLE, AT_ONCE = 10, 8
SHOWN = re.compile(r'name="shown"[^>]*value="([^"]+)"')


@pytest.fixture
def address(app: Flask, database: Database, tmp_path: Path) -> Iterator[str]:
    """The application on this database, served by three workers of four threads each."""
    folder = app.extensions["settings"].instance_folder  # the key that signs sessions is there
    with served(database.url, folder, tmp_path, workers=3) as server:
        yield server.address


def _terminals(app: Flask, home: Home) -> list[str]:
    """Eight terminals of one pharmacy, each with somebody signed in: their session cookies."""
    people = [a_staff_member("pharmacist", pharmacy=home.pharmacy) for _ in range(AT_ONCE)]
    commit()
    found = []
    for person in people:
        client = app.test_client()
        put_into_session(client, person)
        cookie = client.get_cookie("session")
        assert cookie is not None
        found.append(f"session={cookie.value}")
    return found


@pytest.mark.timeout(300)
def test_of_eighty_at_once_ten_are_written_down_and_seventy_are_told(inside: Flask, address: str) -> None:
    first = at_the_counter("Person 0", "Alder")
    homes = [first, *(at_the_counter(f"Person {number}", "Alder", beside=first) for number in range(1, PEOPLE))]
    desks = [Desk(address, cookie) for cookie in _terminals(inside, first)]
    start = Barrier(AT_ONCE)

    def serve(desk: Desk, path: str, shown: str) -> tuple[int, str]:
        start.wait()
        return desk.post(path, shown=shown, who="themselves", identity="known")

    answers: list[tuple[int, str]] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for home in homes:
            path = f"/desk/people/{home.person_id}/dose"
            pages = list(pool.map(Desk.get, desks, [path] * AT_ONCE))
            marks = [str(SHOWN.findall(page)[0]) for page in pages]
            answers += pool.map(serve, desks, [path] * AT_ONCE, marks)

    assert Counter(status for status, _ in answers) == {200: PEOPLE, 409: PEOPLE * (AT_ONCE - 1)}
    refused = [page for status, page in answers if status == 409]
    assert all("already recorded" in page or "recorded the dose for" in page for page in refused)
    assert all("Nothing was written down twice" in page for page in refused)
    rows = db.session.scalars(select(Dose)).all()
    assert Counter(row.person_id for row in rows) == {home.person_id: 1 for home in homes}
