"""How reminders go, for the board, the banner and monitoring; and which households somebody may have to be told of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import String, cast, func, select, tuple_

from casework.models import Message, Reminder, TellingClock, TellingDue
from casework.rules.messages import GONE, TROUBLED, WAITING, MessageStatus
from core.db import db
from core.readiness import PolicyInUse
from staff.models import StaffMember

CLOCK = "reminders"


@dataclass(frozen=True, slots=True)
class Going:
    """How the passes go: the last that went well, the next, what is wrong, and how far the one at work is."""

    succeeded_at: datetime | None
    next_at: datetime | None
    problem: str
    done_parts: int
    of_parts: int
    serving_since: datetime | None

    def is_missed(self, at: datetime, after: timedelta) -> bool:
        """Whether a pass should have been there by now: counted from the last one, or from when anybody was served."""
        since = self.succeeded_at or self.serving_since
        return since is not None and at - since > after


def going() -> Going:
    """How the passes go. One statement."""
    since = select(func.max(PolicyInUse.since)).scalar_subquery()
    one = select(since.label("since")).subquery()
    query = select(TellingClock, one.c.since).select_from(one).outerjoin(TellingClock, TellingClock.name == CLOCK)
    row, serving_since = db.session.execute(query).one()
    if row is None:
        return Going(None, None, "", 0, 0, serving_since)
    return Going(row.succeeded_at, row.next_at, row.problem, row.done_parts, row.of_parts, serving_since)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message as a list shows it."""

    id: UUID
    kind: str
    way: str
    to: str
    address: str
    text: str
    written_at: datetime
    status: str
    status_at: datetime
    said: str
    things: int


def waiting_messages() -> int:
    """How many messages, of all services, are still to go. One statement."""
    return db.session.scalar(select(func.count()).select_from(Message).where(Message.status.in_(WAITING))) or 0


@dataclass(frozen=True, slots=True)
class Queue:
    """Messages of a service that are still to go, and those of a day that went."""

    waiting: int
    sent: int


def queue_of(service_id: UUID, since: datetime) -> Queue:
    """How far a service's messages are, those that went counted since an instant. One statement."""
    theirs = select(func.count()).select_from(Message).where(Message.service_id == service_id)
    waiting = theirs.where(Message.status.in_(WAITING))
    sent = theirs.where(Message.written_at >= since, Message.status.in_(GONE))
    return Queue(*db.session.execute(select(waiting.scalar_subquery(), sent.scalar_subquery())).one())


def messages_of(service_id: UUID, *, troubled_since: datetime | None = None, limit: int = 100) -> list[MessageLine]:
    """The newest messages of a service; with `troubled_since` only those since then that did not arrive."""
    one = Reminder.code + Reminder.about + cast(Reminder.subject_id, String)
    things = select(func.count(one.distinct())).where(Reminder.message_id == Message.id).scalar_subquery()
    query = (
        select(Message, StaffMember.name, things)
        .join(StaffMember, StaffMember.id == Message.recipient_id)
        .where(Message.service_id == service_id)
    )
    if troubled_since is not None:
        query = query.where(Message.status.in_(TROUBLED), Message.status_at >= troubled_since)
    else:
        query = query.where(Message.status != MessageStatus.STOPPED)
    rows = db.session.execute(query.order_by(Message.written_at.desc(), Message.id).limit(limit))
    return [_line(message, name, count) for message, name, count in rows]


def _line(message: Message, name: str, things: int) -> MessageLine:
    return MessageLine(
        message.id,
        message.kind,
        message.way,
        name,
        message.address,
        message.text,
        message.written_at,
        message.status,
        message.status_at,
        message.said,
        things,
    )


class ToTell(NamedTuple):
    """A household about which somebody may have to be told, and since which London day."""

    due_on: date
    household_id: UUID


def households_to_tell_of(on: date, *, limit: int, after: ToTell | None = None) -> list[ToTell]:
    """Those whose London day has come, the longest due first; `after` the last of the page before. One statement.

    In the order of the index that finds them: in another one SQLite goes through everybody's.
    """
    place = tuple_(TellingDue.due_on, TellingDue.household_id)
    query = select(TellingDue.due_on, TellingDue.household_id).where(TellingDue.due_on <= on)
    if after is not None:
        query = query.where(place > tuple(after))
    return [ToTell(*row) for row in db.session.execute(query.order_by(*place.clauses).limit(limit))]


def count_to_tell_of(on: date) -> int:
    """How many households that is. One statement."""
    return db.session.scalar(select(func.count()).select_from(TellingDue).where(TellingDue.due_on <= on)) or 0
