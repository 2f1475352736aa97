"""Writes about the directory: the agencies a service works with."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.histories import columns_of, refuse, said_of
from people.models import Agency
from people.rules import AgencySaid, Problem, agency_problems, day_problems


def add_agency(*, service_id: UUID, said: AgencySaid, by: UUID, at: datetime) -> UUID:
    """Put an agency into a service's directory. Raises Refused for what the rules refuse, or one that is there."""
    refuse((*agency_problems(said), *_taken(service_id, said)))
    row = Agency(id=uuid4(), service_id=service_id, **columns_of(said))
    append(row)
    record_change("add_agency", by=by, at=at, about=str(row.id))
    return row.id


def change_agency(*, agency_id: UUID, said: AgencySaid, by: UUID, at: datetime, seen: int | None = None) -> None:
    """Correct an entry of the directory. Raises Refused, or Conflict where a newer version than `seen` is there."""
    row = db.session.get_one(Agency, agency_id, with_for_update=True, populate_existing=True)
    refuse((*agency_problems(said), *_taken(row.service_id, said, but=row.id)))
    if said_of(AgencySaid, row) == said:
        return
    following(row.version, seen)
    for column, value in columns_of(said).items():
        setattr(row, column, value)
    db.session.flush()
    record_change("change_agency", by=by, at=at, about=str(row.id))


def close_agency(*, agency_id: UUID, on: date, by: UUID, at: datetime) -> None:
    """Record that an agency is no more: it is not offered any longer; families keep it until told who took over."""
    refuse(day_problems("closed_on", on, day_of(at)))
    row = db.session.get_one(Agency, agency_id, with_for_update=True, populate_existing=True)
    row.closed_on = on
    db.session.flush()
    record_change("close_agency", by=by, at=at, about=str(row.id))


def _taken(service_id: UUID, said: AgencySaid, but: UUID | None = None) -> tuple[Problem, ...]:
    """The same name and kind is in the directory already."""
    query = select(Agency.id).where(
        Agency.service_id == service_id,
        func.lower(Agency.name) == said.name.strip().lower(),
        Agency.role == said.role,
        Agency.closed_on.is_(None),
    )
    other = db.session.scalar(query.where(Agency.id != but).limit(1) if but else query.limit(1))
    return (("name", "There is an agency of this name and kind in the directory already"),) if other else ()
