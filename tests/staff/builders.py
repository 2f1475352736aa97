"""Services, pharmacies and staff for tests: fictional, complete, and each different from the last."""

import itertools
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select

from core import clock
from core.db import Base, commit, db
from staff.models import Pharmacy, Role, Service, StaffMember, Team, User
from staff.rules import RoleName
from staff.sign_in import SEEN_AT

PASSWORD = "a long enough password"
_count = itertools.count(1)
Added = TypeVar("Added", bound=Base)


@dataclass(frozen=True)
class Person:
    """A member of staff with their account."""

    staff_id: UUID
    email: str
    name: str
    service_id: UUID | None
    pharmacy_id: UUID | None
    user_id: int


def a_service(**values: Any) -> Service:
    """A drug service, flushed."""
    number = next(_count)
    service = Service(
        **{"name": f"Riverside {number}", "code": f"riverside-{number}", "nation": "england-and-wales"} | values
    )
    return _added(service)


def a_team(service: Service, **values: Any) -> Team:
    """A team of a service, flushed."""
    return _added(Team(**{"service_id": service.id, "name": f"Team {next(_count)}"} | values))


def a_pharmacy(service: Service | None = None, **values: Any) -> Pharmacy:
    """A pharmacy looked after by a service, flushed."""
    owner = service or a_service()
    facts = {"service_id": owner.id, "name": f"Bridge Street Pharmacy {next(_count)}", "nation": "england-and-wales"}
    return _added(Pharmacy(**facts | {"phone": "0151 496 0000"} | values))


def a_staff_member(
    *roles: str, service: Service | None = None, pharmacy: Pharmacy | None = None, hashed: str = "!", **values: Any
) -> Person:
    """A member of staff with those roles: a pharmacist at a pharmacy, anybody else at a service. Flushed."""
    if pharmacy is None and service is None:
        pharmacy, service = (a_pharmacy(), None) if roles == (RoleName.PHARMACIST,) else (None, a_service())
    number = next(_count)
    user = _added(User(email=f"staff{number}@example.org", password=hashed, roles=[_role(name) for name in roles]))
    facts = {
        "user_id": user.id,
        "name": f"Sam Worker {number}",
        "service_id": service.id if service else None,
        "pharmacy_id": pharmacy.id if pharmacy else None,
    }
    member = _added(StaffMember(**facts | values))
    return Person(member.id, user.email, member.name, member.service_id, member.pharmacy_id, user.id)


def sign_in_as(client: FlaskClient, *roles: str, at: datetime | None = None, **where: Any) -> Person:
    """Make a member of staff and put them into the client's session, as signing in would."""
    person = a_staff_member(*roles, **where)
    commit()
    put_into_session(client, person, at=at)
    return person


def put_into_session(client: FlaskClient, person: Person, *, at: datetime | None = None) -> None:
    """Sign somebody in without the sign-in page (which has tests of its own)."""
    moment = (at or clock.now()).timestamp()
    uniquifier = db.session.get_one(User, person.user_id).fs_uniquifier
    db.session.commit()
    with client.session_transaction() as session:
        session.update({"_user_id": uniquifier, "_fresh": True, "fs_paa": moment, "fs_cc": "set", SEEN_AT: moment})


def _role(name: str) -> Role:
    found = db.session.scalar(select(Role).where(Role.name == RoleName(name)))
    return found or _added(Role(name=RoleName(name).value))


def _added(row: Added) -> Added:
    db.session.add(row)
    db.session.flush()
    return row
