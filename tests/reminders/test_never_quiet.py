"""Where reminders do not run, everybody sees it; the process starts, goes on and ends; commands do one pass."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.models import Message, TellingClock
from casework.rules.messages import MessageKind
from casework.rules.policy import TellingPolicy
from casework.rules.stages import Way
from core import clock
from core.clock import day_of, now
from core.db import db
from core.policy import current
from core.readiness import PolicyInUse
from core.settings import ROOT
from reminders import passing, scheduler
from reminders.actions import write_message
from reminders.alarm import raise_alarm
from reminders.passing import one_pass
from staff.models import Service, StaffMember, User
from tests.core.post_office import PostOffice, post_office
from tests.emptying import Database
from tests.reminders.builders import MINUTE, a_family_with_much_due, a_morning, messages, passes
from tests.serving import served
from tests.staff.builders import Person, a_service, a_staff_member
from tests.strict_client import StrictClient


def served_since(minutes: int, last_pass: int | None = None) -> None:
    """Somebody has been served for so many minutes, and a pass last went well so many minutes ago."""
    db.session.add(PolicyInUse(id=1, digest="x", machine="y", since=now() - minutes * MINUTE))
    if last_pass is not None:
        db.session.add(TellingClock(name="reminders", succeeded_at=now() - last_pass * MINUTE))
    db.session.commit()


@pytest.fixture
def noticing(inside: Flask) -> Iterator[Callable[[], None]]:
    """A web process that asks anew how passes go. Called: waits for what it does beside pages, and forgets."""

    def settle() -> None:
        _, thread = inside.extensions.pop("reminders_alarm", (0, None))
        if thread is not None:
            thread.join()
        inside.extensions.pop("reminders_missed", None)

    settle()
    yield settle
    settle()


@pytest.mark.parametrize(
    ("served", "last", "banner"), [(60, 2, False), (60, 16, True), (60, None, True), (5, None, False)]
)
def test_a_missed_pass_is_on_every_page_and_at_the_address_for_monitoring(
    noticing: Callable[[], None], client: StrictClient, sign_in: Callable[..., Person],
    served: int, last: int | None, banner: bool,
) -> None:  # fmt: skip
    sign_in("drugs-worker")
    served_since(served, last)
    assert ("Reminders have not run since" in client.get("/work").text) is banner
    health = client.get("/health")
    assert health.status_code == (503 if banner else 200)
    assert health.json is not None and set(health.json) == {"reminders", "last_pass", "next_pass", "waiting"}


def test_a_page_that_shows_it_has_administrators_written_to_once_and_nobody_else_of_anything(
    noticing: Callable[[], None], office: PostOffice, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    worker = sign_in("drugs-worker")
    service = db.session.get_one(Service, worker.service_id)
    administrator = a_staff_member("administrator", service=service)
    waits = write_message(
        service_id=service.id, kind=MessageKind.SUMMARY, way=Way.EMAIL, recipient_id=worker.staff_id, at=now()
    )
    served_since(60, 16)
    for _ in range(3):
        assert "Go by your work list or the counter" in client.get("/work").text
        noticing()
    assert [row.status for row in messages(administrator, kind="alarm")] == ["sent"]
    assert office.addresses == [administrator.email]
    assert db.session.get_one(Message, waits, populate_existing=True).status == "written"


def test_whose_account_is_closed_is_not_written_to(inside: Flask) -> None:
    service = a_service()
    here, left = a_staff_member("administrator", service=service), a_staff_member("administrator", service=service)
    db.session.get_one(StaffMember, left.staff_id).disabled_at = now()
    served_since(60, 16)
    assert raise_alarm(now(), current().section(TellingPolicy, on=day_of(now())))
    assert [row.recipient_id for row in messages(kind="alarm")] == [here.staff_id]


def test_while_passes_go_well_a_page_writes_to_nobody(
    noticing: Callable[[], None], inside: Flask, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    sign_in("administrator")
    served_since(60, 2)
    client.get("/staff")
    client.get("/health")
    assert "reminders_alarm" not in inside.extensions
    assert messages(kind="alarm") == []


def test_an_administrator_reads_what_to_do_about_it(
    noticing: Callable[[], None], client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    sign_in("administrator")
    served_since(60, 16)
    page = client.get("/staff").text
    assert "Have whoever runs the machine start the reminders’ process again." in page
    assert "tell your administrator" not in page


def test_several_that_notice_at_the_same_moment_write_one_message_each(inside: Flask) -> None:
    administrators = [a_staff_member("administrator") for _ in range(3)]
    served_since(60, 16)
    at, policy, together = now(), current().section(TellingPolicy, on=day_of(now())), Barrier(4)

    def notice() -> bool:
        with inside.app_context():
            together.wait()
            return raise_alarm(at, policy)

    with ThreadPoolExecutor(4) as processes:
        missed = [each.result() for each in [processes.submit(notice) for _ in range(4)]]
    assert missed == [True] * 4
    assert sorted(row.recipient_id for row in messages(kind="alarm")) == sorted(one.staff_id for one in administrators)


def test_two_web_processes_that_are_asked_by_monitoring_send_one_e_mail(
    inside: Flask, database: Database, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator = a_staff_member("administrator")
    db.session.add(TellingClock(name="reminders", succeeded_at=now() - 60 * MINUTE))
    db.session.commit()
    with post_office() as (office, settings):
        for name, value in settings.items():
            monkeypatch.setenv(name.upper(), str(value))
        with served(database.url, folder, tmp_path) as server:
            for _ in range(20):
                with pytest.raises(urllib.error.HTTPError, match="503"):
                    urllib.request.urlopen(f"{server.address}/health", timeout=20)
            for _ in range(200):
                if [row.status for row in messages(kind="alarm")] == ["sent"]:
                    break
                db.session.commit()
                time.sleep(0.05)
    assert [row.status for row in messages(kind="alarm")] == ["sent"]
    assert office.addresses == [administrator.email]


def test_a_look_from_outside_ends_with_an_error_and_writes_to_administrators(
    app: Flask, inside: Flask, office: PostOffice
) -> None:
    administrator = a_staff_member("administrator")
    served_since(60, 2)
    assert app.test_cli_runner().invoke(args=["reminders", "check"]).output == "Reminders run.\n"
    db.session.get_one(TellingClock, "reminders").succeeded_at = now() - 16 * MINUTE
    db.session.commit()
    looked = app.test_cli_runner().invoke(args=["reminders", "check"])
    assert (looked.exit_code, looked.output) == (1, "Error: Reminders do not run. See whether their process does.\n")
    assert office.addresses == [administrator.email]


def test_the_board_says_when_the_last_pass_was_and_what_did_not_arrive(
    office: PostOffice, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    home = a_family_with_much_due()
    sign_in("manager", service=home.service)
    assert "Reminders have not run yet on this machine" in client.get("/board").text
    account = db.session.scalars(select(User).where(User.email == home.worker.email)).one()
    account.email = "nobody@example.org"
    db.session.commit()
    passes(a_morning())
    sent = db.session.scalar(select(func.count()).select_from(Message).where(Message.status == "sent"))
    page = client.get("/board").text
    assert "Last looked at what is due" in page
    assert sent
    assert f"0 messages waiting to be sent, {sent} sent today" in page
    assert "Not accepted, by e-mail." in page
    assert "No such person here" in page


def test_administrators_are_written_to_once_for_each_time_it_was_missed(office: PostOffice) -> None:
    home = a_family_with_much_due()
    administrator = a_staff_member("administrator", service=home.service)
    at = passes(a_morning(), 3)
    assert messages(administrator, kind="alarm") == []
    passes(at + timedelta(hours=2), 3)
    assert [row.status for row in messages(administrator, kind="alarm")] == ["sent"]
    assert office.addresses.count(administrator.email) == 1


def test_a_pass_that_breaks_says_so_and_the_next_one_mends_it(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_family_with_much_due()
    at = a_morning()
    with monkeypatch.context() as broken:
        broken.setattr(passing, "_assemble_all", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            one_pass(at=at, worker="one")
    row = db.session.get_one(TellingClock, "reminders", populate_existing=True)
    assert (row.problem, row.held_by) == (passing.SOMETHING_WRONG, None)
    passes(at + MINUTE)
    assert db.session.get_one(TellingClock, "reminders", populate_existing=True).problem == ""
    assert len(messages()) == 3


def test_the_command_makes_one_pass_at_a_time_that_only_tests_may_choose(app: Flask) -> None:
    runner = app.test_cli_runner()
    done = runner.invoke(args=["reminders", "run", "--once", "--at", "2026-06-10T09:00"])
    assert done.output == "Looked at 0 families, wrote 0 reminders, sent 0 messages.\n"
    app.testing = False
    try:
        refused = runner.invoke(args=["reminders", "run", "--once", "--at", "2026-06-10T09:00"])
    finally:
        app.testing = True
    assert refused.exit_code == 2
    assert "--at is for tests" in refused.output


def test_a_clock_put_back_does_not_keep_the_next_pass_waiting() -> None:
    changed: list[object] = []
    ahead = SimpleNamespace(next_run_time=clock.now() + timedelta(hours=1), modify=lambda **new: changed.append(new))
    assert scheduler.wake(ahead, MINUTE)  # type: ignore[arg-type]
    assert changed
    soon = SimpleNamespace(next_run_time=clock.now().astimezone(UTC) + MINUTE, modify=changed.clear)
    assert not scheduler.wake(soon, MINUTE)  # type: ignore[arg-type]


def test_the_process_of_its_own_passes_and_ends_when_told(inside: Flask, database: Database, folder: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "DATABASE_URL": database.url, "INSTANCE_FOLDER": str(folder)}
    command = [sys.executable, "-m", "flask", "--app", "app", "reminders", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        for _ in range(600):
            row = db.session.get(TellingClock, "reminders", populate_existing=True)
            db.session.commit()
            if row is not None and row.succeeded_at is not None:
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert row is not None and row.succeeded_at is not None
