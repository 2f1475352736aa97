"""A family for tests of storage plans: a mother, her child, her partner, and the agencies around them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from core.clock import day_of, now
from core.db import commit, db
from leaflets.models import LeafletVersion
from people.models import (
    Adult,
    AdultDetails,
    Agency,
    Child,
    ChildDetails,
    FamilyAgency,
    FamilyAgencyDetails,
    Household,
    HouseholdAsked,
    KeyworkerAssignment,
    Membership,
    PersonDetails,
    ServiceUser,
)
from safetyplans.actions import agree_plan
from safetyplans.models import SafetyPlan
from safetyplans.rules import AgreedHow, Evidence, PlanSaid
from staff.models import Service
from tests.safetyplans.values import EVERYTHING, POLICY
from tests.staff.builders import Person, a_service, a_staff_member

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Home:
    """Who is at home, at which service, and the worker who records it."""

    service: Service
    worker: Person
    household_id: UUID
    person_id: UUID
    child_id: UUID
    adult_id: UUID
    agency_id: UUID
    since: datetime
    signed: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The London day of the test."""
        return day_of(now())


def a_home(service: Service | None = None, *, born_on: date | None = None) -> Home:
    """Ann Example with Ella, nearly two, her partner Ben and a health visiting team. Committed, a day ago."""
    service = service or a_service()
    worker = a_staff_member("drugs-worker", service=service)
    since = now() - timedelta(days=1)
    on, signed = day_of(since), {"recorded_by_id": worker.staff_id, "recorded_at": since}
    household = _added(Household(service_id=service.id))
    user = _added(ServiceUser(service_id=service.id, reference=f"R{household.id.hex[:7]}", registered_on=on, **signed))
    here = {"person_id": user.id, "version": 1, **signed}
    _added(PersonDetails(given_names="Ann", family_name="Example", born_on=date(1994, 5, 6), **here))
    _added(Membership(household_id=household.id, from_on=on, how="registered", **here))
    _added(KeyworkerAssignment(staff_id=worker.staff_id, from_on=on, **here))
    _added(HouseholdAsked(household_id=household.id, person_id=user.id, answer="children", asked_on=on, **signed))
    home = Home(
        service,
        worker,
        household.id,
        user.id,
        a_child(household.id, signed, born_on=born_on or on - timedelta(days=700)),
        an_adult(household.id, signed, on),
        an_agency(service, household.id, signed, on),
        since,
        signed,
    )
    commit()
    return home


def a_child(household_id: UUID, signed: dict[str, Any], *, name: str = "Ella", **values: Any) -> UUID:
    """A child who lives there, flushed."""
    child = _added(Child(household_id=household_id))
    facts = {"child_id": child.id, "version": 1, "household_id": household_id, "name": name, "how": "lives"}
    _added(ChildDetails(**facts | values, **signed))
    return UUID(str(child.id))


def an_adult(household_id: UUID, signed: dict[str, Any], on: date, **values: Any) -> UUID:
    """An adult who holds the key, flushed."""
    adult = _added(Adult(household_id=household_id))
    facts = {"name": "Ben Example", "role": "partner", "part": ["key"], "since_on": on}
    _added(AdultDetails(adult_id=adult.id, version=1, household_id=household_id, **facts | values, **signed))
    return UUID(str(adult.id))


def an_agency(
    service: Service,
    household_id: UUID,
    signed: dict[str, Any],
    on: date,
    *,
    role: str = "health-visitor",
    **values: Any,
) -> UUID:
    """An agency working with the family, flushed: the family's link to it."""
    agency = _added(Agency(service_id=service.id, name=f"Northside {role}", role=role))
    link = _added(FamilyAgency(household_id=household_id, agency_id=agency.id))
    facts = {"has_part": True, "from_on": on} | values
    _added(FamilyAgencyDetails(family_agency_id=link.id, version=1, household_id=household_id, **facts, **signed))
    return UUID(str(link.id))


def a_leaflet(version: int = 1, language: str = "en", format: str = "standard") -> LeafletVersion:
    """A version of the risk leaflet, flushed."""
    row: LeafletVersion = _added(
        LeafletVersion(
            code="risk",
            language=language,
            format=format,
            version=version,
            issued_on=date(2026, 1, version),
            author="The pharmacy team",
            what_changed="",
            fingerprint=f"{language}-{format}-{version}",
            text={},
            recorded_at=now() - timedelta(days=30),
        )
    )
    return row


def said(**values: Any) -> PlanSaid:
    """A plan for seven bottles in which everything is agreed."""
    facts: dict[str, Any] = {
        "answers": EVERYTHING,
        "evidence": Evidence.SHOWN,
        "bottles": 7,
        "mg": Decimal(210),
        "review_on": day_of(now()) + timedelta(days=56),
        "agreed_how": AgreedHow.PAPER,
    }
    return PlanSaid(**facts | values)


def an_agreed_plan(home: Home, **values: Any) -> SafetyPlan:
    """An agreed plan of the mother, an hour old, committed."""
    plan = agree_plan(
        person_id=home.person_id,
        said=said(**values),
        most_at_home=1,
        policy=POLICY,
        by=home.worker.staff_id,
        at=now() - AN_HOUR,
    )
    commit()
    return plan


def _added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
