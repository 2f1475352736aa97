"""One household on one London day: everything the findings read, asked once."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain

from casework.rules.policy import CaseworkPolicy
from core.calendar import add_working_days, day_of
from core.findings import Finding, Owner, Severity
from dispensing.rules import Policies, Situation
from dispensing.rules.facts import DecisionsOf
from dispensing.rules.situation import visits_not_seen
from dispensing.rules.standing import reviewed
from people.rules import ChildFact, Family, PersonFact
from safeguarding.rules import EventFact, History, SignalFact
from safeguarding.rules.reading import living, reopening_events, signals
from safetyplans.rules import PlansOf
from supply.rules.facts import SupplyOf


@dataclass(frozen=True)
class Case:
    """All facts of one household, whatever the day; people in the order in which they registered."""

    family: Family
    history: History
    supply: dict[str, SupplyOf]
    plans: dict[str, PlansOf]
    decisions: dict[str, DecisionsOf]
    holidays: AbstractSet[date]


@dataclass(frozen=True)
class Scene:
    """A case on a day, under a policy."""

    case: Case
    on: date
    policy: Policies
    casework: CaseworkPolicy

    @property
    def family(self) -> Family:
        """Everybody of the household."""
        return self.case.family

    @property
    def history(self) -> History:
        """Everything recorded about the family's safety."""
        return self.case.history

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """One for each service user still in care here."""
        return tuple(self._situation(person) for person in self.family.people if person.ended is None)

    def _situation(self, person: PersonFact) -> Situation:
        case = self.case
        return Situation(
            on=self.on,
            person=person,
            family=case.family,
            history=case.history,
            supply=case.supply.get(person.id, SupplyOf(person.id)),
            plans=case.plans.get(person.id, PlansOf(person.id)),
            decisions=case.decisions.get(person.id, DecisionsOf(person.id)),
            policy=self.policy,
            holidays=case.holidays,
        )

    @cached_property
    def treated(self) -> tuple[Situation, ...]:
        """Those on methadone."""
        return tuple(one for one in self.situations if one.on_methadone)

    @cached_property
    def at_home_with_child(self) -> bool:
        """Whether anybody here has a dose at home with a child: "with D+C"."""
        return any(one.at_home_with_child for one in self.treated)

    @cached_property
    def children(self) -> tuple[ChildFact, ...]:
        """The children whom a dose at home concerns."""
        return self.family.children_who_count(self.on, self.policy.people)

    @cached_property
    def child_present(self) -> bool:
        """Whether a child is there; would not say counts as one."""
        return self.family.child_present(self.on, self.policy.people)

    @cached_property
    def child_or_not_asked(self) -> bool:
        """A child, or children nobody asked about."""
        return self.child_present or self.family.last_asked is None

    @cached_property
    def young_child(self) -> bool:
        """Whether a child is under five or unborn; a child nobody would speak of may be."""
        if not self.children:
            return self.child_present
        return any(child.under(self.policy.safeguarding.young_under_years, self.on) for child in self.children)

    @cached_property
    def events(self) -> tuple[EventFact, ...]:
        """The events still spoken of, in order of recording."""
        return living(self.history.events)

    @cached_property
    def reopening(self) -> tuple[EventFact, ...]:
        """The *at once* and *second* events."""
        return reopening_events(self.events, self.policy.safeguarding)

    @cached_property
    def signals(self) -> tuple[SignalFact, ...]:
        """Every risk signal, whoever saw it; storage that could not be seen twice running is one too."""
        return signals(self.events, self._visits_not_seen())

    def _visits_not_seen(self) -> Iterable[SignalFact]:
        times = self.policy.safetyplans.not_seen_signal
        return chain.from_iterable(visits_not_seen(plans, times) for plans in self.case.plans.values())

    @cached_property
    def young_child_since(self) -> date:
        """The day on which a child under five or unborn was first known, among those who are now."""
        under = self.policy.safeguarding.young_under_years
        young = (child.known_on for child in self.children if child.under(under, self.on))
        return min(young, default=self.family.may_be_child_since or self.on)

    @cached_property
    def with_child_since(self) -> date:
        """The first day of the time in which a dose has been at home with a child, up to today."""
        return min((one.with_child_since for one in self.treated if one.at_home_with_child), default=self.on)

    def reviewed(self, event: EventFact) -> bool:
        """Whether any review in the household, recorded after it, considered an event."""
        return any(reviewed(event, plans) for plans in self.case.plans.values())

    def referred_since(self, instant: datetime) -> bool:
        """Whether a referral was sent, or a reason for none recorded, from an instant on. "Decide by" is neither."""
        return any(one.recorded_at >= instant and one.decide_by is None for one in self.history.referrals)

    def working_days_after(self, day: date, count: int) -> date:
        """The day `count` working days after a London day."""
        return add_working_days(day, count, self.case.holidays)

    def after_recording(self, instant: datetime, working_days: int) -> date:
        """The day so many working days after the London day of recording."""
        return self.working_days_after(day_of(instant), working_days)


def act(
    code: str,
    sentence: str,
    *,
    since: date,
    due: date | None,
    clears: tuple[str, ...],
    owner: Owner = Owner.KEYWORKER,
    about: str = "",
    person: str = "",
    also: tuple[Owner, ...] = (),
    because: tuple[str, ...] = (),
) -> Finding:
    """An act: somebody named has to do something by a London day."""
    return Finding(
        code=code,
        severity=Severity.ACT,
        owner=owner,
        since=since,
        sentence=sentence,
        about=about,
        person_id=person,
        due_on=due,
        clears=clears,
        because=because,
        also=also,
    )
