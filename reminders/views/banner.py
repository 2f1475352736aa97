"""On every page, where reminders have not run for too long: everybody sees it, and administrators are written to."""

import time
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, current_app

from casework.queries.telling import Going, going
from casework.rules.policy import TellingPolicy
from core import clock
from core.jobs.cli import worker_name
from core.policy import current
from reminders.alarm import check_beside
from reminders.views.blueprint import blueprint
from staff.access import viewer_or_none

ASKED_AGAIN_AFTER = 20.0
"""Seconds: so that not every page costs a statement more."""


@blueprint.app_context_processor
def reminders_missed() -> dict[str, Any]:
    """`reminders_missed_since`: when the last pass went well; none while they run, or nobody is signed in."""
    return {"reminders_missed_since": _since() if viewer_or_none() else None}


def _since() -> Any:
    asked_at, known = current_app.extensions.get("reminders_missed", (-ASKED_AGAIN_AFTER, None))
    if time.monotonic() - asked_at < ASKED_AGAIN_AFTER:
        return known
    now, missed = looked(clock.now())
    known = (now.succeeded_at or now.serving_since) if missed else None
    current_app.extensions["reminders_missed"] = (time.monotonic(), known)
    return known


def looked(at: datetime) -> tuple[Going, bool]:
    """How passes go, and whether they are missed at an instant (UTC): then administrators are told."""
    now = going()
    policy = current().section(TellingPolicy, on=clock.day_of(at))
    missed = now.is_missed(at, timedelta(minutes=policy.missed_after_minutes))
    if missed:
        app = cast(Flask, cast(Any, current_app)._get_current_object())
        check_beside(app, at=at, worker=f"{worker_name()}:web")
    return now, missed
