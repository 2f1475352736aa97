"""Very many families at once, put into the tables directly: fictional, alike, each with an open finding or two."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from core.clock import at_london, day_of
from core.db import db
from people.models import (
    Child,
    ChildDetails,
    Household,
    HouseholdAsked,
    KeyworkerAssignment,
    Membership,
    PersonDetails,
    ServiceUser,
)
from staff.models import Service
from supply.models import ArrangementInUse, Prescription
from supply.rules import Pattern, from_pattern
from tests.staff.builders import Person, a_service, a_staff_member

AT = at_london(date(2026, 6, 10), 10)
TODAY = day_of(AT)
LONG_AGO = AT - timedelta(days=100)
FAR_OFF = date(2100, 1, 1)
NAMES = ("Ada", "Bryn", "Cerys", "Dev", "Eve", "Finn", "Gwen", "Hari", "Iris", "Jude")
FAMILIES = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
CHUNK = 5000


@dataclass(frozen=True)
class Crowd:
    """Families of one service; the worker is keyworker of all of them."""

    service: Service
    worker: Person
    households: list[UUID]
    people: list[UUID]


def a_crowd(
    count: int,
    *,
    due: int = 0,
    service: Service | None = None,
    worker: Person | None = None,
    with_child: bool = False,
    at: datetime = LONG_AGO,
    next_change_on: date = FAR_OFF,
    due_on: date = TODAY,
) -> Crowd:
    """`count` families on supervised methadone, of which the first `due` fall due today. Flushed, not committed."""
    service = service or a_service()
    worker = worker or a_staff_member("drugs-worker", service=service)
    crowd = Crowd(service, worker, [], [])
    for start in range(0, count, CHUNK):
        _chunk(crowd, range(start, min(start + CHUNK, count)), due, with_child, at, next_change_on, due_on)
    return crowd


def _chunk(
    crowd: Crowd, numbers: range, due: int, with_child: bool, at: datetime, next_change_on: date, due_on: date
) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {}
    signed = {"recorded_at": at, "recorded_by_id": crowd.worker.staff_id}
    for number in numbers:
        household, person = uuid4(), uuid4()
        crowd.households.append(household)
        crowd.people.append(person)
        day = due_on if number < due else next_change_on
        add = lambda model, **values: rows.setdefault(model, []).append({"id": uuid4()} | values)  # noqa: E731
        of = {"person_id": person, "version": 1} | signed
        add(Household, id=household, service_id=crowd.service.id, next_change_on=day)
        add(
            ServiceUser,
            id=person,
            service_id=crowd.service.id,
            reference=person.hex[:10],
            registered_on=day_of(at),
            **signed,
        )
        add(
            PersonDetails,
            given_names=NAMES[number % 10],
            family_name=FAMILIES[number // 10 % 10],
            treatment_started_on=day_of(at) - timedelta(days=900),
            **of,
        )
        add(Membership, household_id=household, from_on=day_of(at), how="registered", **of)
        add(KeyworkerAssignment, staff_id=crowd.worker.staff_id, from_on=day_of(at), **of)
        add(
            Prescription,
            mg_a_day=60,
            starts_on=day_of(at),
            medicine="methadone-1mg-ml",
            wording=[],
            titrating=False,
            **of,
        )
        supervised = from_pattern(Pattern.DAILY_PICK_UP if with_child else Pattern.SUPERVISED_7).to_plain()
        add(ArrangementInUse, person_id=person, arrangement=supervised, from_on=day_of(at), source="told", **signed)
        answer = "children" if with_child else "none"
        add(HouseholdAsked, household_id=household, person_id=person, answer=answer, asked_on=day_of(at), **signed)
        if with_child:
            child = uuid4()
            add(Child, id=child, household_id=household)
            add(
                ChildDetails,
                child_id=child,
                version=1,
                household_id=household,
                name="Robin",
                born_on=date(2024, 1, 1),
                born_is_estimate=False,
                needs="",
                how="lives",
                **signed,
            )
    for model, values in rows.items():
        db.session.execute(insert(model), values)
