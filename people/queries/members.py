"""Children, adults and agencies of households as facts, from every version of each: one statement a kind."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from core.clock import day_of
from core.db import db
from people.models import (
    Adult,
    AdultDetails,
    Agency,
    Child,
    ChildDetails,
    FamilyAgency,
    FamilyAgencyDetails,
    HouseholdAsked,
)
from people.rules import (
    AdultFact,
    AdultPart,
    AdultRole,
    AgencyFact,
    AgencyRole,
    AskedFact,
    ChildFact,
    ChildGone,
    ChildHow,
    HouseholdAnswer,
)

_Fact = TypeVar("_Fact")
Found = Mapping[UUID, tuple[_Fact, ...]]


def _by_household(pairs: Iterable[tuple[UUID, _Fact]]) -> Found[_Fact]:
    found: dict[UUID, tuple[_Fact, ...]] = defaultdict(tuple)
    for household_id, fact in pairs:
        found[household_id] += (fact,)
    return found


def _histories(rows: Iterable[Any], key: str) -> Iterator[tuple[UUID, list[Any], Any]]:
    """Rows of (household, version of a thing, what goes with it) as one history a thing, oldest version first."""
    things: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        things[getattr(row[1], key)].append(row)
    for versions in things.values():
        versions.sort(key=lambda row: row[1].version)
        yield versions[0][0], [row[1] for row in versions], versions[0][2]


def asked_of(household_ids: Collection[UUID]) -> Found[AskedFact]:
    """Every answer to the household question, in order of recording. One statement."""
    query = (
        select(HouseholdAsked)
        .where(HouseholdAsked.household_id.in_(household_ids))
        .order_by(HouseholdAsked.recorded_at, HouseholdAsked.id)
    )
    return _by_household((row.household_id, _asked_fact(row)) for row in db.session.scalars(query))


def _asked_fact(row: HouseholdAsked) -> AskedFact:
    return AskedFact(
        answer=HouseholdAnswer(row.answer),
        asked_on=row.asked_on,
        recorded_at=row.recorded_at,
        because=row.because or "",
        id=str(row.id),
        person_id=str(row.person_id),
        recorded_by_id=str(row.recorded_by_id),
    )


def children_of(household_ids: Collection[UUID]) -> Found[ChildFact]:
    """The children ever known, those who are gone too, the youngest first. One statement."""
    query = (
        select(Child.household_id, ChildDetails, Child.id)
        .join(ChildDetails, ChildDetails.child_id == Child.id)
        .where(Child.household_id.in_(household_ids))
    )
    rows = db.session.execute(query)
    facts = [(household, child_fact(versions)) for household, versions, _ in _histories(rows, "child_id")]
    return _by_household(sorted(facts, key=lambda pair: _youngest_first(pair[1])))


def _youngest_first(child: ChildFact) -> tuple[int, str, str]:
    """The unborn, then the youngest, then by name: the same order every time."""
    return (-(child.born_on or date.max).toordinal(), child.name, child.id)


def child_fact(versions: list[ChildDetails]) -> ChildFact:
    """A child as known now, from every version, oldest first."""
    first, last = versions[0], versions[-1]
    return ChildFact(
        id=str(last.child_id),
        name=last.name,
        how=ChildHow(last.how),
        known_at=first.recorded_at,
        known_on=day_of(_here_since(versions)),
        born_on=last.born_on,
        due_on=last.due_on,
        born_is_estimate=last.born_is_estimate,
        ethnicity=last.ethnicity,
        religion=last.religion,
        language=last.language,
        identity_not_asked_because=last.identity_not_asked_because,
        needs=last.needs,
        gone=ChildGone(last.gone) if last.gone else None,
        gone_on=last.gone_on,
        gone_at=_gone_since(versions),
        birth_at=_birth_written(versions),
        moved_at=_moved(versions),
        version=last.version,
    )


def _here_since(versions: list[ChildDetails]) -> datetime:
    """When it was written down that the child lives, stays or visits here, without a break up to now."""
    since = None
    for version in versions:
        here = version.gone is None and version.how != ChildHow.ELSEWHERE
        since = (since or version.recorded_at) if here else None
    return since or versions[0].recorded_at


def _gone_since(versions: list[ChildDetails]) -> datetime | None:
    """When it was first written down why the child is not on the pages, as it is now."""
    since, why = None, None
    for version in versions:
        since = None if version.gone is None else since if version.gone == why else version.recorded_at
        why = version.gone
    return since


def _moved(versions: list[ChildDetails]) -> datetime | None:
    """When it was last written down that another household is theirs."""
    moves = (now.recorded_at for before, now in pairwise(versions) if before.household_id != now.household_id)
    return max(moves, default=None)


def _birth_written(versions: list[ChildDetails]) -> datetime | None:
    """When the birth of a child first known as unborn was written down."""
    if versions[0].born_on is not None:
        return None
    return next((version.recorded_at for version in versions if version.born_on is not None), None)


def adults_of(household_ids: Collection[UUID]) -> Found[AdultFact]:
    """The adults ever known, those who left too, in the order in which they became known. One statement."""
    query = (
        select(Adult.household_id, AdultDetails, Adult.person_id)
        .join(AdultDetails, AdultDetails.adult_id == Adult.id)
        .where(Adult.household_id.in_(household_ids))
    )
    rows = db.session.execute(query)
    facts = [(household, adult_fact(versions, person)) for household, versions, person in _histories(rows, "adult_id")]
    return _by_household(sorted(facts, key=lambda pair: (pair[1].known_at, pair[1].name, pair[1].id)))


def adult_fact(versions: list[AdultDetails], person_id: UUID | None) -> AdultFact:
    """An adult as known now, from every version, oldest first."""
    first, last = versions[0], versions[-1]
    return AdultFact(
        id=str(last.adult_id),
        name=last.name,
        role=AdultRole(last.role),
        known_at=first.recorded_at,
        since_on=last.since_on,
        person_id=str(person_id) if person_id else None,
        own_supply=last.own_supply,
        part=frozenset(AdultPart(part) for part in last.part),
        left_on=last.left_on,
        left_at=_left_since(versions),
        part_at=_part_since(versions),
        version=last.version,
    )


def _part_since(versions: list[AdultDetails]) -> datetime:
    """When their part, or a supply of their own, was first written down as it is now."""
    since = versions[0].recorded_at
    for before, version in pairwise(versions):
        if (set(before.part), before.own_supply) != (set(version.part), version.own_supply):
            since = version.recorded_at
    return since


def _left_since(versions: list[AdultDetails]) -> datetime | None:
    """When it was first written down that they had left, since they were last here."""
    left_at = None
    for version in versions:
        left_at = None if version.left_on is None else left_at or version.recorded_at
    return left_at


def agencies_of(household_ids: Collection[UUID]) -> Found[AgencyFact]:
    """The agencies working with these families now, in the order in which they became known. One statement."""
    query = (
        select(FamilyAgency.household_id, FamilyAgencyDetails, Agency)
        .join(FamilyAgencyDetails, FamilyAgencyDetails.family_agency_id == FamilyAgency.id)
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .where(FamilyAgency.household_id.in_(household_ids))
    )
    rows = db.session.execute(query)
    facts = [
        (household, agency_fact(versions, agency))
        for household, versions, agency in _histories(rows, "family_agency_id")
        if versions[-1].left_on is None
    ]
    return _by_household(sorted(facts, key=lambda pair: (pair[1].known_at, pair[1].name, pair[1].id)))


def agency_fact(versions: list[FamilyAgencyDetails], agency: Agency) -> AgencyFact:
    """An agency around a family as known now, from every version, oldest first."""
    first, last = versions[0], versions[-1]
    return AgencyFact(
        id=str(last.family_agency_id),
        agency_id=str(agency.id),
        name=agency.name,
        role=AgencyRole(agency.role),
        from_on=last.from_on,
        known_at=first.recorded_at,
        has_part=last.has_part,
        worker_name=last.worker_name,
        email=agency.email,
        phone=agency.phone,
        address=agency.address,
        closed_on=agency.closed_on,
        version=last.version,
    )
