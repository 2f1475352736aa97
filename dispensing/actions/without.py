"""What is kept without a decision: one that was not agreed, and what is in use all the same."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from core.audit import record_change
from core.db import db
from core.findings import Finding
from dispensing.actions.holding import hold_household_of
from dispensing.models import DecisionNotAgreed
from dispensing.rules import Asked
from supply.actions import set_arrangement_in_use
from supply.rules import Arrangement
from supply.rules.facts import InUseSource

_PRESSED_TWICE = timedelta(minutes=1)


def record_not_agreed(
    *, person_id: UUID, asked: Asked, stops: Sequence[Finding], by: UUID, at: datetime, watched: bool = False
) -> DecisionNotAgreed:
    """Keep a decision that was refused: who tried, what was asked for, which stops stood.

    Kept once where the same is pressed twice within a minute.
    `watched`: the stops were only watched, and the decision was recorded all the same (findings.md, principle 9).
    """
    household_id = hold_household_of(person_id)
    row = DecisionNotAgreed(
        person_id=person_id,
        arrangement=asked.arrangement.to_plain(),
        reason=asked.reason.strip(),
        asked_by=asked.asked_by.strip(),
        stops=sorted({stop.code for stop in stops}),
        watched=watched,
        recorded_by_id=by,
        recorded_at=at,
    )
    if (before := _pressed_before(row)) is not None:
        return before
    db.session.add(row)
    db.session.flush()
    record_change("record_not_agreed", by=by, at=at, household=household_id, person=person_id, about=str(row.id))
    return row


def _pressed_before(row: DecisionNotAgreed) -> DecisionNotAgreed | None:
    """The same, kept within the last minute by the same person: a button pressed twice."""
    query = select(DecisionNotAgreed).where(
        DecisionNotAgreed.person_id == row.person_id,
        DecisionNotAgreed.recorded_by_id == row.recorded_by_id,
        DecisionNotAgreed.recorded_at > row.recorded_at - _PRESSED_TWICE,
        DecisionNotAgreed.recorded_at <= row.recorded_at,
    )
    alike = (one for one in db.session.scalars(query) if _said(one) == _said(row))
    return next(alike, None)


def _said(row: DecisionNotAgreed) -> tuple[object, ...]:
    return row.arrangement, row.reason, row.asked_by, row.stops, row.watched


def record_in_use(
    *,
    person_id: UUID,
    arrangement: Arrangement,
    source: InUseSource,
    by: UUID,
    at: datetime,
    from_on: date | None = None,
) -> None:
    """Record which arrangement is in use without a decision: the prescription, the counter or somebody says so.

    From the London day `from_on`, the day of recording where none is given. It is not thereby agreed.
    """
    set_arrangement_in_use(
        household_id=hold_household_of(person_id),
        person_id=person_id,
        arrangement=arrangement,
        source=source,
        by=by,
        at=at,
        from_on=from_on,
    )
