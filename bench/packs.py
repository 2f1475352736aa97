"""A batch of packs for 500 people: how many a second, the worker's peak memory, and what the desk feels meanwhile.

The worker is a process of its own, as it is when the product runs; its peak is what the kernel says (VmHWM). The desk's
list is asked for the same number of times with no batch, in turns with the batch.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select

from bench.crowd import assigned, cookie_of, prescribed
from bench.measuring import Terminal, Times
from casework.actions.packs import ask_for_packs
from casework.models import PackFile
from core import clock
from core.clock import day_of
from core.db import db, reading
from core.settings import ROOT
from leaflets.actions import issue_shipped, sign_off_all
from leaflets.queries import editions
from people.models import PharmacyAssignment
from supply.models import Prescription
from tests.casework.crowd import a_crowd
from tests.databases import make_app, migrate
from tests.staff.builders import a_pharmacy, a_staff_member

PEOPLE, MARKS, AT_THE_DESK, PAUSE = 500, (50, 250, 500), 60, 0.25
Server = Callable[[str, Path], AbstractContextManager[int]]


@dataclass(frozen=True)
class Asked:
    """The batch that was asked for, and the session of a pharmacist at the desk."""

    batch_id: UUID
    cookie: str


def measure(server: Server, people: int = PEOPLE) -> None:
    """Print the figures, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="safe-at-home-packs-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.sqlite'}"
        app = make_app(url, folder)
        migrate(app)
        with app.app_context():
            asked = _fill(app, people, clock.now())
        with server(url, folder) as port:
            desk = Terminal(port, asked.cookie)
            desk.get("/desk/")
            before = _looked(desk, lambda looks: looks < AT_THE_DESK)
            _batch(app, asked, desk, url, folder, people, before)


def _fill(app: Any, people: int, at: datetime) -> Asked:
    """People of one service and pharmacy, what is signed off, and the batch for all of them."""
    crowd, long_ago = a_crowd(people, at=at - timedelta(days=100)), at - timedelta(days=90)
    by, today = crowd.worker.staff_id, day_of(at)
    pharmacy, signed = a_pharmacy(crowd.service), {"recorded_at": long_ago, "recorded_by_id": by}
    some = crowd.people[:125]
    db.session.execute(insert(PharmacyAssignment), [assigned(one, pharmacy.id, today) | signed for one in some])
    db.session.execute(insert(Prescription), [prescribed(one, pharmacy.id, today) | signed for one in some])
    issue_shipped(at=long_ago)
    english = [one.id for one in editions(crowd.service.id) if one.language == "en"]
    sign_off_all(service_id=crowd.service.id, version_ids=english, reviewed_by="A pharmacist", by=by, at=long_ago)
    batch_id = ask_for_packs(service_id=crowd.service.id, person_ids=crowd.people, by=by, at=at)
    person = a_staff_member("pharmacist", pharmacy=pharmacy)
    db.session.commit()
    return Asked(batch_id, cookie_of(app, person))


def _batch(app: Any, asked: Asked, desk: Terminal, url: str, folder: Path, people: int, before: Times) -> None:
    peaks: dict[int, int] = {}
    env = {**os.environ, "DATABASE_URL": url, "INSTANCE_FOLDER": str(folder)}
    command = [sys.executable, "-m", "flask", "--app", "app", "jobs", "run", "--once"]
    start = time.perf_counter()
    worker = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)  # noqa: S603  (our own command)

    def working(_: int) -> bool:
        done = _done(app, asked.batch_id)
        for mark in MARKS:
            if done >= mark and mark not in peaks:
                peaks[mark] = _peak(worker.pid)
        return worker.poll() is None

    meanwhile = _looked(desk, working)
    took = time.perf_counter() - start
    done = _done(app, asked.batch_id)
    after = _looked(desk, lambda looks: looks < AT_THE_DESK)
    if worker.returncode or done < people:
        raise RuntimeError(f"the worker made {done} of {people} packs")
    _print(people, took, peaks, before, meanwhile, after)


def _looked(desk: Terminal, more: Callable[[int], bool]) -> Times:
    """The desk's list again and again, a moment between, as long as there is more."""
    each: list[float] = []
    start = time.perf_counter()
    while more(len(each)):
        began = time.perf_counter()
        desk.get("/desk/")
        each.append(time.perf_counter() - began)
        time.sleep(PAUSE)
    return Times(tuple(each), time.perf_counter() - start)


def _done(app: Any, batch_id: UUID) -> int:
    with app.app_context(), reading():
        found = db.session.scalar(select(func.sum(PackFile.people)).where(PackFile.batch_id == batch_id)) or 0
        db.session.rollback()
    return int(found)


def _peak(pid: int) -> int:
    """The most memory that a process has held so far, in MB; 0 where the machine does not say."""
    try:
        said = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        return 0
    return int(said.group(1)) // 1024 if said else 0


def _print(people: int, took: float, peaks: dict[int, int], before: Times, meanwhile: Times, after: Times) -> None:
    held = ", ".join(f"{peak} MB after {mark}" for mark, peak in sorted(peaks.items()))
    print(f"packs      {people} in one batch: {took:.0f} s, {people / took:.1f} a second; the worker's peak {held}")
    alone, late = max(before.percentile(0.95), after.percentile(0.95)), meanwhile.percentile(0.95)
    print(
        f"packs      the desk's list meanwhile ({len(meanwhile.each)} times): p50 {meanwhile.percentile(0.5):.0f} ms, "
        f"p95 {late:.0f} ms; with no batch p50 {before.percentile(0.5):.0f} ms, p95 {before.percentile(0.95):.0f} ms "
        f"before and {after.percentile(0.95):.0f} ms after ({late / alone:.1f} × the slower)",
        flush=True,
    )
