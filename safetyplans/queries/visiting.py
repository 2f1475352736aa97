"""Storage visits as they are read on a page: what was found, who was told, the photos; newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import literal, select, union_all

from core.db import db
from safetyplans.models import AboutPerson, Box, PlanReview, SafetyPlan, StorageCheck, StorageCheckTold, StorageSeen
from safetyplans.rules import BoxState
from staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class Visit:
    """One storage visit, who made it, and who was rung about it in order of recording."""

    row: StorageCheck
    by: str
    told: tuple[StorageCheckTold, ...] = ()


def visits(person_id: UUID) -> list[Visit]:
    """Every storage visit to a person's home. Two statements."""
    query = (
        select(StorageCheck, StaffMember.name)
        .join(StaffMember, StaffMember.id == StorageCheck.recorded_by_id)
        .where(StorageCheck.person_id == person_id)
        .order_by(StorageCheck.happened_on.desc(), StorageCheck.recorded_at.desc())
    )
    rows = [(row, name) for row, name in db.session.execute(query)]
    told = _told([row.id for row, _ in rows])
    return [Visit(row, name, tuple(one for one in told if one.check_id == row.id)) for row, name in rows]


def _told(check_ids: Sequence[UUID]) -> Sequence[StorageCheckTold]:
    query = select(StorageCheckTold).where(StorageCheckTold.check_id.in_(check_ids))
    return db.session.scalars(query.order_by(StorageCheckTold.recorded_at, StorageCheckTold.id)).all()


def visit(person_id: UUID, check_id: UUID) -> Visit | None:
    """One storage visit to this person's home."""
    return next((one for one in visits(person_id) if one.row.id == check_id), None)


def who_saw(person_id: UUID, recorded_at: datetime) -> str:
    """Who saw what was written down about the storage at that instant (UTC): by name; empty where nothing was.

    A name that was written down beside it comes first: "Jo Hale, written down by Sam Bell".
    """
    kinds: tuple[type[AboutPerson], ...] = (StorageSeen, StorageCheck, PlanReview, SafetyPlan)
    parts = [
        select(StaffMember.name, StorageSeen.seen_by if kind is StorageSeen else literal(""))
        .join(kind, kind.recorded_by_id == StaffMember.id)
        .where(kind.person_id == person_id, kind.recorded_at == recorded_at)
        for kind in kinds
    ]
    row = db.session.execute(union_all(*parts)).first()
    if row is None:
        return ""
    by, seen = row
    return f"{seen}, written down by {by}" if seen else str(by)


def box_kept(person_id: UUID) -> dict[str, Any]:
    """What is known of the box they have, as a form begins with it; nothing where they have none."""
    query = select(Box).where(Box.person_id == person_id).order_by(Box.recorded_at.desc(), Box.id).limit(1)
    row = db.session.scalar(query)
    if row is None or row.state == BoxState.RETURNED:
        return {}
    known = ("state", "kind", "serial", "lock", "holds_bottles", "place", "key_with", "spare_with")
    fixed = {True: "yes", False: "no"}.get(row.fixed) if row.fixed is not None else None
    return {name: getattr(row, name) for name in known} | {"fixed": fixed}


def seen_between(person_id: UUID) -> Sequence[StorageSeen]:
    """What was seen of the storage between plans, reviews and visits, newest first."""
    query = select(StorageSeen).where(StorageSeen.person_id == person_id)
    return db.session.scalars(query.order_by(StorageSeen.happened_on.desc(), StorageSeen.recorded_at.desc())).all()
