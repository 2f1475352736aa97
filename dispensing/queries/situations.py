"""People's situations on a day: every fact that the gate and the findings read, in a fixed number of statements."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.bank_holidays import Nation, around
from core.db import db
from dispensing.queries.decisions import decisions_of
from dispensing.rules import Policies, Situation
from people.models import ServiceUser
from people.queries import families
from people.rules import Family, PersonFact
from safeguarding.queries import histories
from safetyplans.queries import homes_of, plans_of
from staff.models import Service
from supply.queries import supply_of
from supply.rules.implied import with_implied


def situation(person_id: UUID, on: date, policy: Policies) -> Situation | None:
    """One person's situation on a London day; none where there is no such person. Found before by a scoped query."""
    return situations([person_id], on, policy).get(person_id)


def situations(person_ids: Collection[UUID], on: date, policy: Policies) -> dict[UUID, Situation]:
    """The situations of several people of one policy on a London day; somebody unknown is left out.

    The number of statements does not depend on how many people there are. A fact that cannot be read raises: nothing
    is decided without it (findings.md, principle 8).
    """
    homes = homes_of(list(person_ids))
    households = sorted(set(homes.values()))
    kin, told = families(households), histories(households)
    everybody = [UUID(person.id) for family in kin.values() for person in family.people]
    supplies, plans, decided = supply_of(everybody), plans_of(list(homes)), decisions_of(list(homes))
    nations = _nations(list(homes))
    for home in households:
        supplied = [supplies[UUID(person.id)] for person in kin[home].people]
        kin[home], told[home] = with_implied(kin[home], told[home], supplied)
    return {
        person: Situation(
            on=on,
            person=_member(kin[home], person),
            family=kin[home],
            history=told[home],
            supply=supplies[person],
            plans=plans[person],
            decisions=decided[str(person)],
            policy=policy,
            holidays=around(nations[person], on),
        )
        for person, home in homes.items()
    }


def _member(family: Family, person_id: UUID) -> PersonFact:
    return next(one for one in family.people if one.id == str(person_id))


def _nations(person_ids: Collection[UUID]) -> Mapping[UUID, Nation]:
    """Whose bank holidays count for each person's working days: their service's."""
    query = (
        select(ServiceUser.id, Service.nation)
        .join(Service, Service.id == ServiceUser.service_id)
        .where(ServiceUser.id.in_(person_ids))
    )
    return {person: Nation(nation) for person, nation in db.session.execute(query)}
