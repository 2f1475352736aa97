"""What is written down about a sending: once however often it is pressed, and of what the agency has."""

import re

import pytest
from sqlalchemy import select

from core.conflict import Refused
from core.db import db
from safetyplans.models import Acknowledgement
from safetyplans.queries import sendings_of
from tests.safetyplans.builders import Home, an_agreed_plan
from tests.safetyplans.test_sending import answered, came_back, page, send, share
from tests.strict_client import StrictClient


def the_word_of(worker: StrictClient, path: str) -> str:
    """The random word by which a second press of a page's form is told."""
    found = re.search(r'name="pressed" value="(\w+)"', worker.get(path).text)
    assert found is not None
    return found[1]


def test_not_sending_answering_and_coming_back_are_written_down_once(home: Home, worker: StrictClient) -> None:
    day = {f"happened_on-{part}": str(getattr(home.today, part)) for part in ("day", "month", "year")}
    sent = send(home, worker, "post")
    said = {
        f"/agencies/{home.agency_id}/acknowledge": {"our_part": "The box"},
        f"/sendings/{sent.id}/became": {"what": "chased", "said": "By phone"},
        f"/agencies/{home.agency_id}": {"sent": "not-sent", "not_sent_because": "They have closed the case"},
    }
    for path, typed in said.items():
        data = day | typed | {"pressed": the_word_of(worker, page(home, path))}
        for _ in range(2):
            assert worker.post(page(home, path), data=data).status_code == 302, path
    before, after = sendings_of(home.person_id)
    assert len(db.session.scalars(select(Acknowledgement)).all()) == len(before.became) == 1
    assert after.not_sent_because


def test_an_answer_belongs_to_what_they_have_and_not_to_what_came_back(home: Home) -> None:
    share(home)
    came_back(home)
    with pytest.raises(Refused, match="No plan was sent"):
        answered(home)
    share(home)
    an_agreed_plan(home)
    share(home)
    came_back(home)
    answered(home)
    first, had, came = sendings_of(home.person_id)
    assert [one.our_part for one in (first, had, came)] == ["", "The box", ""]
