"""Batches of packs: who may need one, what was asked for, how far it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from casework.models import OpenFinding, PackBatch, PackFile
from core.db import db
from people.models import CareEnded, ServiceUser
from people.queries import person_headers
from people.queries.newest import is_newest
from people.rules import CareHow, PersonHeader
from staff.models import StaffMember

NEEDS_ONE = ("leaflet-not-given", "leaflet-outdated")
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: for whom, asked for by whom and when (UTC)."""

    id: UUID
    people: tuple[UUID, ...]
    asked_by_id: UUID
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of a batch: its number, how many people it is for."""

    number: int
    people: int


def need_a_leaflet(service_id: UUID) -> list[tuple[PersonHeader, frozenset[str]]]:
    """Whoever has no leaflet, or an outdated one, with which of the two; by name. Two statements."""
    query = (
        select(OpenFinding.person_id, OpenFinding.code)
        .where(OpenFinding.service_id == service_id, OpenFinding.code.in_(NEEDS_ONE))
        .order_by(OpenFinding.person_id)
    )
    codes: dict[UUID, set[str]] = {}
    for person_id, code in db.session.execute(query):
        if person_id is not None:
            codes.setdefault(person_id, set()).add(code)
    shown = list(codes)[:MOST_SHOWN]
    headers = person_headers(shown)
    found = [(headers[one], frozenset(codes[one])) for one in shown if one in headers]
    return sorted(found, key=lambda pair: (pair[0].name.casefold(), pair[0].id))


def everybody_else(service_id: UUID, without: Collection[str]) -> list[PersonHeader]:
    """The other people whom a service cares for now, by name. Two statements."""
    query = (
        select(ServiceUser.id)
        .outerjoin(CareEnded, is_newest(CareEnded, CareEnded.person_id, ServiceUser.id))
        .where(ServiceUser.service_id == service_id, or_(CareEnded.id.is_(None), CareEnded.how == CareHow.RETURNED))
        .order_by(ServiceUser.id)
        .limit(MOST_SHOWN)
    )
    headers = person_headers(list(db.session.scalars(query)))
    others = [one for one in headers.values() if one.id not in without]
    return sorted(others, key=lambda header: (header.name.casefold(), header.id))


def of_service(service_id: UUID, person_ids: Collection[UUID]) -> set[UUID]:
    """Those of these people who are a service's."""
    query = select(ServiceUser.id).where(ServiceUser.service_id == service_id, ServiceUser.id.in_(person_ids))
    return set(db.session.scalars(query))


def batch(batch_id: UUID, service_id: UUID | None = None) -> Batch | None:
    """One batch; for whoever looks, of their service alone."""
    query = (
        select(PackBatch, StaffMember.name)
        .join(StaffMember, StaffMember.id == PackBatch.recorded_by_id)
        .where(PackBatch.id == batch_id)
    )
    if service_id is not None:
        query = query.where(PackBatch.service_id == service_id)
    found = db.session.execute(query).first()
    if found is None:
        return None
    row, name = found
    return Batch(row.id, tuple(UUID(one) for one in row.people), row.recorded_by_id, name, row.recorded_at)


def service_of_batch(batch_id: UUID) -> UUID:
    """Whose a batch is."""
    return db.session.get_one(PackBatch, batch_id).service_id


def files_of(batch_id: UUID) -> list[FileLine]:
    """What is made of a batch so far, without the files themselves."""
    query = select(PackFile.number, PackFile.people).where(PackFile.batch_id == batch_id).order_by(PackFile.number)
    return [FileLine(*row) for row in db.session.execute(query)]


def pdf_of(batch_id: UUID, number: int, *, since: datetime) -> bytes | None:
    """One file of a batch, made at an instant (UTC) or after it: an older one is not to be printed any more."""
    query = select(PackFile.pdf).where(PackFile.batch_id == batch_id, PackFile.number == number)
    return db.session.scalar(query.where(PackFile.made_at >= since))


def recent_batches(service_id: UUID, *, limit: int = 10) -> list[Batch]:
    """The batches asked for last."""
    query = (
        select(PackBatch, StaffMember.name)
        .join(StaffMember, StaffMember.id == PackBatch.recorded_by_id)
        .where(PackBatch.service_id == service_id)
        .order_by(PackBatch.recorded_at.desc(), PackBatch.id)
        .limit(limit)
    )
    return [
        Batch(row.id, tuple(UUID(one) for one in row.people), row.recorded_by_id, name, row.recorded_at)
        for row, name in db.session.execute(query)
    ]
