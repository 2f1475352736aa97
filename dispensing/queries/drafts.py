"""Decisions that somebody began to type and has not recorded yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db
from dispensing.models import DecisionDraft


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, as the form's fields by name, and when (UTC)."""

    typed: dict[str, Any]
    saved_at: datetime


def draft_of(person_id: UUID, staff_id: UUID) -> Draft | None:
    """What this member of staff typed of a decision for this person; none where there is nothing."""
    query = select(DecisionDraft).where(DecisionDraft.person_id == person_id, DecisionDraft.staff_id == staff_id)
    row = db.session.scalar(query)
    return None if row is None else Draft(row.typed, row.saved_at)
