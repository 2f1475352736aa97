"""What waits for somebody's own answer: decisions, exceptions, and the manager's look."""

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.db import commit, db
from dispensing.models import DecisionConfirmed, ExceptionAnswered
from tests.dispensing.builders import Home, a_safe_home
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with a decision that names its prescriber."""
    made = a_safe_home(clock.now())
    made.decides()
    return made


def an_exception(home: Home) -> str:
    """An exception that names the manager, recorded by the worker."""
    home.adult(part=("key",))
    commit()
    recorded = home.decides(home.asks(), expected_version=1, exception=home.exception())
    return str(recorded.exception_id)


def test_the_prescriber_sees_what_names_them_and_confirms(home: Home, client: StrictClient) -> None:
    put_into_session(client, home.prescriber)
    page = client.get("/waiting").text
    assert "Decisions that name you as prescriber" in page
    assert "Rosa Alder" in page
    assert "She works early shifts" in page
    (decision,) = home.decisions()
    answer = client.post(f"/waiting/decisions/{decision.id}", data={"answer": "yes"}, follow_redirects=True)
    assert "Confirmed: thank you." in answer.text
    assert "Nothing waits for your answer." in answer.text
    assert db.session.scalars(select(DecisionConfirmed)).one().confirmed


def test_a_no_says_why(home: Home, client: StrictClient) -> None:
    put_into_session(client, home.prescriber)
    (decision,) = home.decisions()
    address = f"/waiting/decisions/{decision.id}"
    bare = client.post(address, data={"answer": "no"})
    assert "Say why not" in bare.text
    assert db.session.scalars(select(DecisionConfirmed)).all() == []
    because = {"answer": "no", f"{decision.id}-because": "I was asked about somebody else."}
    client.post(address, data=because)
    row = db.session.scalars(select(DecisionConfirmed)).one()
    assert (row.confirmed, row.because) == (False, "I was asked about somebody else.")
    history = client.get(f"/people/{home.person_id}/decisions").text
    assert "The prescriber said no" in history


def test_another_prescriber_cannot_confirm(home: Home, client: StrictClient) -> None:
    other = a_staff_member("prescriber", service=home.service)
    commit()
    put_into_session(client, other)
    assert "Nothing waits for your answer." in client.get("/waiting").text
    (decision,) = home.decisions()
    answer = client.post(f"/waiting/decisions/{decision.id}", data={"answer": "yes"})
    assert "does not name you" in answer.text
    assert db.session.scalars(select(DecisionConfirmed)).all() == []


def test_another_services_prescriber_finds_nothing(home: Home, client: StrictClient) -> None:
    stranger = a_safe_home(clock.now()).prescriber
    put_into_session(client, stranger)
    (decision,) = home.decisions()
    assert client.post(f"/waiting/decisions/{decision.id}", data={"answer": "yes"}).status_code == 404


def test_who_is_named_on_an_exception_confirms_it(home: Home, client: StrictClient) -> None:
    exception = an_exception(home)
    put_into_session(client, home.manager)
    assert "Exceptions that name you" in client.get("/waiting").text
    client.post(f"/waiting/exceptions/{exception}", data={"answer": "yes"})
    row = db.session.scalars(select(ExceptionAnswered)).one()
    assert (row.answer, row.recorded_by_id) == ("confirmed", home.manager.staff_id)


def test_who_is_named_on_an_exception_disowns_it_and_says_what_happened(home: Home, client: StrictClient) -> None:
    exception = an_exception(home)
    put_into_session(client, home.manager)
    bare = client.post(f"/waiting/exceptions/{exception}", data={"answer": "no"})
    assert "Say what happened, in a sentence" in bare.text
    said = {"answer": "no", f"{exception}-because": "Nobody asked me."}
    answer = client.post(f"/waiting/exceptions/{exception}", data=said, follow_redirects=True)
    assert "counts again from now on" in answer.text
    assert db.session.scalars(select(ExceptionAnswered)).one().answer == "disowned"


def test_a_lead_looks_at_an_exception(home: Home, client: StrictClient) -> None:
    exception = an_exception(home)
    put_into_session(client, home.lead)
    assert "Exceptions nobody has looked at yet" in client.get("/waiting").text
    address = f"/waiting/exceptions/{exception}/look"
    assert "Say in a sentence what you think" in client.post(address, data={}).text
    client.post(address, data={f"look-{exception}-what": "Right, and the visit is tomorrow."})
    assert db.session.scalars(select(ExceptionAnswered)).one().answer == "looked"
    assert "Nothing waits" in client.get("/waiting").text


def test_a_prescriber_looks_at_no_exception(home: Home, client: StrictClient) -> None:
    exception = an_exception(home)
    put_into_session(client, home.prescriber)
    assert client.post(f"/waiting/exceptions/{exception}/look", data={}).status_code == 403


def test_a_drugs_worker_has_nothing_waiting(home: Home, client: StrictClient) -> None:
    put_into_session(client, home.worker)
    assert client.get("/waiting").status_code == 403


def test_the_history_shows_the_exception_with_its_answers(home: Home, client: StrictClient) -> None:
    exception = an_exception(home)
    put_into_session(client, home.manager)
    client.post(f"/waiting/exceptions/{exception}", data={"answer": "yes"})
    page = client.get(f"/people/{home.person_id}/decisions").text
    assert "Recorded as an exception" in page
    assert "Another adult had not agreed their part yet" in page
    assert "confirmed it" in page
