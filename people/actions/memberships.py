"""Writes about which household a person is of: moving in with others, parting, two households that are one."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.belongings import carry_everything, carry_over, copy_agencies, forget_as_adults
from people.actions.histories import newest, refuse, version_of
from people.models import Household, Membership
from people.queries import as_frozen, family, household_of
from people.rules import Family, MembershipHow, Problem, day_problems, too_early


def append_membership(
    person_id: UUID, household_id: UUID, on: date, *, how: MembershipHow, version: int, by: UUID, at: datetime
) -> None:
    """Append a version of which household a person is of."""
    append(
        Membership(
            person_id=person_id, version=version, household_id=household_id, from_on=on, how=how, recorded_at=at,
            recorded_by_id=by,
        )
    )  # fmt: skip


def move_person(
    *,
    person_id: UUID,
    into_household_id: UUID,
    on: date,
    by: UUID,
    at: datetime,
    children: Collection[UUID] = (),
    adults: Collection[UUID] = (),
    seen: int | None = None,
) -> None:
    """Record that a person moved in with another household of the service; who else comes along is named.

    Where nobody would be left behind, everybody and every agency comes along. Raises Refused, or Conflict where
    the person moved again since `seen`.
    """
    leaving = _household_of(person_id)
    before = family(leaving)
    stay = [person for person in before.people if person.id != str(person_id)]
    refuse((*_target_problems(leaving, into_household_id), *_move_problems(before, children, adults, on, at)))
    _join(person_id, into_household_id, on, MembershipHow.MOVED, by=by, at=at, seen=seen)
    if stay:
        carry_over(into=into_household_id, children=children, adults=adults, by=by, at=at)
        forget_as_adults(household_id=leaving, people=[person_id], on=on, by=by, at=at)
    else:
        carry_everything(household_id=leaving, into=into_household_id, on=on, by=by, at=at)
    _record("move_person", leaving, into_household_id, by=by, at=at)


def split_household(
    *,
    person_ids: Collection[UUID],
    on: date,
    by: UUID,
    at: datetime,
    children: Collection[UUID] = (),
    adults: Collection[UUID] = (),
) -> UUID:
    """Record that some service users of a household left it for one of their own, whose id is returned.

    The agencies are taken to work with both until somebody says otherwise; who lives, stays and visits in the new
    household has not been asked. Raises Refused where nobody would be left behind.
    """
    leaving = _household_of(next(iter(person_ids)))
    before = family(leaving)
    here = {person.id for person in before.people}
    going = {str(person_id) for person_id in person_ids}
    wrong: tuple[Problem, ...] = () if going < here else (("people", "Somebody has to stay in the household"),)
    refuse((*wrong, *_move_problems(before, children, adults, on, at)))
    new = Household(id=uuid4(), service_id=db.session.get_one(Household, leaving).service_id, next_change_on=on)
    append(new)
    for person_id in person_ids:
        _join(person_id, new.id, on, MembershipHow.SPLIT, by=by, at=at)
    carry_over(into=new.id, children=children, adults=adults, by=by, at=at)
    forget_as_adults(household_id=leaving, people=person_ids, on=on, by=by, at=at)
    copy_agencies(household_id=leaving, into=new.id, on=on, by=by, at=at)
    _record("split_household", leaving, new.id, by=by, at=at)
    return new.id


def join_households(*, household_id: UUID, into_household_id: UUID, on: date, by: UUID, at: datetime) -> None:
    """Record that two households are one: everybody and every agency of the first comes into the second.

    Who is known in both is kept once; histories stay, and `queries.earlier_households` names where they are.
    Raises Refused for two households of different services, or one and the same.
    """
    refuse((*_target_problems(household_id, into_household_id), *day_problems("on", on, day_of(at))))
    for person in family(household_id).people:
        _join(UUID(person.id), into_household_id, on, MembershipHow.JOINED, by=by, at=at)
    carry_everything(household_id=household_id, into=into_household_id, on=on, by=by, at=at)
    _record("join_households", household_id, into_household_id, by=by, at=at)


def join_as_merged(person_id: UUID, into_household_id: UUID, on: date, *, by: UUID, at: datetime) -> None:
    """Bring a person recorded twice into the household of the record that goes on."""
    leaving = _household_of(person_id)
    if leaving == into_household_id:
        return
    alone = len(family(leaving).people) == 1
    _join(person_id, into_household_id, on, MembershipHow.MERGED, by=by, at=at)
    if alone:
        carry_everything(household_id=leaving, into=into_household_id, on=on, by=by, at=at)
    _record("merge_people", leaving, into_household_id, by=by, at=at)


def _household_of(person_id: UUID) -> UUID:
    household_id = household_of(person_id)
    if household_id is None:
        raise LookupError("a service user without a household")
    return household_id


def _join(
    person_id: UUID, into: UUID, on: date, how: MembershipHow, *, by: UUID, at: datetime, seen: int | None = None
) -> None:
    """The next version of whose household they are. Raises Refused for a day before what is frozen."""
    latest = newest(Membership, person_id=person_id)
    frozen = as_frozen(Membership, latest.household_id, person_id=person_id) if latest else None
    refuse(too_early("on", on, frozen.from_on) if frozen else ())
    version = following(version_of(latest), seen)
    append_membership(person_id, into, on, how=how, version=version, by=by, at=at)


def _target_problems(household_id: UUID, into: UUID) -> tuple[Problem, ...]:
    if household_id == into:
        return (("household", "This is the same household"),)
    here, there = db.session.get_one(Household, household_id), db.session.get(Household, into)
    if there is None or there.service_id != here.service_id:
        return (("household", "Choose a household of this service"),)
    return ()


def _move_problems(
    before: Family, children: Collection[UUID], adults: Collection[UUID], on: date, at: datetime
) -> tuple[Problem, ...]:
    here = {child.id for child in before.children} | {adult.id for adult in before.adults}
    foreign = any(str(id) not in here for id in (*children, *adults))
    wrong: tuple[Problem, ...] = (("children", "Choose from those who are known in the household"),) if foreign else ()
    return (*wrong, *day_problems("on", on, day_of(at)))


def _record(verb: str, leaving: UUID, into: UUID, *, by: UUID, at: datetime) -> None:
    """Both households changed."""
    record_change(verb, by=by, at=at, household=leaving, about=str(into))
    record_change(verb, by=by, at=at, household=into, about=str(leaving))
