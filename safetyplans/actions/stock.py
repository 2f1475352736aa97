"""The shelf of lockable boxes: what came in, and what left it other than to a person."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from core.audit import record_change
from core.calendar import day_of
from core.db import db
from safeguarding.rules import day_problems, text_problems
from safetyplans.actions.recording import refuse
from safetyplans.models import BoxCount

_PRESSED_TWICE = timedelta(minutes=1)


def count_boxes(
    *, service_id: UUID, boxes: int, because: str, by: UUID, at: datetime, happened_on: date | None = None
) -> BoxCount:
    """Record boxes that came to the shelf (more than none), or left it other than to a person (less than none).

    Said twice by one person within a minute it is one row: a button pressed twice.
    Raises Refused for none at all, without a reason, and for a day that has not come.
    """
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        text_problems("because", because, "Say where they came from, or where they went."),
        () if boxes else (("boxes", "Say how many boxes."),),
    )
    said = {"service_id": service_id, "boxes": boxes, "because": because.strip(), "happened_on": day}
    before = select(BoxCount).filter_by(recorded_by_id=by, **said).where(BoxCount.recorded_at > at - _PRESSED_TWICE)
    if (pressed := db.session.scalar(before.limit(1))) is not None:
        return pressed
    row = BoxCount(recorded_by_id=by, recorded_at=at, **said)
    db.session.add(row)
    db.session.flush()
    record_change("count_boxes", by=by, at=at, about=str(row.id))
    return row
