"""From what happened to when somebody looked at it: what happened and the looks, each read once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, Select, exists, literal, null, select, true, union_all

from casework.models import HomeFigure
from casework.queries.figures.period import Instants, standing_entries
from core.calendar import day_of
from core.db import db
from people.models import Membership, ServiceUser
from people.queries.newest import is_newest
from safeguarding.models import Event, EventAnswer
from safeguarding.rules import AT_ONCE
from safetyplans.models import AgreementTakenBack, CarePlanReview, PlanReview


def days_until_looked_at(service_id: UUID, time: Instants) -> list[int | None]:
    """For each *at once* event first recorded in a time, in a home where a child is today: days until a look at it.

    None where nobody has looked yet. A look is a care-plan review that considered it, a review of a plan that was not
    taken back, or the answer that it changes nothing. Two statements.
    """
    events = list(db.session.execute(_events(service_id, time)))
    looks: dict[UUID, list[Any]] = defaultdict(list)
    for look in db.session.execute(_looks(service_id, time)):
        looks[look.household_id].append(look)
    return [_days(event, looks.get(event.household_id, ())) for event in events]


def _days(event: Any, looks: Iterable[Any]) -> int | None:
    first: datetime | None = min((one.at for one in looks if _considers(one, event)), default=None)
    return None if first is None else (day_of(first) - day_of(event.recorded_at)).days


def _considers(look: Any, event: Any) -> bool:
    if look.at < event.recorded_at:
        return False
    if look.entry_id is not None:
        return bool(look.entry_id == event.entry_id)
    return bool(look.all_events) or str(event.entry_id) in look.events


def _events(service_id: UUID, time: Instants) -> Select[*tuple[Any, ...]]:
    """Entry, household and instant of each event; nothing is asked of homes without a child."""
    return _asking(select(Event.entry_id, Event.household_id, Event.recorded_at), service_id, time).order_by(
        Event.household_id, Event.recorded_at, Event.entry_id
    )


def _asking(query: Select[*tuple[Any, ...]], service_id: UUID, time: Instants) -> Select[*tuple[Any, ...]]:
    return query.join(HomeFigure, HomeFigure.household_id == Event.household_id).where(
        *standing_entries(Event, service_id, time), Event.kind.in_(sorted(AT_ONCE)), HomeFigure.child_present
    )


def _looks(service_id: UUID, time: Instants) -> Select[*tuple[Any, ...]]:
    """Every look recorded since the first instant, in homes of which something is asked."""
    homes = _asking(select(Event.household_id), service_id, time).cte("homes")
    answers = select(
        EventAnswer.household_id.label("household_id"),
        EventAnswer.recorded_at.label("at"),
        EventAnswer.entry_id.label("entry_id"),
        true().label("all_events"),
        null().label("events"),
    ).where(
        EventAnswer.household_id.in_(select(homes)), EventAnswer.recorded_at >= time[0], EventAnswer.changes.is_(False)
    )
    taken_back = exists().where(AgreementTakenBack.plan_id == PlanReview.plan_id)
    of_plans = _reviews(PlanReview, homes, time[0]).where(~taken_back)
    reviews = (of_plans, _reviews(CarePlanReview, homes, time[0]))
    rows: Any = union_all(*reviews, answers).subquery()
    return select(rows)


def _reviews(model: Any, homes: CTE, since: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Membership.household_id.label("household_id"),
            model.recorded_at.label("at"),
            literal(None, Event.entry_id.type).label("entry_id"),
            model.all_events.label("all_events"),
            model.events.label("events"),
        )
        .join(ServiceUser, ServiceUser.id == model.person_id)
        .join(Membership, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .where(Membership.household_id.in_(select(homes)), model.recorded_at >= since)
    )
