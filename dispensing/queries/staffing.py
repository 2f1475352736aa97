"""Who of a service can be named: on a decision as prescriber or senior, on an exception as giving it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.db import db
from staff.models import Role, StaffMember, Team, User, roles_users
from staff.rules import RoleName


@dataclass(frozen=True, slots=True)
class NamedStaff:
    """A member of staff with an active account: id as text, name, roles, telephone (empty where none is known)."""

    id: str
    name: str
    roles: frozenset[RoleName]
    phone: str = ""


def nameable_staff(service_id: UUID, roles: Collection[RoleName] = tuple(RoleName)) -> tuple[NamedStaff, ...]:
    """A service's staff with an active account and any of the roles, by name. One statement."""
    query = (
        select(StaffMember, Role.name)
        .join(User, User.id == StaffMember.user_id)
        .join(roles_users, roles_users.c.user_id == User.id)
        .join(Role, Role.id == roles_users.c.role_id)
        .where(StaffMember.service_id == service_id, StaffMember.disabled_at.is_(None), User.active.is_(True))
        .order_by(StaffMember.name, StaffMember.id)
    )
    members: dict[UUID, StaffMember] = {}
    held: dict[UUID, set[RoleName]] = defaultdict(set)
    for member, role in db.session.execute(query):
        members[member.id] = member
        held[member.id].add(RoleName(role))
    wanted = frozenset(roles)
    return tuple(
        NamedStaff(str(identifier), member.name, frozenset(held[identifier]), member.phone or "")
        for identifier, member in members.items()
        if held[identifier] & wanted
    )


def team_of(staff_id: str | None) -> str:
    """The name of a member of staff's team; the empty string where there is none. One statement."""
    if staff_id is None:
        return ""
    query = select(Team.name).join(StaffMember, StaffMember.team_id == Team.id).where(StaffMember.id == UUID(staff_id))
    return db.session.scalar(query) or ""
