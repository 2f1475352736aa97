"""A family's history with what its people brought along from the households they came from."""

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db
from people.models import Membership
from people.queries import Span, earlier_households_of
from people.rules import MembershipHow
from safeguarding.queries.history import histories
from safeguarding.rules import History

WHOLE = frozenset({MembershipHow.JOINED, MembershipHow.MERGED})


def carried_histories(household_ids: Collection[UUID]) -> dict[UUID, History]:
    """Everything recorded about families' safety, wherever its people lived then, in order of recording.

    After two households joined, or two records became one, all of the earlier one's history counts here; after a
    move or a split, what is about the person who came (findings.md: people move, facts do not get lost).
    """
    spans = earlier_households_of(_with_newcomers(household_ids))
    earlier = {UUID(span.household_id) for some in spans.values() for span in some}
    told = histories(sorted({*household_ids, *earlier}))
    return {household: _joined(told, household, spans.get(household, ())) for household in household_ids}


def _with_newcomers(household_ids: Collection[UUID]) -> list[UUID]:
    """The households into which somebody came from another one. One statement."""
    query = select(Membership.household_id).where(Membership.household_id.in_(household_ids), Membership.version > 1)
    return sorted(set(db.session.scalars(query)))


def _joined(told: dict[UUID, History], household: UUID, spans: Iterable[Span]) -> History:
    own = told[household]
    for span in spans:
        own = _with(own, told[UUID(span.household_id)], span)
    return own


def _with(own: History, other: History, span: Span) -> History:
    """Both, each kind in order of recording; what is in both stands once."""
    changes: dict[str, Any] = {}
    for field in fields(History):
        mine, theirs = getattr(own, field.name), getattr(other, field.name)
        if isinstance(mine, tuple):
            new = [fact for fact in theirs if fact not in mine and _counts(fact, span)]
            changes[field.name] = tuple(sorted((*mine, *new), key=_recorded))
    return replace(own, co_ordinator=own.co_ordinator or other.co_ordinator, **changes)


def _counts(fact: Any, span: Span) -> bool:
    if _recorded(fact) > span.until_at:
        return False
    return span.how in WHOLE or getattr(fact, "person_id", "") == span.person_id


def _recorded(fact: Any) -> datetime:
    at: datetime = fact.recorded_at
    return at
