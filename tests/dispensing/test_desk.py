"""The pharmacist's desk: one glance, a tick, a question, a concern; and nothing that is not theirs."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.audit import AuditEntry
from core.db import commit, db
from people.models import CareEnded
from safeguarding.rules import EventKind
from safetyplans.models import PharmacistCheck, PharmacistQuery
from supply.rules import Wording
from tests.dispensing.builders import DAILY, SUPERVISED, WEEKLY, Home, a_home, a_safe_home
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient

STANDS = "The prescription stands. This is about the storage plan."


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with a plan, at a pharmacy."""
    return a_safe_home(clock.now())


@pytest.fixture
def pharmacist(home: Home, client: StrictClient) -> Person:
    """The pharmacist of the family's pharmacy, signed in."""
    made = a_staff_member("pharmacist", pharmacy=home.pharmacy)
    commit()
    put_into_session(client, made)
    return made


def page_of(home: Home) -> str:
    return f"/desk/people/{home.person_id}"


@pytest.mark.usefixtures("pharmacist")
def test_the_list_shows_who_collects_here_with_name_birth_and_today(home: Home, client: StrictClient) -> None:
    other = a_safe_home(clock.now())
    page = client.get("/desk/").text
    assert "Rosa Alder" in page
    assert "3 February 1990" in page
    assert "Supervised" in page
    assert str(home.person_id) in page
    assert str(other.person_id) not in page


@pytest.mark.usefixtures("pharmacist")
def test_somebody_is_found_by_a_name_misspelt_a_little_or_by_birth(home: Home, client: StrictClient) -> None:
    for data in (
        {"name": "aldr rosa"},
        {"born_on-day": "3", "born_on-month": "2", "born_on-year": "1990"},
    ):
        page = client.post("/desk/", data=data)
        assert str(home.person_id) in page.text, data
    impossible = {"born_on-day": "31", "born_on-month": "2", "born_on-year": "1990"}
    assert "Nobody of that name" in client.post("/desk/", data={"name": "Zebediah Quartermain"}).text
    assert "Enter a name or a date of birth" in client.post("/desk/", data={}).text
    assert "must be a real date" in client.post("/desk/", data=impossible).text


@pytest.mark.usefixtures("pharmacist")
def test_one_glance_shows_today_the_bottles_the_plan_and_whom_to_ring(home: Home, client: StrictClient) -> None:
    home.uses(DAILY, days_ago=0)
    home.decides(home.asks(DAILY))
    page = client.get(page_of(home)).text
    assert STANDS in page
    assert "1 bottle to take home" in page
    assert "Up to 1 bottle (60\u00a0mg) at once; today 1" in page
    assert "Agreed on" in page
    assert "1 day old" in page
    assert "Seen at home" in page
    assert home.worker.name in page
    assert home.service.name in page
    assert "What you may want to ring about" not in page


@pytest.mark.usefixtures("pharmacist")
def test_without_a_plan_it_says_so_and_what_to_ring_about(inside: Flask, home: Home, client: StrictClient) -> None:
    other = a_home(clock.now(), service=home.service)
    other.asked_about_children()
    other.child()
    other.pharmacy = home.pharmacy
    other.prescribed()
    other.uses(WEEKLY)
    commit()
    page = client.get(page_of(other)).text
    assert STANDS in page
    assert "Not agreed yet" in page
    assert "There is no storage plan yet." in page
    assert "What is in use has not been agreed here yet." in page


@pytest.mark.usefixtures("pharmacist")
def test_no_history_and_no_safeguarding_text_is_shown(home: Home, client: StrictClient) -> None:
    home.happened(EventKind.CHILD_EXPOSURE)
    home.happened(EventKind.DOMESTIC_ABUSE)
    home.uses(DAILY, days_ago=0)
    home.decides(home.asks(SUPERVISED, reason="Heroin, and her partner hit her."), at=home.at, by=home.worker.staff_id)
    home.uses(DAILY, days_ago=0)
    commit()
    page = client.get(page_of(home)).text
    for always in (
        "If a child may have swallowed some, ring 999 first.",
        "Your own safeguarding route",
        "own safeguarding procedure",
        "Where a child may be in danger",
    ):
        page = page.replace(always, "")
    for hidden in ("Heroin", "hit her", "swallowed some, and", "safeguarding", "Ella", "child may"):
        assert hidden not in page, hidden
    assert "The keyworker would like to talk with you" in page


@pytest.mark.usefixtures("pharmacist")
def test_an_exception_shows_until_when_and_whom_to_ring_and_not_why(home: Home, client: StrictClient) -> None:
    home.adult(part=("key",))
    commit()
    home.decides(exception=home.exception(reason="Her brother is in prison until tomorrow."))
    page = client.get(page_of(home)).text
    assert "Exception until" in page
    assert "About it, ring" in page
    assert "prison" not in page
    assert "Whom to ring" in page


@pytest.mark.usefixtures("pharmacist")
def test_a_closed_day_is_shown_the_day_before(home: Home, client: StrictClient) -> None:
    home.shut_on(6)
    home.prescribed(wording=(Wording.CLOSED_DAYS,), at=home.at)
    commit()
    page = client.get(page_of(home)).text
    assert "You are closed" in page
    assert "Supervised, and 1 bottle to take home (Sunday&#39;s collection with it, when you are closed)" in page


def test_a_tick_is_recorded(home: Home, client: StrictClient, pharmacist: Person) -> None:
    page = client.post(f"{page_of(home)}/checked", follow_redirects=True).text
    assert "you have checked the storage plan" in page
    row = db.session.scalars(select(PharmacistCheck)).one()
    assert (row.person_id, row.recorded_by_id) == (home.person_id, pharmacist.staff_id)
    assert pharmacist.name in page


@pytest.mark.parametrize(("address", "kind"), [("question", "query"), ("concern", "concern")])
@pytest.mark.usefixtures("pharmacist")
def test_a_question_and_a_concern_are_recorded(home: Home, client: StrictClient, address: str, kind: str) -> None:
    field = {"question": "ask-text", "concern": "concern-text"}[address]
    empty = client.post(f"{page_of(home)}/{address}", data={field: "  "})
    assert "There is something to put right" in empty.text
    page = client.post(f"{page_of(home)}/{address}", data={field: "Who holds the key?"}, follow_redirects=True).text
    assert "list" in page
    assert "Not answered yet" in page
    row = db.session.scalars(select(PharmacistQuery)).one()
    assert (row.kind, row.text) == (kind, "Who holds the key?")


@pytest.mark.usefixtures("pharmacist")
def test_nothing_at_the_counter_is_ever_disabled(home: Home, client: StrictClient) -> None:
    home.plan(review_in=-5, days_ago=100)
    commit()
    assert "disabled" not in client.get(page_of(home)).text


@pytest.mark.usefixtures("pharmacist")
def test_somebody_of_another_pharmacy_is_not_there(home: Home, client: StrictClient) -> None:
    other = a_safe_home(clock.now())
    assert client.get(page_of(other)).status_code == 404
    for act in ("checked", "question", "concern"):
        assert client.post(f"{page_of(other)}/{act}", data={"ask-text": "?"}).status_code == 404


@pytest.mark.usefixtures("pharmacist")
def test_somebody_whose_care_has_ended_is_not_there(home: Home, client: StrictClient) -> None:
    home._add(
        CareEnded,
        home.at - timedelta(hours=1),
        person_id=home.person_id,
        version=1,
        how="ended",
        why="Moved away",
        happened_on=clock.day_of(home.at),
    )
    commit()
    assert client.get(page_of(home)).status_code == 404
    assert "Rosa Alder" not in client.get("/desk/").text


def test_the_look_is_audited(home: Home, client: StrictClient, pharmacist: Person) -> None:
    client.get(page_of(home))
    row = db.session.scalars(select(AuditEntry).where(AuditEntry.kind == "view")).one()
    assert (row.verb, row.person_id, row.by_id) == ("view_at_counter", home.person_id, pharmacist.staff_id)


def test_nobody_else_stands_at_the_counter(home: Home, client: StrictClient) -> None:
    for somebody in (home.worker, home.prescriber, home.manager, home.lead):
        put_into_session(client, somebody)
        assert client.get("/desk/").status_code == 403
        assert client.get(page_of(home)).status_code == 403


@pytest.mark.usefixtures("pharmacist")
def test_a_concern_says_what_it_is_about_and_by_when_it_is_answered(home: Home, client: StrictClient) -> None:
    about = "A child with somebody drowsy or unwell"
    data = {"concern-about": about, "concern-text": "She swayed.", "concern-told_myself": "y"}
    page = client.post(f"{page_of(home)}/concern", data=data, follow_redirects=True).text
    assert "it is due by" in page
    assert "Your own safeguarding route" in page
    text = db.session.scalars(select(PharmacistQuery)).one().text
    assert text == f"{about}. She swayed. They have told children’s social care or the police themselves."
