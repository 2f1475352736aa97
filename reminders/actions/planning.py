"""Writing down who is to be told what: reminders from findings, and the messages that carry them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from casework.models import Message, Reminder, TellingDue
from casework.queries.deriving import Derived
from casework.queries.staffing import staffing
from casework.rules.desk import closed_ids, kept_closed
from casework.rules.messages import MessageKind, MessageStatus
from casework.rules.notices import Notice, notices
from casework.rules.policy import TellingPolicy
from casework.rules.recipients import Staffing, recipients
from casework.rules.stages import Way
from core.db import db, is_taken
from core.findings import Owner, Severity
from reminders.queries import Waiting, keys_taken, reaches, told_already
from reminders.rules.choices import Reach
from reminders.rules.when import when_told

Key = tuple[UUID, str, str, UUID, str, date, str]
"""Recipient, way, code, subject, about, since, stage: what is told once."""
Policies = Mapping[UUID, TellingPolicy]
"""How each service wants it."""
ANEW = ("household_id", "whom_id", "owner", "due_on", "same_day", "kept_closed", "not_before_at", "waits", "stopped")
"""What is said afresh of a reminder that was stopped and waits again: at which home, as whose role, by when, …"""


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice that is due, as whose role it is told to whom."""

    one: Derived
    notice: Notice
    owner: Owner
    recipient_id: UUID

    @property
    def person_id(self) -> UUID | None:
        """Whom it is about; nobody alone where it is about the household."""
        return UUID(self.notice.finding.person_id) if self.notice.finding.person_id else None

    @property
    def subject_id(self) -> UUID:
        """The person or else the household."""
        return self.person_id or self.one.household_id

    def key(self, way: Way) -> Key:
        """What is told once."""
        finding = self.notice.finding
        return (
            self.recipient_id,
            way.value,
            finding.code,
            self.subject_id,
            finding.about,
            finding.since,
            self.notice.stage,
        )


def tellings(found: Sequence[Derived], staffed: Mapping[UUID, Staffing]) -> Iterator[Telling]:
    """Everything somebody is to be told by the day that these were derived for."""
    for one in found:
        standing = [finding for finding in one.findings if finding.severity is not Severity.NOTE]
        for notice in notices(standing, one.case, one.scene.casework):
            if notice.due_on <= one.scene.on:
                yield from _to_each(one, notice, staffed[one.service_id])


def _to_each(one: Derived, notice: Notice, there: Staffing) -> Iterator[Telling]:
    for owner in notice.everybody:
        for staff_id in recipients(owner, notice.finding, one.case.family, one.case.decisions, there):
            yield Telling(one, notice, owner, staff_id)


def staffed(found: Iterable[Derived], on: date) -> dict[UUID, Staffing]:
    """Who is there, at each service of these households. Three statements for each service."""
    people: dict[UUID, set[UUID]] = {}
    for one in found:
        people.setdefault(one.service_id, set()).update(UUID(person.id) for person in one.case.family.people)
    return {service_id: staffing(service_id, ids, on) for service_id, ids in people.items()}


def plan(found: Sequence[Derived], stamps: Mapping[UUID, UUID], *, at: datetime, policies: Policies) -> int:
    """Write down, for households derived for today, every reminder that is due and was not written yet. Says how many.

    Somebody is told of a stage once as a role: whoever takes over finds it on their list, and hears of the next stage.
    What was stopped and is due after all waits again. Then the day is noted on which there may be more to tell.
    """
    if not found:
        return 0
    on = found[0].scene.on
    wanted = list(tellings(found, staffed(found, on)))
    reach = reaches({one.recipient_id for one in wanted})
    known = told_already([one.household_id for one in found])
    rows, again = _new(wanted, reach, known, at, policies)
    if rows:
        db.session.execute(insert(Reminder), rows)
    for row, anew in again:
        for name in ANEW:
            setattr(row, name, anew[name])
        row.message_id = None
    _look_next(found, stamps)
    db.session.flush()
    return len(rows) + len(again)


def _new(
    wanted: Iterable[Telling], reach: Mapping[UUID, Reach], known: Sequence[Reminder], at: datetime, policies: Policies
) -> tuple[list[dict[str, Any]], list[tuple[Reminder, dict[str, Any]]]]:
    """The rows to write, and those that were stopped and wait again, each with what it says now."""
    there = {_key_of(row): row for row in known}
    told = {(*_key_of(row)[1:], row.owner) for row in known if not row.stopped}
    rows: dict[Key, dict[str, Any]] = {}
    again: dict[Key, tuple[Reminder, dict[str, Any]]] = {}
    for one in wanted:
        for way in one.notice.line.ways:
            key = one.key(way)
            if reach[one.recipient_id].by(way) is None or (*key[1:], one.owner.value) in told:
                continue
            known_row = there.get(key)
            if key in rows or key in again or (known_row is not None and not known_row.stopped):
                continue
            row = _row(one, way, reach[one.recipient_id], at, policies[one.one.service_id])
            if known_row is None:
                rows[key] = row
            else:
                again[key] = (known_row, row)
    return list(rows.values()), list(again.values())


def _key_of(row: Reminder) -> Key:
    return (row.recipient_id, row.way, row.code, row.subject_id, row.about, row.since, row.stage)


def as_it_stands(one: Telling) -> dict[str, Any]:
    """What a reminder says of a finding today: at which home, whose page leads to it, by when, in words or without."""
    finding, case = one.notice.finding, one.one.case
    people = sorted(case.family.people, key=lambda person: person.ended is not None)
    return {
        "household_id": one.one.household_id,
        "whom_id": one.person_id or UUID(people[0].id),
        "due_on": finding.due_on,
        "kept_closed": kept_closed(finding, closed_ids(case.history)),
    }


def _row(one: Telling, way: Way, reach: Reach, at: datetime, policy: TellingPolicy) -> dict[str, Any]:
    finding = one.notice.finding
    return {
        **as_it_stands(one),
        "id": uuid4(),
        "service_id": one.one.service_id,
        "person_id": one.person_id,
        "subject_id": one.subject_id,
        "code": finding.code,
        "about": finding.about,
        "since": finding.since,
        "stage": one.notice.stage,
        "owner": one.owner.value,
        "recipient_id": one.recipient_id,
        "way": way.value,
        "same_day": one.notice.line.same_day,
        "planned_at": at,
        "not_before_at": when_told(one.notice, reach.choice.new_acts, at, policy, one.one.case.holidays),
        "waits": True,
        "stopped": "",
    }


def _look_next(found: Sequence[Derived], stamps: Mapping[UUID, UUID]) -> None:
    """Note when there may be more to tell; of a household written about since, its writer's note stands."""
    for one in found:
        same = (TellingDue.household_id == one.household_id, TellingDue.stamp == stamps[one.household_id])
        later = (notice.due_on for notice in notices(one.findings, one.case, one.scene.casework))
        next_on = min((day for day in later if day > one.scene.on), default=None)
        if next_on is None:
            db.session.execute(delete(TellingDue).where(*same), execution_options=_NO_SYNC)
        else:
            db.session.execute(update(TellingDue).where(*same).values(due_on=next_on), execution_options=_NO_SYNC)


_NO_SYNC = {"synchronize_session": False}


def assemble(group: Waiting, *, at: datetime, same_day: bool = False) -> UUID | None:
    """One message for everything (or the same day's) that waits for somebody by one way.

    None where another process was quicker.
    """
    message_id = write_message(
        service_id=group.service_id,
        kind=MessageKind.REMINDERS,
        way=Way(group.way),
        recipient_id=group.recipient_id,
        at=at,
    )
    theirs = (
        Reminder.service_id == group.service_id,
        Reminder.recipient_id == group.recipient_id,
        Reminder.way == group.way,
        Reminder.waits.is_(True),
        Reminder.not_before_at <= at,
    )
    query = update(Reminder).where(*theirs).values(message_id=message_id, waits=False)
    if same_day:
        query = query.where(Reminder.same_day.is_(True))
    found = db.session.execute(query, execution_options=_NO_SYNC)
    if not getattr(found, "rowcount", 0):
        db.session.execute(delete(Message).where(Message.id == message_id), execution_options=_NO_SYNC)
        return None
    return message_id


def write_message(
    *,
    service_id: UUID,
    kind: MessageKind,
    way: Way,
    recipient_id: UUID,
    at: datetime,
    key: str | None = None,
    text: str = "",
    address: str = "",
) -> UUID:
    """A message, not sent yet. Of a `key` there is ever only one: the database refuses a second."""
    message_id = uuid4()
    row = {
        "id": message_id,
        "service_id": service_id,
        "kind": kind.value,
        "way": way.value,
        "recipient_id": recipient_id,
        "key": key,
        "written_at": at,
        "not_before_at": at,
        "status": MessageStatus.WRITTEN.value,
        "status_at": at,
        "text": text,
        "address": address,
    }
    db.session.execute(insert(Message), [row])
    return message_id


def write_once(rows: Iterable[Mapping[str, Any]]) -> int:
    """Messages with a key, those left out that are there already, or that somebody writes meanwhile. Says how many."""
    wanted = {row["key"]: row for row in rows}
    taken = keys_taken(wanted)
    return sum(_write_new(row) for key, row in wanted.items() if key not in taken)


def _write_new(row: Mapping[str, Any]) -> bool:
    try:
        with db.session.begin_nested():
            write_message(**row)
    except IntegrityError as problem:
        if not is_taken(problem):
            raise
        return False
    return True
