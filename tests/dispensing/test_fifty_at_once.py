"""Fifty people save a decision for the same person at once, over HTTP, against a real server with two workers."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPResponse
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.db import commit, db
from dispensing.models import DecisionDraft, DispensingDecision
from supply.models import ArrangementInUse
from tests.databases import Database
from tests.dispensing.builders import Home, a_safe_home
from tests.staff.builders import a_staff_member, put_into_session

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 50
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class _Cookie(urllib.request.BaseHandler):
    """Keeps the session cookie, as a browser does: sent with every request, replaced by every answer."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        request.add_header("Cookie", self.cookie)
        return request

    def http_response(self, _request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        for line in response.headers.get_all("Set-Cookie") or ():
            if line.startswith("session="):
                self.cookie = line.partition(";")[0]
        return response


class Desk:
    """Somebody at a browser of their own: signed in, and with the token of the last form they loaded."""

    def __init__(self, address: str, cookie: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(_Cookie(cookie))
        self.token = ""

    def get(self, path: str) -> str:
        """A page, its token noted."""
        page: str = self.opener.open(self.address + path, timeout=60).read().decode()
        found = TOKEN.search(page)
        self.token = found.group(1) if found else ""
        return page

    def post(self, path: str, **data: str) -> tuple[int, str]:
        """The status, redirects followed, and the page."""
        body = urllib.parse.urlencode({**data, "csrf_token": self.token}).encode()
        try:
            with self.opener.open(self.address + path, body, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()


@pytest.fixture
def address(app: Flask, database: Database) -> Iterator[str]:
    """The application on this database, served by two workers of four threads each."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "app:serve()", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--threads", "4", "--preload", "--log-level", "warning"]
    folder = str(app.extensions["settings"].instance_folder)  # the key that signs sessions is there
    settings = {"DATABASE_URL": database.url, "INSTANCE_FOLDER": folder}
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})
    try:
        _wait_for(f"http://127.0.0.1:{port}/sign-in", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server stopped at once"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server does not answer")


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
