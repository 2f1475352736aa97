"""What does each kind of job: packages register their own, and app.py sees to it that they are loaded."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from core.db import db
from core.jobs.table import Job


class TryLater(Exception):
    """It did not work this time, and nothing was left half done. The text says why, in words staff can read."""


class GiveUp(Exception):
    """It will never work. The text says why, and what to do, in words staff can read."""


class Overtaken(Exception):
    """This worker was away for so long that another one took the job."""


@dataclass(slots=True)
class Running:
    """The job in hand: what a handler is given."""

    job_id: UUID
    kind: str
    payload: Mapping[str, Any]
    tries: int
    worker: str
    lease: timedelta
    started: datetime
    last: bool
    _began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The present instant (UTC): the one the run was started with, and what has passed since."""
        return self.started + timedelta(seconds=time.monotonic() - self._began)

    def progress(self, done: int, of: int) -> None:
        """Commit the work so far, say how far it is, and keep the job for another while."""
        values = {"done_parts": done, "of_parts": of, "claimed_until_at": self.now() + self.lease}
        if not self.change(values):
            db.session.rollback()
            raise Overtaken
        db.session.commit()

    def change(self, values: Mapping[str, Any]) -> bool:
        """Change the job's row, if it is still this worker's."""
        query = update(Job).where(Job.id == self.job_id, Job.claimed_by == self.worker, Job.tries == self.tries)
        found = db.session.execute(
            query.where(Job.done_at.is_(None)).values(**values), execution_options={"synchronize_session": False}
        )
        return bool(getattr(found, "rowcount", 0))


Handler = Callable[[Running], str | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """What does a kind of job, and whether it can be done on this machine at present."""

    run: Handler
    ready: Callable[[], bool]


KINDS: dict[str, Kind] = {}


def handles(kind: str, *, ready: Callable[[], bool] = lambda: True) -> Callable[[Handler], Handler]:
    """Mark the function that does a kind of job; while it is not `ready`, jobs of that kind wait untouched.

    It may commit what it has done so far; what it leaves flushed is committed together with the job's end. It returns
    the outcome in words, or raises TryLater or GiveUp.
    """

    def mark(handler: Handler) -> Handler:
        KINDS[kind] = Kind(handler, ready)
        return handler

    return mark
