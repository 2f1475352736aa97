"""What every page of a plan begins with: whose it is, their family, their plan, today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core import clock, policy
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db
from core.forms import Form
from people.queries import person
from people.rules import AdultFact, AgencyFact, ChildFact, Family, PeoplePolicy, PersonHeader
from safeguarding.rules import SafeguardingPolicy
from safetyplans.queries import plans_of
from safetyplans.rules import Amount, PlansOf, SafetyPlanPolicy, amount_at_home
from safetyplans.rules.children import for_whom, who_they_are
from staff.access import found, viewer
from staff.queries import service_by_id
from supply.queries import family_now, supply_of
from supply.rules import SupplyPolicy
from supply.rules.facts import SupplyOf

Section = TypeVar("Section")

PERSON_PAGES = ("casework.person", "casework.show_person", "people.show_person")


@dataclass(frozen=True)
class Whose:
    """The person a page is about, at the moment it is asked for."""

    header: PersonHeader
    at: datetime
    service_code: str

    @property
    def person_id(self) -> UUID:
        """The person."""
        return UUID(self.header.id)

    @property
    def on(self) -> date:
        """Today in London."""
        return clock.day_of(self.at)

    @property
    def signed(self) -> dict[str, Any]:
        """Whose it is, who records it, and when: what every act is handed."""
        return {"person_id": self.person_id, "by": viewer().staff_id, "at": self.at}

    @cached_property
    def family(self) -> Family:
        """Everybody around them."""
        return found(family_now(self.person_id))

    @cached_property
    def children(self) -> tuple[ChildFact, ...]:
        """The children whom methadone at home concerns."""
        return self.family.children_who_count(self.on, self._section(PeoplePolicy))

    def for_whom(self, *, ages: bool = True) -> str:
        """Those children in a sentence."""
        return for_whom(self.children, self.on, ages=ages)

    def who_is(self, child: ChildFact) -> str:
        """What matters about a child for this plan: who they are, and what they need."""
        return "" if child.unborn and not child.needs else who_they_are(child)

    @cached_property
    def plans(self) -> PlansOf:
        """Everything about their plan."""
        return plans_of([self.person_id])[self.person_id]

    @cached_property
    def supply(self) -> SupplyOf:
        """What is prescribed, in use, and written down at the counter."""
        return supply_of([self.person_id])[self.person_id]

    @cached_property
    def amount(self) -> Amount:
        """How much what is in use puts at home."""
        return amount_at_home(self.supply, self.on, self._section(SupplyPolicy))

    @cached_property
    def policy(self) -> SafetyPlanPolicy:
        """The numbers of plans, in force today for their service."""
        return self._section(SafetyPlanPolicy)

    @cached_property
    def safeguarding(self) -> SafeguardingPolicy:
        """The numbers of safeguarding, in force today for their service."""
        return self._section(SafeguardingPolicy)

    @property
    def version(self) -> int:
        """The version of the plan that stands, 0 for none."""
        return self.plans.plan.version if self.plans.plan else 0

    def adult(self, adult_id: UUID) -> AdultFact:
        """An adult of the household. 404 for anybody else."""
        return found(next((one for one in self.family.adults if one.id == str(adult_id)), None))

    def agency(self, family_agency_id: UUID) -> AgencyFact:
        """An agency working with the family. 404 for any other."""
        return found(next((one for one in self.family.agencies if one.id == str(family_agency_id)), None))

    def _section(self, kind: type[Section]) -> Section:
        return policy.current().section(kind, on=self.on, service_code=self.service_code)


def whose(person_id: UUID) -> Whose:
    """The person of the viewer's service; 404 for anybody else's. Looking at a page is put in the audit."""
    service_id, at = found(viewer().service_id), clock.now()
    header = found(person(service_id, person_id))
    if request.method == "GET":
        verb, household = str(request.endpoint).rpartition(".")[2], UUID(header.household_id)
        record_view(verb, by=viewer().staff_id, at=at, household=household, person=person_id)
    return Whose(header, at, found(service_by_id(service_id)).code)


def person_page(header: PersonHeader) -> str:
    """The page of a person, or their plan where there is none."""
    for endpoint in PERSON_PAGES:
        if endpoint in current_app.view_functions:
            return url_for(endpoint, person_id=header.id)
    return plan_page(header)


def plan_page(header: PersonHeader) -> str:
    """The page of a person's plan."""
    return url_for("safetyplans.show_plan", person_id=header.id)


def recorded(form: Form, act: Callable[[], object], header: PersonHeader) -> ResponseReturnValue | None:
    """Do it, commit, and go to the plan. None where it was refused: the reasons stand in the form."""
    try:
        act()
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return None
    return redirect(plan_page(header))
