"""Lists of what stands, from the copy kept for them: a page costs the same statements however much there is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from casework.models import OpenFinding
from casework.rules.listing import PAGE, Listed, Show, Worker, WorkFilter
from core.db import db
from core.findings import Owner
from people.models import KeyworkerAssignment, Membership, ServiceUser
from people.queries import person_headers
from people.queries.members import children_of
from people.queries.newest import is_newest
from people.rules import ChildFact, PersonHeader
from staff.models import StaffMember
from staff.rules import RoleName

FAR_OFF = date.max


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """One person, the children at home, and what stands about them, most urgent first."""

    header: PersonHeader
    children: tuple[ChildFact, ...]
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page of a list, and how much there is of it altogether."""

    groups: tuple[WorkGroup, ...]
    people: int
    things: int
    overdue: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.people // PAGE))


def work_page(worker: Worker, wanted: WorkFilter, on: date) -> WorkPage:
    """A page of what stands, the people with the most urgent first: five statements."""
    whose = _whose(worker, wanted.show)
    people, things, overdue = db.session.execute(_counted(worker.service_id, whose, on, wanted.overdue)).one()
    shown = _shown(worker.service_id, whose, on, wanted)
    rows = _rows(worker.service_id, whose, on, wanted.overdue, shown)
    headers = person_headers(shown)
    children = children_of({UUID(header.household_id) for header in headers.values()})
    groups = [
        WorkGroup(headers[one], _present(children[UUID(headers[one].household_id)]), tuple(rows[one])) for one in shown
    ]
    return WorkPage(tuple(groups), people, things, overdue)


def overdue_longest(service_id: UUID, on: date, *, limit: int) -> list[Listed]:
    """What has been overdue longest at a service, a child in danger first. One statement."""
    query = select(OpenFinding).where(OpenFinding.service_id == service_id, _is_overdue(on))
    return [_listed(row) for row in db.session.scalars(query.order_by(*_most_urgent()).limit(limit))]


def standing_of_code(service_id: UUID, code: str, *, limit: int | None = None, skip: int = 0) -> list[Listed]:
    """The findings of one kind that stand at a service, most urgent first; after the first `skip`. One statement."""
    query = select(OpenFinding).where(OpenFinding.service_id == service_id, OpenFinding.code == code)
    page = query.order_by(*_most_urgent()).limit(limit).offset(skip)
    return [_listed(row) for row in db.session.scalars(page)]


def count_of_code(service_id: UUID, code: str) -> int:
    """How many of them there are. One statement."""
    query = select(func.count()).where(OpenFinding.service_id == service_id, OpenFinding.code == code)
    return db.session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class Load:
    """How much stands on one member of staff's list; nobody's where `staff_id` is none."""

    staff_id: UUID | None
    name: str
    people: int
    things: int
    overdue: int


def loads(service_id: UUID, on: date) -> list[Load]:
    """What stands by keyworker, the most overdue first. One statement."""
    overdue = func.sum(case((_is_overdue(on), 1), else_=0))
    query = (
        select(
            OpenFinding.owner_staff_id,
            func.max(StaffMember.name),
            func.count(OpenFinding.whom_id.distinct()),
            func.count(),
            overdue,
        )
        .outerjoin(StaffMember, StaffMember.id == OpenFinding.owner_staff_id)
        .where(OpenFinding.service_id == service_id, OpenFinding.owner == Owner.KEYWORKER)
        .group_by(OpenFinding.owner_staff_id)
        .order_by(overdue.desc(), func.max(StaffMember.name))
    )
    return [Load(staff, name or "", *numbers) for staff, name, *numbers in db.session.execute(query)]


def _listed(row: OpenFinding) -> Listed:
    return Listed(
        household_id=row.household_id,
        whom_id=row.whom_id,
        code=row.code,
        about=row.about,
        owner=row.owner,
        owner_staff_id=row.owner_staff_id,
        since=row.since,
        due_on=row.due_on,
        sentence=row.sentence,
        clears=tuple(row.clears),
        kept_closed=row.kept_closed,
    )


def _present(children: Sequence[ChildFact]) -> tuple[ChildFact, ...]:
    return tuple(child for child in children if child.gone is None)


def _counted(service_id: UUID, whose: ColumnElement[bool], on: date, overdue: bool) -> Select[Any]:
    late = case((_is_overdue(on), 1), else_=0)
    return select(func.count(OpenFinding.whom_id.distinct()), func.count(), func.coalesce(func.sum(late), 0)).where(
        *_wanted(service_id, whose, on, overdue)
    )


def _shown(service_id: UUID, whose: ColumnElement[bool], on: date, wanted: WorkFilter) -> list[UUID]:
    """Whom this page is about, the most urgent first."""
    query = (
        select(OpenFinding.whom_id)
        .where(*_wanted(service_id, whose, on, wanted.overdue))
        .group_by(OpenFinding.whom_id)
        .order_by(func.min(OpenFinding.rank), func.min(_due()), OpenFinding.whom_id)
    )
    return list(db.session.scalars(query.limit(PAGE).offset(PAGE * (wanted.page - 1))))


def _rows(
    service_id: UUID, whose: ColumnElement[bool], on: date, overdue: bool, shown: Sequence[UUID]
) -> dict[UUID, list[Listed]]:
    query = select(OpenFinding).where(*_wanted(service_id, whose, on, overdue), OpenFinding.whom_id.in_(shown))
    found: dict[UUID, list[Listed]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(*_most_urgent())):
        found[row.whom_id].append(_listed(row))
    return found


def _wanted(service_id: UUID, whose: ColumnElement[bool], on: date, overdue: bool) -> list[ColumnElement[bool]]:
    return [OpenFinding.service_id == service_id, whose, *([_is_overdue(on)] if overdue else [])]


def _is_overdue(on: date) -> ColumnElement[bool]:
    return OpenFinding.due_on < on


def _due() -> ColumnElement[date]:
    return func.coalesce(OpenFinding.due_on, FAR_OFF)


def _most_urgent() -> tuple[Any, ...]:
    """The same order every time: a stop before an act of the same day, as it reads later in the alphabet."""
    return (OpenFinding.rank, _due(), OpenFinding.severity.desc(), OpenFinding.code, OpenFinding.about, OpenFinding.id)


def _whose(worker: Worker, show: Show) -> ColumnElement[bool]:
    """Mine: what my people need of a keyworker, and what my roles have to do. The team's: all about their people."""
    if show is Show.ALL:
        return OpenFinding.service_id == worker.service_id
    if show is Show.TEAM:
        return _about_people_of(select(StaffMember.id).where(StaffMember.team_id == worker.team_id))
    mine = _about_people_of(select(StaffMember.id).where(StaffMember.id.in_(worker.staff_ids)))
    parts = [and_(OpenFinding.owner == Owner.KEYWORKER, mine)]
    if RoleName.PRESCRIBER in worker.roles:
        named = or_(OpenFinding.owner_staff_id.is_(None), OpenFinding.owner_staff_id.in_(worker.staff_ids))
        parts += [and_(OpenFinding.owner == Owner.PRESCRIBER, named), OpenFinding.prescriber_too.is_(True)]
    if RoleName.MANAGER in worker.roles:
        parts += [
            OpenFinding.owner == Owner.MANAGER,
            and_(OpenFinding.owner == Owner.KEYWORKER, _nobodys(worker.service_id)),
        ]
    if RoleName.SAFEGUARDING_LEAD in worker.roles:
        parts += [OpenFinding.owner == Owner.SAFEGUARDING_LEAD, OpenFinding.lead_too.is_(True)]
    return or_(*parts)


def _nobodys(service_id: UUID) -> ColumnElement[bool]:
    """Nobody is keyworker, or the keyworker's account is closed."""
    closed = select(StaffMember.id).where(StaffMember.service_id == service_id, StaffMember.disabled_at.is_not(None))
    return or_(OpenFinding.owner_staff_id.is_(None), OpenFinding.owner_staff_id.in_(closed))


def _about_people_of(staff: Select[Any]) -> ColumnElement[bool]:
    """About the people whose keyworker is one of these, or about their household."""
    people = (
        select(ServiceUser.id)
        .join(KeyworkerAssignment, is_newest(KeyworkerAssignment, KeyworkerAssignment.person_id, ServiceUser.id))
        .where(KeyworkerAssignment.staff_id.in_(staff))
    )
    homes = (
        select(Membership.household_id)
        .join(ServiceUser, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .where(ServiceUser.id.in_(people))
    )
    return or_(
        OpenFinding.person_id.in_(people), and_(OpenFinding.person_id.is_(None), OpenFinding.household_id.in_(homes))
    )
