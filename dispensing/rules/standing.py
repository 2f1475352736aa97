"""The nine stops that an arrangement meets, asked for or in use (findings.md, Stops and principle 6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from core.calendar import day_of
from core.findings import Finding
from core.wording import short_day
from dispensing.rules.exceptions import Closure
from dispensing.rules.situation import Situation
from people.rules import AdultFact, AdultPart
from safeguarding.rules import EventFact, EventKind
from safetyplans.rules import CareReviewFact, PlanReviewFact, PlansOf
from safetyplans.rules.standing import (
    Cover,
    cover_now,
    evidence_now,
    failed_checks,
    failed_on,
    is_verified,
    last_looked_at,
    review_on_now,
)
from safetyplans.rules.taking_back import fell_back_at, said_back_at
from supply.rules import (
    Arrangement,
    MostAtHome,
    beyond_limit_without_closures,
    horizon_ends_on,
    relies_on_closed_day_supply,
)

SAME_DAY = frozenset({"plan-missing", "child-exposure-open"})
STALE = "plan-stale"


@dataclass(frozen=True)
class Meeting:
    """A person's situation meeting one arrangement, up to the last day for which its bottles are counted.

    `stands`: it is the one in use, and what it meets stands as an act; otherwise it is asked for.
    """

    situation: Situation
    arrangement: Arrangement | None
    last: date
    stands: bool = False

    @cached_property
    def most(self) -> MostAtHome | None:
        """The most at home by the review date: what the plan has to cover."""
        return self.situation.most(self.arrangement, self.last)

    @cached_property
    def usual(self) -> MostAtHome | None:
        """The same without bank holidays and one-off closures."""
        return self.situation.usual_most(self.arrangement, self.last)

    @cached_property
    def _ahead(self) -> MostAtHome | None:
        """The most at home in the four weeks ahead at the least."""
        return self.situation.most(self.arrangement, max(self.last, self.situation.looks_ahead_to))

    @property
    def dose_at_home(self) -> bool:
        """Whether it puts a dose at home. Where nobody knows what it is: no."""
        return self._ahead is not None and self._ahead.bottles > 0

    @property
    def nothing_at_home(self) -> bool:
        """Whether it is known to put nothing at home. Not known is not nothing."""
        return self._ahead is not None and self._ahead.bottles == 0

    @cached_property
    def with_child(self) -> bool:
        """A dose at home, and a child there."""
        return self.dose_at_home and self.situation.child_present

    @property
    def bottles(self) -> int:
        """The most bottles, nought where nobody knows."""
        return self.most.bottles if self.most else 0


def stops_met(meeting: Meeting) -> tuple[Finding, ...]:
    """Every one of the nine stops that the arrangement meets, in the order of findings.md."""
    found = [*_asking(meeting), *_exposure(meeting)]
    if meeting.with_child:
        found += [*_plan(meeting), *_second_adults(meeting), *_over_limit(meeting)]
    return (*found, *_wording(meeting))


def standing_stops(situation: Situation) -> tuple[Finding, ...]:
    """The stops that meet the arrangement in use: each is also an act, due as principle 6 says."""
    if not situation.on_methadone:
        return ()
    review_on = situation.decision.review_on if situation.decision else None
    last = horizon_ends_on(situation.on, review_on, situation.policy.supply)
    met = stops_met(Meeting(situation, situation.in_use, last, stands=True))
    return tuple(replace(stop, due_on=due_of_stop(stop.code, stop.since, situation)) for stop in met)


def due_of_stop(code: str, since: date, situation: Situation) -> date:
    """When a stop that meets the arrangement in use is due: same day, in 2 working days, or in 5 (principle 6).

    What was missing when more safety was agreed is due that day (principle 5).
    """
    if code in SAME_DAY:
        return since
    policy, decision = situation.policy.safetyplans, situation.decision
    days = policy.stale_working_days if code == STALE else policy.other_stop_working_days
    usual = situation.working_days_after(since, days)
    if decision is None or not decision.adds_safety or day_of(decision.recorded_at) < since:
        return usual
    return min(usual, day_of(decision.recorded_at))


def _asking(meeting: Meeting) -> Iterator[Finding]:
    """`children-not-asked`: on methadone, and nobody asked who lives, stays and visits, or too long ago."""
    now = meeting.situation
    if now.asked_in_time:
        return
    last = now.family.last_asked
    if last is None:
        sentence = "Nobody has asked yet who lives, stays or visits at home. Shall we ask now?"
        since = now.on_methadone_since
    else:
        over = last.asked_on + timedelta(days=now.policy.people.children_asked_days + 1)
        since = max(over, now.on_methadone_since)
        sentence = f"We last asked who lives, stays and visits on {short_day(last.asked_on)}. Shall we ask again?"
    yield now.stop("children-not-asked", sentence, ("ask_household",), since=since)


def _exposure(meeting: Meeting) -> Iterator[Finding]:
    """`child-exposure-open`: stands until a safeguarding review; until then only daily supervision can be agreed.

    Daily supervision is what is known to put nothing at home, closed days included.
    """
    if meeting.nothing_at_home and not meeting.stands:
        return
    now = meeting.situation
    for event in open_exposures(now):
        yield now.stop(
            "child-exposure-open",
            "A child may have swallowed some, and the safeguarding review has not been held. Until then, every dose "
            "is taken at a pharmacy or here: a second pharmacy or clinic dosing can help.",
            ("record_safeguarding_review",),
            about=event.id,
            since=day_of(event.recorded_at),
        )


def open_exposures(situation: Situation) -> tuple[EventFact, ...]:
    """The times a child may have swallowed some, with no safeguarding review recorded after."""
    reviewed = max((one.recorded_at for one in situation.history.safeguarding_reviews), default=None)
    return tuple(
        event
        for event in situation.history.events
        if event.kind is EventKind.CHILD_EXPOSURE and (reviewed is None or event.recorded_at >= reviewed)
    )


def _plan(meeting: Meeting) -> Iterator[Finding]:
    """What the plan lacks; where a newer version was taken back, from the day it was, as it stood meanwhile."""
    fell_back = fell_back_at(meeting.situation.plans)
    for stop in _plan_stops(meeting):
        yield stop if fell_back is None else replace(stop, since=max(stop.since, day_of(fell_back)))


def _plan_stops(meeting: Meeting) -> Iterator[Finding]:
    now = meeting.situation
    if now.plans.plan is None:
        yield now.stop(
            "plan-missing",
            "There is no storage plan yet, and a dose goes home where there is a child. Shall we make one together?",
            ("agree_plan",),
            since=now.with_child_since,
        )
        return
    yield from _stale(now)
    yield from _too_small(meeting)
    yield from _unverified(meeting)


def considered(event: EventFact, plans: PlansOf) -> bool:
    """Whether the plan was agreed again after an event, or a review of it considered the event."""
    agreed_since = any(plan.recorded_at >= event.recorded_at for plan in plans.plans)
    return agreed_since or any(_considers(review, event) for review in plans.reviews)


def reviewed(event: EventFact, plans: PlansOf) -> bool:
    """Whether a plan review or a care-plan review recorded after an event considered it."""
    in_plan = any(_considers(review, event) for review in plans.reviews)
    return in_plan or any(_considers(review, event) for review in plans.care_reviews)


def _considers(review: PlanReviewFact | CareReviewFact, event: EventFact) -> bool:
    """A review that names no events considered every one recorded before it."""
    return review.recorded_at >= event.recorded_at and (review.events is None or event.id in review.events)


def _stale(now: Situation) -> Iterator[Finding]:
    """`plan-stale`: its review day has passed, something happened after it, or a storage visit fell short."""
    review_on = review_on_now(now.plans, now.policy.safetyplans)
    if review_on is not None and now.on > review_on:
        yield now.stop(
            STALE,
            f"We said we would look at the storage plan again by {short_day(review_on)}. Shall we do it now?",
            ("review_plan",),
            about="review-day",
            since=max(review_on + timedelta(days=1), now.with_child_since),
        )
    for event in now.reopening:
        if event.changes_nothing_at is None and not considered(event, now.plans):
            yield now.stop(
                STALE,
                "Something has happened since the storage plan was last looked at. Does it change anything?",
                ("review_plan", "answer_event"),
                about=event.id,
                since=max(day_of(event.recorded_at), now.with_child_since),
            )
    yield from _stale_after_visits(now)


def _stale_after_visits(now: Situation) -> Iterator[Finding]:
    looked = last_looked_at(now.plans)
    for check in failed_checks(now.plans, now.on):
        since = failed_on(check, now.plans, now.on) or check.happened_on
        if looked is None or check.recorded_at > looked or since > day_of(looked):
            yield now.stop(
                STALE,
                "The last storage visit did not find it safe yet. Shall we look at the storage plan again?",
                ("review_plan", "record_storage_check"),
                about=check.id,
                since=max(since, now.with_child_since),
            )


def _too_small(meeting: Meeting) -> Iterator[Finding]:
    """`plan-too-small`: more at home at once, day by day with closed days, than the plan covers."""
    now, most = meeting.situation, meeting.most
    cover = cover_now(now.plans)
    if most is None or cover is None or not _exceeds(most, cover, now):
        return
    since = max(now.supply_changed_on, _last_look_day(now), now.with_child_since)
    yield now.stop(
        "plan-too-small",
        f"Up to {bottles_words(most.bottles)} ({most.mg:g} mg) can be at home, from {short_day(most.on)}. "
        f"The plan covers {bottles_words(cover.bottles)} ({cover.mg:g} mg).",
        ("agree_plan", "review_plan", "record_decision"),
        since=since
        if _exceeds(meeting.usual, cover, now)
        else now.in_sight_since(meeting.arrangement, lambda seen, _: _exceeds(seen, cover, now), since),
    )


def _exceeds(most: MostAtHome | None, cover: Cover, now: Situation) -> bool:
    """Whether it is more than the plan covers, in bottles or, where the dose is known, in mg."""
    if most is None:
        return False
    return most.bottles > cover.bottles or (now.terms is not None and most.mg > cover.mg)


def _last_look_day(now: Situation) -> date:
    looked = last_looked_at(now.plans)
    return day_of(looked) if looked is not None else now.on


def bottles_words(count: int) -> str:
    """ "1 bottle", "2 bottles"."""
    return f"{count} bottle" if count == 1 else f"{count} bottles"


def _unverified(meeting: Meeting) -> Iterator[Finding]:
    """`plan-unverified`: storage that nobody saw, and a child for whom being told is not enough."""
    now = meeting.situation
    seen = evidence_now(now.plans, now.on, now.policy.safetyplans)
    closed_days_alone = meeting.most is not None and meeting.most.because_closed
    verified = is_verified(
        seen, bottles=meeting.bottles, closed_days_alone=closed_days_alone, policy=now.policy.safetyplans
    )
    if seen is None or verified or not wants_seeing(meeting):
        return
    yield now.stop(
        "plan-unverified",
        "We were told where it is locked away; nobody has seen it yet. A photo, or the box shown here, will do.",
        ("agree_plan", "review_plan", "record_storage_check"),
        since=max(seen.on, now.with_child_since),
    )


def wants_seeing(meeting: Meeting) -> bool:
    """A child under 5 or unborn; or one of 5 to 11 and more than 2 bottles at once (findings.md, plan-unverified)."""
    now, policy = meeting.situation, meeting.situation.policy.safetyplans
    if now.young_child:
        return True
    middle = any(child.under(policy.older_child_years, now.on) for child in now.children)
    return middle and meeting.bottles > policy.unverified_bottles


def adults_with_a_part(situation: Situation) -> tuple[AdultFact, ...]:
    """The other adults who hold the key, move the box or have an opioid supply of their own."""
    return tuple(
        adult
        for adult in situation.family.grown()
        if adult.person_id != situation.person.id
        and (adult.own_supply or adult.part & {AdultPart.KEY, AdultPart.MOVES_BOX})
    )


def has_agreed(adult: AdultFact, situation: Situation) -> bool:
    """Whether an adult agreed their part as it is now, or was not told, with a reason, and has none."""
    since = adult.part_at or adult.known_at
    return any(
        one.adult_id == adult.id and (one.agrees or one.not_told) and one.recorded_at >= since
        for one in situation.plans.agreements
    )


def _second_adults(meeting: Meeting) -> Iterator[Finding]:
    now = meeting.situation
    for adult in adults_with_a_part(now):
        if not has_agreed(adult, now):
            asked = max(adult.part_at or adult.known_at, said_back_at(adult.id, now.plans) or adult.known_at)
            yield now.stop(
                "second-adult-not-agreed",
                f"{adult.name} has not agreed their part in the storage plan yet.",
                ("agree_part", "not_told"),
                about=adult.id,
                since=max(now.with_child_since, day_of(asked)),
            )


def _wording(meeting: Meeting) -> Iterator[Finding]:
    """`wording-missing`: a closed day's dose is to go home, and the prescription does not provide for it [17][18]."""
    now, arrangement = meeting.situation, meeting.arrangement
    if arrangement is None or now.counting_terms.allows_closed_day_supply:
        return
    calendar, terms = now.supply.calendar, now.counting_terms

    def wants_wording(_: MostAtHome, closure: Closure) -> bool:
        return bool(relies_on_closed_day_supply(arrangement, calendar, terms, closure.first, closure.last))

    if relies_on_closed_day_supply(arrangement, calendar, terms, now.on, meeting.last):
        week = calendar.usual_week()
        usually = relies_on_closed_day_supply(arrangement, week, terms, now.on, meeting.last)
        since = now.supply_changed_on
        yield now.stop(
            "wording-missing",
            "The pharmacy is closed on a day with a dose, and the prescription does not say that it may be "
            "supplied before. Is the wording there, or is an instalment written for the day before?",
            ("prescribe",),
            since=since if usually else now.in_sight_since(arrangement, wants_wording, since),
        )


def _over_limit(meeting: Meeting) -> Iterator[Finding]:
    """`over-limit`: over a week's supply with a child; a planned closure's own days excused if the plan covers them."""
    now, most, arrangement = meeting.situation, meeting.most, meeting.arrangement
    limit = now.policy.supply.over_limit_days
    if most is None or arrangement is None or most.bottles <= limit:
        return
    cover = cover_now(now.plans)
    covered = cover is not None and cover.bottles >= most.bottles
    beyond = beyond_limit_without_closures(
        arrangement, now.supply.calendar, now.counting_terms, now.on, meeting.last, now.policy.supply
    )
    if beyond or not covered:
        since = max(now.supply_changed_on, now.with_child_since)
        usually = meeting.usual is not None and meeting.usual.bottles > limit
        yield now.stop(
            "over-limit",
            f"Up to {bottles_words(most.bottles)} would be at home with a child. The most is {limit} days' supply.",
            ("record_decision", "prescribe"),
            since=since if usually else now.in_sight_since(arrangement, lambda seen, _: seen.bottles > limit, since),
        )
