"""Who was told what, when and how it arrived, as entries: had we been told?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from casework.models import Message, Reminder
from casework.rules.entries import Entry, EntryKind
from casework.rules.messages import MESSAGE_STATUS_WORDS, WAITING, MessageStatus
from casework.rules.names import finding_words
from casework.rules.stages import STAGE_WORDS, WAY_WORDS, StageKind, Way
from core.calendar import day_of
from core.db import db
from core.wording import instant, listed
from staff.models import StaffMember


def reminded(household_id: UUID) -> Iterator[Entry]:
    """What was told about a household, or did not arrive: an entry for each message and person. One statement."""
    query = (
        select(Reminder, Message, StaffMember.name)
        .join(Message, Message.id == Reminder.message_id)
        .join(StaffMember, StaffMember.id == Reminder.recipient_id)
        .where(Reminder.household_id == household_id, Message.status.not_in(WAITING))
    )
    together: dict[tuple[UUID, UUID | None, bool], tuple[Message, str, list[Reminder]]] = {}
    for reminder, message, name in db.session.execute(query.order_by(Reminder.id)):
        key = (message.id, reminder.person_id, reminder.kept_closed)
        together.setdefault(key, (message, name, []))[2].append(reminder)
    return (_entry(carried, message, name) for message, name, carried in together.values())


def _entry(carried: Sequence[Reminder], message: Message, name: str) -> Entry:
    first, things = carried[0], _things(carried)
    status = MESSAGE_STATUS_WORDS[MessageStatus(message.status)]
    went_at = message.sending_at or message.status_at
    count = sum(things.values())
    return Entry(
        key=str(first.id),
        kind=EntryKind.REMINDER,
        title=f"{name} was reminded: {next(iter(things))[0] if count == 1 else f'{count} things'}",
        happened_on=day_of(went_at),
        recorded_at=message.status_at,
        recorded_by="",
        person_id=str(first.person_id or ""),
        parts=(
            ("Of what", listed([_words(*thing, number) for thing, number in things.items()])),
            ("How", f"By {WAY_WORDS[Way(first.way)]}, {instant(went_at)}"),
            ("What became of it", f"{status}, {instant(message.status_at)}"),
        ),
        closed=first.kept_closed,
    )


def _things(carried: Sequence[Reminder]) -> Counter[tuple[str, StageKind]]:
    """What was told, and how far it was by then: each thing once, at its furthest."""
    order = list(StageKind)
    furthest: dict[tuple[object, ...], tuple[str, StageKind]] = {}
    for one in sorted(carried, key=lambda one: order.index(_stage(one))):
        furthest[one.code, one.subject_id, one.about, one.since] = (finding_words(one.code), _stage(one))
    return Counter(sorted(furthest.values()))


def _stage(reminder: Reminder) -> StageKind:
    return StageKind(reminder.stage.split(" ")[0])


def _words(what: str, stage: StageKind, number: int) -> str:
    return f"{what} ({f'{number}, ' if number > 1 else ''}{STAGE_WORDS[stage]})"
