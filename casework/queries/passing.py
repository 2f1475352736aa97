"""Which households the nightly pass has to look at."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select, union_all

from core.db import db
from people.models import Household


def due_households(on: date, *, limit: int, without: Collection[UUID] = ()) -> list[UUID]:
    """Households whose findings time alone may have changed by a London day, the longest due first. One statement."""
    query = _due(on).where(Household.id.not_in(without)) if without else _due(on)
    return list(db.session.scalars(query.order_by(Household.next_change_on, Household.id).limit(limit)))


def count_due(service_id: UUID, on: date) -> int:
    """How many households of a service the pass has not come to yet. One statement."""
    query = _due(on).where(Household.service_id == service_id)
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def all_households(*, after: UUID | None, limit: int) -> list[UUID]:
    """A page of every household, in the order of their ids. One statement."""
    query = select(Household.id).order_by(Household.id).limit(limit)
    return list(db.session.scalars(query if after is None else query.where(Household.id > after)))


def _due(on: date) -> Select[UUID]:
    """Those whose day has come, and those that nobody has worked out a day for: each kind found by the index."""
    never = select(Household.id).where(Household.next_change_on.is_(None))
    come = select(Household.id).where(Household.next_change_on <= on)
    return select(Household.id).where(Household.id.in_(union_all(never, come)))
