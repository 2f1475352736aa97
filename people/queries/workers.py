"""Who may be somebody's keyworker, and how many people each has."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.db import db
from people.models import CareEnded, KeyworkerAssignment, ServiceUser
from people.queries.headers import still_here
from people.queries.newest import is_newest
from staff.models import Role, StaffMember, User, roles_users
from staff.rules import MAY, Permission


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of staff who may be a keyworker, and how many people they are keyworker of."""

    id: str
    name: str
    team_id: str | None
    people: int = 0


def possible_keyworkers(service_id: UUID) -> tuple[Worker, ...]:
    """The staff of a service who work with people and whose account is open, by name. One statement."""
    query = (
        select(StaffMember.id, StaffMember.name, StaffMember.team_id)
        .join(User, User.id == StaffMember.user_id)
        .join(roles_users, roles_users.c.user_id == User.id)
        .join(Role, Role.id == roles_users.c.role_id)
        .where(StaffMember.service_id == service_id, StaffMember.disabled_at.is_(None), User.active)
        .where(Role.name.in_(sorted(MAY[Permission.PEOPLE])))
        .distinct()
        .order_by(StaffMember.name, StaffMember.id)
    )
    return tuple(Worker(str(id), name, str(team) if team else None) for id, name, team in db.session.execute(query))


def caseloads(service_id: UUID) -> tuple[Worker, ...]:
    """Every member of staff who is keyworker of somebody, closed accounts too, by name. One statement."""
    query = (
        select(StaffMember.id, StaffMember.name, StaffMember.team_id, func.count())
        .select_from(KeyworkerAssignment)
        .join(ServiceUser, is_newest(KeyworkerAssignment, KeyworkerAssignment.person_id, ServiceUser.id))
        .join(StaffMember, StaffMember.id == KeyworkerAssignment.staff_id)
        .outerjoin(CareEnded, is_newest(CareEnded, CareEnded.person_id, ServiceUser.id))
        .where(ServiceUser.service_id == service_id, still_here())
        .group_by(StaffMember.id, StaffMember.name, StaffMember.team_id)
        .order_by(StaffMember.name, StaffMember.id)
    )
    return tuple(
        Worker(str(id), name, str(team) if team else None, count) for id, name, team, count in db.session.execute(query)
    )
