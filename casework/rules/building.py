"""What is building up: events nobody has looked at, many signals, what weighs on people (SEED 7.5, 7.6)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from casework.rules.scene import Scene, act
from core.calendar import day_of
from core.findings import Finding, Owner
from dispensing.rules import Situation
from dispensing.rules.standing import open_exposures
from safeguarding.rules import STRESSORS, Alert, EventFact, EventKind, SignalFact
from safeguarding.rules.reading import are_many, is_second

CLINICAL = frozenset({EventKind.USE_ON_TOP, EventKind.INTOXICATED, EventKind.VOMITING})


def building_up(scene: Scene) -> Iterator[Finding]:
    """Every finding about what has happened and was not looked at."""
    yield from _events_unreviewed(scene)
    yield from _many_signals(scene)
    for situation in scene.treated:
        yield from _clinical_review(scene, situation)
    yield from _support(scene)


def exposures(scene: Scene) -> Iterator[Finding]:
    """`exposure-act-now`: a child may have swallowed some, or was found unusually sleepy where a dose may be at home.

    Drowsiness is how it shows first (SEED 8.1); where nobody knows what is in use, a dose may be there.
    """
    since_review = max((one.recorded_at for one in scene.history.safeguarding_reviews), default=None)
    found = {event.id: event.recorded_at for one in scene.situations[:1] for event in open_exposures(one)}
    if not all(one.nothing_at_home for one in scene.treated):
        found |= {
            seen.id: seen.recorded_at
            for seen in scene.history.seen
            if seen.alert is Alert.UNUSUALLY_SLEEPY and (since_review is None or seen.recorded_at >= since_review)
        }
    for about, recorded_at in found.items():
        yield act(
            "exposure-act-now",
            "A child may have swallowed some. Ring 999 and get them to hospital now; then children's social care.",
            since=day_of(recorded_at),
            due=day_of(recorded_at),
            clears=("record_safeguarding_review",),
            about=about,
            also=(Owner.PRESCRIBER, Owner.SAFEGUARDING_LEAD),
        )


def _events_unreviewed(scene: Scene) -> Iterator[Finding]:
    if not scene.child_or_not_asked:
        return
    for event in scene.reopening:
        if event.changes_nothing_at is None and not scene.reviewed(event):
            since = day_of(event.recorded_at)
            due = scene.working_days_after(since, scene.policy.safeguarding.event_review_working_days)
            if scene.at_home_with_child:
                due = min(due, max(since, scene.with_child_since))
            yield act(
                "event-unreviewed",
                "Something has happened that may matter for the children. Shall we look at it together?",
                since=since,
                due=due,
                clears=_ways_to_consider(scene),
                about=event.id,
                person=event.person_id,
            )


def _ways_to_consider(scene: Scene) -> tuple[str, ...]:
    """How an event is looked at: with the plan, where there is one; at the care-plan review; or with an answer."""
    planned = any(plans.plan is not None for plans in scene.case.plans.values())
    return (*(("review_plan",) if planned else ()), "review_care_plan", "answer_event")


def _many_signals(scene: Scene) -> Iterator[Finding]:
    """Three signals or more, of two kinds or more, in 90 days, whoever saw them; until a manager's look."""
    reached = _reached(scene, _manager_looked(scene))
    if reached is not None:
        since = day_of(reached.recorded_at)
        yield act(
            "many-signals",
            "Several things have been noticed about this family in a short time. Please look at them together.",
            since=since,
            due=since,
            owner=Owner.MANAGER,
            clears=("manager_look",),
            because=tuple(_recent(scene)),
        )


def _manager_looked(scene: Scene) -> datetime | None:
    return max((one.recorded_at for one in scene.history.looks if one.kind == "manager"), default=None)


def _recent(scene: Scene) -> Iterator[str]:
    first = scene.on - timedelta(days=scene.policy.safeguarding.signals_window_days)
    return (signal.about for signal in scene.signals if signal.happened_on >= first)


def signals_reached(scene: Scene) -> SignalFact | None:
    """The signal that asks whether to refer: the first since a manager's look, or the one that made them many."""
    return _reached(scene, _manager_looked(scene)) or _reached(scene, None)


def _reached(scene: Scene, looked: datetime | None) -> SignalFact | None:
    """The first signal after a look with which there were many, in the run of days with many that still goes on."""
    policy = scene.policy.safeguarding
    if not scene.child_present or not are_many(scene.signals, scene.on, policy):
        return None
    apart = _last_day_without_many(scene)
    since = [one for one in scene.signals if apart is None or day_of(one.recorded_at) > apart]
    for signal in since:
        if (looked is None or signal.recorded_at > looked) and _many_by(scene, day_of(signal.recorded_at)):
            return signal
    return None


def _last_day_without_many(scene: Scene) -> date | None:
    """The last day on which a signal left the window and too few were left; none where that never was."""
    days = scene.policy.safeguarding.signals_window_days
    left = (one.happened_on + timedelta(days=days + 1) for one in scene.signals)
    return max((day for day in left if day <= scene.on and not _many_by(scene, day)), default=None)


def _many_by(scene: Scene, day: date) -> bool:
    """Whether what was recorded by a London day's end was many, counted on that day."""
    known = [one for one in scene.signals if day_of(one.recorded_at) <= day]
    return are_many(known, day, scene.policy.safeguarding)


def _clinical_review(scene: Scene, situation: Situation) -> Iterator[Finding]:
    """`clinical-review-wanted`: openness is met with help, and asks the prescriber to look (principle 10)."""
    mine = [
        event
        for event in scene.events
        if event.person_id in ("", situation.person.id) and _wants_prescriber(event, scene)
    ]
    looked = max(
        (
            one.recorded_at
            for one in scene.history.looks
            if one.kind == "prescriber" and one.person_id in ("", situation.person.id)
        ),
        default=None,
    )
    waiting = [event for event in mine if looked is None or event.recorded_at > looked]
    if waiting:
        first = waiting[0]
        days = scene.policy.safeguarding.clinical_review_working_days
        yield act(
            "clinical-review-wanted",
            "Something was told that the prescriber should hear about. It may be time to look at the dose together.",
            since=day_of(first.recorded_at),
            due=scene.after_recording(first.recorded_at, days),
            owner=Owner.PRESCRIBER,
            clears=("prescriber_look",),
            about=first.id,
            person=situation.person.id,
            because=tuple(event.id for event in waiting),
        )


def _wants_prescriber(event: EventFact, scene: Scene) -> bool:
    """Use on top, vomiting, intoxicated, or the second missed dose."""
    second = event.kind is EventKind.MISSED_DOSE and is_second(event, scene.events, scene.policy.safeguarding)
    return event.kind in CLINICAL or second


def _support(scene: Scene) -> Iterator[Finding]:
    """`support-not-offered`: something weighs on a person, and nobody offered help (SEED 7.5)."""
    offered = [one.recorded_at for one in scene.history.support]
    offered += [event.recorded_at for event in scene.events if event.kind is EventKind.SUPPORT_OFFERED]
    last = max(offered, default=None)
    for event in scene.events:
        if event.kind in STRESSORS and (last is None or last < event.recorded_at):
            days = scene.policy.safeguarding.support_working_days
            yield act(
                "support-not-offered",
                "This is a hard time. What would help? Offer support, and write down what was said.",
                since=day_of(event.recorded_at),
                due=scene.after_recording(event.recorded_at, days),
                clears=("offer_support",),
                about=event.id,
                person=event.person_id,
            )
