"""Writes about the adults of a household: who they are, their part in the plan, that they have left."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.histories import newest, refuse
from people.models import Adult, AdultDetails
from people.queries import as_frozen, household_of
from people.rules import (
    FROZEN,
    AdultPart,
    AdultRole,
    AdultSaid,
    Problem,
    adult_problems,
    changed_problems,
    day_problems,
    too_early,
)


def add_adult(*, household_id: UUID, said: AdultSaid, by: UUID, at: datetime, since_on: date | None = None) -> UUID:
    """Record an adult of a household and return the adult's id; one known there already is not recorded twice.

    Raises Refused for what the rules refuse, and for a service user of another household.
    """
    since = since_on or day_of(at)
    refuse((*adult_problems(said), *_person_problems(household_id, said), *_day_problems(since, None, at)))
    known = _known(household_id, said)
    if known is not None:
        return known
    adult = Adult(id=uuid4(), household_id=household_id, person_id=said.person_id)
    append(adult)
    _append(adult, said, since, 1, by=by, at=at)
    record_change("add_adult", by=by, at=at, household=household_id, about=str(adult.id))
    return adult.id


def _known(household_id: UUID, said: AdultSaid) -> UUID | None:
    """An adult recorded there with just these details: a button pressed twice."""
    for adult in db.session.scalars(select(Adult).where(Adult.household_id == household_id)):
        latest = _latest(adult.id)
        if latest.left_on is None and _said(adult, latest) == said:
            return adult.id
    return None


def change_adult(
    *,
    adult_id: UUID,
    said: AdultSaid,
    by: UUID,
    at: datetime,
    since_on: date | None = None,
    seen: int | None = None,
) -> int:
    """Record what is known of an adult as a new version, and say which it is; nothing new, nothing recorded.

    An adult who had left is there again, since `since_on`. Raises Refused, or Conflict where a newer version than
    `seen` is there.
    """
    adult, latest = db.session.get_one(Adult, adult_id), _latest(adult_id)
    since = since_on or (latest.since_on if latest.left_on is None else day_of(at))
    refuse(
        (
            *adult_problems(said),
            *_person_problems(adult.household_id, said),
            *_day_problems(since, None, at),
            *_frozen_problems(adult, latest, said, since),
        )
    )
    if latest.left_on is None and (_said(adult, latest), latest.since_on) == (said, since):
        return latest.version
    version = following(latest.version, seen)
    adult.person_id = said.person_id
    _append(adult, said, since, version, by=by, at=at)
    record_change("change_adult", by=by, at=at, household=adult.household_id, about=str(adult_id))
    return version


def adult_left(*, adult_id: UUID, on: date, by: UUID, at: datetime, seen: int | None = None) -> int:
    """Record that an adult has left the household, on a day. Raises Refused, or Conflict as above."""
    adult, latest = db.session.get_one(Adult, adult_id), _latest(adult_id)
    if latest.left_on == on:
        return latest.version
    refuse((*_day_problems(latest.since_on, on, at), *_left_already(adult, latest)))
    version = following(latest.version, seen)
    _append(adult, _said(adult, latest), latest.since_on, version, left_on=on, by=by, at=at)
    record_change("adult_left", by=by, at=at, household=adult.household_id, about=str(adult_id))
    return version


def carry_adult(*, adult_id: UUID, into: UUID, by: UUID, at: datetime, left: bool = False) -> None:
    """Record that an adult belongs to another household now, with the same id and all that is known."""
    adult, latest = db.session.get_one(Adult, adult_id), _latest(adult_id)
    adult.household_id = into
    left_on = latest.left_on or (max(day_of(at), latest.since_on) if left else None)
    _append(adult, _said(adult, latest), latest.since_on, latest.version + 1, left_on=left_on, by=by, at=at)


def _person_problems(household_id: UUID, said: AdultSaid) -> tuple[Problem, ...]:
    if said.person_id is not None and household_of(said.person_id) != household_id:
        return (("person", f"{said.name} is registered in another household. Bring the two households together first"),)
    return ()


def _day_problems(since_on: date, left_on: date | None, at: datetime) -> tuple[Problem, ...]:
    problems = day_problems("since_on", since_on, day_of(at))
    if left_on is None:
        return problems
    early: tuple[Problem, ...] = (
        (("left_on", "The day they left cannot be before the day they came"),) if left_on < since_on else ()
    )
    return (*problems, *day_problems("left_on", left_on, day_of(at)), *early)


def _frozen_problems(adult: Adult, latest: AdultDetails, said: AdultSaid, since: date) -> tuple[Problem, ...]:
    """Refuses another name or day than stood when the record was frozen; who left may come back later."""
    frozen = as_frozen(AdultDetails, adult.household_id, adult_id=adult.id)
    if frozen is None:
        return ()
    named = (*changed_problems(frozen, said, ("name",)), *changed_problems(adult, said, ("person_id",)))
    if latest.left_on is not None:
        return (*named, *too_early("since_on", since, latest.left_on))
    came_again = latest.since_on != frozen.since_on
    return named if came_again or since == frozen.since_on else (*named, ("since_on", FROZEN))


def _left_already(adult: Adult, latest: AdultDetails) -> tuple[Problem, ...]:
    """Refuses another day of leaving than the one that stood when the record was frozen."""
    frozen = as_frozen(AdultDetails, adult.household_id, adult_id=adult.id) if latest.left_on else None
    return (("left_on", FROZEN),) if frozen is not None and frozen.left_on == latest.left_on else ()


def _latest(adult_id: UUID) -> AdultDetails:
    latest = newest(AdultDetails, adult_id=adult_id)
    if latest is None:
        raise LookupError("an adult without details")
    return latest


def _said(adult: Adult, row: AdultDetails) -> AdultSaid:
    part = frozenset(AdultPart(part) for part in row.part)
    return AdultSaid(row.name, AdultRole(row.role), row.own_supply, part, adult.person_id)


def _append(
    adult: Adult,
    said: AdultSaid,
    since_on: date,
    version: int,
    *,
    by: UUID,
    at: datetime,
    left_on: date | None = None,
) -> None:
    append(
        AdultDetails(
            adult_id=adult.id,
            version=version,
            household_id=adult.household_id,
            name=said.name,
            role=said.role,
            own_supply=said.own_supply,
            part=sorted(said.part),
            since_on=since_on,
            left_on=left_on,
            recorded_at=at,
            recorded_by_id=by,
        )
    )
