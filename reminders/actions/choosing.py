"""What a member of staff says about being told: how, and that a number is theirs."""

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from casework.rules.messages import MessageKind
from casework.rules.policy import TellingPolicy
from casework.rules.stages import Way
from core.audit import record_change
from core.conflict import Refused
from core.db import db
from core.versions import append, following
from reminders.actions.planning import write_message
from reminders.models import PhoneCode, TellingChoice
from reminders.queries import choice_of, codes_since, newest_code
from reminders.rules.choices import Choice
from reminders.rules.wording import code_message

CODES_AN_HOUR = 5
"""So many at most are sent to one person: a limit on a fault, not a matter of policy."""


def choose(said: Choice, *, by: UUID, at: datetime, seen: int | None = None) -> None:
    """How somebody wants to be told, as a new version. Raises Conflict where it was changed since (`seen`)."""
    append(
        TellingChoice(
            staff_id=by,
            version=following(choice_of(by).version, seen),
            new_acts=said.new_acts.value,
            texts=said.texts,
            recorded_at=at,
            recorded_by_id=by,
        )
    )
    record_change("choose_telling", by=by, at=at)


def ask_for_code(number: str, *, service_id: UUID, by: UUID, at: datetime) -> None:
    """Send a code to a number. Raises Refused after too many."""
    if codes_since(by, at - timedelta(hours=1)) >= CODES_AN_HOUR:
        raise Refused(("code", "Several codes were sent in the last hour. Wait a while, then ask for another one"))
    code = f"{secrets.randbelow(10**6):06}"
    db.session.add(PhoneCode(staff_id=by, number=number, code=code, asked_at=at))
    write_message(
        service_id=service_id,
        kind=MessageKind.CODE,
        way=Way.TEXT,
        recipient_id=by,
        at=at,
        text=code_message(code),
        address=number,
    )
    record_change("ask_for_code", by=by, at=at)
    db.session.flush()


def confirm_number(number: str, typed: str, *, policy: TellingPolicy, by: UUID, at: datetime) -> bool:
    """Whether the code typed is the one last sent to this number, in time; then the number is confirmed.

    A wrong one is counted: after too many the code is worth nothing.
    """
    row = newest_code(by, number)
    if row is None or row.confirmed_at is not None:
        return row is not None
    if at - row.asked_at > timedelta(minutes=policy.code_minutes) or row.wrong >= policy.code_tries:
        return False
    if not hmac.compare_digest(row.code, "".join(typed.split())):
        row.wrong += 1
        db.session.flush()
        return False
    row.confirmed_at = at
    record_change("confirm_number", by=by, at=at)
    db.session.flush()
    return True
