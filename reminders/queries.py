"""How members of staff can be reached, what they chose, and what waits to be sent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import aliased

from casework.models import Message, Reminder
from casework.rules.messages import MessageKind, MessageStatus
from casework.rules.stages import Way
from core.db import db
from core.telephone import mobile_number
from people.models import Membership, ServiceUser
from reminders.models import PhoneCode, TellingChoice
from reminders.rules.choices import Choice, NewActs, Reach
from staff.models import Service, StaffMember, User
from staff.rules import RoleName


def choice_of(staff_id: UUID) -> Choice:
    """What somebody chose about being told."""
    query = select(TellingChoice).where(TellingChoice.staff_id == staff_id).order_by(TellingChoice.version.desc())
    row = db.session.scalar(query.limit(1))
    return Choice(NewActs(row.new_acts), row.texts, row.version) if row else Choice()


def reaches(staff_ids: Collection[UUID]) -> dict[UUID, Reach]:
    """How each of these is reached. Three statements."""
    wanted = sorted(set(staff_ids))
    newer = aliased(TellingChoice)
    later = select(newer.id).where(newer.staff_id == TellingChoice.staff_id, newer.version > TellingChoice.version)
    chosen = {
        row.staff_id: Choice(NewActs(row.new_acts), row.texts, row.version)
        for row in db.session.scalars(select(TellingChoice).where(TellingChoice.staff_id.in_(wanted), ~later.exists()))
    }
    confirmed = confirmed_numbers(wanted)
    query = (
        select(StaffMember.id, StaffMember.name, StaffMember.phone, StaffMember.pharmacy_id, User.email)
        .join(User, User.id == StaffMember.user_id)
        .where(StaffMember.id.in_(wanted))
    )
    return {
        staff_id: Reach(
            staff_id,
            name,
            email,
            number if (number := mobile_number(phone or "")) in confirmed.get(staff_id, ()) else None,
            chosen.get(staff_id, Choice()),
            at_counter=pharmacy_id is not None,
        )
        for staff_id, name, phone, pharmacy_id, email in db.session.execute(query)
    }


def confirmed_numbers(staff_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """The numbers that each of these confirmed with a code. One statement."""
    query = select(PhoneCode.staff_id, PhoneCode.number).where(
        PhoneCode.staff_id.in_(sorted(set(staff_ids))), PhoneCode.confirmed_at.is_not(None)
    )
    found: dict[UUID, set[str]] = {}
    for staff_id, number in db.session.execute(query):
        found.setdefault(staff_id, set()).add(number)
    return found


def newest_code(staff_id: UUID, number: str) -> PhoneCode | None:
    """The code last sent to a number of somebody's, held until the commit: each try is counted."""
    query = select(PhoneCode).where(PhoneCode.staff_id == staff_id, PhoneCode.number == number)
    return db.session.scalar(query.order_by(PhoneCode.asked_at.desc(), PhoneCode.id).limit(1).with_for_update())


def codes_since(staff_id: UUID, since: datetime) -> int:
    """How many codes somebody asked for since an instant."""
    query = select(func.count()).select_from(PhoneCode).where(PhoneCode.staff_id == staff_id)
    return db.session.scalar(query.where(PhoneCode.asked_at >= since)) or 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reminders that wait for one message: whose service, to whom, by which way."""

    service_id: UUID
    recipient_id: UUID
    way: str


def waiting_groups(at: datetime, open_hours: Collection[UUID]) -> list[Waiting]:
    """For whom reminders wait whose time has come: any at services in their hours, the same day's alone elsewhere.

    One statement.
    """
    may_go = or_(Reminder.same_day.is_(True), Reminder.service_id.in_(sorted(open_hours)))
    query = (
        select(Reminder.service_id, Reminder.recipient_id, Reminder.way)
        .where(Reminder.waits.is_(True), Reminder.not_before_at <= at, may_go)
        .distinct()
        .order_by(Reminder.service_id, Reminder.recipient_id, Reminder.way)
    )
    return [Waiting(*row) for row in db.session.execute(query)]


_SAME_DAY = select(Reminder.id).where(Reminder.message_id == Message.id, Reminder.same_day.is_(True)).exists()
_CANNOT_WAIT = Message.kind.in_((MessageKind.CODE, MessageKind.ALARM)) | _SAME_DAY


def messages_to_send(at: datetime, *, limit: int, kind: MessageKind | None = None) -> list[UUID]:
    """Messages (of one kind) whose time has come, and those that a process left half done; first what cannot wait.

    One statement.
    """
    lapsed = Message.status.in_((MessageStatus.CLAIMED, MessageStatus.SENDING)) & (Message.claimed_until_at < at)
    ready = (Message.status == MessageStatus.WRITTEN) & (Message.not_before_at <= at)
    query = select(Message.id).where(or_(ready, lapsed))
    if kind is not None:
        query = query.where(Message.kind == kind.value)
    order = (case((_CANNOT_WAIT, 0), else_=1), Message.not_before_at, Message.id)
    return list(db.session.scalars(query.order_by(*order).limit(limit)))


def cannot_wait(message_id: UUID) -> bool:
    """Whether a message goes whatever the hour: a code, an alarm, something of the same day. One statement."""
    return db.session.scalar(select(Message.id).where(Message.id == message_id, _CANNOT_WAIT)) is not None


def service_of(service_id: UUID) -> Service:
    """One service, for its hours and its policy. One statement."""
    return db.session.get_one(Service, service_id)


def room_in(at: datetime, a_minute: int) -> int:
    """How many messages may still begin to be handed over in this minute of the clock. One statement."""
    since = at.replace(second=0, microsecond=0)
    begun = db.session.scalar(select(func.count()).select_from(Message).where(Message.sending_at >= since)) or 0
    return max(a_minute - begun, 0)


def text_with_id(message_id: UUID) -> Message | None:
    """One text, held until the commit: its provider says two things of it at the same moment."""
    query = select(Message).where(Message.id == message_id, Message.way == Way.TEXT.value)
    return db.session.scalar(query.with_for_update())


def reminders_in(message_id: UUID) -> list[Reminder]:
    """The reminders that a message carries, in a steady order."""
    query = select(Reminder).where(Reminder.message_id == message_id, Reminder.stopped == "")
    return list(db.session.scalars(query.order_by(Reminder.household_id, Reminder.id)))


def told_already(household_ids: Collection[UUID]) -> list[Reminder]:
    """Every reminder about these households, stopped ones included, and about those anybody of them ever belonged to:
    what somebody was told about a person they were told, wherever that person lives now. One statement.
    """
    wanted, here = sorted(set(household_ids)), aliased(Membership)
    everybody = select(here.person_id).where(here.household_id.in_(wanted))
    ever = select(Membership.household_id).where(Membership.person_id.in_(everybody))
    query = select(Reminder).where(or_(Reminder.household_id.in_(wanted), Reminder.household_id.in_(ever)))
    return list(db.session.scalars(query))


def references_of(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """The references of people. One statement."""
    query = select(ServiceUser.id, ServiceUser.reference).where(ServiceUser.id.in_(sorted(set(person_ids))))
    return {row.id: row.reference for row in db.session.execute(query)}


def known_provider_ids(ids: Collection[str]) -> set[str]:
    """Which of these texts are messages of ours already. One statement."""
    query = select(Message.provider_id).where(Message.provider_id.in_(sorted(set(ids))))
    return {one for one in db.session.scalars(query) if one}


def services() -> list[Service]:
    """Every service on this database."""
    return list(db.session.scalars(select(Service).order_by(Service.id)))


def holders(service_id: UUID, role: RoleName) -> list[UUID]:
    """Open accounts of a role at a service."""
    query = (
        select(StaffMember.id)
        .join(User, User.id == StaffMember.user_id)
        .where(
            StaffMember.service_id == service_id,
            StaffMember.disabled_at.is_(None),
            User.roles.any(name=role.value),
        )
    )
    return list(db.session.scalars(query.order_by(StaffMember.id)))


def keys_taken(keys: Iterable[str]) -> set[str]:
    """Which of these messages are there already. One statement."""
    return {key for key in db.session.scalars(select(Message.key).where(Message.key.in_(sorted(set(keys))))) if key}
