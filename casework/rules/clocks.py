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
from safetyplans.rules import review_on_now

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
    start = last or max(_registered_on(scene), scene.with_child_since, child.known_on)
    due = start + timedelta(weeks=weeks)
    if scene.on >= due:
        seen = f"was last seen on {short_day(last)}" if last else "has not been seen yet"
        yield act(
            "child-not-seen",
            f"{child.name} {seen}. Who can see how {child.name} is, and hear what they say?",
            since=due,
            due=due,
            clears=("record_child_seen",),
            about=child.id,
        )


def _last_seen(scene: Scene, child: ChildFact) -> date | None:
    """The last day on which we, or an agency that knows children, saw the child awake or woken."""
    return max(
        (
            seen.happened_on
            for seen in scene.history.seen
            if seen.child_id == child.id
            and seen.alert is not Alert.ASLEEP_NOT_WOKEN
            and (not (seen.by_role or seen.by_agency_id) or seen.by_role in TELL_OF_CHILDREN)
        ),
        default=None,
    )


def _registered_on(scene: Scene) -> date:
    return min((one.person.registered_on for one in scene.situations), default=scene.on)


def _contact(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`contact-gap`: no contact with the service user for four weeks (SEED 6.17)."""
    start = max(_met_on(scene, now))
    due = start + timedelta(weeks=now.policy.safeguarding.contact_gap_weeks)
    if now.on >= due:
        yield act(
            "contact-gap",
            f"We last met or spoke on {short_day(start)}. Shall we get in touch?",
            since=due,
            due=due,
            clears=("record_contact",),
            person=now.person.id,
        )


def _met_on(scene: Scene, now: Situation) -> Iterator[date]:
    """Every day on which the person was met or spoken with: what is recorded with them counts (replay.md, Contacts)."""
    plans = now.plans
    yield now.person.registered_on
    yield from (one.happened_on for one in scene.history.contacts if one.person_id == now.person.id)
    yield from (one.asked_on for one in scene.family.asked)
    yield from (day_of(one.recorded_at) for one in now.supply.in_use if one.source == "decision")
    yield from (day_of(one.recorded_at) for one in now.decisions.decisions)
    yield from (one.agreed_on for one in plans.plans)
    yield from (one.happened_on for one in plans.reviews)
    yield from (one.happened_on for one in plans.care_reviews)
    yield from (one.happened_on for one in plans.checks)
    yield from (one.happened_on for one in scene.history.seen if not (one.by_agency_id or one.by_role))


def _heard(scene: Scene, agency: AgencyFact) -> Iterator[Finding]:
    """`agency-not-heard`: not for eight or twelve weeks, or not since something happened (SEED 7.6)."""
    policy = scene.policy.safeguarding
    weeks = policy.agency_not_heard_weeks_young if scene.young_child else policy.agency_not_heard_weeks
    last = _last_heard(scene, agency)
    after = max(agency.known_at, last[1]) if last else agency.known_at
    since_event = min(
        (day_of(e.recorded_at) for e in scene.events if e.kind in AT_ONCE and e.recorded_at > after), default=None
    )
    start = last[0] if last else max(agency.from_on, scene.with_child_since)
    by_time = start + timedelta(weeks=weeks)
    reached = [day for day in (since_event, by_time) if day is not None and day <= scene.on]
    if reached:
        since = max(min(reached), min(scene.with_child_since, scene.on))
        yield act(
            "agency-not-heard",
            f"We have not heard from {agency.name} for a while. Ring and ask what they know; nothing new is an answer.",
            since=since,
            due=scene.working_days_after(since, policy.agency_not_heard_working_days),
            clears=("record_call", "record_heard_from"),
            about=agency.id,
        )


def _last_heard(scene: Scene, agency: AgencyFact) -> tuple[date, datetime] | None:
    """When we last heard from an agency: told, a call, an acknowledgement, or a child seen by them."""
    history = scene.history
    heard = [(one.happened_on, one.recorded_at) for one in history.heard if one.agency_id == agency.id]
    heard += [(one.happened_on, one.recorded_at) for one in history.calls if one.agency_id == agency.id]
    heard += [(one.happened_on, one.recorded_at) for one in history.seen if one.by_agency_id == agency.id]
    heard += [
        (day_of(share.acknowledged_at), share.acknowledged_at)
        for plans in scene.case.plans.values()
        for share in plans.shares
        if share.agency_id == agency.id and share.acknowledged_at is not None
    ]
    return max(heard, default=None)


def _supervised(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`case-not-supervised`: reflective supervision of the case (SEED 9.1)."""
    policy = now.policy.safeguarding
    close = scene.young_child or any(within(one, policy.signals_window_days, now.on) for one in scene.signals)
    weeks = policy.supervision_weeks_close if close else policy.supervision_weeks
    last = max((one.happened_on for one in scene.history.supervisions if one.person_id == now.person.id), default=None)
    start = last or max(now.person.registered_on, scene.with_child_since)
    due = start + timedelta(weeks=weeks)
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


def reviews_due(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`plan-review-due`, `decision-review-due`, `care-plan-review-due`: the day is near, or has passed."""
    plan_on = review_on_now(now.plans, now.policy.safetyplans)
    if plan_on is not None:
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
    days = timedelta(days=now.policy.safetyplans.care_review_days)
    if now.plans.care_reviews:
        last = now.plans.care_reviews[-1]
        return last.happened_on, last.review_on or last.happened_on + days
    start = max(now.person.registered_on, now.treatment_started_on or now.person.registered_on)
    return start, start + days
