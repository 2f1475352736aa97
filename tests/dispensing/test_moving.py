"""Moving many at once: each is shown with what stands in the way, and each decision is recorded on its own."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.conflict import Refused
from core.db import commit, db
from dispensing.actions.moving import move_one
from dispensing.models import DecisionNotAgreed
from dispensing.queries import situation
from supply.queries import newest_prescription
from tests.dispensing.builders import SUPERVISED, Home, a_home, a_safe_home
from tests.staff.builders import a_pharmacy, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def safe(inside: Flask) -> Home:
    """A family with a child and a plan."""
    return a_safe_home(clock.now())


@pytest.fixture
def bare(safe: Home) -> Home:
    """A family with a child and no plan, at the same pharmacy."""
    home = a_home(clock.now(), service=safe.service)
    home.pharmacy = safe.pharmacy
    home.asked_about_children()
    home.child()
    home.prescribed()
    home.uses(SUPERVISED)
    commit()
    return home


def sent(home: Home, **values: str) -> dict[str, str]:
    review_on = clock.day_of(clock.now()) + timedelta(days=14)
    return {
        "from_pharmacy": str(home.pharmacy.id),
        "pattern": "daily-pick-up",
        "reason": "The pharmacy cannot supervise while it is rebuilt.",
        "alternatives": "A seven-day pharmacy",
        "better_for_the_child": "Breakfast together.",
        "better_evidence": "seen",
        "authoriser": str(home.prescriber.staff_id),
        "senior": str(home.manager.staff_id),
        **{f"review_on-{part}": str(getattr(review_on, part)) for part in ("day", "month", "year")},
        **values,
    }


def versions(page: str) -> dict[str, str]:
    """What the page says it showed of each."""
    return dict(re.findall(r'name="(version-[^"]+)" value="(\d+)"', page))


def test_who_may_not_be_moved_without_a_plan_is_shown_with_why(safe: Home, bare: Home, client: StrictClient) -> None:
    put_into_session(client, safe.worker)
    page = client.post("/move-many", data=sent(safe, step="show")).text
    assert "1 of 2 may be moved as it stands" in page
    assert f'id="move-{safe.person_id}" value="{safe.person_id}" checked' in page
    assert f'id="move-{bare.person_id}" value="{bare.person_id}">' in page
    assert safe.decisions() == []


def test_each_of_those_ticked_is_decided_on_its_own(safe: Home, bare: Home, client: StrictClient) -> None:
    put_into_session(client, safe.worker)
    both = {"step": "save", "move": [str(safe.person_id), str(bare.person_id)]}
    client.post("/move-many", data=sent(safe) | both)  # without having looked
    assert safe.decisions() == []
    both |= versions(client.post("/move-many", data=sent(safe, step="show")).text)
    page = client.post("/move-many", data=sent(safe) | both).text
    assert "Recorded for 1 person; not agreed for 1." in page
    assert "Recorded now" in page
    assert [row.reason for row in safe.decisions()] == ["The pharmacy cannot supervise while it is rebuilt."]
    assert bare.decisions() == []
    page = client.post("/move-many", data=sent(safe) | both).text  # pressed twice
    assert "Someone else has recorded a newer one" in page
    assert len(safe.decisions()) == 1
    row = db.session.scalars(select(DecisionNotAgreed)).one()
    assert (row.person_id, "plan-missing" in row.stops) == (bare.person_id, True)


def test_where_a_pharmacy_closes_the_prescription_goes_to_the_other_and_is_judged_by_its_days(
    safe: Home, client: StrictClient
) -> None:
    other = a_pharmacy(safe.service)
    replace(safe, pharmacy=other).shut_on()  # no bank holiday stands in the way
    commit()
    put_into_session(client, safe.worker)
    data = sent(safe, pattern="same", to_pharmacy=str(other.id), step="save") | {"move": str(safe.person_id)}
    client.post("/move-many", data=data | versions(client.post("/move-many", data=data | {"step": "show"}).text))
    prescription = newest_prescription(safe.person_id)
    assert prescription is not None
    assert len(safe.decisions()) == (prescription.pharmacy_id == other.id)
    assert prescription.pharmacy_id == other.id


def test_nothing_is_moved_without_a_reason_nor_of_another_service(safe: Home, client: StrictClient) -> None:
    elsewhere = a_safe_home(clock.now())
    put_into_session(client, safe.worker)
    page = client.post("/move-many", data=sent(safe, reason="", step="save") | {"move": str(safe.person_id)}).text
    assert "Say why" in page
    page = client.post("/move-many", data=sent(elsewhere, step="save") | {"move": str(elsewhere.person_id)}).text
    assert "Choose one of the answers shown" in page
    assert safe.decisions() == elsewhere.decisions() == []


def test_who_has_no_prescription_is_not_moved_to_another_pharmacy_and_why_is_said(safe: Home) -> None:
    home = a_home(clock.now(), service=safe.service)
    home.asked_about_children("none")
    home.uses(SUPERVISED)
    commit()
    now = situation(home.person_id, clock.day_of(clock.now()), home.policy())
    assert now is not None
    with pytest.raises(Refused) as refused:
        move_one(
            person_id=home.person_id,
            household_id=home.household_id,
            now=now,
            asked=home.asks(SUPERVISED),
            to_pharmacy=safe.pharmacy.id,
            policy=home.policy(),
            expected_version=0,
            by=safe.worker.staff_id,
            at=clock.now(),
        )
    assert refused.value.problems == (("to_pharmacy", "No prescription is written down yet. Write it down first."),)
    assert home.decisions() == []
