"""Writes about training: who had which, and when."""

from datetime import date, datetime
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.conflict import Refused
from core.versions import append
from staff.models import Training
from staff.queries import staff_line


def record_training(
    *, service_id: UUID, staff_id: UUID, title: str, done_on: date, by: UUID, at: datetime, link: str = ""
) -> Training:
    """Record that somebody of a service had training on a London day (SEED 10.24). `link`: where it is described.

    Raises Refused for somebody of another service, for a future day, without a title, and for a link that is none.
    """
    problems = []
    if staff_line(service_id, staff_id) is None:
        problems.append(("staff", "Choose somebody of this service"))
    if not title.strip():
        problems.append(("title", "Say which training it was"))
    if done_on > day_of(at):
        problems.append(("done_on", "The date must be today or in the past"))
    if link and not link.startswith("https://"):
        problems.append(("link", "The address must begin with https://"))
    if problems:
        raise Refused(*problems)
    row = Training(
        staff_id=staff_id, title=title.strip(), done_on=done_on, link=link, recorded_by_id=by, recorded_at=at
    )
    append(row)
    record_change("record_training", by=by, at=at, about=str(row.id))
    return row
