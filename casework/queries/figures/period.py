"""What was recorded in a time: decisions, exceptions, what was not written down with them."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Text, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from casework.queries.figures.tally import tally
from casework.rules.figures.groups import Decided
from core.db import db
from dispensing.models import DecisionException, DecisionNotAgreed, DispensingDecision, ExceptionAnswered
from people.models import Child, ChildDetails, Household, ServiceUser
from people.queries.newest import is_newest
from people.rules import ChildHow
from safeguarding.models import ChildSeen, Event
from safeguarding.rules import EventKind

Instants = tuple[datetime, datetime]
"""UTC: from the first, before the second."""


CLOCKS_APART = timedelta(days=1)
"""How much earlier a correction may say it was than what it corrects, written on another machine."""


def within(column: Any, time: Instants) -> Any:
    """Whether an instant is in a time."""
    return and_(column >= time[0], column < time[1])


def decided(service_id: UUID, time: Instants) -> tuple[Decided, Counter[str], Counter[str]]:
    """Decisions and exceptions of a time; what was set aside, and what decisions waited for. Three statements."""
    agreed, safer = _agreed(service_id, time)
    refused, waited_for = _not_agreed(service_id, time)
    given, aside = _exceptions(service_id, time)
    return Decided(agreed, safer, *refused, *given), aside, waited_for


def _agreed(service_id: UUID, time: Instants) -> tuple[int, int]:
    safer = func.coalesce(func.sum(case((DispensingDecision.adds_safety, 1), else_=0)), 0)
    query = select(func.count(), safer).where(
        within(DispensingDecision.recorded_at, time), _ours(DispensingDecision, service_id)
    )
    count, of_these = db.session.execute(query).one()
    return count, of_these


def _not_agreed(service_id: UUID, time: Instants) -> tuple[tuple[int, int], Counter[str]]:
    """(not agreed, watched), and what the not agreed waited for."""
    stops = DecisionNotAgreed.stops.cast(Text).label("stops")
    query = select(stops, DecisionNotAgreed.watched.label("watched")).where(
        within(DecisionNotAgreed.recorded_at, time), _ours(DecisionNotAgreed, service_id)
    )
    counts, codes = Counter[bool](), Counter[str]()
    for text, watched, count in tally(query):
        counts[watched] += count
        if not watched:
            codes.update(dict.fromkeys(set(json.loads(text)), count))
    return (counts[False], counts[True]), codes


def _exceptions(service_id: UUID, time: Instants) -> tuple[tuple[int, int, int], Counter[str]]:
    """(given, not looked at, disowned), and what they set aside."""
    stops = DecisionException.stops.cast(Text)
    unseen, disowned = case((~_answered("looked"), 1), else_=0), case((_answered("disowned"), 1), else_=0)
    query = select(stops.label("stops"), unseen.label("unseen"), disowned.label("disowned")).where(
        within(DecisionException.recorded_at, time), _ours(DecisionException, service_id)
    )
    sums, codes = [0, 0, 0], Counter[str]()
    for text, waits, taken_back, count in tally(query):
        sums = [sums[0] + count, sums[1] + waits * count, sums[2] + taken_back * count]
        codes.update(dict.fromkeys(set(json.loads(text)), count))
    return (sums[0], sums[1], sums[2]), codes


def _answered(answer: str) -> Any:
    return exists().where(ExceptionAnswered.exception_id == DecisionException.id, ExceptionAnswered.answer == answer)


def _ours(model: Any, service_id: UUID) -> Any:
    """Whether a row is about a person of this service."""
    return model.person_id.in_(select(ServiceUser.id).where(ServiceUser.service_id == service_id))


def children_without_background(service_id: UUID) -> int:
    """Children at home of whom ethnicity, religion or language is blank, and nobody wrote down why. One statement."""
    blank = or_(*(func.coalesce(one, "") == "" for one in _background()))
    query = (
        select(func.count())
        .select_from(Household)
        .join(Child, Child.household_id == Household.id)
        .join(ChildDetails, is_newest(ChildDetails, ChildDetails.child_id, Child.id))
        .where(
            Household.service_id == service_id,
            ChildDetails.gone.is_(None),
            ChildDetails.how != ChildHow.ELSEWHERE,
            blank,
            func.coalesce(ChildDetails.identity_not_asked_because, "") == "",
        )
    )
    return db.session.scalar(query) or 0


def _background() -> Iterable[Any]:
    return ChildDetails.ethnicity, ChildDetails.religion, ChildDetails.language


def uses_not_explored(service_id: UUID, time: Instants) -> int:
    """Times of other drugs first recorded in a time that do not say what they mean for the child. One statement."""
    blank = or_(*(func.length(one) == 0 for one in (Event.how_often, Event.child_was, Event.minded_by)))
    return _entries(Event, service_id, time, Event.kind == EventKind.USE_ON_TOP.value, blank)


def children_seen_without_words(service_id: UUID, time: Instants) -> int:
    """Times we saw a child, first recorded in a time, with none of their own words. One statement."""
    return _entries(
        ChildSeen, service_id, time, ChildSeen.family_agency_id.is_(None), func.length(ChildSeen.words) == 0
    )


def _entries(model: Any, service_id: UUID, time: Instants, *conditions: Any) -> int:
    query = select(func.count()).where(*standing_entries(model, service_id, time), *conditions)
    return db.session.scalar(query) or 0


def standing_entries(model: Any, service_id: UUID, time: Instants) -> tuple[Any, ...]:
    """Conditions: the newest version of entries first recorded in a time, of a service, not withdrawn."""
    first, later = aliased(model), aliased(model)
    begun = exists().where(first.id == model.entry_id, within(first.recorded_at, time)).correlate(model)
    newer = exists().where(later.entry_id == model.entry_id, later.version > model.version).correlate(model)
    ours = model.household_id.in_(select(Household.id).where(Household.service_id == service_id))
    return model.recorded_at >= time[0] - CLOCKS_APART, begun, ~newer, ours, model.withdrawn.is_(False)
