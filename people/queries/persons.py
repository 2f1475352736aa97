"""One service user, and lists of them. The service or the pharmacy first: what is another's is not there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, exists, select

from core.db import Among, db, read
from people.models import (
    CareEnded,
    ConsentView,
    KeyworkerAssignment,
    Membership,
    PersonDetails,
    PharmacyAssignment,
    ServiceUser,
)
from people.queries.headers import header_query, headers, still_here
from people.queries.newest import is_newest
from people.rules import CareHow, ConsentAnswer, MembershipHow, PersonHeader, PersonNamed
from staff.models import StaffMember

PAGE = 50


def person(service_id: UUID, person_id: UUID) -> PersonHeader | None:
    """A service user of this service; None for anybody else's. One statement."""
    return _one(ServiceUser.service_id == service_id, ServiceUser.id == person_id)


def person_of_pharmacy(pharmacy_id: UUID, person_id: UUID) -> PersonHeader | None:
    """A person whom this pharmacy serves now, and whose care goes on; None for anybody else. One statement."""
    found = headers(_at_pharmacy(), {"pharmacy_id": pharmacy_id, "person_id": person_id})
    return next(iter(found), None)


@cache
def _at_pharmacy() -> Select[*tuple[Any, ...]]:
    return header_query().where(
        PharmacyAssignment.pharmacy_id == bindparam("pharmacy_id"),
        ServiceUser.id == bindparam("person_id"),
        still_here(),
    )


def person_by_reference(service_id: UUID, reference: str) -> PersonHeader | None:
    """The service user with this reference at this service. One statement."""
    return _one(ServiceUser.service_id == service_id, ServiceUser.reference == reference.strip())


def _one(*conditions: ColumnElement[bool]) -> PersonHeader | None:
    return next(iter(headers(header_query().where(*conditions))), None)


def person_headers(person_ids: Collection[UUID]) -> dict[UUID, PersonHeader]:
    """These people by id, found before by a scoped query. One statement."""
    found = headers(header_query().where(ServiceUser.id.in_(person_ids)))
    return {UUID(header.id): header for header in found}


def people_of_service(
    service_id: UUID, *, after: str = "", limit: int = PAGE, ended: bool = False
) -> tuple[PersonHeader, ...]:
    """A page of a service's people in the order of their references; `after` is the last one of the page before.

    Two statements.
    """
    ids = select(ServiceUser.id).where(ServiceUser.service_id == service_id, ServiceUser.reference > after)
    if not ended:
        care = is_newest(CareEnded, CareEnded.person_id, ServiceUser.id)
        ids = ids.outerjoin(CareEnded, care).where(still_here())
    page = _these(ids.order_by(ServiceUser.reference).limit(limit))
    return headers(page.order_by(None).order_by(ServiceUser.reference))


def people_of_keyworker(service_id: UUID, staff_id: UUID) -> tuple[PersonHeader, ...]:
    """The people whose keyworker somebody is, by name. Two statements."""
    theirs = _with(KeyworkerAssignment, KeyworkerAssignment.staff_id == staff_id)
    people = headers(_these(theirs.where(ServiceUser.service_id == service_id)))
    return tuple(sorted(people, key=_by_name))


def people_without_keyworker(service_id: UUID, *, limit: int = PAGE) -> tuple[PersonHeader, ...]:
    """People nobody is keyworker of, or whose keyworker's account is closed, the longest here first. Two statements."""
    closed = select(StaffMember.id).where(StaffMember.service_id == service_id, StaffMember.disabled_at.is_not(None))
    nobody = KeyworkerAssignment.staff_id.is_(None) | KeyworkerAssignment.staff_id.in_(closed)
    ever = select(KeyworkerAssignment.person_id).where(nobody)  # by its index, or SQLite goes through everybody
    ids = _with(KeyworkerAssignment, nobody).where(ServiceUser.service_id == service_id, ServiceUser.id.in_(ever))
    return headers(_these(ids.order_by(ServiceUser.recorded_at, ServiceUser.id).limit(limit)))


def people_of_pharmacy(pharmacy_id: UUID, *, after: str = "", limit: int = PAGE) -> tuple[PersonHeader, ...]:
    """A page of those whom a pharmacy serves now, in the order of their references. Two statements."""
    ids = read(_page_at_pharmacy(), {"pharmacy_id": pharmacy_id, "after": after, "most": limit})
    return headers(_by_reference(), {"ids": [row.id for row in ids]})


def named_at_pharmacy(pharmacy_id: UUID, *, limit: int) -> dict[UUID, PersonNamed]:
    """The same by id, by name alone: what a list of many shows of each. One statement."""
    rows = read(_named_at_pharmacy(), {"pharmacy_id": pharmacy_id, "after": "", "most": limit})
    return {row[0]: PersonNamed(str(row[0]), *tuple[Any, ...](row)[1:]) for row in rows}


@cache
def _named_at_pharmacy() -> Select[*tuple[Any, ...]]:
    page = _page_at_pharmacy().add_columns(ServiceUser.reference).subquery()
    newest = is_newest(PersonDetails, PersonDetails.person_id, page.c.id)
    said = (PersonDetails.family_name, PersonDetails.given_names, PersonDetails.born_on)
    return select(page.c.id, *said).join(PersonDetails, newest).order_by(page.c.reference, page.c.id)


@cache
def _page_at_pharmacy() -> Select[UUID]:
    ids = _with(PharmacyAssignment, PharmacyAssignment.pharmacy_id == bindparam("pharmacy_id"))
    page = ids.where(ServiceUser.reference > bindparam("after"))
    return page.order_by(ServiceUser.reference, ServiceUser.id).limit(bindparam("most"))


@cache
def _by_reference() -> Select[*tuple[Any, ...]]:
    these = header_query().where(Among(ServiceUser.id, "ids"))
    return these.order_by(None).order_by(ServiceUser.reference, ServiceUser.id)


def served_by(pharmacy_id: UUID) -> tuple[PersonHeader, ...]:
    """Everybody whom a pharmacy serves now, in the order in which they were registered. Two statements."""
    return headers(_these(_with(PharmacyAssignment, PharmacyAssignment.pharmacy_id == pharmacy_id)))


def _with(assignment: Any, condition: ColumnElement[bool]) -> Select[UUID]:
    """The people whose newest keyworker or pharmacy meets the condition, and whose care goes on."""
    ended = exists().where(is_newest(CareEnded, CareEnded.person_id, ServiceUser.id), CareEnded.how != CareHow.RETURNED)
    return (
        select(ServiceUser.id)
        .join(assignment, is_newest(assignment, assignment.person_id, ServiceUser.id))
        .where(condition, ~ended)
    )


def _these(ids: Select[UUID]) -> Select[*tuple[Any, ...]]:
    """The headers of these people, asked for by plain ids: a planner that knows how few they are reads only them."""
    return header_query().where(ServiceUser.id.in_(list(db.session.scalars(ids))))


def _by_name(header: PersonHeader) -> tuple[str, str, str]:
    return header.family_name.casefold(), header.given_names.casefold(), header.reference


@dataclass(frozen=True, slots=True)
class DetailsVersion:
    """One version of a person's details: what it said, who recorded it, when and why."""

    version: int
    name: str
    born_on: date | None
    nhs_number: str | None
    because: str
    recorded_at: datetime
    recorded_by: str


def details_history(service_id: UUID, person_id: UUID) -> tuple[DetailsVersion, ...]:
    """Every version of a person's details, newest first. One statement."""
    query = (
        select(PersonDetails, StaffMember.name)
        .join(ServiceUser, ServiceUser.id == PersonDetails.person_id)
        .join(StaffMember, StaffMember.id == PersonDetails.recorded_by_id)
        .where(ServiceUser.service_id == service_id, ServiceUser.id == person_id)
        .order_by(PersonDetails.version.desc())
    )
    return tuple(
        DetailsVersion(
            row.version, f"{row.given_names} {row.family_name}".strip(), row.born_on, row.nhs_number, row.because,
            row.recorded_at, by,
        )
        for row, by in db.session.execute(query)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Belonged:
    """A person belonged to a household from a day on, until the next of these. Instants are when it was recorded."""

    household_id: str
    from_on: date
    how: MembershipHow
    recorded_at: datetime


def memberships(person_id: UUID) -> tuple[Belonged, ...]:
    """Every household of a person, oldest first; the last is theirs now. One statement."""
    query = select(Membership).where(Membership.person_id == person_id).order_by(Membership.version)
    return tuple(
        Belonged(str(row.household_id), row.from_on, MembershipHow(row.how), row.recorded_at)
        for row in db.session.scalars(query)
    )


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """A person's view of sharing their plan."""

    view: ConsentAnswer
    asked_on: date
    recorded_at: datetime
    not_asked_because: str = ""


def consent_views(person_id: UUID) -> tuple[ConsentFact, ...]:
    """What a person said about sharing, newest first: the first one stands. One statement."""
    query = select(ConsentView).where(ConsentView.person_id == person_id)
    return tuple(
        ConsentFact(ConsentAnswer(row.view), row.asked_on, row.recorded_at, row.not_asked_because or "")
        for row in db.session.scalars(query.order_by(ConsentView.recorded_at.desc(), ConsentView.id))
    )
