"""Writes about members of staff: who works where, in which roles, and who no longer does."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.audit import record_change
from core.conflict import Refused
from core.db import db
from staff.models import Role, StaffMember, User
from staff.queries import active_administrators
from staff.rules import NewStaffMember, RoleName, StaffDetails, problems_of_roles

Check = Callable[[UUID], list[str]]
_checks: list[Check] = []


def before_disabling(check: Check) -> Check:
    """Register what packages above ask before an account is disabled: sentences that stand in the way, or none."""
    if check not in _checks:
        _checks.append(check)
    return check


def add_staff_member(new: NewStaffMember, password_hash: str, *, by: UUID | None, at: datetime) -> StaffMember:
    """Add somebody with an account whose password has to be changed at the first sign-in.

    `by` is None only for the very first administrator, whom nobody here can add. Raises Refused.
    """
    _refuse_if(problems_of_roles(new.roles, at_a_pharmacy=new.pharmacy_id is not None))
    _refuse_if(problem for problem in [_email_problem(new.email)] if problem)
    user = User(
        email=new.email, password=password_hash, must_change_password=True, active=True, roles=_roles(new.roles)
    )
    db.session.add(user)
    db.session.flush()
    member = StaffMember(
        user_id=user.id,
        name=new.details.name,
        phone=new.details.phone,
        service_id=new.service_id,
        pharmacy_id=new.pharmacy_id,
        team_id=new.team_id,
    )
    db.session.add(member)
    db.session.flush()
    record_change("add_staff_member", by=by or member.id, at=at, about=str(member.id))
    return member


def change_staff_member(
    member: StaffMember, details: StaffDetails, roles: Iterable[RoleName], *, by: UUID, at: datetime
) -> None:
    """Change name, telephone and roles. Raises Refused where the last administrator would lose that role."""
    wanted = frozenset(roles)
    _refuse_if(problems_of_roles(wanted, at_a_pharmacy=member.pharmacy_id is not None))
    if RoleName.ADMINISTRATOR not in wanted:
        _keep_an_administrator(member, "roles")
    user = db.session.get_one(User, member.user_id)
    if {role.name for role in user.roles} != {role.value for role in wanted}:
        user.roles = _roles(wanted)
        record_change("change_roles", by=by, at=at, about=f"{member.id} {' '.join(sorted(wanted))}")
    member.name, member.phone = details.name, details.phone
    record_change("change_staff_member", by=by, at=at, about=str(member.id))
    db.session.flush()


def move_staff_member(
    member: StaffMember, *, team_id: UUID | None = None, pharmacy_id: UUID | None = None, by: UUID, at: datetime
) -> None:
    """Move somebody to another team of their service (None: to no team), or a pharmacist to another pharmacy."""
    if member.service_id is not None:
        member.team_id = team_id
    elif pharmacy_id is not None:
        member.pharmacy_id = pharmacy_id
    record_change("move_staff_member", by=by, at=at, about=f"{member.id} {team_id or pharmacy_id or ''}".strip())
    db.session.flush()


def disable_staff_member(member: StaffMember, *, by: UUID, at: datetime) -> None:
    """End somebody's access at once, on every machine. Raises Refused, naming everything that has to happen first."""
    if member.id == by:
        raise Refused(("maincontent", "You cannot close your own account. Ask another administrator."))
    _keep_an_administrator(member, "maincontent")
    _refuse_if(("maincontent", sentence) for check in _checks for sentence in check(member.id))
    user = db.session.get_one(User, member.user_id)
    user.active = False
    user.fs_uniquifier = uuid4().hex
    member.disabled_at = at
    record_change("disable_staff_member", by=by, at=at, about=str(member.id))
    db.session.flush()


def enable_staff_member(member: StaffMember, *, by: UUID, at: datetime) -> None:
    """Open a closed account again. It keeps its password; the administrator may give a new one."""
    db.session.get_one(User, member.user_id).active = True
    member.disabled_at = None
    record_change("enable_staff_member", by=by, at=at, about=str(member.id))
    db.session.flush()


def _email_problem(email: str) -> tuple[str, str] | None:
    taken = db.session.scalar(select(User.id).where(User.email == email))
    return ("email", "There is an account with that email address already") if taken else None


def _keep_an_administrator(member: StaffMember, field: str) -> None:
    if member.service_id is not None and active_administrators(member.service_id) == [member.id]:
        raise Refused((field, "This is the only administrator of your service. Make somebody else one first."))


def _roles(names: Iterable[RoleName]) -> list[Role]:
    """The rows of those roles; made when a role is first held."""
    wanted = [name.value for name in sorted(set(names))]
    known = {role.name: role for role in db.session.scalars(select(Role).where(Role.name.in_(wanted)))}
    return [known.get(name) or Role(name=name) for name in wanted]


def _refuse_if(problems: Iterable[tuple[str, str]]) -> None:
    listed = list(problems)
    if listed:
        raise Refused(*listed)
