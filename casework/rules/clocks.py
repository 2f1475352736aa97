"""Clocks: who was not seen, met or heard from for how long, and which review is near."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from casework.rules.scene import Scene, act
from core.calendar import DAY, day_of
from core.findings import Finding, Owner
from core.wording import short_day
from dispensing.rules import Situation
from people.rules import AgencyFact, AgencyRole, ChildFact, ChildHow
from safeguarding.rules import AT_ONCE, Alert
from safeguarding.rules.reading import within
from safetyplans.rules import care_review_on_now, review_on_now
from supply.rules.expected import called

TELL_OF_CHILDREN = frozenset({AgencyRole.HEALTH_VISITOR, AgencyRole.SCHOOL, AgencyRole.SOCIAL_WORKER})


def clocks(scene: Scene) -> Iterator[Finding]:
    """Every finding that time alone brings about a household."""
    if scene.at_home_with_child:
        for child in scene.children:
            yield from _child_seen(scene, child)
        for agency in scene.family.agencies:
            yield from _heard(scene, agency)
    for situation in scene.treated:
        if situation.at_home_with_child:
            yield from _contact(scene, situation)
            yield from _supervised(scene, situation)
        yield from reviews_due(scene, situation)


def _child_seen(scene: Scene, child: ChildFact) -> Iterator[Finding]:
    """`child-not-seen`: nobody who can describe the child has seen them (SEED 10.17). Only visits: a note instead."""
    if child.born_on is None or child.how not in (ChildHow.LIVES, ChildHow.STAYS):
        return
    policy = scene.policy.safeguarding
    young = child.under(policy.young_under_years, scene.on)
    weeks = policy.child_not_seen_weeks_young if young else policy.child_not_seen_weeks
    last = _last_seen(scene, child)
    known_on = day_of(child.birth_at) if child.birth_at is not None else child.known_on
    start = last or max(_registered_on(scene), scene.with_child_since, known_on)
    due = max(start + timedelta(weeks=weeks), scene.with_child_since)
    if scene.on >= due:
        seen = f"was last seen on {short_day(last)}" if last else "has not been seen yet"
        yield act(
            "child-not-seen",
            f"{child.name} {seen}. Who can see how {called(child)} is, and hear what they say?",
            since=due,
            due=due,
            clears=("record_child_seen",),
            about=child.id,
        )


def _last_seen(scene: Scene, child: ChildFact) -> date | None:
    """The last day on which we, or an agency that knows children, saw the child awake or woken."""
    roles = {agency.id: agency.role.value for agency in scene.family.agencies}
    return max(
        (
            seen.happened_on
            for seen in scene.history.seen
            if seen.child_id == child.id
            and seen.alert is not Alert.ASLEEP_NOT_WOKEN
            and (seen.by_us or roles.get(seen.by_agency_id, seen.by_role) in TELL_OF_CHILDREN)
        ),
        default=None,
    )


def _registered_on(scene: Scene) -> date:
    return min((one.person.registered_on for one in scene.situations), default=scene.on)


def _contact(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`contact-gap`: no contact with the service user for four weeks (SEED 6.17)."""
    start = max(met_on(scene, now))
    due = max(start + timedelta(weeks=now.policy.safeguarding.contact_gap_weeks), now.with_child_since)
    if now.on >= due:
        yield act(
            "contact-gap",
            f"We last met or spoke on {short_day(start)}. Shall we get in touch?",
            since=due,
            due=due,
            clears=("record_contact",),
            person=now.person.id,
        )


def met_on(scene: Scene, now: Situation) -> Iterator[date]:
    """Every day on which the person was met or spoken with: what is recorded with them counts (replay.md, Contacts)."""
    plans, mine = now.plans, now.person.id
    yield now.person.registered_on
    yield from (one.happened_on for one in scene.history.contacts if one.person_id == mine)
    yield from (one.asked_on for one in scene.family.asked if one.person_id in ("", mine))
    yield from (min(one.from_on, day_of(one.recorded_at)) for one in now.supply.in_use if one.source == "decision")
    yield from (min(one.from_on, day_of(one.recorded_at)) for one in now.decisions.decisions)
    yield from (one.agreed_on for one in plans.plans)
    yield from (one.happened_on for one in plans.reviews)
    yield from (one.happened_on for one in plans.care_reviews)
    yield from (one.happened_on for one in plans.checks)


def _heard(scene: Scene, agency: AgencyFact) -> Iterator[Finding]:
    """`agency-not-heard`: not for eight or twelve weeks, or not since something happened (SEED 7.6)."""
    heard = tuple(_heard_from(scene, agency))
    after = max((recorded_at for _, recorded_at in heard), default=agency.known_at)
    since_event = min(
        (
            day_of(event.recorded_at)
            for event in scene.events
            if event.kind in AT_ONCE and event.recorded_at > max(after, agency.known_at)
        ),
        default=None,
    )
    start = max(agency.from_on, day_of(agency.known_at), scene.with_child_since)
    start = max((happened_on for happened_on, _ in heard), default=start)
    reached = [day for day in (since_event, _silent_on(scene, start)) if day is not None and day <= scene.on]
    if reached:
        since = max(min(reached), scene.with_child_since)
        yield act(
            "agency-not-heard",
            f"We have not heard from {agency.name} for a while. Ring and ask what they know; nothing new is an answer.",
            since=since,
            due=scene.working_days_after(since, scene.policy.safeguarding.agency_not_heard_working_days),
            clears=("record_call", "record_heard_from"),
            about=agency.id,
        )


def _silent_on(scene: Scene, start: date) -> date:
    """The day on which silence since `start` is too long: sooner from when a young child was known."""
    policy = scene.policy.safeguarding
    usual = start + timedelta(weeks=policy.agency_not_heard_weeks)
    if not scene.young_child:
        return usual
    return min(usual, max(start + timedelta(weeks=policy.agency_not_heard_weeks_young), scene.young_child_since))


def _heard_from(scene: Scene, agency: AgencyFact) -> Iterator[tuple[date, datetime]]:
    """When we heard from an agency, and when that was written down: told, a call, an answer, a child seen by them."""
    history = scene.history
    for some in (history.heard, history.calls):
        yield from ((one.happened_on, one.recorded_at) for one in some if one.agency_id == agency.id)
    yield from ((one.happened_on, one.recorded_at) for one in history.seen if one.by_agency_id == agency.id)
    for plans in scene.case.plans.values():
        for share in plans.shares:
            if share.agency_id == agency.id and share.acknowledged_at is not None:
                yield day_of(share.acknowledged_at), share.acknowledged_at


def _supervised(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`case-not-supervised`: reflective supervision of the case (SEED 9.1)."""
    last = max((one.happened_on for one in scene.history.supervisions if one.person_id == now.person.id), default=None)
    start = last or max(now.person.registered_on, scene.with_child_since)
    due = max(_supervision_due(scene, start), now.with_child_since)
    if now.on >= due:
        yield act(
            "case-not-supervised",
            "This case is due to be talked through in supervision: what has become better for the child?",
            since=due,
            due=due,
            owner=Owner.MANAGER,
            clears=("record_supervision",),
            person=now.person.id,
        )


def _supervision_due(scene: Scene, start: date) -> date:
    """26 weeks after the last; 12 with a young child or a signal in 90 days, never before that was known."""
    policy = scene.policy.safeguarding
    usual = start + timedelta(weeks=policy.supervision_weeks)
    window = timedelta(days=policy.signals_window_days)
    if not scene.young_child and not any(within(one, window.days, scene.on) for one in scene.signals):
        return usual
    sooner = start + timedelta(weeks=policy.supervision_weeks_close)
    close = [day_of(one.recorded_at) for one in scene.signals if one.happened_on + window >= sooner]
    close += [scene.young_child_since] if scene.young_child else []
    return min(usual, max(sooner, min(close, default=usual)))


def reviews_due(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`plan-review-due`, `decision-review-due`, `care-plan-review-due`: the day is near, or has passed.

    A plan for a home that is known to hold no dose any more waits until one goes home again.
    """
    plan_on = review_on_now(now.plans, now.policy.safetyplans)
    if plan_on is not None and not now.nothing_at_home:
        set_on = _set_on(now)
        yield from _near(now, "plan-review-due", "the storage plan", set_on, plan_on, "review_plan")
    decision = now.decision
    if decision is not None and decision.review_on is not None:
        set_on = day_of(decision.recorded_at)
        yield from _near(
            now, "decision-review-due", "how doses are collected", set_on, decision.review_on, "record_decision"
        )
    set_on, care_on = _care_review(now)
    yield from _near(now, "care-plan-review-due", "the care plan", set_on, care_on, "review_care_plan")


def _near(now: Situation, code: str, what: str, set_on: date, review_on: date, clears: str) -> Iterator[Finding]:
    """From 14 days before the day, or the last quarter of the interval, whichever is less."""
    policy = now.policy.safetyplans
    days = min(policy.review_near_days, (review_on - set_on).days // policy.review_near_part)
    since = review_on - DAY * days
    if now.on >= since:
        yield act(
            code,
            f"We said we would look at {what} again by {short_day(review_on)}.",
            since=since,
            due=review_on,
            clears=(clears,),
            person=now.person.id,
        )


def _set_on(now: Situation) -> date:
    """The day on which the plan's review day was set."""
    plan = now.plans.plan
    reviews = [one.happened_on for one in now.plans.reviews if plan is None or one.recorded_at > plan.recorded_at]
    return reviews[-1] if reviews else (plan.agreed_on if plan else now.on)


def _care_review(now: Situation) -> tuple[date, date]:
    """The day from which, and the day on which, the next care-plan review is due."""
    review_on = care_review_on_now(now.plans, now.policy.safetyplans)
    if review_on is not None:
        return now.plans.care_reviews[-1].happened_on, review_on
    start = now.on_methadone_since
    return start, start + timedelta(days=now.policy.safetyplans.care_review_days)
