"""Whether a family's record is frozen for an inquiry, and what stood in it then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from core.db import Base, db
from people.models import LegalHold
from people.queries.spans import earlier_households
from people.rules import HoldFact

Version = TypeVar("Version", bound=Base)


def held(household_id: UUID) -> HoldFact | None:
    """The hold for an inquiry on a family's record; none where it is not held. Two statements.

    What was frozen where they lived before stays frozen when they move, until somebody lets go of it here or there.
    """
    until = {UUID(span.household_id): span.until_at for span in earlier_households(household_id)}
    query = select(LegalHold).where(LegalHold.household_id.in_([household_id, *until]))
    rows = db.session.scalars(query.order_by(LegalHold.recorded_at.desc(), LegalHold.id))
    newest = next((row for row in rows if _counts(row, until)), None)
    if newest is None or not newest.held:
        return None
    return HoldFact(newest.because, newest.recorded_at, str(newest.recorded_by_id))


def _counts(row: LegalHold, until: Mapping[UUID, datetime]) -> bool:
    """Whether it was said of this home, or of one they came from while they were there; letting go always counts."""
    left_at = until.get(row.household_id)
    return left_at is None or not row.held or row.recorded_at <= left_at


def as_frozen(model: type[Version], household_id: UUID | None, **key: UUID) -> Version | None:
    """The version of a thing that stood when the family's record was frozen; none where it is not, or was not there."""
    hold = held(household_id) if household_id is not None else None
    if hold is None:
        return None
    columns: Any = model
    query = select(model).filter_by(**key).where(columns.recorded_at <= hold.recorded_at)
    return db.session.scalars(query.order_by(columns.version.desc())).first()
