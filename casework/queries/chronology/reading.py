"""Rows of many tables, and the names of those who signed them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import literal, select, union_all

from core.db import db
from safeguarding.models import (
    CoOrdinator,
    Escalation,
    ExposureAct,
    Look,
    NotNeeded,
    ReferralOutcome,
    SafeguardingReview,
    Supervision,
    SupportOffered,
    TheirPlan,
)
from safeguarding.rules import EntryNoun
from staff.models import StaffMember

Model = TypeVar("Model")

SIGNED: tuple[tuple[str, Any], ...] = (
    (EntryNoun.OUTCOME.value, ReferralOutcome),
    (EntryNoun.ESCALATION.value, Escalation),
    (EntryNoun.THEIR_PLAN.value, TheirPlan),
    (EntryNoun.SAFEGUARDING_REVIEW.value, SafeguardingReview),
    (EntryNoun.SUPERVISION.value, Supervision),
    (EntryNoun.LOOK.value, Look),
    (EntryNoun.CO_ORDINATOR.value, CoOrdinator),
    (EntryNoun.SUPPORT.value, SupportOffered),
    ("not-needed", NotNeeded),
    ("exposure-act", ExposureAct),
)
"""Facts that do not say themselves who recorded them."""


def signers(household_ids: Collection[UUID]) -> dict[tuple[str, datetime], str]:
    """Who recorded each of these facts, by what it is and when. One statement."""
    parts = [
        select(literal(noun).label("noun"), model.recorded_at.label("at"), model.recorded_by_id.label("by_id")).where(
            model.household_id.in_(household_ids)
        )
        for noun, model in SIGNED
    ]
    every = union_all(*parts).subquery()
    query = select(every.c.noun, every.c.at, StaffMember.name).join(StaffMember, StaffMember.id == every.c.by_id)
    return {(noun, at): name for noun, at, name in db.session.execute(query)}


def of_people(model: type[Model], person_ids: Sequence[UUID], *only: Any) -> list[Model]:
    """Rows about these people, in order of recording. One statement."""
    table: Any = model
    query = select(model).where(table.person_id.in_(person_ids), *only)
    return list(db.session.scalars(query.order_by(table.recorded_at, table.id)))


def signed_by(rows: Iterable[Any]) -> set[UUID]:
    """Who signed these rows."""
    return {row.recorded_by_id for row in rows}
