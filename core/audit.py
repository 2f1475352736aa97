"""Who looked at what, and who changed what: append-only, written by explicit calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from core.db import SERIAL, Base, append_only, constant, db, touch, write, writing


@dataclass(slots=True)
class Place:
    """Where a request comes from: the network address, and the service of whoever is signed in."""

    address: str = ""
    service_id: UUID | None = None


_place: ContextVar[Place] = ContextVar("place", default=Place())  # noqa: B039  (the default is never changed)


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Everything audited inside came from this address."""
    token = _place.set(Place(address))
    try:
        yield
    finally:
        _place.reset(token)


def signed_in_at(service_id: UUID | None) -> None:
    """From here on, what this request audits is that service's."""
    if _place.get().address:
        _place.get().service_id = service_id


@append_only
class AuditEntry(Base):
    """One view or one change. `id` is also the order in which things were recorded."""

    __table_args__ = (
        constant("kind", ("view", "change", "sign-in", "refused")),
        Index("ix_audit_entry_person_id_id", "person_id", "id"),
        Index("ix_audit_entry_household_id_id", "household_id", "id"),
        Index("ix_audit_entry_service_id_id", "service_id", "id"),
    )

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    verb: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), default=lambda: _place.get().service_id)
    household_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    about: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default=lambda: _place.get().address)


def record_change(
    verb: str,
    *,
    by: UUID | None,
    at: datetime,
    household: UUID | None = None,
    person: UUID | None = None,
    about: str = "",
    touches: bool = True,
) -> None:
    """Write a change to the audit inside the caller's transaction, and note the household as touched.

    `verb` is the action's name, `about` an identifier of what changed: never a name or other personal text. `by` none:
    nobody signed in, as by a link.
    `touches` is no where it is known that no finding rests on the change.
    """
    _write("change", verb, by, at, household, person, about)
    if household is not None and touches:
        touch(household)


def record_view(
    verb: str,
    *,
    by: UUID | None,
    at: datetime,
    household: UUID | None = None,
    person: UUID | None = None,
    kind: str = "view",
    about: str = "",
) -> None:
    """Write a view to the audit in a short transaction of its own, before the page is built.

    Ends the reader's transaction first, so that the writer's place is never taken on top of it.
    """
    db.session.commit()
    with writing():
        _write(kind, verb, by, at, household, person, about)
        db.session.commit()


def _write(
    kind: str, verb: str, by: UUID | None, at: datetime, household: UUID | None, person: UUID | None, about: str
) -> None:
    whose = {"by_id": by, "household_id": household, "person_id": person}
    write(AuditEntry, {"at": at, "kind": kind, "verb": verb, "about": about, **whose})


def entries_about(person_id: UUID, *, before: int | None = None, limit: int = 100) -> list[AuditEntry]:
    """The audit of one person, newest first, a page at a time (`before`: the last id of the page before)."""
    query = select(AuditEntry).where(AuditEntry.person_id == person_id)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))
