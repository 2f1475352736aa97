"""What was written down at one counter besides doses: somebody sick, bottles brought back or lost."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.db import db
from core.wording import short_day
from safeguarding.models import Event
from safeguarding.rules import EventKind
from staff.models import StaffMember
from supply.models import Bottle
from supply.queries import not_taken_back
from supply.rules import Went

_CAME_TO = {
    Went.RETURNED: "brought back",
    Went.LOST: "said to be lost or stolen",
    Went.DRUNK_LATER: "drunk later",
    Went.DESTROYED: "destroyed",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry that stands: what it is, in words, and when. `what`: "bottle" or "sick"."""

    what: str
    id: UUID
    words: str
    on: date
    at: datetime


def happened_here(pharmacy_id: UUID, person_id: UUID, since: date) -> list[Happened]:
    """What this pharmacy wrote down about a person since a London day, newest first. Two statements."""
    here = select(StaffMember.id).where(StaffMember.pharmacy_id == pharmacy_id)
    bottles = select(Bottle).where(Bottle.person_id == person_id, Bottle.happened_on >= since, not_taken_back())
    sick = select(Event).where(Event.person_id == person_id, Event.kind == EventKind.VOMITING.value)
    found = [_bottle(row) for row in db.session.scalars(bottles.where(Bottle.recorded_by_id.in_(here)))]
    newest = {row.entry_id: row for row in db.session.scalars(sick.order_by(Event.version))}
    ours = set(db.session.scalars(here))
    found += [
        Happened("sick", row.entry_id, "Vomited", row.happened_on, row.recorded_at)
        for row in newest.values()
        if not row.withdrawn and row.recorded_by_id in ours and row.happened_on >= since
    ]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _bottle(row: Bottle) -> Happened:
    whose = f" of {short_day(row.for_on)}" if row.for_on else ""
    words = f"A bottle{whose} {_CAME_TO[Went(row.went)]}"
    return Happened("bottle", row.id, words, row.happened_on, row.recorded_at)
