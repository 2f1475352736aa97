"""The pages of prescriptions, of what is in use, and of when pharmacies are open."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core import clock
from core.db import commit
from staff.models import Pharmacy
from supply.queries import openings, supply_of
from supply.rules import Attendance, Pattern, Wording, from_pattern
from supply.rules.facts import SupplyOf
from tests.people.builders import Home, a_home
from tests.safeguarding.pages import SignIn, a_day, path
from tests.staff.builders import a_pharmacy
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """Somebody registered, and nobody signed in."""
    return a_home()


@pytest.fixture
def pharmacy(home: Home) -> Pharmacy:
    """A pharmacy of the same service."""
    found = a_pharmacy(home.service)
    commit()
    return found


@pytest.fixture
def at_desk(home: Home, client: StrictClient, sign_in: SignIn) -> StrictClient:
    """A drugs worker of the service at a browser."""
    sign_in("drugs-worker", service=home.service)
    return client


def known(home: Home) -> SupplyOf:
    """What is known of the person's supply."""
    return supply_of([home.person_id])[home.person_id]


def a_prescription(**changes: Any) -> dict[str, Any]:
    """60 mg a day from today, never on paper before."""
    form = {"medicine": "methadone-1mg-ml", "mg_a_day": "60", "version": 0}
    return a_day(form, "starts_on") | changes


def test_a_prescription_is_written_down_with_its_wording(at_desk: StrictClient, home: Home, pharmacy: Pharmacy) -> None:
    page = at_desk.get(path(home, "prescription"))
    assert "This is not a prescription" in page.text
    assert pharmacy.name in page.text
    form = a_prescription(
        mg_a_day="62.5", pharmacy=str(pharmacy.id), wording=["closed-days", "separate-containers"], titrating="y"
    )
    assert at_desk.post(path(home, "prescription"), data=form).status_code == 302
    terms = known(home).terms
    assert terms is not None
    assert (str(terms.mg_a_day), terms.wording, terms.titrating) == (
        "62.5",
        frozenset({Wording.CLOSED_DAYS, Wording.SEPARATE_CONTAINERS}),
        True,
    )
    assert known(home).prescriptions[0].pharmacy_id == str(pharmacy.id)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "Dose a day must be 0.01 or more"),
        ("2,000", "The dose must be 500 mg a day or less"),
        ("sixty", "Dose a day must be a number"),
        ("37,5", "Dose a day must be a number, like 35 or 37.5"),
        ("", "Enter the dose in mg a day"),
        ("60.125", "Dose a day must have 2 decimal places or fewer"),
    ],
)
def test_an_impossible_dose_is_said_beside_the_box_and_what_was_typed_stays(
    at_desk: StrictClient, home: Home, typed: str, sentence: str
) -> None:
    page = at_desk.post(path(home, "prescription"), data=a_prescription(mg_a_day=typed, wording=["closed-days"]))
    assert page.status_code == 200
    assert sentence in page.text
    assert f'value="{typed}"' in page.text
    assert known(home).prescriptions == ()


def test_a_prescription_that_ends_before_it_starts_is_refused(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "prescription"), data=a_day(a_prescription(), "ends_on", days_ago=1))
    assert "The last day must be the first day or later" in page.text


def test_an_impossible_date_is_refused(at_desk: StrictClient, home: Home) -> None:
    form = a_prescription() | {"starts_on-day": "31", "starts_on-month": "2"}
    assert "First day must be a real date" in at_desk.post(path(home, "prescription"), data=form).text


def test_a_first_day_far_ahead_is_taken_for_a_slip(at_desk: StrictClient, home: Home) -> None:
    form = a_day(a_prescription(), "starts_on", days_ago=-400)
    assert "Check the date" in at_desk.post(path(home, "prescription"), data=form).text


def test_the_next_prescription_starts_from_the_one_before_and_a_stale_page_is_noticed(
    at_desk: StrictClient, home: Home
) -> None:
    at_desk.post(path(home, "prescription"), data=a_prescription(mg_a_day="65"))
    assert 'value="65"' in at_desk.get(path(home, "prescription")).text
    assert at_desk.post(path(home, "prescription"), data=a_prescription()).status_code == 409
    assert at_desk.post(path(home, "prescription"), data=a_prescription(version=1)).status_code == 302
    page = at_desk.get(path(home, "supply")).text
    assert page.index("60\xa0mg") < page.index("65\xa0mg")


def test_hours_nobody_wrote_down_are_said_to_be_unknown(at_desk: StrictClient, home: Home, pharmacy: Pharmacy) -> None:
    at_desk.post(path(home, "prescription"), data=a_prescription(pharmacy=str(pharmacy.id)))
    assert "Nobody has written down when the pharmacy is open" in at_desk.get(path(home, "supply")).text


def test_what_is_in_use_is_written_down_as_a_pattern(at_desk: StrictClient, home: Home) -> None:
    form = a_day({"pattern": "weekly", "how_known": "counter"}, "from_on", days_ago=3)
    assert at_desk.post(path(home, "in-use"), data=form).status_code == 302
    (one,) = known(home).in_use
    assert (one.arrangement, one.source) == (from_pattern(Pattern.WEEKLY), "counter")
    assert one.from_on == clock.day_of(clock.now()) - timedelta(days=3)
    assert 'value="weekly" checked' in at_desk.get(path(home, "in-use")).text


def test_what_is_in_use_may_be_a_week_of_their_own_or_not_known(at_desk: StrictClient, home: Home) -> None:
    own = a_day({"pattern": "own", "how_known": "told"}, "from_on")
    assert "Choose at least one day" in at_desk.post(path(home, "in-use"), data=own).text
    at_desk.post(path(home, "in-use"), data=own | {"monday": "supervised", "friday": "take-home", "sunday": "none"})
    days = known(home).in_use[-1].arrangement.days
    assert (days[0], days[4], days[6]) == (Attendance.SUPERVISED, Attendance.TAKE_HOME, None)
    at_desk.post(path(home, "in-use"), data=a_day({"pattern": "unknown", "how_known": "told"}, "from_on"))
    assert not known(home).in_use[-1].arrangement.is_known


def test_where_a_bottle_went_and_what_the_prescriber_said(at_desk: StrictClient, home: Home) -> None:
    at_desk.post(path(home, "bottle"), data=a_day({"went": "returned"}, "happened_on"))
    spoken = a_day({"advice": "See her tomorrow", "spoke_to": "Dr Lee"}, "happened_on")
    at_desk.post(path(home, "spoke-to-prescriber"), data=spoken)
    supply = known(home)
    assert [bottle.went for bottle in supply.bottles] == ["returned"]
    assert [(one.advice, one.supplied) for one in supply.spoken] == [("See her tomorrow", False)]


def test_another_services_person_and_another_role_are_kept_out(
    home: Home, client: StrictClient, sign_in: SignIn
) -> None:
    sign_in("drugs-worker")
    for page in ("supply", "prescription", "in-use", "bottle", "spoke-to-prescriber"):
        assert client.get(path(home, page)).status_code == 404, page
    sign_in("safeguarding-lead", service=home.service)
    assert client.get(path(home, "prescription")).status_code == 403
    assert client.get(path(home, "supply")).status_code == 200
    sign_in("pharmacist")
    assert client.get(path(home, "supply")).status_code == 403
    assert client.get(path(home, "bottle")).status_code == 404


def test_a_pharmacist_writes_down_a_bottle_of_a_person_who_collects_there(
    home: Home, pharmacy: Pharmacy, client: StrictClient, sign_in: SignIn
) -> None:
    sign_in("drugs-worker", service=home.service)
    client.post(path(home, "prescription"), data=a_prescription(pharmacy=str(pharmacy.id)))
    sign_in("pharmacist", pharmacy=pharmacy)
    assert client.get(path(home, "bottle")).status_code == 200
    answer = client.post(path(home, "bottle"), data=a_day({"went": "destroyed"}, "happened_on"))
    assert answer.location == f"/desk/people/{home.person_id}"


def hours(pharmacy: Pharmacy, rest: str = "") -> str:
    """The page of a pharmacy's hours."""
    return f"/pharmacies/{pharmacy.id}/hours{rest}"


def test_an_administrator_writes_down_the_hours(
    home: Home, pharmacy: Pharmacy, client: StrictClient, sign_in: SignIn
) -> None:
    sign_in("administrator", service=home.service)
    assert "Nobody has written down the hours yet" in client.get(hours(pharmacy)).text
    form = {"closed_weekdays": ["6"], "bank_holidays": "shut", "nation": "scotland", "version": 0}
    assert client.post(hours(pharmacy, "/change"), data=form).status_code == 302
    page = client.get(hours(pharmacy)).text
    assert "Sunday" in page
    assert "Scotland" in page
    assert client.post(hours(pharmacy, "/change"), data=form).status_code == 409


def test_a_pharmacy_that_never_opens_is_refused(
    home: Home, pharmacy: Pharmacy, client: StrictClient, sign_in: SignIn
) -> None:
    sign_in("administrator", service=home.service)
    form = {"closed_weekdays": list("0123456"), "bank_holidays": "open", "nation": "scotland", "version": 0}
    assert "must be open on at least one day" in client.post(hours(pharmacy, "/change"), data=form).text
    assert "Say what it does on bank holidays" in client.post(hours(pharmacy, "/change"), data={"version": 0}).text


def test_a_pharmacist_closes_a_day_of_their_own_pharmacy_and_of_no_other(
    home: Home, pharmacy: Pharmacy, client: StrictClient, sign_in: SignIn
) -> None:
    other = a_pharmacy(home.service)
    sign_in("pharmacist", pharmacy=pharmacy)
    assert client.get("/our-pharmacy").location == hours(pharmacy)
    form = a_day({"state": "shut", "why": "Training"}, "day", days_ago=-3)
    assert client.post(hours(pharmacy), data=form).status_code == 302
    assert "Training" in client.get(hours(pharmacy)).text
    day = clock.day_of(clock.now()) + timedelta(days=3)
    assert not openings([pharmacy.id])[pharmacy.id].calendar.is_open(day)
    client.post(hours(pharmacy), data=form | {"state": "open"})
    assert openings([pharmacy.id])[pharmacy.id].calendar.is_open(day)
    assert client.get(hours(other)).status_code == 404
    assert client.post(hours(other), data=form).status_code == 404


def test_hours_are_nobody_elses(home: Home, pharmacy: Pharmacy, client: StrictClient, sign_in: SignIn) -> None:
    sign_in("drugs-worker", service=home.service)
    assert client.get(hours(pharmacy)).status_code == 403
    sign_in("administrator")
    assert client.get(hours(pharmacy)).status_code == 404
    assert client.get(f"/pharmacies/{UUID(int=1)}/hours").status_code == 404
