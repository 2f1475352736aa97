"""Writes about the household question, and about everybody at home in one go."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append
from people.actions.adults import add_adult, adult_left, change_adult
from people.actions.children import add_child, change_child, child_gone
from people.actions.histories import refuse
from people.models import Household, HouseholdAsked
from people.queries import family
from people.rules import AdultSaid, ChildGone, ChildSaid, HouseholdAnswer, asked_problems

_PRESSED_TWICE = timedelta(minutes=1)
_MAY_RETURN = (ChildGone.NOT_NAMED_AGAIN, ChildGone.MOVED_AWAY, ChildGone.MISTAKE)


def ask_household(
    *,
    household_id: UUID,
    person_id: UUID,
    answer: HouseholdAnswer,
    asked_on: date,
    by: UUID,
    at: datetime,
    because: str = "",
) -> UUID:
    """Record the answer to "who lives, stays or visits here?", when and whom we asked.

    Raises Refused for "not asked" without a reason, or a day after today.
    """
    refuse(asked_problems(answer, because, asked_on, day_of(at)))
    query = select(HouseholdAsked).where(
        HouseholdAsked.household_id == household_id,
        HouseholdAsked.person_id == person_id,
        HouseholdAsked.answer == answer,
        HouseholdAsked.because == (because.strip() or None),
        HouseholdAsked.asked_on == asked_on,
        HouseholdAsked.recorded_by_id == by,
        HouseholdAsked.recorded_at > at - _PRESSED_TWICE,
        HouseholdAsked.recorded_at <= at,
    )
    row = db.session.scalar(query.limit(1)) or HouseholdAsked(
        id=uuid4(),
        household_id=household_id,
        person_id=person_id,
        answer=answer,
        because=because.strip() or None,
        asked_on=asked_on,
        recorded_at=at,
        recorded_by_id=by,
    )
    append(row)
    record_change("ask_household", by=by, at=at, household=household_id, person=person_id, about=str(row.id))
    return row.id


def hold_household(household_id: UUID) -> None:
    """Take the family's place in the database until the commit: who writes about it next waits, then sees this."""
    db.session.get_one(Household, household_id, with_for_update=True, populate_existing=True)


def record_household(
    *,
    household_id: UUID,
    person_id: UUID,
    answer: HouseholdAnswer,
    asked_on: date,
    by: UUID,
    at: datetime,
    because: str = "",
    children: Sequence[ChildSaid] | None = None,
    adults: Sequence[AdultSaid] | None = None,
) -> UUID:
    """Record the answer together with everybody at home, replacing what was known of children and adults.

    Whoever is named is added or changed, found by name; children not named are gone, adults not named have left.
    None: nothing was said about them, and what was known stays. Raises Refused for what the rules refuse.
    """
    asked = ask_household(
        household_id=household_id, person_id=person_id, answer=answer, asked_on=asked_on, because=because, by=by, at=at
    )
    if children is not None:
        replace_children(household_id=household_id, children=children, on=asked_on, by=by, at=at)
    if adults is not None:
        replace_adults(household_id=household_id, adults=adults, on=asked_on, by=by, at=at)
    return asked


def replace_children(*, household_id: UUID, children: Iterable[ChildSaid], on: date, by: UUID, at: datetime) -> None:
    """Make these the children of a household: found by name, added, changed, or gone from a day on."""
    before = family(household_id)
    returning = [child for child in before.gone if child.gone in _MAY_RETURN]
    known = {child.name.casefold(): child for child in (*returning, *before.children)}
    for said in children:
        child = known.pop(said.name.casefold(), None)
        if child is None:
            add_child(household_id=household_id, said=said, by=by, at=at)
        else:
            change_child(child_id=UUID(child.id), said=said, by=by, at=at)
    for child in known.values():
        if child.gone is None:
            child_gone(child_id=UUID(child.id), why=ChildGone.NOT_NAMED_AGAIN, on=on, by=by, at=at)


def replace_adults(*, household_id: UUID, adults: Iterable[AdultSaid], on: date, by: UUID, at: datetime) -> None:
    """Make these the adults of a household: found by name, added, changed, or left on a day."""
    before = sorted(family(household_id).adults, key=lambda adult: adult.left_on is None)
    known = {adult.name.casefold(): adult for adult in before}
    for said in adults:
        adult = known.pop(said.name.casefold(), None)
        if adult is None:
            add_adult(household_id=household_id, said=said, by=by, at=at, since_on=on)
        else:
            change_adult(adult_id=UUID(adult.id), said=said, by=by, at=at)
    for adult in known.values():
        if adult.left_on is None:
            adult_left(adult_id=UUID(adult.id), on=max(on, adult.since_on), by=by, at=at)
