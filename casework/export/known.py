"""What was known of a family at the end of a London day: the rows of then in a database of their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.export.rows import Rows, as_known, put, rows_about
from casework.models import Message, Reminder
from casework.queries.chronology import chronology_of
from casework.queries.deriving import Derived, derived_one
from casework.rules.entries import Entry
from casework.rules.messages import MessageStatus
from core.audit import AuditEntry
from core.calendar import at_london, day_of
from core.db import db
from core.policy import Policy
from core.throw_away import throw_away
from people.models import Household, Membership
from people.queries import held
from people.rules import HoldFact
from staff.queries import names_of

REACHED = (MessageStatus.SENT.value, MessageStatus.DELIVERED.value)


@dataclass(frozen=True, slots=True)
class Known:
    """One case at the end of a London day: the rows, who looked and wrote, what stood, everything that was told.

    `hold`: the record was frozen for an inquiry by then.
    """

    person_id: UUID
    household_id: UUID
    on: date
    rows: Rows
    audit: tuple[dict[str, Any], ...]
    names: Mapping[UUID, str]
    derived: Derived
    entries: tuple[Entry, ...]
    reminded: tuple[dict[str, Any], ...] = ()
    hold: HoldFact | None = None


class NotYetHere(Exception):
    """The person was not registered by the end of that day."""


def end_of(on: date, at: datetime) -> datetime:
    """The instant (UTC) before which something was written down to be known on a London day; today: `at` itself."""
    return min(at_london(on + timedelta(days=1), 0), at + timedelta(microseconds=1))


def known_by(service_id: UUID, person_id: UUID, on: date, at: datetime, policy: Policy) -> Known:
    """Everything that was written down about a person's family by the end of a London day, and nothing since.

    The person is of this service (found before by a scoped query). Raises NotYetHere where nothing was. What stood
    that day is worked out by today's rules from the facts of then, under the policy of then.
    """
    until = end_of(on, at)
    homes = _homes(person_id, until)
    if not homes:
        raise NotYetHere
    household_id = homes[-1]
    people = _people(household_id, until)
    ours = _ours(service_id, {household_id, *(one for each in people for one in _homes(each, until))})
    rows = rows_about(ours, people, until)
    as_known(rows)
    audit = tuple(_audit(ours, people, until))
    reminded = tuple(_reminded(ours, until))
    with _as_it_was(rows):
        hold = held(household_id)
        derived = derived_one(household_id, min(on, day_of(at)), policy)
        entries = tuple(chronology_of(derived.case))
    named = {*(row["by_id"] for row in audit), *(row["recipient_id"] for row in reminded)} - {None}
    names = names_of({*named, UUID(hold.recorded_by)} if hold else named)
    return Known(person_id, household_id, on, rows, audit, names, derived, entries, reminded, hold)


def _homes(person_id: UUID, until: datetime) -> list[UUID]:
    """The households a person had been of by an instant, the last one last."""
    query = select(Membership.household_id).where(Membership.person_id == person_id, Membership.recorded_at < until)
    return list(db.session.scalars(query.order_by(Membership.version)))


def _people(household_id: UUID, until: datetime) -> list[UUID]:
    """Everybody who had been of a household by an instant."""
    query = select(Membership.person_id).where(Membership.household_id == household_id, Membership.recorded_at < until)
    return sorted(set(db.session.scalars(query)))


def _ours(service_id: UUID, household_ids: set[UUID]) -> list[UUID]:
    query = select(Household.id).where(Household.id.in_(household_ids), Household.service_id == service_id)
    return sorted(db.session.scalars(query))


def _audit(household_ids: list[UUID], person_ids: list[UUID], until: datetime) -> Iterator[dict[str, Any]]:
    """Who looked and who wrote, by an instant, in the order of recording; not from where."""
    theirs = AuditEntry.person_id.in_(person_ids) | AuditEntry.household_id.in_(household_ids)
    query = select(AuditEntry).where(theirs, AuditEntry.at < until).order_by(AuditEntry.id)
    for row in db.session.scalars(query):
        yield {
            "id": row.id, "at": row.at, "kind": row.kind, "verb": row.verb, "by_id": row.by_id, "about": row.about,
            "household_id": row.household_id, "person_id": row.person_id,
        }  # fmt: skip


def _reminded(household_ids: list[UUID], until: datetime) -> Iterator[dict[str, Any]]:
    """Which of our staff had been reminded of what by an instant, and by which way it reached them."""
    query = (
        select(Reminder, Message.status_at)
        .join(Message, Message.id == Reminder.message_id)
        .where(Reminder.household_id.in_(household_ids), Message.status.in_(REACHED), Message.status_at < until)
        .order_by(Message.status_at, Reminder.id)
    )
    for row, told_at in db.session.execute(query):
        yield {
            "id": row.id, "told_at": told_at, "recipient_id": row.recipient_id, "way": row.way, "code": row.code,
            "stage": row.stage, "since": row.since, "due_on": row.due_on, "household_id": row.household_id,
            "person_id": row.person_id,
        }  # fmt: skip


@contextmanager
def _as_it_was(rows: Rows) -> Iterator[None]:
    with throw_away():
        put(rows)
        db.session.commit()
        yield
