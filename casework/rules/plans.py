"""What the storage plan still needs once agreed: copies, sharing, items, seeing, looking again (SEED 10.19, 10.20)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from casework.rules.scene import Scene, act
from core.calendar import add_months, day_of
from core.findings import Finding, Owner
from core.wording import short_day
from dispensing.rules import Situation, standing_stops
from dispensing.rules.standing import has_agreed
from people.rules import AgencyFact, AgencyRole, ChildFact
from safeguarding.rules import EventFact, EventKind
from safetyplans.items import item
from safetyplans.rules import (
    Answer,
    CheckResult,
    Evidence,
    PlanFact,
    ShareFact,
    evidence_now,
    failed_checks,
    failed_on,
    gets_an_answer,
    last_looked_at,
    open_items,
)
from safetyplans.rules.taking_back import fell_back_at

OTHER_ADULTS_SUPPLY = "P3"
BEFORE = datetime.min.replace(tzinfo=UTC)


def plan_needs(scene: Scene, now: Situation) -> Iterator[Finding]:
    """Every finding about one person's storage plan, their box and their naloxone."""
    plan = now.plans.plan
    if plan is not None:
        yield from _copy(now, plan)
        yield from _shared(scene, now, plan)
        yield from _items(now, plan)
        yield from _told_only(now)
        yield from _milestones(scene, now)
    elif now.at_home_with_child:
        yield from _advice_only(scene, now)
    yield from _second_supply(scene, now)
    yield from _box(now)
    yield from _naloxone(now)
    yield from _home_check_failed(now)
    yield from _home_check_stale(scene, now)


def _copy(now: Situation, plan: PlanFact) -> Iterator[Finding]:
    if plan.id not in now.plans.copies:
        yield act(
            "plan-not-copied",
            "The storage plan is agreed. Give them their copy, or keep it for them here if they would rather.",
            since=plan.agreed_on,
            due=plan.agreed_on + timedelta(days=now.policy.safetyplans.copy_days),
            clears=("give_copy",),
            person=now.person.id,
        )


def _shared(scene: Scene, now: Situation, plan: PlanFact) -> Iterator[Finding]:
    """`plan-not-shared` and `share-unacknowledged`, per agency; schools only where somebody chose them."""
    wrong = _wrongly_held(now)
    sendings = [
        one for one in now.plans.shares if one.plan_id == plan.id and one.recorded_at > wrong.get(one.agency_id, BEFORE)
    ]
    newest = {one.agency_id: one for one in sendings}
    sent = {one.agency_id: one for one in sendings if not one.unsent and not one.not_sent}
    for agency in scene.family.agencies:
        share = newest.get(agency.id)
        share = sent.get(agency.id) if share is not None and share.unsent else share
        if share is not None:
            yield from _acknowledged(now, agency, share)
        elif agency.role is not AgencyRole.SCHOOL:
            fell_back = fell_back_at(now.plans)
            since = max(plan.agreed_on, agency.from_on, *([day_of(fell_back)] if fell_back else []))
            has = f"{agency.name} has a storage plan that was taken back, and" if agency.id in wrong else agency.name
            yield act(
                "plan-not-shared",
                f"{has} has not been sent the storage plan that was agreed on {short_day(plan.agreed_on)}.",
                since=since,
                due=now.working_days_after(since, now.policy.safetyplans.share_working_days),
                clears=("share_plan", "not_shared"),
                about=agency.id,
                person=now.person.id,
            )


def _wrongly_held(now: Situation) -> dict[str, datetime]:
    """The agencies that were sent a version which was taken back, and when (UTC) that sending was written down."""
    gone = {one.plan_id for one in now.plans.taken_back if one.plan_id}
    held = [one for one in now.plans.shares if one.plan_id in gone and not one.unsent and not one.not_sent]
    return {one.agency_id: one.recorded_at for one in held}


def _acknowledged(now: Situation, agency: AgencyFact, share: ShareFact) -> Iterator[Finding]:
    has_part = gets_an_answer(agency)
    said_part = share.acknowledged_at is not None and bool(share.our_part.strip())
    arrived = share.delivered or share.acknowledged_at is not None
    if share.not_sent or said_part or (arrived and not has_part):
        return
    wanted = "said what their part is" if has_part else "been shown to have it"
    yield act(
        "share-unacknowledged",
        f"{agency.name} was sent the storage plan on {short_day(share.happened_on)} and has not {wanted} yet.",
        since=day_of(share.recorded_at),
        due=now.working_days_after(share.happened_on, now.policy.safetyplans.acknowledge_working_days),
        clears=("acknowledge",),
        about=agency.id,
        person=now.person.id,
    )


def _items(now: Situation, plan: PlanFact) -> Iterator[Finding]:
    """`item-overdue`: answered "not yet", or left for later by the short core, and the day has passed."""
    for left in open_items(plan, now.policy.safetyplans):
        if now.on > left.due_on:
            yield act(
                "item-overdue",
                f"To be settled by {short_day(left.due_on)} in the storage plan: {item(left.code).short}.",
                since=left.due_on + timedelta(days=1),
                due=left.due_on,
                clears=("answer_item", "agree_plan"),
                about=left.code,
                person=now.person.id,
            )


def _told_only(now: Situation) -> Iterator[Finding]:
    """`storage-only-told`: nobody has seen it, where that is not a stop already."""
    seen = evidence_now(now.plans, now.on, now.policy.safetyplans)
    if not now.at_home_with_child or seen is None or seen.evidence is not Evidence.TOLD:
        return
    if any(stop.code == "plan-unverified" for stop in standing_stops(now)):
        return
    since = max(seen.on, now.with_child_since)
    yield act(
        "storage-only-told",
        "We have been told where it is locked away. Could we see it: a photo, the box shown here, or a visit?",
        since=since,
        due=since + timedelta(days=now.policy.safetyplans.storage_only_told_days),
        clears=("agree_plan", "review_plan", "record_storage_check"),
        person=now.person.id,
    )


def _milestones(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`child-milestone`: a child has come to an age at which the same place is no longer out of reach."""
    looked_at = last_looked_at(now.plans)
    if not now.at_home_with_child or looked_at is None:
        return
    for child in scene.children:
        reached = _reached(child, day_of(looked_at), now)
        if reached:
            (first_on, _), (_, newest) = reached[0], reached[-1]
            yield act(
                "child-milestone",
                f"{child.name} is {_age_words(newest)} now{_what_changes(newest)} "
                "Shall we look again at where the box is kept?",
                since=first_on,
                due=first_on + timedelta(days=now.policy.safetyplans.milestone_days),
                clears=("review_plan", "agree_plan"),
                about=child.id,
                person=now.person.id,
            )


def _reached(child: ChildFact, looked_on: date, now: Situation) -> list[tuple[date, int]]:
    """The days, and months of age, that a child came to since the plan was last looked at."""
    born_on = child.born_on
    if born_on is None:
        return []
    ages = ((add_months(born_on, months), months) for months in sorted(now.policy.safetyplans.milestone_months))
    return [(day, months) for day, months in ages if looked_on < day <= now.on]


def _age_words(months: int) -> str:
    """ "6 months old", "one", "5 years old"."""
    if months <= 12 or months % 12:
        return "one" if months == 12 else f"{months} months old"
    return f"{months // 12} years old"


def _what_changes(months: int) -> str:
    """What a child of that age can newly do."""
    return {6: " and will soon be moving.", 12: " and may soon be walking.", 18: " and may be climbing."}.get(
        months, "."
    )


def _advice_only(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`advice-only`: told to keep it safe, and nothing written (SEED 7.9)."""
    advice = [event for event in scene.events if event.kind is EventKind.STORAGE_ADVICE]
    mine = [event for event in advice if event.person_id in ("", now.person.id)]
    if mine:
        since = max(day_of(mine[0].recorded_at), now.with_child_since)
        yield act(
            "advice-only",
            "Advice on keeping it safe was given, and there is no written plan yet. Shall we write it down together?",
            since=since,
            due=since,
            clears=("agree_plan",),
            about=mine[0].id,
            person=now.person.id,
        )


def _second_supply(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`second-supply`: another adult's methadone or other opioids are not dealt with in the plan [29][37][46].

    Where both are registered here, each one's plan deals with the other's supply.
    """
    if not now.child_present or not now.on_methadone:
        return
    for adult in scene.family.grown():
        if adult.own_supply and adult.person_id != now.person.id:
            known_at = adult.part_at or adult.known_at
            if not (_names_it(now, known_at) and has_agreed(adult, now)):
                yield _another_supply(now, adult.name, adult.id, day_of(adult.known_at))
    for other in _registered_too(scene, now):
        known_at = _linked_at(scene, now, other)
        if not _names_it(now, known_at):
            since = max(other.on_methadone_since, day_of(known_at))
            yield _another_supply(now, other.person.name, other.person.id, since)


def _registered_too(scene: Scene, now: Situation) -> Iterator[Situation]:
    """The others on methadone here whom nobody wrote down as an adult of the household as well."""
    named = {adult.person_id for adult in scene.family.grown()}
    return (one for one in scene.treated if one.person.id != now.person.id and one.person.id not in named)


def _linked_at(scene: Scene, now: Situation, other: Situation) -> datetime:
    """When two registered people were known to be of one household."""
    linked = (one.known_at for one in scene.family.adults if one.person_id in (now.person.id, other.person.id))
    return max(now.person.registered_at, other.person.registered_at, min(linked, default=now.person.registered_at))


def _another_supply(now: Situation, name: str, about: str, since: date) -> Finding:
    return act(
        "second-supply",
        f"What {name} has at home is not dealt with in the storage plan yet.",
        since=since,
        due=now.working_days_after(since, now.policy.safetyplans.second_supply_working_days),
        clears=("agree_plan", "agree_part", "not_told", "answer_item"),
        about=about,
        person=now.person.id,
    )


def _names_it(now: Situation, known_at: datetime) -> bool:
    """Whether P3 of the plan that stands, agreed since an instant, names other people's supplies."""
    plan = now.plans.plan
    return plan is not None and any(
        one.code == OTHER_ADULTS_SUPPLY and one.answer is Answer.AGREED and one.recorded_at >= known_at
        for one in plan.items
    )


def _box(now: Situation) -> Iterator[Finding]:
    """`box-owed`: a lockable box was agreed and has not been given."""
    newest = now.plans.boxes[-1] if now.plans.boxes else None
    if newest is not None and newest.state == "owed":
        policy = now.policy.safetyplans
        days = policy.box_owed_young_days if now.young_child else policy.box_owed_days
        yield act(
            "box-owed",
            "A lockable box was promised and has not been given yet.",
            since=newest.happened_on,
            due=newest.happened_on + timedelta(days=days),
            clears=("record_box",),
            person=now.person.id,
        )


def _naloxone(now: Situation) -> Iterator[Finding]:
    """`naloxone-not-offered`: none offered, or the kit is past its date [57]."""
    newest = now.plans.naloxone[-1] if now.plans.naloxone else None
    expired = newest is not None and newest.expires_on is not None and now.on > newest.expires_on
    if not now.on_methadone or (newest is not None and not expired):
        return
    since = now.on_methadone_since
    if newest is not None and newest.expires_on is not None:
        since = newest.expires_on + timedelta(days=1)
    yield act(
        "naloxone-not-offered",
        "The naloxone kit is past its date. Offer a new one." if expired else "Naloxone has not been offered yet.",
        since=since,
        due=since + timedelta(days=now.policy.safetyplans.naloxone_days),
        clears=("record_naloxone",),
        person=now.person.id,
    )


def _home_check_failed(now: Situation) -> Iterator[Finding]:
    """`home-check-failed`: not safe yet, not put right by its day, or it could not be seen that day."""
    failed = failed_checks(now.plans, now.on)
    if not failed or now.nothing_at_home or _less_at_home_since(now):
        return
    last = failed[-1]
    since = failed_on(last, now.plans, now.on) or last.happened_on
    once = last.result is CheckResult.NOT_SEEN and len(failed) == 1
    again = now.working_days_after(since, now.policy.safetyplans.second_visit_working_days)
    yield act(
        "home-check-failed",
        "The storage could not be seen that day. Please visit again."
        if last.result is CheckResult.NOT_SEEN
        else "The storage visit did not find it safe yet. Speak with the prescriber and the safeguarding lead today.",
        since=since,
        due=again if once else since,
        clears=("record_storage_check", "record_decision"),
        about=last.id,
        person=now.person.id,
        also=(Owner.PRESCRIBER, Owner.SAFEGUARDING_LEAD),
    )


def _less_at_home_since(now: Situation) -> bool:
    """Whether, since the last visit that fell short, an arrangement with less at home came into use."""
    last = failed_checks(now.plans, now.on)[-1]
    before = next((one for one in reversed(now.supply.in_use) if one.recorded_at <= last.recorded_at), None)
    was = now.most(before.arrangement) if before is not None else None
    return was is not None and now.home is not None and now.home.bottles < was.bottles


def _home_check_stale(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`home-check-stale`: not seen at home for six months, or since moving."""
    if not now.at_home_with_child:
        return
    policy = now.policy.safetyplans
    seen = _seen_at_home(now)
    start = seen[0] if seen else max(now.person.registered_on, scene.with_child_since)
    moved = [one for one in scene.events if one.kind is EventKind.MOVED and _after_seeing(one, seen, start)]
    since = day_of(moved[0].recorded_at) if moved else add_months(start, policy.home_check_stale_months)
    since = max(since, now.with_child_since)
    if now.on >= since:
        yield act(
            "home-check-stale",
            "It is a while since anybody saw the storage at home. Shall we arrange a storage visit?",
            since=since,
            due=since + timedelta(days=policy.home_check_days),
            clears=("record_storage_check",),
            person=now.person.id,
        )


def _after_seeing(moved: EventFact, seen: tuple[date, datetime] | None, start: date) -> bool:
    """Whether a move was written down after the storage was last seen, or since a dose came to be at home with one."""
    return moved.recorded_at > seen[1] if seen else day_of(moved.recorded_at) >= start


def _seen_at_home(now: Situation) -> tuple[date, datetime] | None:
    """When the storage was last seen at home, and when that was written down."""
    plans = now.plans
    seen = [(one.happened_on, one.recorded_at) for one in plans.checks if one.result is not CheckResult.NOT_SEEN]
    seen += [(one.agreed_on, one.recorded_at) for one in plans.plans if one.evidence is Evidence.SEEN_AT_HOME]
    seen += [(one.happened_on, one.recorded_at) for one in plans.reviews if one.evidence is Evidence.SEEN_AT_HOME]
    return max(seen, default=None)
