"""What every page of this package does first and last: find the person or the pharmacy; save, or say what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import abort, request, url_for

from core import clock
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db
from core.forms import Form
from people.queries import person, person_of_pharmacy
from people.rules import PersonHeader
from staff.access import Viewer, found, viewer
from staff.queries import pharmacy_by_id, pharmacy_of
from staff.rules import Permission


@dataclass(frozen=True, slots=True)
class Desk:
    """One person at the desk or the counter, who is looking, and the moment of the request."""

    header: PersonHeader
    looking: Viewer
    at: datetime

    @property
    def today(self) -> date:
        """The London day of the request."""
        return clock.day_of(self.at)

    @property
    def signed(self) -> dict[str, Any]:
        """Whose supply, who records it, and when: what every act takes."""
        return {
            "household_id": UUID(self.header.household_id),
            "person_id": UUID(self.header.id),
            "by": self.looking.staff_id,
            "at": self.at,
        }

    @property
    def page(self) -> str:
        """The person's page of the viewer's role."""
        at_counter = self.looking.pharmacy_id is not None
        return url_for("dispensing.counter_person" if at_counter else "casework.person", person_id=self.header.id)


def sit_down(person_id: UUID) -> Desk:
    """Find a person of the viewer's own service or pharmacy, or 404; looking at a page is noted in the audit."""
    looking, at = viewer(), clock.now()
    if looking.pharmacy_id is not None:
        header = found(person_of_pharmacy(looking.pharmacy_id, person_id))
    else:
        header = found(person(found(looking.service_id), person_id))
    if request.method == "GET":
        household_id = UUID(header.household_id)
        record_view(str(request.endpoint), by=looking.staff_id, at=at, household=household_id, person=person_id)
    return Desk(header, looking, at)


def the_pharmacy(pharmacy_id: UUID) -> Any:
    """A pharmacy that the viewer's service looks after, or the viewer's own; 404 for any other."""
    looking = viewer()
    if looking.pharmacy_id is not None:
        return found(pharmacy_by_id(pharmacy_id) if looking.pharmacy_id == pharmacy_id else None)
    if not looking.may(Permission.MANAGE_PHARMACIES):
        abort(404)
    return found(pharmacy_of(found(looking.service_id), pharmacy_id))


def saved(form: Form, act: Callable[[], object]) -> bool:
    """Carry out an act and commit it; or put beside the fields what the rules refuse. Conflict goes to its own page."""
    try:
        act()
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return False
    return True
