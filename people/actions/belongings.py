"""What goes along when people move: children, adults and agencies keep their ids; what is about them follows."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from people.actions.adults import adult_left, carry_adult
from people.actions.agencies import add_agency_to_family, agency_left, carry_agency
from people.actions.children import carry_child
from people.actions.households import ask_household
from people.queries import family
from people.rules import AskedFact, ChildFact, ChildGone, Family, HouseholdAnswer

_A_CHILD_MAY_BE_THERE = (HouseholdAnswer.CHILDREN, HouseholdAnswer.WOULD_NOT_SAY)


def carry_over(
    *, into: UUID, children: Collection[UUID] = (), adults: Collection[UUID] = (), by: UUID, at: datetime
) -> None:
    """Move these children and adults to another household."""
    for child_id in children:
        carry_child(child_id=child_id, into=into, by=by, at=at)
    for adult_id in adults:
        carry_adult(adult_id=adult_id, into=into, by=by, at=at)


def carry_everything(*, household_id: UUID, into: UUID, by: UUID, at: datetime, on: date) -> None:
    """Move everybody and every agency of a household into another; who is known in both is kept once."""
    ours, theirs = family(household_id), family(into)
    for child in (*ours.children, *ours.gone):
        twice = child.gone is None and _is_there(child, theirs)
        gone = ChildGone.RECORDED_TWICE if twice else None
        carry_child(child_id=UUID(child.id), into=into, gone=gone, by=by, at=at)
    there = {(adult.name.casefold(), adult.person_id) for adult in theirs.grown()}
    for adult in ours.adults:
        twice = (adult.name.casefold(), adult.person_id) in there
        carry_adult(adult_id=UUID(adult.id), into=into, left=twice, by=by, at=at)
    _carry_agencies(ours, theirs, into, on, by=by, at=at)
    _carry_answer(ours, theirs, into, by=by, at=at)


def _is_there(child: ChildFact, there: Family) -> bool:
    """Whether a child of the same name and date is known there."""
    same = (child.name.casefold(), child.born_on, child.due_on)
    return any((other.name.casefold(), other.born_on, other.due_on) == same for other in there.children)


def _carry_agencies(ours: Family, theirs: Family, into: UUID, on: date, *, by: UUID, at: datetime) -> None:
    there = {agency.agency_id for agency in theirs.agencies}
    for agency in ours.agencies:
        if agency.agency_id in there:
            agency_left(family_agency_id=UUID(agency.id), on=max(on, agency.from_on), by=by, at=at)
        else:
            carry_agency(family_agency_id=UUID(agency.id), into=into, by=by, at=at)


def _carry_answer(ours: Family, theirs: Family, into: UUID, *, by: UUID, at: datetime) -> None:
    """An answer that a child may be there is not lost by joining somebody who said there is none."""
    last = ours.last_asked
    if last is None or last.answer not in _A_CHILD_MAY_BE_THERE or _says_as_much(theirs.last_asked):
        return
    ask_household(
        household_id=into, person_id=UUID(last.person_id), answer=last.answer, asked_on=last.asked_on,
        because=last.because, by=by, at=at,
    )  # fmt: skip


def _says_as_much(last: AskedFact | None) -> bool:
    return last is not None and last.answer in _A_CHILD_MAY_BE_THERE


def copy_agencies(*, household_id: UUID, into: UUID, on: date, by: UUID, at: datetime) -> None:
    """Record that the agencies of a household work with those who left it, too, until somebody says otherwise."""
    there = {agency.agency_id for agency in family(into).agencies}
    for agency in family(household_id).agencies:
        if agency.agency_id not in there:
            add_agency_to_family(
                household_id=into, agency_id=UUID(agency.agency_id), worker_name=agency.worker_name,
                has_part=agency.has_part, from_on=max(on, agency.from_on), by=by, at=at,
            )  # fmt: skip


def forget_as_adults(*, household_id: UUID, people: Collection[UUID], on: date, by: UUID, at: datetime) -> None:
    """Record that service users who moved out are no longer adults of the household they left."""
    gone = {str(person_id) for person_id in people}
    for adult in family(household_id).grown():
        if adult.person_id in gone:
            adult_left(adult_id=UUID(adult.id), on=max(on, adult.since_on), by=by, at=at)
