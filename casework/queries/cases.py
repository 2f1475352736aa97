"""The facts of households, whole, in a fixed number of statements however many they are."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from casework.rules import Case
from core.bank_holidays import Nation, around
from core.db import db
from dispensing.queries import decisions_of
from dispensing.rules.implied import with_implied
from people.models import Household
from people.queries import families
from people.rules import Family
from safeguarding.queries import histories
from safetyplans.queries import plans_of
from staff.models import Service
from supply.queries import supply_of


def case_of(household_id: UUID, on: date) -> Case:
    """Everything known of one household; `on` says which years' bank holidays count. Found before by a scoped query."""
    return cases([household_id], on)[household_id]


def cases(household_ids: Collection[UUID], on: date) -> dict[UUID, Case]:
    """The same for several households. A fact that cannot be read raises: nothing is decided without it."""
    wanted = sorted(set(household_ids))
    kin, told = families(wanted), histories(wanted)
    people = [UUID(person.id) for family in kin.values() for person in family.people]
    supply, plans, decided = supply_of(people), plans_of(people), decisions_of(people)
    nations = _nations(wanted)
    for household in wanted:
        supplied = [supply[UUID(key)] for key in _keys(kin[household])]
        kin[household], told[household] = with_implied(kin[household], told[household], supplied)
    return {
        household: Case(
            family=kin[household],
            history=told[household],
            supply={key: supply[UUID(key)] for key in _keys(kin[household])},
            plans={key: plans[UUID(key)] for key in _keys(kin[household])},
            decisions={key: decided[key] for key in _keys(kin[household])},
            holidays=around(nations[household], on),
        )
        for household in wanted
    }


def _keys(family: Family) -> list[str]:
    return [person.id for person in family.people]


def _nations(household_ids: Collection[UUID]) -> dict[UUID, Nation]:
    """Whose bank holidays count for working days: the service's."""
    query = (
        select(Household.id, Service.nation)
        .join(Service, Service.id == Household.service_id)
        .where(Household.id.in_(household_ids))
    )
    return {household: Nation(nation) for household, nation in db.session.execute(query)}
