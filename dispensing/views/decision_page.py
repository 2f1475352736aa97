"""One look at the decision page: who, the facts of today, who can be named, until when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from flask import request

from core import clock, policy
from core.calendar import is_working_day
from core.findings import Finding
from core.forms import Choice
from core.wording import listed, short_day
from dispensing import queries
from dispensing.forms import (
    DecisionForm,
    as_typed,
    exception_ends,
    in_use_typed,
)
from dispensing.rules import (
    Closure,
    Policies,
    Situation,
    closures_ahead,
    decision_stops,
    risks_now,
)
from dispensing.rules.exceptions import MAY_GIVE
from dispensing.rules.naming import MAY_AUTHORISE, SENIOR_ROLES
from dispensing.rules.worked_out import WorkedOut, worked_out
from people.queries import person
from people.rules import PersonHeader
from staff.access import found, viewer
from staff.rules import ROLE_WORDS, RoleName


@dataclass(frozen=True)
class Deciding:
    """Everything one look at the decision page needs: who, the facts of today, who can be named, until when."""

    header: PersonHeader
    at: datetime
    situation: Situation
    staff: tuple[queries.NamedStaff, ...]

    @property
    def policy(self) -> Policies:
        """The policy in force for the person's service."""
        return self.situation.policy

    @property
    def version(self) -> int:
        """The version of the decision that stands, 0 for none."""
        decision = self.situation.decisions.decision
        return decision.version if decision else 0

    @cached_property
    def closures(self) -> dict[Closure, date]:
        """The planned closures ahead, with the last day of an exception for each."""
        now = self.situation
        ahead = closures_ahead(now.supply.calendar, now.on, now.policy.safetyplans.closure_notice_days)
        return {closure: closure.ends_on(now.holidays) for closure in ahead}

    def form(self, kept: queries.Draft | None = None) -> DecisionForm:
        """The form: as it was sent, as it was kept, or with what is in use now and a sensible day to look again."""
        if request.method == "POST":
            form = DecisionForm()
        elif kept:
            form = DecisionForm(formdata=as_typed(kept.typed))
        else:
            form = DecisionForm(data=self._usual())
        if request.method != "POST":
            form.version.data = self.version
        form.offer(
            prescribers=self._choices(MAY_AUTHORISE),
            seniors=self._choices(SENIOR_ROLES, but=viewer().staff_id),
            givers=self._choices(MAY_GIVE, but=viewer().staff_id),
            until=exception_ends(self.at, self.policy.dispensing.exception_hours, self.closures),
        )
        form.review_on.hint = self._review_hint()
        return form

    def stops(self, form: DecisionForm) -> tuple[Finding, ...]:
        """What stands in the way of what was typed; nothing where no week was chosen."""
        arrangement = form.arrangement(form.from_on.data or self.situation.on)
        return decision_stops(self.situation, form.asked(arrangement)) if arrangement else ()

    def worked_out(self, form: DecisionForm) -> WorkedOut | None:
        """What was typed would mean at home; none where no week was chosen."""
        arrangement = form.arrangement(form.from_on.data or self.situation.on)
        return worked_out(self.situation, arrangement, form.review_on.data) if arrangement else None

    def _choices(self, roles: frozenset[RoleName], but: UUID | None = None) -> list[Choice]:
        named = [one for one in self.staff if one.roles & roles and one.id != str(but)]
        return [Choice(one.id, f"{one.name} ({_role_words(one.roles & roles)})") for one in named]

    def _usual(self) -> dict[str, object]:
        review_on = self._review_by(self._risks)
        while not is_working_day(review_on, self.situation.holidays):
            review_on -= timedelta(days=1)
        return {**in_use_typed(self.situation.in_use), "from_on": self.situation.on, "review_on": review_on}

    @cached_property
    def _risks(self) -> tuple[str, ...]:
        return tuple(risks_now(self.situation))

    def _review_by(self, at_risk: object) -> date:
        numbers = self.policy.dispensing
        days = numbers.at_risk_review_within_days if at_risk else numbers.review_within_days
        return self.situation.on + timedelta(days=days)

    def _review_hint(self) -> str:
        if self._risks:
            return f"With more doses at home, by {short_day(self._review_by(True))}: {listed(self._risks)}"
        return f"By {short_day(self._review_by(False))} at the latest"


def _role_words(roles: frozenset[RoleName]) -> str:
    return ", ".join(ROLE_WORDS[role].lower() for role in RoleName if role in roles)


def load(person_id: UUID) -> Deciding:
    """The decision page of a person of the viewer's service; 404 for anybody else's."""
    service_id, at = found(viewer().service_id), clock.now()
    header = found(person(service_id, person_id))
    policies = queries.policies_of(service_id, policy.current(), clock.day_of(at))
    situation = found(queries.situation(person_id, clock.day_of(at), policies))
    return Deciding(header, at, situation, queries.nameable_staff(service_id))
