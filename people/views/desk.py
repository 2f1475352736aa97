"""What pages about a person do first and last: find the person, note the look, save or say what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import request, url_for

from core import clock
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db
from core.findings import Stopped
from core.forms import Form
from people.actions import hold_household
from people.queries import family, person
from people.rules import Family, PersonHeader
from staff.access import found, viewer


@dataclass(frozen=True)
class Desk:
    """One person at the desk: who they are, who is looking, and the moment of the request."""

    header: PersonHeader
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
    def service_id(self) -> UUID:
        """Their service, which is the viewer's."""
        return UUID(self.header.service_id)

    @property
    def today(self) -> date:
        """The London day of the request."""
        return clock.day_of(self.at)

    @cached_property
    def family(self) -> Family:
        """Everybody around them."""
        return family(self.household_id)

    @property
    def signed(self) -> dict[str, Any]:
        """Who records, and when."""
        return {"by": self.by, "at": self.at}

    @property
    def household_page(self) -> str:
        """The page of their household."""
        return url_for("people.show_household", person_id=self.header.id)


def sit_down(person_id: UUID) -> Desk:
    """A person of the viewer's own service at the desk; see `whose`."""
    return Desk(*whose(person_id))


def whose(person_id: UUID, about: str = "") -> tuple[PersonHeader, UUID, datetime]:
    """Find a person of the viewer's own service, or 404; who is looking, and when. Looking is noted in the audit.

    Whoever saves holds the family: what is looked at before it is written is still so when it is.

    `about`: the id of the entry that is opened.
    """
    looking, at = viewer(), clock.now()
    header = found(person(found(looking.service_id), person_id))
    household = UUID(header.household_id)
    if request.method == "GET":
        verb = str(request.endpoint)
        record_view(verb, by=looking.staff_id, at=at, household=household, person=person_id, about=about)
    else:
        hold_household(household)
    return header, looking.staff_id, at


def saved(form: Form, act: Callable[[], object]) -> bool:
    """Carry out an act and commit it; or put beside the fields what the rules refuse. Conflict has its own page."""
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
