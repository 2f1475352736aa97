"""A process of its own for tests: passes one after the other from a given London time on, a minute apart."""

import os
import signal
import time
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Timer

from sqlalchemy import event
from sqlalchemy.engine import Engine

from reminders.passing import one_pass
from tests.databases import make_app

Death = tuple[int, float]
"""After so many statements, and so many seconds more."""


def main(url: str, folder: str, start: str, minutes: int, worker: str, death: Death | None, *settings: str) -> None:
    """Where another process is at it, this one's minute is not over until that one's is: simulated time is quick."""
    app = make_app(url, Path(folder), **dict(one.split("=", 1) for one in settings))
    if death is not None:
        die(*death)
    at = datetime.fromisoformat(start)
    for _ in range(minutes):
        with app.app_context():
            while one_pass(at=at, worker=worker) is None:
                time.sleep(0.05)
        at += timedelta(minutes=1)


def die(statements: int, seconds: float) -> None:
    """SIGKILL to this process: at any moment of its work, however fast the machine is."""
    seen = count(1)

    @event.listens_for(Engine, "before_cursor_execute")
    def counted(*_: object) -> None:
        if next(seen) == statements:
            Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
