"""The table of jobs, and putting something into it: in the caller's transaction, so that it is there or nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Row, db, is_taken


class Job(Row, Base):
    """One piece of work. It is claimed for a while, done or given up once; `done_parts` of `of_parts` for a batch."""

    __table_args__ = (
        CheckConstraint("tries >= 0", name="tries_not_negative"),
        CheckConstraint("done_parts >= 0 AND of_parts >= done_parts", name="no_more_than_all_is_done"),
        CheckConstraint("(claimed_by IS NULL) = (claimed_at IS NULL)", name="claimed_by_somebody"),
        CheckConstraint("(claimed_by IS NULL) = (claimed_until_at IS NULL)", name="claimed_for_a_while"),
        CheckConstraint("done_at IS NOT NULL OR NOT given_up", name="given_up_is_an_end"),
        Index("ix_job_done_at_not_before_at", "done_at", "not_before_at"),
    )

    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    key: Mapped[str | None] = mapped_column(unique=True)
    queued_at: Mapped[datetime]
    not_before_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    claimed_until_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    done_parts: Mapped[int] = mapped_column(default=0)
    of_parts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    given_up: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, for the page that waits for it: parts done of all, and how it ended once it has."""

    done_parts: int
    of_parts: int
    ended: bool
    given_up: bool
    outcome: str


def queue(
    kind: str,
    payload: Mapping[str, Any],
    *,
    at: datetime,
    not_before: datetime | None = None,
    key: str | None = None,
    of_parts: int = 0,
) -> Job:
    """Put a job into the caller's transaction, to be done not before an instant (UTC; None: at once).

    With a `key` there is ever only one: a second call finds the first one's. `payload` is JSON: identifiers, never
    names or text about a person.
    """
    job = Job(
        kind=kind,
        payload=dict(payload),
        key=key,
        queued_at=at,
        not_before_at=not_before or at,
        of_parts=of_parts,
    )
    if key is None:
        db.session.add(job)
        db.session.flush()
        return job
    return _of_key(key) or _added(job, key)


def _added(job: Job, key: str) -> Job:
    try:
        with db.session.begin_nested():
            db.session.add(job)
    except IntegrityError as problem:
        standing = _of_key(key) if is_taken(problem) else None
        if standing is None:
            raise
        return standing
    return job


def _of_key(key: str) -> Job | None:
    return db.session.scalar(select(Job).where(Job.key == key))


def progress(key: str) -> Progress | None:
    """How far the job of that key is; None where there is none. One statement."""
    job = _of_key(key)
    if job is None:
        return None
    return Progress(job.done_parts, job.of_parts, job.done_at is not None, job.given_up, job.outcome)


def waiting(kind: str | None = None) -> int:
    """How many jobs, of one kind where it is given, are still to be done. One statement."""
    query = select(func.count()).select_from(Job).where(Job.done_at.is_(None))
    return db.session.scalar(query if kind is None else query.where(Job.kind == kind)) or 0
