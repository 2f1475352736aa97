"""A thousand fictional people at eight pharmacies, each with a year of doses."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from core.clock import day_of
from core.db import db
from people.models import PharmacyAssignment
from supply.models import Dose, Prescription
from tests.casework.crowd import a_crowd
from tests.staff.builders import a_pharmacy, a_staff_member, put_into_session

PEOPLE, PHARMACIES, DAYS = 1000, 8, 365
CHUNK = 5000


@dataclass(frozen=True)
class Filled:
    """The people of each pharmacy, and session cookies of eight terminals at each."""

    people: list[list[UUID]]
    cookies: list[list[str]]


def fill(app: Any, at: datetime) -> Filled:
    """Put everybody into an empty database."""
    with app.app_context():
        crowd = a_crowd(PEOPLE, at=at - timedelta(days=400))
        pharmacies = [a_pharmacy(crowd.service) for _ in range(PHARMACIES)]
        by, today = crowd.worker.staff_id, day_of(at)
        shares = [crowd.people[number::PHARMACIES] for number in range(PHARMACIES)]
        signed = {"recorded_at": at - timedelta(days=390), "recorded_by_id": by}
        for pharmacy, people in zip(pharmacies, shares, strict=True):
            _insert(PharmacyAssignment, [assigned(one, pharmacy.id, today) | signed for one in people])
            _insert(Prescription, [prescribed(one, pharmacy.id, today) | signed for one in people])
        _insert(Dose, [_dose(one, today - timedelta(days=day + 1), by) for one in crowd.people for day in range(DAYS)])
        staff = [[a_staff_member("pharmacist", pharmacy=one) for _ in range(8)] for one in pharmacies]
        db.session.commit()
        cookies = [[cookie_of(app, person) for person in some] for some in staff]
        db.session.close()
        db.engine.dispose()
    return Filled(shares, cookies)


def assigned(person_id: UUID, pharmacy_id: UUID, today: date) -> dict[str, Any]:
    """A row: who is served by a pharmacy since long ago."""
    return {
        "id": uuid4(),
        "person_id": person_id,
        "version": 1,
        "pharmacy_id": pharmacy_id,
        "from_on": today - timedelta(days=390),
    }


def prescribed(person_id: UUID, pharmacy_id: UUID, today: date) -> dict[str, Any]:
    """A row: what somebody is prescribed there."""
    return {
        "id": uuid4(),
        "person_id": person_id,
        "version": 2,
        "medicine": "methadone-1mg-ml",
        "mg_a_day": Decimal(60),
        "pharmacy_id": pharmacy_id,
        "starts_on": today - timedelta(days=390),
        "wording": [],
        "titrating": False,
    }


def _dose(person_id: UUID, day: date, by: UUID) -> dict[str, Any]:
    at = datetime.fromisoformat(f"{day.isoformat()}T09:30:00+00:00")
    return {
        "id": uuid4(),
        "person_id": person_id,
        "medicine": "methadone-1mg-ml",
        "for_on": day,
        "part": 1,
        "version": 1,
        "how": "supervised",
        "happened_on": day,
        "withdrawn": False,
        "recorded_at": at,
        "recorded_by_id": by,
    }


def _insert(model: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        db.session.execute(insert(model), rows[start : start + CHUNK])


def cookie_of(app: Any, person: Any) -> str:
    """The session cookie of somebody signed in."""
    client = app.test_client()
    put_into_session(client, person)
    cookie = client.get_cookie("session")
    return f"session={cookie.value}"
