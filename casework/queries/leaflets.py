"""Who was given which leaflet: for the monthly figure, and for who holds a version. A fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from casework.rules.completeness import Had, Span, Treated
from core.db import db
from people.models import CareEnded, PersonDetails, PharmacyAssignment, ServiceUser
from people.queries import person_headers
from people.queries.newest import is_newest
from people.rules import CareHow, PersonHeader
from safetyplans.models import LeafletGiven
from supply.models import Prescription

MOST_HOLDERS = 200


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who was given a version, and whether they have had another since."""

    header: PersonHeader
    given_on: date
    has_newer: bool


def holders(service_id: UUID, version_id: UUID) -> tuple[list[Holder], int]:
    """Who of a service was last given a version of the leaflet, the latest first, and how many they are altogether."""
    held = (
        select(
            LeafletGiven.person_id,
            func.max(LeafletGiven.happened_on).label("on"),
            func.max(LeafletGiven.recorded_at).label("at"),
        )
        .join(ServiceUser, ServiceUser.id == LeafletGiven.person_id)
        .where(
            ServiceUser.service_id == service_id,
            LeafletGiven.leaflet_version_id == version_id,
            LeafletGiven.declined.is_(False),
        )
        .group_by(LeafletGiven.person_id)
        .subquery()
    )
    newer = aliased(LeafletGiven)
    since = exists().where(
        newer.person_id == held.c.person_id,
        newer.declined.is_(False),
        newer.leaflet_version_id != version_id,
        newer.recorded_at > held.c.at,
    )
    query = select(held.c.person_id, held.c.on, since).order_by(held.c.on.desc(), held.c.person_id)
    rows = list(db.session.execute(query))
    headers = person_headers([row[0] for row in rows[:MOST_HOLDERS]])
    shown = [Holder(headers[person], on, bool(more)) for person, on, more in rows[:MOST_HOLDERS] if person in headers]
    return shown, len(rows)


def treated_at_service(service_id: UUID) -> list[Treated]:
    """Everybody of a service who was on methadone, with their leaflets."""
    people = _people(ServiceUser.service_id == service_id)
    _add_leaflets(
        people, LeafletGiven.person_id.in_(select(ServiceUser.id).where(ServiceUser.service_id == service_id))
    )
    return list(people.values())


def treated_at_pharmacy(pharmacy_id: UUID) -> list[Treated]:
    """Everybody whom a pharmacy served while they were on methadone, with their leaflets, wherever they were given."""
    ever = select(PharmacyAssignment.person_id).where(PharmacyAssignment.pharmacy_id == pharmacy_id)
    people = _people(ServiceUser.id.in_(ever))
    _add_leaflets(people, LeafletGiven.person_id.in_(ever))
    served = _served(pharmacy_id, ever)
    for one in people.values():
        one.spans = [
            both
            for span in one.spans
            for there in served.get(one.person_id, ())
            if (both := _both(span, there)) is not None
        ]
    return list(people.values())


def _people(whom: ColumnElement[bool]) -> dict[UUID, Treated]:
    """On methadone: from the first prescription, or the start of treatment that is known, until care ended."""
    prescribed = (
        select(Prescription.person_id, func.min(Prescription.starts_on).label("first"))
        .join(ServiceUser, ServiceUser.id == Prescription.person_id)
        .where(whom)
        .group_by(Prescription.person_id)
        .subquery()
    )
    query = (
        select(
            ServiceUser.id,
            ServiceUser.registered_on,
            PersonDetails.treatment_started_on,
            prescribed.c.first,
            CareEnded.how,
            CareEnded.happened_on,
        )
        .select_from(ServiceUser)
        .join(PersonDetails, is_newest(PersonDetails, PersonDetails.person_id, ServiceUser.id))
        .outerjoin(prescribed, prescribed.c.person_id == ServiceUser.id)
        .outerjoin(CareEnded, is_newest(CareEnded, CareEnded.person_id, ServiceUser.id))
        .where(whom)
        .order_by(ServiceUser.id)
    )
    return {row.id: Treated(row.id, _spans(row)) for row in db.session.execute(query)}


def _spans(row: Any) -> list[Span]:
    starts = [day for day in (row.treatment_started_on, row.first) if day is not None]
    if not starts:
        return []
    ended = row.happened_on - timedelta(days=1) if row.how and row.how != CareHow.RETURNED else None
    return [Span(max(min(starts), row.registered_on), ended)]


def _add_leaflets(people: dict[UUID, Treated], whose: ColumnElement[bool]) -> None:
    columns = (
        LeafletGiven.person_id,
        LeafletGiven.happened_on,
        LeafletGiven.declined,
        LeafletGiven.pharmacy_id,
    )
    for row in db.session.execute(select(*columns).where(whose).order_by(LeafletGiven.recorded_at)):
        if row.person_id in people:
            people[row.person_id].had.append(Had(row.happened_on, row.declined, row.pharmacy_id is not None))


def _served(pharmacy_id: UUID, whom: Any) -> dict[UUID, list[Span]]:
    """When a pharmacy served each of these people."""
    query = (
        select(PharmacyAssignment.person_id, PharmacyAssignment.pharmacy_id, PharmacyAssignment.from_on)
        .where(PharmacyAssignment.person_id.in_(whom))
        .order_by(PharmacyAssignment.person_id, PharmacyAssignment.version)
    )
    found: dict[UUID, list[Span]] = {}
    rows = list(db.session.execute(query))
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        same = following is not None and following.person_id == row.person_id
        until = following.from_on - timedelta(days=1) if same and following is not None else None
        if row.pharmacy_id == pharmacy_id:
            found.setdefault(row.person_id, []).append(Span(row.from_on, until))
    return found


def _both(one: Span, other: Span) -> Span | None:
    """The days that lie in both."""
    untils: Iterable[date] = [day for day in (one.until, other.until) if day is not None]
    first, until = max(one.first, other.first), min(untils, default=None)
    return None if until is not None and until < first else Span(first, until)
