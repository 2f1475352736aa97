"""Very much due on one morning: one digest for each, spread over minutes, progress on the board, nothing twice."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import SECTIONS
from casework.models import Reminder, TellingDue
from casework.rules.policy import TellingPolicy
from core.calendar import DAY, day_of
from core.clock import now
from core.db import commit, db
from core.policy import current, load
from core.settings import ROOT
from reminders.models import PhoneCode, TellingChoice
from reminders.passing import one_pass
from staff.models import StaffMember
from tests.casework.crowd import a_crowd
from tests.core.post_office import PostOffice
from tests.reminders.builders import MINUTE, a_morning, messages
from tests.reminders.twilio_peer import Peer
from tests.staff.builders import Person, a_service, a_staff_member, put_into_session
from tests.strict_client import StrictClient

SOAK = bool(os.environ.get("SOAK"))
STAFF, FAMILIES, A_MINUTE = (300, 4, 100) if SOAK else (3, 2, 2)
"""So many members of staff, each with so many families; so many messages go in a minute."""
WAITING = re.compile(r"(\d+) messages? waiting to be sent, (\d+) sent today")


@pytest.fixture
def rate(inside: Flask, folder: Path) -> Iterator[None]:
    """So many messages a minute, as a service may have it in its own policy."""
    local, shipped = folder / "policy.toml", inside.extensions["policy"]
    signed = 'from = 2026-01-01\nsigned_off_by = "Dr Ames"\nsigned_off_on = 2026-01-01\n'
    local.write_text(f"[[telling]]\n{signed}messages_a_minute = {A_MINUTE}\n")
    inside.extensions["policy"] = load(ROOT / "policy.toml", local, SECTIONS)
    yield
    inside.extensions["policy"] = shipped


def a_full_morning() -> tuple[list[Person], Person]:
    """Staff with their families, every other one reached by text too; and their manager."""
    service = a_service()
    manager = a_staff_member("manager", "safeguarding-lead", service=service)
    staff = [a_staff_member("drugs-worker", service=service) for _ in range(STAFF)]
    for number, person in enumerate(staff):
        if number % 2 == 0:
            _texts(person, f"+447700900{800 + number // 2:03}")
        crowd = a_crowd(FAMILIES, service=service, worker=person, with_child=True)
        db.session.add_all(TellingDue(household_id=one, due_on=day_of(now())) for one in crowd.households)
    commit()
    return staff, manager


def _texts(person: Person, number: str) -> None:
    db.session.get_one(StaffMember, person.staff_id).phone = number
    said = {"recorded_at": now() - DAY, "recorded_by_id": person.staff_id}
    db.session.add(TellingChoice(staff_id=person.staff_id, version=1, new_acts="digest", texts=True, **said))
    code = {"code": "123456", "asked_at": now() - DAY, "confirmed_at": now() - DAY}
    db.session.add(PhoneCode(staff_id=person.staff_id, number=number, **code))


def acts() -> int:
    """How many different things somebody was told of."""
    what = select(Reminder.code, Reminder.subject_id, Reminder.about, Reminder.since).distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(what)) or 0


@pytest.mark.usefixtures("rate")
@pytest.mark.timeout(3600 if SOAK else 120)
def test_ten_thousand_due_on_one_morning_are_one_digest_for_each_spread_over_minutes(
    peer: Peer, office: PostOffice, client: StrictClient
) -> None:
    staff, manager = a_full_morning()
    put_into_session(client, manager)
    assert current().section(TellingPolicy, on=day_of(now())).messages_a_minute == A_MINUTE
    at, went, board = a_morning(), list[int](), list[tuple[int, int]]()
    while not went or went[-1]:
        before = len(office.taken) + len(peer.taken)
        one_pass(at=at, worker="one")
        went.append(len(office.taken) + len(peer.taken) - before)
        (found,) = WAITING.findall(client.get("/board").text)
        board.append((int(found[0]), int(found[1])))
        at += MINUTE
    assert max(went) <= A_MINUTE
    assert [waiting for waiting, _ in board] == sorted((waiting for waiting, _ in board), reverse=True)
    assert [sum(went[: number + 1]) for number in range(len(went))] == [sent for _, sent in board]
    assert board[-1][0] == 0
    mails, texts = Counter(office.addresses), Counter(one["to"] for one in peer.taken)
    assert all(mails[person.email] == 1 for person in staff)
    assert len(texts) == len(peer.taken) == (STAFF + 1) // 2
    assert {row.status for row in messages()} == {"sent"}
    print(
        f"\n{acts():,} things due for {STAFF} staff: {len(office.taken)} e-mails and {len(peer.taken)} texts, "
        f"a minute each: {went[:-1]}"
    )
