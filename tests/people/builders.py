"""People and families for tests: fictional, made by the actions that the pages use. And a count of statements."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event

from core.clock import at_london, day_of
from core.db import commit, db
from people.actions import add_adult, add_agency, add_agency_to_family, add_child, ask_household, register_person
from people.rules import AdultRole, AdultSaid, AgencyRole, AgencySaid, ChildHow, ChildSaid, HouseholdAnswer, PersonSaid
from staff.models import Service
from tests.staff.builders import Person, a_service, a_staff_member

AT = at_london(date(2026, 3, 2), 9)
TODAY = day_of(AT)
JENNY = PersonSaid(family_name="Example", given_names="Jenny", born_on=date(1994, 5, 6))
ELLA = ChildSaid(name="Ella", how=ChildHow.LIVES, born_on=date(2024, 6, 1))
BEN = AdultSaid(name="Ben", role=AdultRole.PARTNER, own_supply=True)
_count = itertools.count(1)


@dataclass(frozen=True)
class Home:
    """One registered person, their household, and the worker who records it."""

    service: Service
    worker: Person
    person_id: UUID
    household_id: UUID

    @property
    def signed(self) -> dict[str, Any]:
        """Who records, and when."""
        return {"by": self.worker.staff_id, "at": AT}


def later(minutes: int = 1, days: int = 0) -> datetime:
    """An instant after the builders' own."""
    return AT + timedelta(minutes=minutes, days=days)


def a_worker(service: Service | None = None, **values: Any) -> Person:
    """A drugs worker of a service."""
    return a_staff_member("drugs-worker", service=service or a_service(), **values)


def a_home(service: Service | None = None, said: PersonSaid = JENNY, **values: Any) -> Home:
    """Somebody registered with a keyworker, alone as far as anybody knows. Committed."""
    service = service or a_service()
    worker = a_worker(service)
    facts: dict[str, Any] = {"keyworker_id": worker.staff_id, "by": worker.staff_id, "at": AT} | values
    registered = register_person(service_id=service.id, said=said, **facts)
    commit()
    return Home(service, worker, registered.person_id, registered.household_id)


def a_family(service: Service | None = None, **values: Any) -> Home:
    """Jenny with Ella, her partner Ben and a health visitor, asked today. Committed."""
    home = a_home(service, **values)
    ask_household(
        household_id=home.household_id, person_id=home.person_id, answer=HouseholdAnswer.CHILDREN, asked_on=TODAY,
        **home.signed,
    )  # fmt: skip
    add_child(household_id=home.household_id, said=ELLA, **home.signed)
    add_adult(household_id=home.household_id, said=BEN, **home.signed)
    an_agency(home)
    commit()
    return home


def an_agency(home: Home, role: AgencyRole = AgencyRole.HEALTH_VISITOR, **values: Any) -> UUID:
    """An agency of the directory that works with the family: the family's link to it."""
    said = AgencySaid(name=f"Northside {next(_count)}", role=role)
    agency_id = add_agency(service_id=home.service.id, said=said, **home.signed)
    return add_agency_to_family(household_id=home.household_id, agency_id=agency_id, **home.signed | values)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The reads and writes sent to the database inside the block (not where a transaction begins)."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
