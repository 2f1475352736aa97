"""The page on which managers play a case file."""

import io
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from core.db import db
from people.models import ServiceUser
from tests.staff.builders import Person
from tests.strict_client import StrictClient

SEED = Path(__file__).resolve().parents[2] / "docs" / "cases" / "baby-z.jsonl"
SignIn = Callable[..., Person]


def play(client: StrictClient, content: bytes) -> tuple[int, str]:
    answer = client.post("/replay", data={"case": (io.BytesIO(content), "case.jsonl")})
    return answer.status_code, answer.text


def test_a_manager_plays_the_published_case_and_nothing_of_it_is_kept(client: StrictClient, sign_in: SignIn) -> None:
    sign_in("manager")
    assert "Play it" in client.get("/replay").text
    status, text = play(client, SEED.read_bytes())
    assert status == 200
    assert "other ways were not written down" in text and "Friday 15 June 2007" in text
    assert "Raised: asking who is at home, the leaflet" in text
    assert "plan-missing" not in text and "no co ordinator" not in text
    assert db.session.scalar(select(func.count(ServiceUser.id))) == 0


def test_a_file_that_cannot_be_played_is_refused_with_its_line(client: StrictClient, sign_in: SignIn) -> None:
    sign_in("manager")
    status, text = play(client, b'{"on": "2026-02-30", "do": "wait"}')
    assert status == 422 and "Line 1:" in text
    assert play(client, b"")[0] == 422


def test_a_drugs_worker_does_not_come_here(client: StrictClient, sign_in: SignIn) -> None:
    sign_in("drugs-worker")
    assert client.get("/replay").status_code == 403
