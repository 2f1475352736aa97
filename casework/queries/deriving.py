"""What stands for households today, derived from their facts: the one way in for pages, lists and the nightly pass."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from casework.queries.cases import cases
from casework.rules import Case, CaseworkPolicy, Scene, findings, next_change_on
from core.db import db
from core.findings import Finding
from core.policy import Policy
from dispensing.queries import policies_for
from dispensing.rules import Policies
from people.models import Household
from staff.models import Service


@dataclass(frozen=True, slots=True)
class Derived:
    """One household on a London day: its facts, the scene they make, and every finding, most urgent first."""

    household_id: UUID
    service_id: UUID
    scene: Scene
    findings: tuple[Finding, ...]

    @property
    def case(self) -> Case:
        """The facts."""
        return self.scene.case

    def next_change_on(self) -> date:
        """The next London day on which time alone changes what stands."""
        return next_change_on(self.case, self.scene.on, self.scene.policy, self.scene.casework)


def derived(household_ids: Collection[UUID], on: date, policy: Policy) -> list[Derived]:
    """What stands for these households (found by a scoped query) on a London day, in the order of their ids.

    The number of statements does not depend on how many households there are. A fact that cannot be read raises.
    """
    wanted = sorted(set(household_ids))
    if not wanted:
        return []
    owners, facts = _services(wanted), cases(wanted, on)
    scenes = {code: _policies(code, policy, on) for _, code in owners.values()}
    found = []
    for household_id in wanted:
        service_id, code = owners[household_id]
        policies, casework = scenes[code]
        scene = Scene(facts[household_id], on, policies, casework)
        found.append(Derived(household_id, service_id, scene, findings(facts[household_id], on, policies, casework)))
    return found


def derived_one(household_id: UUID, on: date, policy: Policy) -> Derived:
    """The same for one household, found before by a scoped query."""
    return derived([household_id], on, policy)[0]


def _policies(code: str, policy: Policy, on: date) -> tuple[Policies, CaseworkPolicy]:
    return policies_for(code, policy, on), policy.section(CaseworkPolicy, on=on, service_code=code)


def _services(household_ids: Collection[UUID]) -> Mapping[UUID, tuple[UUID, str]]:
    """Whose each household is, and by which code the policy names that service."""
    query = (
        select(Household.id, Service.id, Service.code)
        .join(Service, Service.id == Household.service_id)
        .where(Household.id.in_(household_ids))
    )
    return {household: (service, code) for household, service, code in db.session.execute(query)}
