"""Working together about a child: referrals, outcomes, others' plans, co-ordination (SEED 7.2-7.8, 10.8-10.21)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from casework.rules.building import signals_reached
from casework.rules.scene import Scene, act
from core.calendar import DAY, add_months, day_of
from core.findings import Finding, Owner
from core.wording import short_day
from dispensing.rules import Situation
from people.rules import AdultFact, AgencyRole
from safeguarding.rules import EventFact, EventKind, OurView, OutcomeFact, OutcomeResult, ReferralKind, stage_reached
from safeguarding.rules.reading import children_no_more

ALWAYS_REFERRED = frozenset({EventKind.PREGNANCY, EventKind.CHILD_HANDLING, EventKind.DOMESTIC_ABUSE})
NOT_COUNTED_TOGETHER = frozenset({AgencyRole.GP, AgencyRole.PHARMACY})


def working_together(scene: Scene) -> Iterator[Finding]:
    """What needs a household in care: new babies, others' plans, calls, assessments, one co-ordinator."""
    yield from _new_baby(scene)
    yield from _written_plans(scene)
    yield from _calls(scene)
    yield from _assessments(scene)
    yield from _co_ordinator(scene)


def referring(scene: Scene) -> Iterator[Finding]:
    """What stands even after care has ended: referrals needed and unanswered, outcomes we do not agree with."""
    yield from _needed(scene)
    yield from _unanswered(scene)
    yield from _not_agreed(scene)


def _needed(scene: Scene) -> Iterator[Finding]:
    """`referral-needed`: one for each thing that asks for it, until a referral is sent or a reason recorded."""
    policy = scene.policy.safeguarding
    for event in scene.events:
        if (scene.child_or_not_asked or _concerns_child(event, scene)) and _asks_for_referral(event, scene):
            pregnancy = event.kind is EventKind.PREGNANCY
            days = policy.referral_pregnancy_working_days if pregnancy else policy.referral_needed_working_days
            yield from _referral(scene, event.recorded_at, days, event.id, event.person_id)
    reached = signals_reached(scene)
    if reached is not None:
        yield from _referral(scene, reached.recorded_at, policy.referral_needed_working_days, "many-signals", "")


def _referral(scene: Scene, recorded_at: datetime, days: int, about: str, person: str) -> Iterator[Finding]:
    """The finding itself: gone with a referral or a reason why not."""
    if scene.referred_since(recorded_at):
        return
    since, due = day_of(recorded_at), scene.after_recording(recorded_at, days)
    put_off = _put_off(scene, recorded_at) if about in _pregnancies(scene) else None
    if put_off is not None:
        since = due = put_off
    if scene.on >= since:
        yield act(
            "referral-needed",
            "This needs a referral for the child, or the reason why not.",
            since=since,
            due=due,
            clears=("refer", "not_referred"),
            about=about,
            person=person,
        )


def _pregnancies(scene: Scene) -> frozenset[str]:
    return frozenset(event.id for event in scene.events if event.kind is EventKind.PREGNANCY)


def _put_off(scene: Scene, recorded_at: datetime) -> date | None:
    """The day by which a referral for a pregnancy is decided, midwife told: it comes back on that day."""
    days = [one.decide_by for one in scene.history.referrals if one.decide_by and one.recorded_at >= recorded_at]
    return days[-1] if days else None


def _asks_for_referral(event: EventFact, scene: Scene) -> bool:
    """Pregnancy; police with a child present; handling; a concern about a child; domestic abuse; a second injury."""
    if event.kind in ALWAYS_REFERRED:
        return True
    if event.kind is EventKind.WARRANT:
        return not event.present or _concerns_child(event, scene)
    if event.kind is EventKind.THIRD_PARTY_CONCERN:
        return not _about_adult(event, scene.family.adults)
    return event.kind is EventKind.CHILD_INJURY and _second_injury(event, scene)


def _concerns_child(event: EventFact, scene: Scene) -> bool:
    """Whether a child was there or is named, one who lives elsewhere too: "at any address" (findings.md, Acts)."""
    names = {child.name.casefold() for child in scene.family.children}
    there = {name.casefold() for name in event.present}
    about = any(child.id == event.about for child in scene.family.children)
    return event.child_present or event.kind is EventKind.CHILD_HANDLING or about or bool(names & there)


def _about_adult(event: EventFact, adults: tuple[AdultFact, ...]) -> bool:
    return any(adult.id == event.about for adult in adults)


def _second_injury(event: EventFact, scene: Scene) -> bool:
    """Whether the same child was injured before, within twelve months, by order of recording (SEED 6.16, 6.18)."""
    months = scene.policy.safeguarding.second_injury_months
    return any(
        other.kind is EventKind.CHILD_INJURY
        and other.recorded_at < event.recorded_at
        and (other.about == event.about or not other.about or not event.about)
        and _months_apart(other.happened_on, event.happened_on) <= months
        for other in scene.events
    )


def _months_apart(one: date, other: date) -> int:
    """How many months it takes from the earlier day to reach the later."""
    first, last = min(one, other), max(one, other)
    months = 0
    while add_months(first, months) < last:
        months += 1
    return months


def _unanswered(scene: Scene) -> Iterator[Finding]:
    policy = scene.policy.safeguarding
    answered = {outcome.referral_id for outcome in scene.history.outcomes}
    ended = children_no_more(scene.history.events)
    for referral in scene.history.referrals:
        if referral.sent and referral.id not in answered and referral.child_id not in ended:
            s47 = referral.kind is ReferralKind.S47
            days = policy.referral_unanswered_s47_working_days if s47 else policy.referral_unanswered_working_days
            since = day_of(referral.recorded_at)
            yield act(
                "referral-unanswered",
                f"The referral of {short_day(referral.happened_on)} has no answer yet. Ring and ask what was decided.",
                since=since,
                due=scene.working_days_after(since, days),
                clears=("record_outcome",),
                about=referral.id,
            )


def _over(outcome: OutcomeFact, ended: frozenset[str]) -> bool:
    """Whether it was about children who are no more, and nobody else: nothing is asked any more (findings.md, Events).

    One that names no child is about the family.
    """
    return bool(outcome.child_ids) and outcome.child_ids <= ended


def _not_agreed(scene: Scene) -> Iterator[Finding]:
    """`outcome-not-agreed`: we disagree, want to discuss, or have not said; silence is not agreement (SEED 7.8).

    Closing or stepping down by another agency is an outcome like any other.
    """
    ended = children_no_more(scene.history.events)
    for outcome in scene.history.outcomes:
        if outcome.view is OurView.AGREE or outcome.resolved_at is not None or _over(outcome, ended):
            continue
        given_by = scene.after_recording(outcome.recorded_at, scene.policy.safeguarding.our_view_working_days)
        if outcome.view is None and scene.on <= given_by:
            continue
        since = given_by + DAY if outcome.view is None else day_of(outcome.view_at or outcome.recorded_at)
        yield _disagreement(scene, outcome, since)


def _disagreement(scene: Scene, outcome: OutcomeFact, since: date) -> Finding:
    """The finding, with whoever's turn it is at the stage reached and that stage's clock."""
    steps = [one for one in scene.history.escalations if one.outcome_id == outcome.id]
    stage = stage_reached(steps, scene.policy.safeguarding.escalation_stages)
    begun = day_of(steps[-1].recorded_at) if steps else since
    unsaid = "What do we think of it?" if outcome.view is None else "We do not agree with it yet: take it further."
    return act(
        "outcome-not-agreed",
        f"A referral had its answer on {short_day(outcome.happened_on)}. {unsaid}",
        since=since,
        due=scene.working_days_after(begun, stage.working_days),
        owner=stage.owner,
        clears=("give_our_view", "escalate", "resolve"),
        about=outcome.id,
    )


def _new_baby(scene: Scene) -> Iterator[Finding]:
    """`new-baby-assessment`: a birth or a baby's discharge, with housing, early treatment or a signal (SEED 7.3)."""
    for event in scene.events:
        if not _is_new_baby(event, scene) or _assessment_asked_for(event, scene):
            continue
        since = min(_more_on_top(event, scene), default=None)
        if since is not None:
            since = max(since, day_of(event.recorded_at))
            yield act(
                "new-baby-assessment",
                "A new baby, and more to carry just now. Ask children's services for an assessment, or say why not.",
                since=since,
                due=scene.working_days_after(since, scene.policy.safeguarding.new_baby_working_days),
                clears=("refer", "not_referred"),
                about=event.id,
                person=event.person_id,
            )


def _assessment_asked_for(event: EventFact, scene: Scene) -> bool:
    """Whether one was asked for, or declined with a reason, since that baby was born: not again at the discharge."""
    births = (
        other.recorded_at
        for other in scene.events
        if other.kind is EventKind.BIRTH
        and (other.about == event.about or not (other.about and event.about))
        and event.happened_on - DAY * scene.casework.new_baby_housing_days <= other.happened_on <= event.happened_on
    )
    return scene.referred_since(min([event.recorded_at, *births]))


def _is_new_baby(event: EventFact, scene: Scene) -> bool:
    """A birth, or a discharge while there is a baby under one: about the baby, or about nobody by name."""
    if event.kind is EventKind.BIRTH:
        return True
    if event.kind is not EventKind.HOSPITAL_DISCHARGE:
        return False
    babies = {child.id for child in scene.family.children if child.years(event.happened_on) == 0}
    return event.about in babies if event.about else bool(babies)


def _more_on_top(event: EventFact, scene: Scene) -> Iterator[date]:
    """A move or housing trouble, treatment younger than a year, or a signal, around the day of the event and not later.

    The London day from which each is known.
    """
    policy, born = scene.policy.safeguarding, event.happened_on
    recent = DAY * policy.recent_signal_days
    for other in scene.events:
        moved = other.kind in (EventKind.MOVED, EventKind.HOUSING)
        if moved and born - DAY * scene.casework.new_baby_housing_days <= other.happened_on <= born + recent:
            yield day_of(other.recorded_at)
    if any(_under_months(one, born, policy.new_baby_early_treatment_months) for one in scene.treated):
        yield day_of(event.recorded_at)
    yield from (day_of(one.recorded_at) for one in scene.signals if abs(one.happened_on - born) <= recent)


def _under_months(now: Situation, on: date, months: int) -> bool:
    started = now.treatment_started_on
    return started is None or on < add_months(started, months)


def _written_plans(scene: Scene) -> Iterator[Finding]:
    """`written-plan-not-held`: another agency's plan exists and we hold no written copy (SEED 10.8)."""
    newest = {one.kind: one for one in scene.history.their_plans}
    for kind, plan in sorted(newest.items()):
        if plan.held and plan.review_on is not None and plan.review_on < scene.on:
            yield act(
                "written-plan-not-held",
                f"The plan we hold was to be looked at again by {short_day(plan.review_on)}. Ask for the new one.",
                since=plan.review_on + DAY,
                due=scene.working_days_after(plan.review_on, scene.policy.safeguarding.written_plan_working_days),
                clears=("record_their_plan",),
                about=kind.value,
            )
        if not plan.held:
            yield act(
                "written-plan-not-held",
                "There is a plan for the child at children's services, and we do not hold it in writing. Ask for it.",
                since=day_of(plan.recorded_at),
                due=scene.after_recording(plan.recorded_at, scene.policy.safeguarding.written_plan_working_days),
                clears=("record_their_plan",),
                about=kind.value,
            )


def _calls(scene: Scene) -> Iterator[Finding]:
    """`call-not-confirmed`: a call agreed something, and it was not put in writing (SEED 9.9, 10.9)."""
    hours = scene.policy.safeguarding.call_confirmed_hours
    for call in scene.history.calls:
        if call.agreed.strip() and call.confirmed_at is None:
            yield act(
                "call-not-confirmed",
                f"The call with {call.with_name} on {short_day(call.happened_on)} agreed something. Put it in writing.",
                since=day_of(call.recorded_at),
                due=day_of(call.recorded_at + timedelta(hours=hours)),
                clears=("confirm_call",),
                about=call.id,
            )
    yield from _told_by_phone(scene)


def _told_by_phone(scene: Scene) -> Iterator[Finding]:
    """`call-not-confirmed`: a referral told by phone that was not sent in writing within 48 hours (SEED 10.9)."""
    ended = children_no_more(scene.history.events)
    hours = scene.policy.safeguarding.told_by_phone_hours
    for one in scene.history.referrals:
        if one.sent and one.told_by_phone and one.confirmed_at is None and one.child_id not in ended:
            yield act(
                "call-not-confirmed",
                f"The referral of {short_day(one.happened_on)} was told by phone. Send it in writing.",
                since=day_of(one.recorded_at),
                due=day_of(one.recorded_at + timedelta(hours=hours)),
                clears=("list_referrals",),
                about=one.id,
            )


def _assessments(scene: Scene) -> Iterator[Finding]:
    """`repeat-assessment`: assessed twice in twelve months, and the plan did not change (SEED 9.5, 10.5)."""
    policy = scene.policy.safeguarding
    ended = children_no_more(scene.history.events)
    assessed = (one for one in scene.history.outcomes if one.result is OutcomeResult.ASSESSMENT)
    made = [one for one in assessed if not _over(one, ended)]
    for index, outcome in enumerate(made):
        earlier = [
            one
            for one in made[:index]
            if (not one.child_ids or not outcome.child_ids or one.child_ids & outcome.child_ids)
            and _months_apart(one.happened_on, outcome.happened_on) <= policy.repeat_assessment_months
        ]
        if len(earlier) + 1 >= policy.repeat_assessments and not _changed_since(scene, earlier[0], outcome):
            yield act(
                "repeat-assessment",
                "The child was assessed again and the plan stayed as it was. What is different this time?",
                since=day_of(outcome.recorded_at),
                due=scene.after_recording(outcome.recorded_at, policy.repeat_assessment_working_days),
                owner=Owner.MANAGER,
                clears=("manager_look",),
                about=outcome.id,
            )


def _changed_since(scene: Scene, first: OutcomeFact, last: OutcomeFact) -> bool:
    """Whether a plan was agreed anew since the earlier assessment, or a manager said what differs after the later."""
    agreed = any(plan.recorded_at > first.recorded_at for plans in scene.case.plans.values() for plan in plans.plans)
    said = any(look.kind == "manager" and look.recorded_at >= last.recorded_at for look in scene.history.looks)
    return agreed or said


def _co_ordinator(scene: Scene) -> Iterator[Finding]:
    """`no-co-ordinator`: three agencies or more, GP and pharmacy aside, and nobody named (SEED 10.13)."""
    policy = scene.policy.safeguarding
    counted = sorted(
        max(one.from_on, day_of(one.known_at)) for one in scene.family.agencies if one.role not in NOT_COUNTED_TOGETHER
    )
    if scene.history.co_ordinator or len(counted) < policy.co_ordinator_from_agencies:
        return
    since = counted[policy.co_ordinator_from_agencies - 1]
    yield act(
        "no-co-ordinator",
        f"{len(counted)} agencies work with this family, and nobody is named to bring it together.",
        since=since,
        due=scene.working_days_after(since, policy.co_ordinator_working_days),
        owner=Owner.MANAGER,
        clears=("name_co_ordinator",),
    )
