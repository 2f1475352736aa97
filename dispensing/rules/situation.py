"""One person on one London day: what is in use, what it puts at home, which children are there."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.calendar import DAY, add_months, add_working_days, day_of
from core.findings import Finding, Owner, Severity
from dispensing.rules.exceptions import Closure, closures_ahead
from dispensing.rules.facts import DecisionFact, DecisionsOf
from dispensing.rules.policy import Policies
from people.rules import ChildFact, Family, HouseholdAnswer, PersonFact
from safeguarding.rules import EventFact, History, SignalFact
from safeguarding.rules.reading import living, reopening_events, signals
from safetyplans.rules import CheckResult, PlansOf
from supply.rules import Arrangement, MostAtHome, PrescriptionTerms, most_at_home
from supply.rules.facts import InUseFact, SupplyOf
from supply.rules.vomited import MG_NOT_KNOWN

Holds = Callable[[MostAtHome, Closure], bool]
"""Whether something holds of the most at home around a planned closure."""

WEEK = timedelta(days=7)
LOOKS_BACK = timedelta(days=150)
"""Longer than bank holidays follow one another within four weeks (March to May)."""


def visits_not_seen(plans: PlansOf, times: int) -> Iterator[SignalFact]:
    """A risk signal for every so many storage visits running at which it could not be seen (`home-check-failed`)."""
    in_a_row = 0
    for check in plans.checks:
        in_a_row = in_a_row + 1 if check.result is CheckResult.NOT_SEEN else 0
        if in_a_row and in_a_row % times == 0:
            yield SignalFact("storage-not-seen", check.happened_on, check.recorded_at, check.id)


@dataclass(frozen=True)
class Situation:
    """Every fact about one person and their family that a gate or a finding reads, with the day and the policy."""

    on: date
    person: PersonFact
    family: Family
    history: History
    supply: SupplyOf
    plans: PlansOf
    decisions: DecisionsOf
    policy: Policies
    holidays: AbstractSet[date]

    @cached_property
    def terms(self) -> PrescriptionTerms | None:
        """What is prescribed today: the newest prescription that has begun."""
        return self.supply.terms_on(self.on)

    @cached_property
    def counting_terms(self) -> PrescriptionTerms:
        """The newest prescription; bottles can be counted before anybody wrote down the mg."""
        return self.terms or MG_NOT_KNOWN

    @cached_property
    def on_methadone(self) -> bool:
        """Whether in treatment: a prescription begun and not ended, treatment begun before, or doses in use."""
        if self.person.ended is not None:
            return False
        if self.terms is not None:
            return self.terms.covers(self.on)
        started = self.person.treatment_started_on
        return self.in_use is not None or (started is not None and started <= self.on)

    @cached_property
    def on_methadone_since(self) -> date:
        """From when they are known here to be on methadone, never before they registered.

        A clock that never started runs from here at the earliest (findings.md, Principles).
        """
        started = self.person.treatment_started_on
        begun = [max(day_of(one.recorded_at), one.terms.starts_on) for one in self.supply.prescriptions]
        begun += [max(day_of(one.recorded_at), one.from_on) for one in self.supply.in_use]
        begun += [started] if started is not None else []
        registered_on = self.person.registered_on
        return min(self.on, max(registered_on, min(begun, default=registered_on)))

    @cached_property
    def treatment_started_on(self) -> date | None:
        """When treatment began; unknown: the first known prescription (findings.md, relaxing-at-risk)."""
        return self.person.treatment_started_on or self.supply.first_prescribed_on

    @cached_property
    def early_treatment(self) -> bool:
        """Whether in the first months of treatment (NICE TA114 [1])."""
        started = self.treatment_started_on
        return started is None or self.on < add_months(started, self.policy.dispensing.early_treatment_months)

    @cached_property
    def in_use_fact(self) -> InUseFact | None:
        """What was last said to be in use."""
        return self.supply.in_use_on(self.on)

    @cached_property
    def in_use(self) -> Arrangement | None:
        """The arrangement in use, none where nobody knows."""
        fact = self.in_use_fact
        return fact.arrangement if fact is not None and fact.arrangement.is_known else None

    @cached_property
    def decision(self) -> DecisionFact | None:
        """The agreed decision that stands: the newest that its prescriber has not disowned."""
        return next((one for one in reversed(self.decisions.decisions) if one.confirmed is not False), None)

    @cached_property
    def looks_ahead_to(self) -> date:
        """The last day for which doses at home count: the decision's review, and never less than four weeks."""
        least = self.on + timedelta(days=self.policy.supply.horizon_days)
        review_on = self.decision.review_on if self.decision else None
        return max(least, review_on) if review_on else least

    def most(self, arrangement: Arrangement | None, last: date | None = None) -> MostAtHome | None:
        """The most an arrangement puts at home at once from today on; none where it is not known."""
        if arrangement is None:
            return None
        return most_at_home(
            arrangement, self.supply.calendar, self.counting_terms, self.on, last or self.looks_ahead_to
        )

    @cached_property
    def home(self) -> MostAtHome | None:
        """The most that the arrangement in use puts at home; none where it is not known."""
        return self.most(self.in_use)

    @cached_property
    def dose_at_home(self) -> bool:
        """Whether a dose goes home with what is in use, closed-day doses included (findings.md, principle 3)."""
        return self.on_methadone and self.home is not None and self.home.bottles > 0

    @cached_property
    def nothing_at_home(self) -> bool:
        """Whether it is known that what is in use puts no dose at home. Not known is not nothing."""
        return self.home is not None and self.home.bottles == 0

    @cached_property
    def dose_at_home_since(self) -> date:
        """Since when what is in use has put a dose at home without a break, as far as it is known."""
        usual = self.usual_most(self.in_use)
        by_the_week = usual is not None and usual.bottles > 0
        since = self.on
        for fact in reversed(self.supply.in_use):
            most = self.usual_most(fact.arrangement) if fact.arrangement.is_known else None
            if fact.from_on <= self.on and (most is None or (by_the_week and not most.bottles)):
                break
            since = min(since, fact.from_on)
        if by_the_week:
            return since
        return self.in_sight_since(self.in_use, lambda most, _: most.bottles > 0, since, to_review_alone=False)

    def usual_most(self, arrangement: Arrangement | None, last: date | None = None) -> MostAtHome | None:
        """The most an arrangement would put at home at once without bank holidays and one-off closures."""
        if arrangement is None:
            return None
        week = self.supply.calendar.usual_week()
        return most_at_home(arrangement, week, self.counting_terms, self.on, last or self.looks_ahead_to)

    def in_sight_since(
        self,
        arrangement: Arrangement | None,
        holds: Holds,
        since: date,
        *,
        to_review_alone: bool = True,
    ) -> date:
        """`since`, or the later day on which planned closures for which something holds came in sight.

        For what planned closures alone bring about. One is in sight from four weeks ahead, or from the decision that
        is looked at again after it (`to_review_alone`: until then nothing further ahead is); closures of which one is
        in sight before the last is over are one time, so that the day stays the same from day to day.
        """
        first = None
        for from_on, to_on in sorted(self._sights(arrangement, holds, to_review_alone), reverse=True):
            if from_on <= self.on and to_on + DAY >= (first or self.on):
                first = from_on if first is None else min(first, from_on)
        return since if first is None else max(since, first)

    def _sights(
        self, arrangement: Arrangement | None, holds: Holds, to_review_alone: bool
    ) -> Iterator[tuple[date, date]]:
        """From when to when each planned closure for which something holds is in sight."""
        if arrangement is None:
            return
        calendar, ahead = self.supply.calendar, self.looks_ahead_to - self.on + WEEK
        for closure in closures_ahead(calendar, self.on - LOOKS_BACK, (LOOKS_BACK + ahead).days):
            most = most_at_home(arrangement, calendar, self.counting_terms, closure.first - WEEK, closure.last)
            if most is not None and holds(most, closure):
                yield self._in_sight_on(most.on, to_review_alone), closure.last

    def _in_sight_on(self, day: date, to_review_alone: bool) -> date:
        review_on = self.decision.review_on if self.decision else None
        usual = day - timedelta(days=self.policy.supply.horizon_days)
        if review_on is None:
            return usual
        if review_on >= day:
            return date.min
        return max(usual, review_on + DAY) if to_review_alone else usual

    @cached_property
    def with_child_since(self) -> date:
        """The later of the day a dose came to be at home and the day a child was known."""
        known = min((self._together_since(child) for child in self.children), default=None)
        child_since = known or self.family.may_be_child_since or self.on
        return min(self.on, max(self.dose_at_home_since, child_since))

    def _together_since(self, child: ChildFact) -> date:
        """Since when a child is known to be in this person's home: households that joined did so on a day."""
        if self.person.moved_at == child.moved_at:
            return child.known_on
        moved = (day_of(at) for at in (self.person.moved_at, child.moved_at) if at is not None)
        return max(child.known_on, *moved)

    @cached_property
    def supply_changed_on(self) -> date:
        """The last day on which what is in use or prescribed was written down anew."""
        fact = self.in_use_fact
        days = [day_of(one.recorded_at) for one in self.supply.prescriptions[-1:]]
        days += [max(fact.from_on, day_of(fact.recorded_at))] if fact is not None else []
        return min(self.on, max(days, default=self.on))

    @cached_property
    def children(self) -> tuple[ChildFact, ...]:
        """The children whom a dose at home concerns."""
        return self.family.children_who_count(self.on, self.policy.people)

    @cached_property
    def child_present(self) -> bool:
        """Whether a child is there; would not say counts as one."""
        return self.family.child_present(self.on, self.policy.people)

    @cached_property
    def young_child(self) -> bool:
        """Whether a child is under five or unborn; a child nobody would speak of may be."""
        under = self.policy.safeguarding.young_under_years
        if not self.children:
            return self.child_present
        return any(child.under(under, self.on) for child in self.children)

    @cached_property
    def asked_in_time(self) -> bool:
        """Whether somebody asked who lives, stays and visits, and not too long ago."""
        last = self.family.last_asked
        return last is not None and (self.on - last.asked_on).days <= self.policy.people.children_asked_days

    @cached_property
    def never_asked(self) -> bool:
        """Whether nobody has asked at all."""
        return self.family.last_asked is None

    @cached_property
    def would_not_say(self) -> bool:
        """Whether the last answer was that they would rather not say."""
        last = self.family.last_asked
        return last is not None and last.answer is HouseholdAnswer.WOULD_NOT_SAY

    @cached_property
    def at_home_with_child(self) -> bool:
        """With a dose at home and a child: "with D+C" in findings.md."""
        return self.dose_at_home and self.child_present

    @cached_property
    def events(self) -> tuple[EventFact, ...]:
        """The events still spoken of, in order of recording."""
        return living(self.history.events)

    @cached_property
    def reopening(self) -> tuple[EventFact, ...]:
        """The events that make a plan stale."""
        return reopening_events(self.events, self.policy.safeguarding)

    @cached_property
    def signals(self) -> tuple[SignalFact, ...]:
        """Every risk signal, whoever saw it; storage that could not be seen twice running is one too."""
        return signals(self.events, visits_not_seen(self.plans, self.policy.safetyplans.not_seen_signal))

    def working_days_after(self, day: date, count: int) -> date:
        """The day `count` working days after a London day, by the nation's bank holidays."""
        return add_working_days(day, count, self.holidays)

    def stop(
        self,
        code: str,
        sentence: str,
        clears: tuple[str, ...],
        *,
        about: str = "",
        since: date | None = None,
        because: tuple[str, ...] = (),
    ) -> Finding:
        """A stop about this person, as a finding of today unless `since` says from when it stood."""
        return Finding(
            code=code,
            severity=Severity.STOP,
            owner=Owner.KEYWORKER,
            since=since or self.on,
            sentence=sentence,
            about=about,
            person_id=self.person.id,
            clears=clears,
            because=because,
        )
