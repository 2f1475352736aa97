"""Doing what is due, one job at a time: claimed and committed, done, its end noted and committed."""

import logging
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select, update

from core.calendar import day_of
from core.db import db, reading, writing
from core.jobs.kinds import KINDS, GiveUp, Overtaken, Running, TryLater
from core.jobs.policy import JobsPolicy
from core.jobs.table import Job
from core.policy import current

log = logging.getLogger(__name__)

CANDIDATES = 20
STOPPED_EACH_TIME = "The program stopped while doing this, each time it was tried."
NOT_DONE = "This could not be done; the machine's log says why."


def run_due(*, at: datetime, worker: str, limit: int | None = None) -> int:
    """Do what is due at an instant (UTC), at most `limit` jobs. Says how many were taken on. Commits."""
    done = 0
    while (limit is None or done < limit) and run_one(at=at, worker=worker):
        done += 1
    return done


def run_one(*, at: datetime, worker: str) -> bool:
    """Take on one job that is due, and do it. Says whether there was one. Commits before and after."""
    policy = current().section(JobsPolicy, on=day_of(at))
    running = _claim(at, worker, policy)
    if running is None:
        return False
    _do(running, policy)
    return True


def _claim(at: datetime, worker: str, policy: JobsPolicy) -> Running | None:
    """The first job that is due and that nobody else took in the meantime."""
    kinds = sorted(name for name, kind in KINDS.items() if kind.ready())
    with reading():
        found = list(db.session.scalars(_due(at, kinds), execution_options={"populate_existing": True}))
        db.session.commit()
    for job in found:
        if _take(job.id, job.tries, at, worker, policy):
            return Running(
                job_id=job.id,
                kind=job.kind,
                payload=job.payload,
                tries=job.tries + 1,
                worker=worker,
                lease=policy.lease,
                started=at,
                last=job.tries + 1 >= policy.tries,
            )
    return None


def _due(at: datetime, kinds: list[str]) -> Select[Job]:
    free = or_(Job.claimed_until_at.is_(None), Job.claimed_until_at < at)
    query = select(Job).where(Job.done_at.is_(None), Job.not_before_at <= at, Job.kind.in_(kinds), free)
    return query.order_by(Job.not_before_at, Job.queued_at, Job.id).limit(CANDIDATES)


def _take(job_id: UUID, tries: int, at: datetime, worker: str, policy: JobsPolicy) -> bool:
    """Whether it is ours now: `tries` counts claims, so that no two can make the same one."""
    query = update(Job).where(Job.id == job_id, Job.tries == tries, Job.done_at.is_(None))
    values = {"claimed_at": at, "claimed_by": worker, "claimed_until_at": at + policy.lease, "tries": tries + 1}
    with writing():
        found = db.session.execute(query.values(**values), execution_options={"synchronize_session": False})
        db.session.commit()
    return bool(getattr(found, "rowcount", 0))


def _do(running: Running, policy: JobsPolicy) -> None:
    if running.tries > policy.tries:
        _end(running, STOPPED_EACH_TIME, given_up=True)
        return
    try:
        with writing():
            outcome = KINDS[running.kind].run(running)
            _end(running, outcome or "", given_up=False)
    except Overtaken:
        db.session.rollback()
    except GiveUp as problem:
        db.session.rollback()
        _end(running, str(problem), given_up=True)
    except TryLater as problem:
        db.session.rollback()
        _again(running, str(problem), policy)
    except Exception:
        db.session.rollback()
        log.exception("job %s (%s) could not be done", running.job_id, running.kind)
        _again(running, NOT_DONE, policy)


def _again(running: Running, words: str, policy: JobsPolicy) -> None:
    """Later, or, after the last try, not any more."""
    if running.last:
        _end(running, words, given_up=True)
        return
    next_at = running.now() + policy.wait_after(running.tries)
    with writing():
        running.change({**_FREE, "not_before_at": next_at, "outcome": words})
        db.session.commit()


def _end(running: Running, words: str, *, given_up: bool) -> None:
    """Note the end together with what the handler left flushed; where the job is another's by now, neither."""
    with writing():
        db.session.flush()
        if running.change({**_FREE, "done_at": running.now(), "outcome": words, "given_up": given_up}):
            db.session.commit()
        else:
            db.session.rollback()


_FREE = {"claimed_at": None, "claimed_by": None, "claimed_until_at": None}
