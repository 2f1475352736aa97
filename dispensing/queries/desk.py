"""What the desk of one pharmacy reads: who comes today, and one person with whom to ring. The pharmacy first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.db import db
from dispensing.rules.at_the_counter import counter_week
from people.queries import people_of_pharmacy
from people.rules import PersonHeader
from safetyplans.models import PharmacistCheck, PharmacistQuery
from safetyplans.queries import Asked, asked_by_pharmacist
from staff.models import Service, StaffMember
from supply.queries import supply_of

MOST_AT_DESK = 200
"""So many people are listed; others are found by name or date of birth."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """Somebody of this pharmacy and what is due today, in words; `due` is whether they come today."""

    header: PersonHeader
    today: str
    due: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom the counter rings: the keyworker by name, the service by telephone."""

    keyworker: str
    service: str
    phone: str
    out_of_hours: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The last time a pharmacist looked at the plan and ticked "checked"."""

    by: str
    at: datetime


def desk_lines(pharmacy_id: UUID, on: date) -> tuple[DeskLine, ...]:
    """This pharmacy's people on a London day: those who come first, then by family name. Nine statements."""
    people = people_of_pharmacy(pharmacy_id, limit=MOST_AT_DESK)
    supplies = supply_of([UUID(header.id) for header in people], doses_since=on)
    lines = []
    for header in people:
        week = counter_week(supplies[UUID(header.id)], on)
        today = week[0].what if week else "Not known"
        lines.append(DeskLine(header, today, today not in ("Not due", "You are closed")))
    return tuple(sorted(lines, key=lambda line: (not line.due, line.header.family_name.lower(), line.header.name)))


def ring(header: PersonHeader) -> Ring:
    """Whom to ring about a person."""
    service = db.session.get_one(Service, UUID(header.service_id))
    return Ring(header.keyworker_name, service.name, service.phone, service.out_of_hours)


def last_checked(pharmacy_id: UUID, person_id: UUID) -> Checked | None:
    """When somebody of this pharmacy last ticked "checked"."""
    query = (
        select(StaffMember.name, PharmacistCheck.recorded_at)
        .join(StaffMember, StaffMember.id == PharmacistCheck.recorded_by_id)
        .where(PharmacistCheck.person_id == person_id, StaffMember.pharmacy_id == pharmacy_id)
        .order_by(PharmacistCheck.recorded_at.desc(), PharmacistCheck.id)
    )
    row = db.session.execute(query.limit(1)).first()
    return Checked(row.name, row.recorded_at) if row else None


def asked_here(pharmacy_id: UUID, person_id: UUID) -> list[Asked]:
    """What this pharmacy asked or raised about a person, newest first, with the answers."""
    query = (
        select(PharmacistQuery.id)
        .join(StaffMember, StaffMember.id == PharmacistQuery.recorded_by_id)
        .where(PharmacistQuery.person_id == person_id, StaffMember.pharmacy_id == pharmacy_id)
    )
    ours: Collection[UUID] = set(db.session.scalars(query))
    return [one for one in asked_by_pharmacist(person_id) if one.row.id in ours]
