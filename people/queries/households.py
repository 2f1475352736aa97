"""Everybody around a service user, as known now: a fixed number of statements, however many households."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from core.db import db
from people.models import Household, Membership, ServiceUser
from people.queries.headers import header_query, headers
from people.queries.members import adults_of, agencies_of, asked_of, children_of
from people.queries.newest import is_newest
from people.rules import Family, PersonHeader


def household_of(person_id: UUID) -> UUID | None:
    """The household a person belongs to now. One statement."""
    query = select(Membership.household_id).where(is_newest(Membership, Membership.person_id, ServiceUser.id))
    return db.session.scalar(query.join(ServiceUser, ServiceUser.id == person_id))


def households_of(person_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The households that these people belong to now, by person. One statement."""
    query = select(Membership.person_id, Membership.household_id).join(
        ServiceUser, is_newest(Membership, Membership.person_id, ServiceUser.id)
    )
    rows = db.session.execute(query.where(ServiceUser.id.in_(sorted(set(person_ids)))))
    return {row.person_id: row.household_id for row in rows}


def household_in(service_id: UUID, household_id: UUID) -> UUID | None:
    """The household's id where it is this service's, otherwise None. One statement."""
    query = select(Household.id).where(Household.id == household_id, Household.service_id == service_id)
    return db.session.scalar(query)


def family_of(person_id: UUID) -> Family | None:
    """The family a person belongs to now. Six statements."""
    household_id = household_of(person_id)
    return None if household_id is None else family(household_id)


def family(household_id: UUID) -> Family:
    """Everybody of one household, as known now. Five statements."""
    return families([household_id])[household_id]


def families(household_ids: Collection[UUID]) -> dict[UUID, Family]:
    """Everybody of these households (found by a scoped query), as known now. Five statements."""
    people = _people(household_ids)
    asked = asked_of(household_ids)
    children = children_of(household_ids)
    adults = adults_of(household_ids)
    agencies = agencies_of(household_ids)
    return {
        household: Family(
            household_id=str(household),
            people=tuple(header.fact() for header in people[household]),
            asked=asked[household],
            children=tuple(child for child in children[household] if child.gone is None),
            adults=adults[household],
            agencies=agencies[household],
            gone=tuple(child for child in children[household] if child.gone is not None),
        )
        for household in household_ids
    }


def people_of_household(household_id: UUID) -> tuple[PersonHeader, ...]:
    """The service users of a household, in the order in which they were registered. One statement."""
    return headers(header_query().where(Membership.household_id == household_id))


def _people(household_ids: Collection[UUID]) -> Mapping[UUID, list[PersonHeader]]:
    found: dict[UUID, list[PersonHeader]] = defaultdict(list)
    for header in headers(header_query().where(Membership.household_id.in_(household_ids))):
        found[UUID(header.household_id)].append(header)
    return found
