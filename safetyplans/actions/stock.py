"""The shelf of lockable boxes: what came in, and what left it other than to a person."""

from datetime import date, datetime
from uuid import UUID

from core.audit import record_change
from core.calendar import day_of
from core.db import db
from safeguarding.rules import day_problems, text_problems
from safetyplans.actions.recording import refuse
from safetyplans.models import BoxCount


def count_boxes(
    *, service_id: UUID, boxes: int, because: str, by: UUID, at: datetime, happened_on: date | None = None
) -> BoxCount:
    """Record boxes that came to the shelf (more than none), or left it other than to a person (less than none).

    Raises Refused for none at all, without a reason, and for a day that has not come.
    """
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        text_problems("because", because, "Say where they came from, or where they went."),
        () if boxes else (("boxes", "Say how many boxes."),),
    )
    row = BoxCount(
        service_id=service_id, boxes=boxes, because=because.strip(), happened_on=day, recorded_by_id=by, recorded_at=at
    )
    db.session.add(row)
    db.session.flush()
    record_change("count_boxes", by=by, at=at, about=str(row.id))
    return row
