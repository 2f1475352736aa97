"""Processes that are killed, and two where there should be one: each reminder once, or visibly unknown; none lost."""

import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import PACKAGES
from casework.models import Reminder, TellingDue
from casework.queries.telling import waiting_messages
from core.calendar import at_london
from core.db import commit, db
from core.settings import ROOT
from reminders.models import PhoneCode, TellingChoice
from staff.models import StaffMember
from tests.casework.crowd import TODAY, a_crowd
from tests.core.post_office import PostOffice, a_free_port, post_office
from tests.emptying import Database
from tests.reminders import at_it
from tests.reminders.builders import messages, reminders
from tests.reminders.twilio_peer import REFUSALS, TAKEN_ALL_THE_SAME, Peer, twilio_peer
from tests.staff.builders import Person, a_service, a_staff_member

SOAK = bool(os.environ.get("SOAK"))
DUE, KILLS, LIVES = (500, 200, 320) if SOAK else (16, 7, 240)
"""So many are due; so many processes are killed, each after at most so many statements."""
MINUTES = 60 if SOAK else 4
ROOMS = [f"{package}.{room}" for package in PACKAGES for room in ("models", "views", "cli")]
REFERENCE = re.compile(r"^Message-ID: <([0-9a-f-]{36})@", re.MULTILINE)
SENT = ("sent", "delivered")
ALL_DAY = """[[telling]]
from = 2026-01-01
signed_off_by = "Dr Ames"
signed_off_on = 2026-01-01
quiet_from_hour = 24
"""
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

    def process(
        self, start_minute: int, minutes: int, worker: str, death: at_it.Death | None = None
    ) -> multiprocessing.process.BaseProcess:
        """A process that makes passes, begun."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.reminders.at_it", *ROOMS])
        at = (START + timedelta(minutes=start_minute)).isoformat()
        said = [f"{name}={value}" for name, value in self.settings.items()]
        wanted = (self.database.url, str(self.folder), at, minutes, worker, death, *said)
        process = context.Process(target=at_it.main, args=wanted)
        process.start()
        return process


def a_morning_of(count: int, database: Database, folder: Path, settings: dict[str, Any]) -> Morning:
    service, people = a_service(), {}
    a_staff_member("manager", "safeguarding-lead", service=service)
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
    rows, every = reminders(), messages()
    assert not [row for row in rows if row.message_id is None]
    assert {(row.recipient_id, row.way) for row in rows} == {(one.recipient_id, one.way) for one in every}
    for person in morning.people.values():
        assert {one.way for one in every if one.recipient_id == person.staff_id} == {"email", "text"}
    mails = Counter(REFERENCE.findall("\n".join(text for _, text in office.taken)))
    texts = Counter(one["sid"] for one in peer.taken)
    for one in every:
        count = mails.pop(str(one.mail_id), 0) if one.way == "email" else texts.pop(one.provider_id or "", 0)
        assert one.status in SENT or one.status == "unknown", one.status
        assert count == 1 or (one.status == "unknown" and count == 0), (one.way, one.status, count)
    lost = Counter(one.address for one in every if one.way == "text" and one.status == "unknown")
    taken = Counter(one["to"] for one in peer.taken if one["sid"] in texts)
    assert not mails
    assert taken <= lost, "a text went that nobody knows of"
    return Counter(one.status for one in every)


def is_done() -> bool:
    """Whether there is nothing left to plan or to send."""
    waits = db.session.scalar(select(func.count()).select_from(Reminder).where(Reminder.waits))
    to_plan = db.session.scalar(select(func.count()).select_from(TellingDue).where(TellingDue.due_on <= TODAY))
    done = not (waits or to_plan or waiting_messages())
    db.session.rollback()
    return done


@pytest.mark.timeout(7200 if SOAK else 300)
def test_killed_at_any_moment_nothing_is_sent_twice_and_nothing_vanishes(
    inside: Flask, database: Database, folder: Path
) -> None:
    chance = random.Random(20260610)
    (folder / "policy.toml").write_text(ALL_DAY)  # two hundred lives take longer than working hours
    with twilio_peer() as (peer, texts), post_office() as (office, mail):
        peer.at = START + timedelta(days=1)
        morning = a_morning_of(DUE, database, folder, texts | mail)
        at_work = 0
        for number in range(KILLS):
            at_work += not is_done()
            process = morning.process(4 * number, 30, "killed", (chance.randint(1, LIVES), chance.uniform(0, 0.03)))
            process.join(300)
            assert process.exitcode == -signal.SIGKILL
        last = morning.process(4 * KILLS, 14, "last")
        last.join(900)
        assert last.exitcode == 0
        statuses = check(morning, peer, office)
    print(f"\n{KILLS} kills, {at_work} of them with work in hand, {DUE} people: {dict(statuses)}")
    assert at_work >= KILLS * 0.9


@contextmanager
def web_workers(count: int, database: Database, folder: Path, peer: Peer, settings: dict[str, Any]) -> Iterator[None]:
    """So many, that serve pages and hear from the text provider what became of each text. They send nothing."""
    port = a_free_port()
    settings["public_address"] = f"http://127.0.0.1:{port}"
    said = {name.upper(): str(value) for name, value in settings.items()}
    environment = {**os.environ, **said, "DATABASE_URL": database.url, "INSTANCE_FOLDER": str(folder)}
    command = [sys.executable, "-m", "gunicorn", "app:serve()", "--bind", f"127.0.0.1:{port}", "--preload"]
    more = ["--workers", str(count), "--threads", "4", "--log-level", "warning"]
    with subprocess.Popen([*command, *more], cwd=ROOT, env=environment) as server, ThreadPoolExecutor(8) as calls:
        peer.says_afterwards = calls
        try:
            yield
            calls.shutdown(wait=True)
        finally:
            server.terminate()


@pytest.mark.timeout(7200 if SOAK else 300)
def test_two_schedulers_started_by_mistake_send_each_once(inside: Flask, database: Database, folder: Path) -> None:
    """With web workers beside them in the soak, each of which would send it again if it had a scheduler of its own."""
    with twilio_peer() as (peer, texts), post_office() as (office, mail), ExitStack() as beside:
        peer.at = START + timedelta(days=1)
        settings = texts | mail
        if SOAK:
            beside.enter_context(web_workers(8, database, folder, peer, settings))
        morning = a_morning_of(DUE, database, folder, settings)
        both = [morning.process(0, MINUTES, worker) for worker in ("one", "two")]
        for process in both:
            process.join(3000)
        assert [process.exitcode for process in both] == [0, 0]
        beside.close()
        statuses = check(morning, peer, office)
    if SOAK:
        print(f"\n2 schedulers, 8 web workers, {MINUTES} minutes, {DUE} people: {dict(statuses)}")
        assert statuses["delivered"] == DUE
        assert Counter(peer.answers) == {204: 3 * DUE}
    assert statuses["unknown"] == 0
