"""Keeping what was typed of a decision until it is recorded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from core.audit import record_change
from core.db import db
from dispensing.actions.holding import hold_household_of
from dispensing.models import DecisionDraft


def keep_draft(*, person_id: UUID, typed: Mapping[str, Any], by: UUID, at: datetime) -> None:
    """Keep what this member of staff typed of a decision, in place of what was kept before. Plain JSON values."""
    hold_household_of(person_id)
    query = select(DecisionDraft).where(DecisionDraft.person_id == person_id, DecisionDraft.staff_id == by)
    row = db.session.scalar(query)
    if row is None:
        row = DecisionDraft(person_id=person_id, staff_id=by)
        db.session.add(row)
    row.typed = dict(typed)
    row.saved_at = at
    db.session.flush()
    record_change("keep_decision_draft", by=by, at=at, person=person_id, about=str(row.id))


def drop_draft(*, person_id: UUID, by: UUID) -> None:
    """Forget what this member of staff typed of a decision: it is recorded, or begun afresh."""
    db.session.execute(delete(DecisionDraft).where(DecisionDraft.person_id == person_id, DecisionDraft.staff_id == by))
    db.session.flush()
