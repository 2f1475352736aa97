"""Processes that are killed, and two where there should be one: each reminder once, or visibly unknown; none lost."""

import multiprocessing
import os
import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from casework.models import TellingDue
from core.calendar import at_london
from core.db import commit, db
from reminders.models import PhoneCode, TellingChoice
from staff.models import StaffMember
from tests.casework.crowd import TODAY, a_crowd
from tests.core.post_office import PostOffice, post_office
from tests.emptying import Database
from tests.reminders import at_it
from tests.reminders.builders import messages, reminders
from tests.reminders.twilio_peer import REFUSALS, TAKEN_ALL_THE_SAME, Peer, twilio_peer
from tests.staff.builders import Person, a_service, a_staff_member

SOAK = bool(os.environ.get("SOAK"))
DUE, KILLS = (500, 200) if SOAK else (16, 7)
MINUTES = 60 if SOAK else 4
START = at_london(TODAY, 9)
NUMBERS = [
    number
    for number in (f"+447700900{last:03}" for last in range(1000))
    if number not in {*REFUSALS, *TAKEN_ALL_THE_SAME}
]


@dataclass
class Morning:
    """So many members of staff, each with a family about which something is overdue, and both ways to reach them."""

    people: dict[str, Person]
    database: Database
    folder: Path
    settings: dict[str, Any]

    def process(self, start_minute: int, minutes: int, worker: str) -> multiprocessing.process.BaseProcess:
        """A process that makes passes, begun."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.reminders.at_it"])
        at = (START + timedelta(minutes=start_minute)).isoformat()
        said = [f"{name}={value}" for name, value in self.settings.items()]
        wanted = (self.database.url, str(self.folder), at, str(minutes), worker, *said)
        process = context.Process(target=at_it.main, args=wanted)
        process.start()
        return process


def a_morning_of(count: int, database: Database, folder: Path, settings: dict[str, Any]) -> Morning:
    service, people = a_service(), {}
    for number in NUMBERS[:count]:
        person = a_staff_member("drugs-worker", service=service)
        people[number] = person
        db.session.get_one(StaffMember, person.staff_id).phone = number
        said = {"recorded_at": START - timedelta(days=9), "recorded_by_id": person.staff_id}
        db.session.add(TellingChoice(staff_id=person.staff_id, version=1, new_acts="digest", texts=True, **said))
        asked = START - timedelta(days=9)
        db.session.add(
            PhoneCode(staff_id=person.staff_id, number=number, code="123456", asked_at=asked, confirmed_at=asked)
        )
        crowd = a_crowd(1, service=service, worker=person)
        db.session.add(TellingDue(household_id=crowd.households[0], due_on=TODAY))
    commit()
    return Morning(people, database, folder, settings)


def check(morning: Morning, peer: Peer, office: PostOffice) -> Counter[str]:
    """Each reminder in a message that was sent once, or is visibly unknown; nothing twice, nothing left over."""
    statuses: Counter[str] = Counter()
    left = [row for row in reminders() if row.message_id is None]
    assert left == []
    told: dict[tuple[UUID, str], list[str]] = {}
    for message in messages():
        told.setdefault((message.recipient_id, message.way), []).append(message.status)
        statuses[message.status] += 1
    mails = Counter(office.addresses)
    for number, person in morning.people.items():
        for way, count in (("text", len(peer.to(number))), ("email", mails[person.email])):
            (status,) = told[person.staff_id, way]
            assert status in ("sent", "unknown"), (way, status)
            assert count == 1 or (status == "unknown" and count == 0), (way, status, count)
    return statuses


@pytest.mark.timeout(7200 if SOAK else 300)
def test_killed_at_any_moment_nothing_is_sent_twice_and_nothing_vanishes(
    inside: Flask, database: Database, folder: Path
) -> None:
    chance = random.Random(20260610)
    with twilio_peer() as (peer, texts), post_office() as (office, mail):
        peer.at = START + timedelta(days=1)
        morning = a_morning_of(DUE, database, folder, texts | mail)
        minute = 0
        for _ in range(KILLS):
            process = morning.process(minute, 30, "killed")
            process.join(chance.uniform(0.2, 1.4 if not SOAK else 4.0))
            process.kill()
            process.join()
            minute += 4
        last = morning.process(minute, 14, "last")
        last.join(600)
        assert last.exitcode == 0
        statuses = check(morning, peer, office)
    if SOAK:
        print(f"\n{KILLS} kills, {DUE} people: {dict(statuses)}")


@pytest.mark.timeout(7200 if SOAK else 300)
def test_two_schedulers_started_by_mistake_send_each_once(inside: Flask, database: Database, folder: Path) -> None:
    with twilio_peer() as (peer, texts), post_office() as (office, mail):
        peer.at = START + timedelta(days=1)
        morning = a_morning_of(DUE, database, folder, texts | mail)
        both = [morning.process(0, MINUTES, worker) for worker in ("one", "two")]
        for process in both:
            process.join(900)
        assert [process.exitcode for process in both] == [0, 0]
        assert check(morning, peer, office)["unknown"] == 0
