"""The directory: the agencies a service works with."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.db import db
from people.models import Agency
from people.rules import AgencyRole, AgencySaid


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency of the directory, as it stands now."""

    id: str
    name: str
    role: AgencyRole
    address: str
    phone: str
    email: str
    closed_on: date | None
    version: int

    def said(self) -> AgencySaid:
        """The entry as it was told, to be changed and recorded again."""
        return AgencySaid(self.name, self.role, self.address, self.phone, self.email)


def agencies(service_id: UUID, *, closed: bool = False) -> tuple[AgencyEntry, ...]:
    """A service's directory by role and name; `closed`: those that are no more, too. One statement."""
    query = select(Agency).where(Agency.service_id == service_id)
    if not closed:
        query = query.where(Agency.closed_on.is_(None))
    rows = db.session.scalars(query.order_by(Agency.role, func.lower(Agency.name), Agency.id))
    return tuple(_entry(row) for row in rows)


def agency(service_id: UUID, agency_id: UUID) -> AgencyEntry | None:
    """An entry of this service's directory; None for anybody else's. One statement."""
    row = db.session.scalar(select(Agency).where(Agency.service_id == service_id, Agency.id == agency_id))
    return None if row is None else _entry(row)


def _entry(row: Agency) -> AgencyEntry:
    return AgencyEntry(
        str(row.id), row.name, AgencyRole(row.role), row.address, row.phone, row.email, row.closed_on, row.version
    )
