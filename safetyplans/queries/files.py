"""Kept pictures: what they belong to, and their bytes for whoever may see them. Lists never load the bytes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from core.db import db
from safetyplans.models import PlanFile


def pictures_of(person_id: UUID, *, plan_id: UUID | None = None) -> Sequence[PlanFile]:
    """The pictures of one version; without one, the photos of visits and of what was seen. In order of recording."""
    query = select(PlanFile).where(PlanFile.person_id == person_id)
    query = query.where(PlanFile.plan_id == plan_id if plan_id else PlanFile.plan_id.is_(None))
    return db.session.scalars(query.order_by(PlanFile.recorded_at, PlanFile.id)).all()


def picture_of(person_id: UUID, file_id: UUID) -> PlanFile | None:
    """One picture of this person's plans, with its bytes."""
    query = select(PlanFile).where(PlanFile.id == file_id, PlanFile.person_id == person_id)
    return db.session.scalar(query.options(undefer(PlanFile.content)))
