"""The desk at which something is recorded of a family: a person, the moment, and the numbers in force."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from flask import abort, url_for

from core import policy
from core.bank_holidays import Nation, around
from people.views import desk
from people.views.desk import saved
from safeguarding.rules import SafeguardingPolicy
from staff.access import found
from staff.queries import service_by_id

__all__ = ["Desk", "not_found", "saved", "sit_down"]


@dataclass(frozen=True)
class Desk(desk.Desk):
    """One person at the desk, and what the rules of this package need besides."""

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
        return around(Nation(found(service_by_id(self.service_id)).nation), self.today)

    @property
    def policy(self) -> SafeguardingPolicy:
        """The numbers in force today at this service."""
        code = found(service_by_id(self.service_id)).code
        return policy.current().section(SafeguardingPolicy, on=self.today, service_code=code)


def sit_down(person_id: UUID, about: str = "") -> Desk:
    """A person of the viewer's own service at the desk, or 404; looking is noted in the audit.

    `about`: the id of the entry that is opened.
    """
    return Desk(*desk.whose(person_id, about))


def not_found() -> NoReturn:
    """There is no such page."""
    abort(404)
