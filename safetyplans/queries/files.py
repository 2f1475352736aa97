"""Kept pictures: what they belong to, and their bytes for whoever may see them. Lists never load the bytes.

A picture that was taken back is in none of these but `taken_back` and `picture_kept`, and its bytes in neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import undefer

from core.db import db
from safetyplans.models import AgreementTakenBack, PictureTakenBack, PlanFile
from staff.models import StaffMember


def stands() -> ColumnElement[bool]:
    """Whether a picture was not taken back, nor the agreement that it shows."""
    taken_back = exists().where(PictureTakenBack.file_id == PlanFile.id)
    of = AgreementTakenBack
    unagreed = exists().where((of.plan_id == PlanFile.plan_id) | (of.agreement_id == PlanFile.agreement_id))
    return ~taken_back & ~unagreed


def pictures_of(person_id: UUID, *, plan_id: UUID | None = None) -> Sequence[PlanFile]:
    """The pictures of one version; without one, the photos of visits and of what was seen. In order of recording."""
    query = select(PlanFile).where(PlanFile.person_id == person_id, stands())
    query = query.where(PlanFile.plan_id == plan_id if plan_id else PlanFile.plan_id.is_(None))
    return db.session.scalars(query.order_by(PlanFile.recorded_at, PlanFile.id)).all()


def picture_of(person_id: UUID, file_id: UUID) -> PlanFile | None:
    """One picture of this person's plans, with its bytes; none where it was taken back."""
    query = select(PlanFile).where(PlanFile.id == file_id, PlanFile.person_id == person_id, stands())
    return db.session.scalar(query.options(undefer(PlanFile.content)))


def picture_kept(person_id: UUID, file_id: UUID) -> PlanFile | None:
    """What is known of one picture of this person's plans, taken back or not, without its bytes."""
    return db.session.scalar(select(PlanFile).where(PlanFile.id == file_id, PlanFile.person_id == person_id))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A picture that was taken back: when (UTC), by whom, why, in which version of that; and the right one."""

    file: PlanFile
    at: datetime
    by: str
    because: str
    version: int
    right_id: UUID | None


def taken_back(person_id: UUID) -> list[TakenBack]:
    """Every picture of this person's plans that was taken back, in order of recording, as it stands now."""
    query = (
        select(PlanFile, PictureTakenBack, StaffMember.name)
        .join(PictureTakenBack, PictureTakenBack.file_id == PlanFile.id)
        .join(StaffMember, StaffMember.id == PictureTakenBack.recorded_by_id)
        .where(PlanFile.person_id == person_id)
        .order_by(PlanFile.recorded_at, PlanFile.id, PictureTakenBack.version)
    )
    newest = {}
    for file, row, by in db.session.execute(query):
        newest[file.id] = TakenBack(file, row.recorded_at, by, row.because, row.version, row.right_id)
    return list(newest.values())
