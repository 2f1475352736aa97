"""The leaflet at the pharmacy's counter: two copies, one signed and kept; and the month's figure to declare."""

import io

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.db import commit, db
from leaflets.actions import issue_shipped, sign_off_all
from leaflets.queries import editions
from leaflets.rules import Edition, Format
from safetyplans.models import LeafletGiven
from tests.dispensing.builders import Home, a_safe_home
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family at a pharmacy, whose service signed its English off."""
    home = a_safe_home(clock.now())
    issue_shipped(at=clock.now())
    manager = a_staff_member("manager", service=home.service)
    english = [one.id for one in editions(home.service.id) if one.language == "en"]
    sign_off_all(service_id=home.service.id, version_ids=english, reviewed_by="Us", by=manager.staff_id, at=clock.now())
    commit()
    return home


@pytest.fixture
def pharmacist(home: Home, client: StrictClient) -> Person:
    """The pharmacist of the family's pharmacy, signed in."""
    made = a_staff_member("pharmacist", pharmacy=home.pharmacy)
    commit()
    put_into_session(client, made)
    return made


def one_of(home: Home, language: str, format: Format) -> Edition:
    return next(one for one in editions(home.service.id) if (one.language, one.format) == (language, format))


def test_it_is_given_signed_for_said_back_and_counted(home: Home, pharmacist: Person, client: StrictClient) -> None:
    address = f"/desk/people/{home.person_id}/leaflet"
    assert address in client.get(f"/desk/people/{home.person_id}").text
    assert "0 of 1" in client.get("/desk/leaflets").text
    one, today = one_of(home, "en", Format.STANDARD), clock.day_of(clock.now())
    assert client.get(f"{address}/{one_of(home, 'pl', Format.STANDARD).id}/print").status_code == 404
    printed = client.get(f"{address}/{one.id}/print")
    assert len(pikepdf.open(io.BytesIO(printed.data)).pages) == 8
    day = {f"happened_on-{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    said = {"given": "given", "edition": str(one.id), "said_back": "Ring 999", "signed_copy": "y"}
    assert "There is something to put right" in client.post(address, data=day).text
    assert client.post(address, data=day | said).status_code == 302
    kept = db.session.scalars(select(LeafletGiven)).one()
    assert (kept.pharmacy_id, kept.signed_copy, kept.said_back) == (home.pharmacy.id, True, "Ring 999")
    assert kept.recorded_by_id == pharmacist.staff_id
    assert "1 of 1" in client.get("/desk/leaflets").text
    table = client.get("/desk/leaflets.csv").text
    assert "Given in the month" in table
    assert ",1,1,0,0,100,1" in table


@pytest.mark.usefixtures("pharmacist")
def test_nobody_of_another_pharmacy_is_given_one_here(client: StrictClient) -> None:
    other = a_safe_home(clock.now())
    commit()
    assert client.get(f"/desk/people/{other.person_id}/leaflet").status_code == 404


def test_a_manager_sees_the_figure_of_the_service(home: Home, client: StrictClient) -> None:
    put_into_session(client, a_staff_member("manager", service=home.service))
    commit()
    assert "0 of 1" in client.get("/leaflets/complete").text
    assert client.get("/leaflets/complete.csv").mimetype == "text/csv"
