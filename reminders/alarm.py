"""The alarm: where no pass went well for too long, every administrator is written to, once for each time it stopped.

Whoever notices first raises it: the reminders' process when it goes on, a look from outside, a web process beside the
page that it was asked for. The database lets one message of each key be written, and one process take it in hand.
"""

import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Any

from flask import Flask, current_app

from casework.queries.telling import going
from casework.rules.messages import MessageKind
from casework.rules.policy import TellingPolicy
from casework.rules.stages import Way
from core.calendar import day_of
from core.db import commit, db, reading, writing
from core.policy import current
from core.wording import instant
from reminders.actions.planning import write_once
from reminders.queries import holders, keys_taken, messages_to_send, room_in, services
from reminders.rules.wording import alarm_text
from reminders.sending import send_one
from staff.rules import RoleName

log = logging.getLogger(__name__)

AGAIN_AFTER = 60.0
"""Seconds between two looks of one web process: an alarm that the mail server did not take is tried again."""
_one_at_a_time = Lock()


def raise_alarm(at: datetime, policy: TellingPolicy) -> bool:
    """Write to every administrator where passes are missed at an instant (UTC). Says whether they are. Commits."""
    with reading():
        now = going()
        missed = now.is_missed(at, timedelta(minutes=policy.missed_after_minutes))
        rows = list(_rows(now.succeeded_at or now.serving_since or at, at)) if missed else []
        taken = keys_taken(row["key"] for row in rows) if rows else set()
        db.session.commit()
    if {row["key"] for row in rows} - taken:
        with writing():
            write_once(rows)
            commit()
    return missed


def _rows(since: datetime, at: datetime) -> Iterator[dict[str, Any]]:
    text = alarm_text(instant(since), f"{current_app.extensions['settings'].address_for_links}/health")
    for service in services():
        for staff_id in holders(service.id, RoleName.ADMINISTRATOR):
            yield {
                "service_id": service.id,
                "kind": MessageKind.ALARM,
                "way": Way.EMAIL,
                "recipient_id": staff_id,
                "at": at,
                "key": f"alarm:{staff_id}:{since:%Y%m%d%H%M%S}",
                "text": text,
            }


def check(*, at: datetime, worker: str) -> bool:
    """Whether passes run; where they do not, administrators are written to now. Of what else is due nothing is sent."""
    policy = current().section(TellingPolicy, on=day_of(at))
    missed = raise_alarm(at, policy)
    if missed:
        with reading():
            ids = messages_to_send(at, limit=room_in(at, policy.messages_a_minute), kind=MessageKind.ALARM)
            db.session.commit()
        for message_id in ids:
            send_one(message_id, at=at, worker=worker)
    return not missed


def check_beside(app: Flask, *, at: datetime, worker: str) -> Thread | None:
    """The same in a thread of its own, so that no page waits for it. None where one was begun a moment ago."""
    with _one_at_a_time:
        began, last = app.extensions.get("reminders_alarm", (-AGAIN_AFTER, None))
        if time.monotonic() - began < AGAIN_AFTER or (last is not None and last.is_alive()):
            return None
        thread = Thread(target=_check_in, args=(app, at, worker), name="reminders-alarm", daemon=True)
        app.extensions["reminders_alarm"] = (time.monotonic(), thread)
        thread.start()
    return thread


def _check_in(app: Flask, at: datetime, worker: str) -> None:
    with app.app_context():
        try:
            check(at=at, worker=worker)
        except Exception:
            log.exception("administrators could not be told that reminders do not run")
