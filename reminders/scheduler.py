"""The door to APScheduler: the clock of a process of its own, that does the jobs and makes the passes.

Each pass asks the database what is due by now, so that a sleeping machine, a clock put forward or back and the two
nights of summer time change when a pass is made, and never what it does.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from core import clock
from core.jobs import run_due
from core.jobs.cli import until_told, worker_name
from reminders.passing import EVERY, one_pass, send_due

SOON = timedelta(seconds=5)
JOBS_AT_ONCE = 50
log = logging.getLogger(__name__)


def run(app: Flask) -> None:
    """Go on until SIGTERM or Ctrl+C; what is in hand is finished first."""
    ended = threading.Event()
    until_told(ended)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    worker = worker_name()
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(3)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    every = [
        _every(scheduler, EVERY, _in(app, lambda: one_pass(at=clock.now(), worker=worker))),
        _every(scheduler, SOON, _in(app, lambda: send_due(at=clock.now(), worker=f"{worker}:between"))),
        _every(scheduler, SOON, _in(app, lambda: run_due(at=clock.now(), worker=worker, limit=JOBS_AT_ONCE))),
    ]
    scheduler.start()
    while not ended.wait(SOON.total_seconds()):
        for job, pause in zip(every, (EVERY, SOON, SOON), strict=True):
            wake(job, pause)
    scheduler.shutdown(wait=True)


def _every(scheduler: BackgroundScheduler, pause: timedelta, act: Callable[[], None]) -> Job:
    job: Job = scheduler.add_job(act, "interval", seconds=pause.total_seconds(), next_run_time=clock.now())
    return job


def wake(job: Job, pause: timedelta) -> bool:
    """Where the clock was put back, the next time lies too far ahead: go on now. Says whether it did."""
    late = job.next_run_time is not None and job.next_run_time > clock.now() + 2 * pause
    if late:
        job.modify(next_run_time=clock.now())
    return late


def _in(app: Flask, act: Callable[[], object]) -> Callable[[], None]:
    """In a context of its own; what goes wrong is in the log, and tried again at the next time."""

    def acted() -> None:
        with app.app_context():
            try:
                act()
            except Exception:
                log.exception("the reminders' process went on after a fault")

    return acted
