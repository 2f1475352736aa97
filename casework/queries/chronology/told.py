"""Who was told what, when and how it arrived, as entries: had we been told?"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from casework.models import Message, Reminder
from casework.rules.entries import Entry, EntryKind
from casework.rules.messages import MESSAGE_STATUS_WORDS, WAITING, MessageStatus
from casework.rules.names import finding_words
from casework.rules.stages import STAGE_WORDS, WAY_WORDS, StageKind, Way
from core.calendar import day_of
from core.db import db
from core.wording import instant
from staff.models import StaffMember


def reminded(household_id: UUID) -> Iterator[Entry]:
    """Every reminder about a household that went out, or did not arrive. One statement."""
    query = (
        select(Reminder, Message, StaffMember.name)
        .join(Message, Message.id == Reminder.message_id)
        .join(StaffMember, StaffMember.id == Reminder.recipient_id)
        .where(Reminder.household_id == household_id, Message.status.not_in(WAITING))
    )
    for reminder, message, name in db.session.execute(query.order_by(Reminder.id)):
        yield _entry(reminder, message, name)


def _entry(reminder: Reminder, message: Message, name: str) -> Entry:
    stage = StageKind(reminder.stage.split(" ")[0])
    status = MESSAGE_STATUS_WORDS[MessageStatus(message.status)]
    went_at = message.sending_at or message.status_at
    return Entry(
        key=str(reminder.id),
        kind=EntryKind.REMINDER,
        title=f"{name} was reminded: {finding_words(reminder.code)}",
        happened_on=day_of(went_at),
        recorded_at=message.status_at,
        recorded_by="",
        person_id=str(reminder.person_id or ""),
        parts=(
            ("Why", STAGE_WORDS[stage]),
            ("How", f"By {WAY_WORDS[Way(reminder.way)]}, {instant(went_at)}"),
            ("What became of it", f"{status}, {instant(message.status_at)}"),
        ),
        closed=reminder.kept_closed,
    )
