"""What a manager sees of a whole service at once: a fixed number of statements however many families there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.db import Among, db
from dispensing.models import DecisionException, ExceptionAnswered
from dispensing.queries import ExceptionLine
from dispensing.queries.history import exception_lines
from people.models import Household, Membership, ServiceUser
from people.queries.newest import is_newest
from safeguarding.models import Event
from safeguarding.rules import SIGNALS
from supply.models import Dose
from supply.rules import DoseHow


@dataclass(frozen=True, slots=True)
class FamilySignals:
    """How many signals there were of a family, of how many kinds, and the newest day of one."""

    household_id: UUID
    count: int
    kinds: int
    newest_on: date


def signals_by_family(service_id: UUID, on: date, days: int) -> list[FamilySignals]:
    """The families of a service with signals in the days before a London day, the most first. Three statements.

    What was told of a household that everybody left counts where they live now.
    """
    since = on - timedelta(days=days)
    signals = [*_events(service_id, since, on), *_missed(service_id, since, on)]
    now = _homes_now({signal[0] for signal in signals})
    found: dict[UUID, list[tuple[str, int, date]]] = defaultdict(list)
    for household, kind, count, newest in signals:
        if household in now:
            found[now[household]].append((kind, count, newest))
    families = [_family(household, rows) for household, rows in found.items()]
    return sorted(families, key=lambda one: (-one.count, -one.newest_on.toordinal(), one.household_id))


def _homes_now(household_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Where those who lived in each of these households live now: there, if any of them still does. One statement."""
    before = aliased(Membership)
    stayed = Membership.household_id == before.household_id
    query = (
        select(before.household_id, Membership.household_id)
        .join(ServiceUser, ServiceUser.id == before.person_id)
        .join(Membership, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .where(Among(before.household_id, "households"))
        .order_by(stayed, ServiceUser.recorded_at.desc(), ServiceUser.id.desc())
    )
    return {row[0]: row[1] for row in db.session.execute(query, {"households": list(household_ids)})}


def _family(household_id: UUID, rows: Iterable[tuple[str, int, date]]) -> FamilySignals:
    kinds: Counter[str] = Counter()
    newest = date.min
    for kind, count, day in rows:
        kinds[kind] += count
        newest = max(newest, day)
    return FamilySignals(household_id, kinds.total(), len(kinds), newest)


def _events(service_id: UUID, since: date, on: date) -> list[Any]:
    """Events that are signals, as they stand, by household and kind."""
    later = aliased(Event)
    newest = select(func.max(later.version)).where(later.entry_id == Event.entry_id).correlate(Event)
    query = (
        select(Event.household_id, Event.kind, func.count(), func.max(Event.happened_on))
        .join(Household, Household.id == Event.household_id)
        .where(
            Household.service_id == service_id,
            Event.kind.in_(sorted(SIGNALS)),
            Event.happened_on >= since,
            Event.happened_on <= on,
            Event.withdrawn.is_(False),
            Event.version == newest.scalar_subquery(),
        )
        .group_by(Event.household_id, Event.kind)
    )
    return list(db.session.execute(query))


def _missed(service_id: UUID, since: date, on: date) -> list[Any]:
    """Doses that were missed, as they stand, by household."""
    later = aliased(Dose)
    same = (later.person_id == Dose.person_id, later.medicine == Dose.medicine)
    newest = select(func.max(later.version)).where(*same, later.for_on == Dose.for_on, later.part == Dose.part)
    query = (
        select(Membership.household_id, Dose.how, func.count(), func.max(Dose.for_on))
        .join(ServiceUser, ServiceUser.id == Dose.person_id)
        .join(Membership, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .where(
            ServiceUser.service_id == service_id,
            Dose.how == DoseHow.MISSED.value,
            Dose.for_on >= since,
            Dose.for_on <= on,
            Dose.withdrawn.is_(False),
            Dose.version == newest.correlate(Dose).scalar_subquery(),
        )
        .group_by(Membership.household_id, Dose.how)
    )
    return list(db.session.execute(query))


def exceptions_on_board(service_id: UUID, at: datetime, *, limit: int, skip: int = 0) -> list[ExceptionLine]:
    """The exceptions of a service that nobody has looked at yet, then the others in force at an instant (UTC).

    Each the newest first; at most `limit` of them, after the first `skip`. Three statements.
    """
    return exception_lines(*_on_board(service_id, at), first=~_answered("looked"), limit=limit, skip=skip)


def count_exceptions_on_board(service_id: UUID, at: datetime) -> int:
    """How many exceptions of a service are in force at an instant (UTC), or not looked at. One statement."""
    query = select(func.count()).select_from(DecisionException).where(*_on_board(service_id, at))
    return db.session.scalar(query) or 0


def _on_board(service_id: UUID, at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    theirs = select(ServiceUser.id).where(ServiceUser.service_id == service_id)
    return (
        DecisionException.person_id.in_(theirs),
        or_(~_answered("looked"), (DecisionException.until_at > at) & ~_answered("disowned")),
    )


def _answered(answer: str) -> Any:
    return exists().where(ExceptionAnswered.exception_id == DecisionException.id, ExceptionAnswered.answer == answer)


def first_people(household_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Under whose name a list shows each household: the person registered first. One statement."""
    query = (
        select(Membership.household_id, ServiceUser.id)
        .join(ServiceUser, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .where(Membership.household_id.in_(list(household_ids)))
        .order_by(ServiceUser.recorded_at.desc(), ServiceUser.id.desc())
    )
    return {row.household_id: row.id for row in db.session.execute(query)}
