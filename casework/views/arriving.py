"""What every page about a person begins with: whose it is, what stands today, and whether what is closed was opened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from casework.queries.deriving import Derived, derived_one
from casework.rules.entries import filter_from_plain
from casework.views.blueprint import blueprint
from core import clock
from core.audit import record_view
from core.policy import current
from dispensing.rules import Situation
from people.queries import person as find_person
from people.rules import PersonHeader
from staff.access import allowed, found, viewer
from staff.rules import Permission

OPENED = "opened"
PLACES = {"person": "casework.person", "chronology": "casework.chronology", "picture": "casework.picture"}
"""The pages on which something is kept closed."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A person of the viewer's service, at the moment of the request."""

    header: PersonHeader
    at: datetime
    derived: Derived

    @property
    def person_id(self) -> UUID:
        """The service user."""
        return UUID(self.header.id)

    @property
    def household_id(self) -> UUID:
        """Their household."""
        return UUID(self.header.household_id)

    @property
    def on(self) -> date:
        """Today in London."""
        return clock.day_of(self.at)

    @property
    def situation(self) -> Situation | None:
        """The person's situation; none after care has ended."""
        return next((one for one in self.derived.scene.situations if one.person.id == self.header.id), None)


def arrive(person_id: UUID, verb: str) -> Arrived:
    """Find a person of the viewer's own service, or 404, and note the look in the audit before anything is read."""
    at = clock.now()
    header = whose(person_id, verb, at)
    return Arrived(header, at, derived_one(UUID(header.household_id), clock.day_of(at), current()))


def whose(person_id: UUID, verb: str, at: datetime, about: str = "") -> PersonHeader:
    """The person, or 404; and the look, in the audit."""
    looking = viewer()
    header = found(find_person(found(looking.service_id), person_id))
    household = UUID(header.household_id)
    record_view(verb, by=looking.staff_id, at=at, household=household, person=person_id, about=about)
    return header


def was_opened(place: str, person_id: UUID) -> bool:
    """Whether somebody just opened what is kept closed on this page; it is closed again at the next look."""
    return bool(session.pop(OPENED, None) == f"{place}/{person_id}")


@blueprint.post("/people/<uuid:person_id>/open/<any(person, chronology, picture):place>")
@allowed(Permission.PEOPLE)
def open_closed(person_id: UUID, place: str) -> ResponseReturnValue:
    """Open, for one look, what is kept closed on a page turned to the family. It is in the audit."""
    whose(person_id, "open_closed", clock.now(), about=place)
    session[OPENED] = f"{place}/{person_id}"
    values: dict[str, Any] = dict(filter_from_plain(request.args).to_plain()) if place == "chronology" else {}
    return redirect(url_for(PLACES[place], person_id=person_id, **values))
