"""Closed days ahead of every pharmacy that serves a service's people."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.rules.closures import ClosureSeen, closures_of
from dispensing.queries import situations
from dispensing.rules import Policies, closures_ahead
from people.queries import person_headers
from people.rules import PersonHeader
from staff.queries import pharmacy_names
from supply.queries import openings, people_by_pharmacy


@dataclass(frozen=True, slots=True)
class ClosuresAhead:
    """The closures ahead, soonest first, with the names of pharmacies and people by id."""

    closures: tuple[ClosureSeen, ...]
    pharmacies: dict[str, str]
    people: dict[str, PersonHeader]


def closures_ahead_of(service_id: UUID, on: date, policies: Policies, whose: UUID | None = None) -> ClosuresAhead:
    """What closures of the next weeks do to a service's people; with `whose`, to those of one keyworker.

    The number of statements does not depend on how many people, pharmacies or closures there are. Only people of
    pharmacies that close are looked at.
    """
    days = policies.safetyplans.closure_notice_days
    served = people_by_pharmacy(service_id)
    opening = openings(list(served))
    closing = [one for one in served if closures_ahead(opening[one].calendar, on, days)]
    everybody = [person_id for pharmacy_id in closing for person_id in served[pharmacy_id]]
    headers = person_headers(everybody)
    theirs = [
        one for one in everybody if headers[one].ended is None and whose in (None, _uuid(headers[one].keyworker_id))
    ]
    now = situations(theirs, on, policies)
    found = [
        closure
        for pharmacy_id in closing
        for closure in closures_of(
            str(pharmacy_id),
            opening[pharmacy_id].calendar,
            [now[one] for one in served[pharmacy_id] if one in now],
            on,
            days,
        )
    ]
    return ClosuresAhead(
        tuple(sorted(found, key=lambda one: (one.days, one.pharmacy_id))),
        {str(one): name for one, name in pharmacy_names(closing).items()},
        {str(one): header for one, header in headers.items()},
    )


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
