"""What every page of this package does first and last: find the person, note the look, save or say what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn
from uuid import UUID

from flask import abort, request, url_for

from core import clock, policy
from core.audit import record_view
from core.bank_holidays import Nation, around
from core.conflict import Refused
from core.db import commit, db
from core.findings import Stopped
from core.forms import Form
from people.actions import hold_household
from people.queries import family, person
from people.rules import Family, PersonHeader
from safeguarding.rules import SafeguardingPolicy
from staff.access import found, viewer
from staff.queries import service_by_id


@dataclass(frozen=True, slots=True)
class Desk:
    """One person at the desk: who they are, their family, who is looking, and the moment of the request."""

    header: PersonHeader
    family: Family
    by: UUID
    at: datetime

    @property
    def person_id(self) -> UUID:
        """The service user."""
        return UUID(self.header.id)

    @property
    def household_id(self) -> UUID:
        """Their household."""
        return UUID(self.header.household_id)

    @property
    def today(self) -> date:
        """The London day of the request."""
        return clock.day_of(self.at)

    @property
    def signed(self) -> dict[str, Any]:
        """Whose family, who records it, and when: what every act takes."""
        return {"household_id": self.household_id, "by": self.by, "at": self.at}

    @property
    def page(self) -> str:
        """The person's page, from which one came."""
        return url_for("casework.person", person_id=self.header.id)

    @property
    def holidays(self) -> frozenset[date]:
        """The bank holidays around today where this service is."""
        service = found(service_by_id(UUID(self.header.service_id)))
        return around(Nation(service.nation), self.today)

    @property
    def policy(self) -> SafeguardingPolicy:
        """The numbers in force today at this service."""
        service = found(service_by_id(UUID(self.header.service_id)))
        return policy.current().section(SafeguardingPolicy, on=self.today, service_code=service.code)


def sit_down(person_id: UUID, about: str = "") -> Desk:
    """Find a person of the viewer's own service, or 404; looking at a page is noted in the audit.

    Whoever saves holds the family: what is looked at before it is written is still so when it is.

    `about`: the id of the entry that is opened.
    """
    looking, at = viewer(), clock.now()
    header = found(person(found(looking.service_id), person_id))
    household_id = UUID(header.household_id)
    if request.method == "GET":
        record_view(
            str(request.endpoint), by=looking.staff_id, at=at, household=household_id, person=person_id, about=about
        )
    else:
        hold_household(household_id)
    return Desk(header, family(household_id), looking.staff_id, at)


def saved(form: Form, act: Callable[[], object]) -> bool:
    """Carry out an act and commit it; or put beside the fields what the rules refuse. Conflict goes to its own page."""
    try:
        act()
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return False
    except Stopped as stopped:
        db.session.rollback()
        form.add_problems((stop.about, stop.sentence) for stop in stopped.stops)
        return False
    return True


def not_found() -> NoReturn:
    """There is no such page."""
    abort(404)
