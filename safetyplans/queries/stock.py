"""A service's lockable boxes: owed, out with people, given back, and how many are on the shelf."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import aliased

from core.db import db
from people.models import PersonDetails, ServiceUser
from safetyplans.models import Box, BoxCount
from safetyplans.rules import BoxState
from staff.models import StaffMember

SHOWN = 100


@dataclass(frozen=True, slots=True)
class BoxLine:
    """The last that is known of one person's box."""

    person_id: UUID
    name: str
    state: BoxState
    kind: str
    serial: str
    since_on: date


@dataclass(frozen=True, slots=True)
class Stock:
    """A service's boxes. `out` and `returned` hold the newest hundred; `out_count` is how many are out in all.

    `shelf`: those that came in, less those that left otherwise, less those out with people.
    """

    shelf: int
    out_count: int
    owed: tuple[BoxLine, ...]
    out: tuple[BoxLine, ...]
    returned: tuple[BoxLine, ...]


def stock(service_id: UUID) -> Stock:
    """Everything about a service's boxes, in a fixed number of statements."""
    counts = _counts(service_id)
    counted = select(func.coalesce(func.sum(BoxCount.boxes), 0)).where(BoxCount.service_id == service_id)
    out = counts.get(BoxState.GIVEN, 0)
    owed = _lines(service_id, BoxState.OWED, counts.get(BoxState.OWED, 0))
    given, returned = (_lines(service_id, state, SHOWN) for state in (BoxState.GIVEN, BoxState.RETURNED))
    return Stock(
        shelf=(db.session.scalar(counted) or 0) - out, out_count=out, owed=owed[::-1], out=given, returned=returned
    )


def shelf_lines(service_id: UUID) -> Sequence[tuple[BoxCount, str]]:
    """What came to the shelf and what left it, newest first, and who wrote it down."""
    query = (
        select(BoxCount, StaffMember.name)
        .join(StaffMember, StaffMember.id == BoxCount.recorded_by_id)
        .where(BoxCount.service_id == service_id)
        .order_by(BoxCount.happened_on.desc(), BoxCount.recorded_at.desc())
        .limit(SHOWN)
    )
    return [(row, name) for row, name in db.session.execute(query)]


_number = func.row_number().over(partition_by=Box.person_id, order_by=(Box.recorded_at.desc(), Box.id))


def _numbered(service_id: UUID) -> Subquery:
    """A service's boxes alone, each person's newest first."""
    return (
        select(Box.id, Box.state, _number.label("number"))
        .join(ServiceUser, ServiceUser.id == Box.person_id)
        .where(ServiceUser.service_id == service_id)
        .subquery()
    )


def _counts(service_id: UUID) -> dict[str, int]:
    boxes = _numbered(service_id)
    query = select(boxes.c.state, func.count()).where(boxes.c.number == 1).group_by(boxes.c.state)
    return {str(state): count for state, count in db.session.execute(query)}


def _lines(service_id: UUID, state: BoxState, most: int) -> tuple[BoxLine, ...]:
    """The people whose box stands so, the newest first, under the name they have now."""
    boxes, later = _numbered(service_id), aliased(PersonDetails)
    newer = (
        select(later.id)
        .where(later.person_id == PersonDetails.person_id, later.version > PersonDetails.version)
        .exists()
    )
    query = (
        select(Box, PersonDetails)
        .join(boxes, boxes.c.id == Box.id)
        .join(PersonDetails, PersonDetails.person_id == Box.person_id)
        .where(boxes.c.number == 1, Box.state == state, ~newer)
        .order_by(Box.happened_on.desc(), Box.recorded_at.desc(), Box.id)
        .limit(most)
    )
    return tuple(
        BoxLine(
            box.person_id,
            f"{who.given_names} {who.family_name}".strip(),
            BoxState(box.state),
            box.kind,
            box.serial,
            box.happened_on,
        )
        for box, who in db.session.execute(query)
    )
