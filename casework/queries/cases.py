"""The facts of households, whole, in a fixed number of statements however many they are."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from casework.rules import Case
from core.bank_holidays import Nation, around
from core.db import db
from dispensing.queries import decisions_of
from dispensing.rules import DecisionsOf
from people.models import Household
from people.queries import families
from people.rules import Family
from safeguarding.queries import histories
from safeguarding.rules import History
from safetyplans.queries import plans_of
from safetyplans.rules import PlansOf
from staff.models import Service
from supply.queries import supply_of
from supply.rules.facts import SupplyOf
from supply.rules.implied import with_implied


def case_of(household_id: UUID, on: date) -> Case:
    """Everything known of one household; `on` says which years' bank holidays count. Found before by a scoped query."""
    return cases([household_id], on)[household_id]


def cases(household_ids: Collection[UUID], on: date) -> dict[UUID, Case]:
    """The same for several households. A fact that cannot be read raises: nothing is decided without it."""
    return assembled(gathered(household_ids), on)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What each package has recorded about some households, before their facts are read together."""

    nations: dict[UUID, Nation]
    families: dict[UUID, Family]
    histories: dict[UUID, History]
    supply: dict[UUID, SupplyOf]
    plans: dict[UUID, PlansOf]
    decisions: dict[str, DecisionsOf]


def gathered(household_ids: Collection[UUID]) -> Gathered:
    """Everything that the packages have recorded about these households."""
    wanted = sorted(set(household_ids))
    kin = families(wanted)
    people = _people(kin)
    return Gathered(
        nations=_nations(wanted),
        families=kin,
        histories=histories(wanted),
        supply=supply_of(people),
        plans=plans_of(people),
        decisions=decisions_of(people),
    )


def gathered_again(before: Gathered, written: AbstractSet[str]) -> Gathered:
    """The same households again, after only some packages (by name) have written, and nobody has come or moved."""
    wanted, people = sorted(before.families), _people(before.families)
    return replace(
        before,
        histories=histories(wanted) if "safeguarding" in written else before.histories,
        supply=supply_of(people) if "supply" in written else before.supply,
        plans=plans_of(people) if written & {"safetyplans", "leaflets"} else before.plans,
        decisions=decisions_of(people) if "dispensing" in written else before.decisions,
    )


def assembled(facts: Gathered, on: date) -> dict[UUID, Case]:
    """The facts of each household read together, with what they imply."""
    return {household: _case(facts, household, on) for household in sorted(facts.families)}


def _case(facts: Gathered, household: UUID, on: date) -> Case:
    keys = _keys(facts.families[household])
    supply = {key: facts.supply[UUID(key)] for key in keys}
    family, history = with_implied(facts.families[household], facts.histories[household], supply.values())
    return Case(
        family=family,
        history=history,
        supply=supply,
        plans={key: facts.plans[UUID(key)] for key in keys},
        decisions={key: facts.decisions[key] for key in keys},
        holidays=around(facts.nations[household], on),
    )


def _people(kin: Mapping[UUID, Family]) -> list[UUID]:
    return [UUID(person.id) for family in kin.values() for person in family.people]


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
