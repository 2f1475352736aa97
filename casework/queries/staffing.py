"""Who of a service is there on a day: for reminders."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from casework.rules.recipients import Member, Staffing
from core.db import db
from people.models import PharmacyAssignment, ServiceUser
from people.queries.newest import is_newest
from staff.models import StaffMember, User
from staff.queries import deputies_on
from staff.rules import RoleName


def staffing(service_id: UUID, person_ids: Collection[UUID], on: date) -> Staffing:
    """Open accounts of a service with their deputies on a London day, and the pharmacists of these people."""
    query = (
        select(StaffMember, User)
        .join(User, User.id == StaffMember.user_id)
        .where(StaffMember.service_id == service_id, StaffMember.disabled_at.is_(None))
    )
    members = {
        member.id: Member(member.id, frozenset(RoleName(role.name) for role in user.roles), member.team_id)
        for member, user in db.session.execute(query)
    }
    return Staffing(members, deputies_on(members, on), _pharmacists(person_ids))


def _pharmacists(person_ids: Collection[UUID]) -> dict[str, tuple[UUID, ...]]:
    query = (
        select(ServiceUser.id, StaffMember.id)
        .select_from(ServiceUser)
        .join(PharmacyAssignment, is_newest(PharmacyAssignment, PharmacyAssignment.person_id, ServiceUser.id))
        .join(StaffMember, StaffMember.pharmacy_id == PharmacyAssignment.pharmacy_id)
        .where(ServiceUser.id.in_(sorted(person_ids)), StaffMember.disabled_at.is_(None))
        .order_by(ServiceUser.id, StaffMember.id)
    )
    found: dict[str, list[UUID]] = defaultdict(list)
    for person_id, staff_id in db.session.execute(query):
        found[str(person_id)].append(staff_id)
    return {person: tuple(staff) for person, staff in found.items()}
