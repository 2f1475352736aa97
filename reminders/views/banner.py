"""On every page, where reminders have not run for too long: everybody is told, as nobody is told otherwise."""

import time
from datetime import timedelta
from typing import Any

from flask import current_app

from casework.queries.telling import going
from casework.rules.policy import TellingPolicy
from core import clock
from core.policy import current
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
    at, now = clock.now(), going()
    policy = current().section(TellingPolicy, on=clock.day_of(at))
    missed = now.is_missed(at, timedelta(minutes=policy.missed_after_minutes))
    known = (now.succeeded_at or now.serving_since) if missed else None
    current_app.extensions["reminders_missed"] = (time.monotonic(), known)
    return known
