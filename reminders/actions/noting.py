"""What became of a message: noted once, whatever order the answers come in; and another way where it did not arrive."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update

from casework.models import Message, Reminder, TellingDue
from casework.rules.messages import ENDED, MessageKind, MessageStatus
from casework.rules.stages import Way
from core.db import db
from reminders.queries import reaches, reminders_in

TWILIO_STATUSES: Mapping[str, MessageStatus] = MappingProxyType(
    {
        "accepted": MessageStatus.SENT,
        "scheduled": MessageStatus.SENT,
        "queued": MessageStatus.SENT,
        "sending": MessageStatus.SENT,
        "sent": MessageStatus.SENT,
        "delivered": MessageStatus.DELIVERED,
        "read": MessageStatus.DELIVERED,
        "undelivered": MessageStatus.UNDELIVERED,
        "failed": MessageStatus.UNDELIVERED,
        "canceled": MessageStatus.UNDELIVERED,
    }
)
"""What Twilio's words for how far a text is come to."""

CODE_SENT = "A code to confirm a number."
"""What is kept of a code's text once it is on its way."""
FINAL = frozenset({MessageStatus.DELIVERED, MessageStatus.UNDELIVERED})
COPIED = ("service_id", "household_id", "person_id", "whom_id", "subject_id", "code", "about", "since", "stage")
COPIED_TOO = ("owner", "recipient_id", "due_on", "same_day", "kept_closed", "planned_at")


def note(message_id: UUID, values: Mapping[str, Any], *, worker: str, tries: int) -> bool:
    """Change a message that this worker has in hand. Says whether it still was its own."""
    mine = (Message.id == message_id, Message.claimed_by == worker, Message.tries == tries)
    query = update(Message).where(*mine).values(**values)
    found = db.session.execute(query, execution_options={"synchronize_session": False})
    return bool(getattr(found, "rowcount", 0))


def note_callback(message: Message, word: str, code: str, provider_id: str, *, at: datetime) -> bool:
    """What Twilio says of a text afterwards; says whether it was news.

    The first final answer stands; what comes late, again or out of order changes nothing.
    """
    status = TWILIO_STATUSES.get(word)
    if status is None or message.status in {each.value for each in FINAL}:
        return False
    if status is MessageStatus.SENT and message.status in {each.value for each in (*ENDED, MessageStatus.SENT)}:
        return False
    message.status, message.status_at = status.value, at
    message.provider_id = message.provider_id or provider_id or None
    if message.kind == MessageKind.CODE:
        message.text = CODE_SENT
    message.claimed_by = message.claimed_until_at = None
    if status is MessageStatus.UNDELIVERED:
        message.said = f"The network could not deliver it{f' (Twilio {code})' if code else ''}."
        db.session.flush()
        by_another_way(message, at=at)
    db.session.flush()
    return True


def by_another_way(message: Message, *, at: datetime) -> int:
    """Tell what a message carried by the other way, where that can reach them and has not. Says how many."""
    other = Way.EMAIL if message.way == Way.TEXT else Way.TEXT
    if message.kind != MessageKind.REMINDERS or reaches([message.recipient_id])[message.recipient_id].by(other) is None:
        return 0
    carried = reminders_in(message.id)
    there = _there(message.recipient_id, other, carried)
    rows = [_copied(row, other, at) for row in carried if _key(row) not in there]
    if rows:
        db.session.execute(insert(Reminder), rows)
    return len(rows)


def _there(recipient_id: UUID, way: Way, carried: Sequence[Reminder]) -> set[tuple[Any, ...]]:
    about = sorted({row.subject_id for row in carried})
    query = select(Reminder).where(
        Reminder.recipient_id == recipient_id, Reminder.way == way.value, Reminder.subject_id.in_(about)
    )
    return {_key(row) for row in db.session.scalars(query)}


def _key(row: Reminder) -> tuple[Any, ...]:
    return (row.code, row.subject_id, row.about, row.since, row.stage)


def _copied(row: Reminder, way: Way, at: datetime) -> dict[str, Any]:
    same = {name: getattr(row, name) for name in (*COPIED, *COPIED_TOO)}
    return {**same, "id": uuid4(), "way": way.value, "not_before_at": at, "waits": True, "stopped": ""}


def stop_reminder(row: Reminder, because: str, *, look_again: bool) -> None:
    """It is not sent after all. `look_again`: somebody else may have to be told, so the next pass looks."""
    row.stopped, row.waits, row.message_id = because, False, None
    if look_again:
        soon = update(TellingDue).where(TellingDue.household_id == row.household_id)
        found = db.session.execute(
            soon.values(due_on=row.since, stamp=uuid4()), execution_options={"synchronize_session": False}
        )
        if not getattr(found, "rowcount", 0):
            db.session.add(TellingDue(household_id=row.household_id, due_on=row.since, stamp=uuid4()))
    db.session.flush()
