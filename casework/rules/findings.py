"""What a household still needs on a day: every finding, from facts alone, in one place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from casework.rules.building import building_up, exposures
from casework.rules.catalogue import NEVER_NOT_NEEDED
from casework.rules.clocks import clocks
from casework.rules.plans import plan_needs
from casework.rules.policy import CaseworkPolicy
from casework.rules.scene import Case, Scene
from casework.rules.together import referring, working_together
from casework.rules.treatment import exceptions_unseen, leaflet_outdated, pharmacist_waits, treatment_needs
from core.calendar import DAY, day_of, working_days_between
from core.findings import Finding, Severity
from dispensing.rules import DecisionsOf, Policies, standing_stops
from safetyplans.rules.taking_back import fell_back_at

INSTANT = timedelta(microseconds=1)
RESTS_ON_A_PLAN = frozenset(
    {
        "plan-not-copied",
        "share-unacknowledged",
        "advice-only",
        "item-overdue",
        "storage-only-told",
        "child-milestone",
        "plan-review-due",
        "closure-not-covered",
        "event-unreviewed",
        "second-supply",
    }
)
NEVER_ANSWERED_AWAY = NEVER_NOT_NEEDED


def findings(case: Case, on: date, policy: Policies, casework: CaseworkPolicy) -> tuple[Finding, ...]:
    """Every stop and act that stands for a household on a London day, in a fixed order: most urgent first.

    Pure: the same facts, day and policy give the same findings, however the facts were loaded. After care has
    ended only referrals, disagreements and exceptions still stand (replay.md).
    """
    scene = Scene(case, on, policy, casework)
    found: dict[tuple[str, str, str], Finding] = {}
    for each in _all(scene):
        one = _begun_anew(each, scene)
        until = _put_off_until(one, scene)
        if until is None or until < scene.on:
            found.setdefault(_key(one), one if until is None else _back_after(one, until, scene))
    return tuple(sorted(found.values(), key=_urgency))


def _all(scene: Scene) -> Iterator[Finding]:
    yield from exposures(scene)
    for now in scene.situations:
        yield from standing_stops(now)
        yield from pharmacist_waits(now)
        yield from plan_needs(scene, now)
    for now in scene.treated:
        yield from treatment_needs(scene, now)
        yield from leaflet_outdated(scene, now)
    if scene.situations:
        yield from clocks(scene)
        yield from building_up(scene)
        yield from working_together(scene)
    yield from referring(scene)
    yield from exceptions_unseen(scene)


def _begun_anew(act: Finding, scene: Scene) -> Finding:
    """What the plan lacks since a newer version was taken back: asked for anew, as it was settled in between."""
    if act.code not in RESTS_ON_A_PLAN:
        return act
    fell_back = [fell_back_at(plans) for person, plans in scene.case.plans.items() if act.person_id in ("", person)]
    since = max((day_of(one) for one in fell_back if one is not None), default=act.since)
    return replace(act, since=max(act.since, since))


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.person_id, finding.code, finding.about)


def _put_off_until(finding: Finding, scene: Scene) -> date | None:
    """The last London day for which it was answered "not needed", or set aside by an exception (principle 7)."""
    days = _set_aside(finding, scene) if finding.severity is Severity.STOP else _answered(finding, scene)
    return max(days, default=None)


def _answered(finding: Finding, scene: Scene) -> Iterator[date]:
    """Until when somebody answered "not needed, because …". A child in danger is never answered so.

    An answer covers what there was to be answered: not what was recorded after it.
    """
    if finding.code in NEVER_ANSWERED_AWAY:
        return
    known_at = _known_at(finding, scene)
    for one in scene.history.not_needed:
        mine = one.person_id in ("", finding.person_id or one.person_id) and one.about in ("", finding.about)
        if one.code == finding.code and mine and (known_at is None or known_at <= one.recorded_at):
            yield one.until


def _set_aside(stop: Finding, scene: Scene) -> Iterator[date]:
    """The last days of the exceptions that set a stop aside; one that was disowned sets nothing aside."""
    decisions = scene.case.decisions.get(stop.person_id, DecisionsOf(stop.person_id))
    for one in decisions.exceptions:
        if stop.code in one.stops and one.disowned_at is None:
            yield day_of(one.until_at - INSTANT)


def _back_after(finding: Finding, until: date, scene: Scene) -> Finding:
    """A finding that is back: asked for anew from the day after, with as many working days as it had at first."""
    back_on = until + DAY
    if finding.since >= back_on or finding.due_on is None:
        return finding
    days = working_days_between(finding.since, finding.due_on, scene.case.holidays)
    return replace(finding, since=back_on, due_on=scene.working_days_after(back_on, days))


def _known_at(finding: Finding, scene: Scene) -> datetime | None:
    """When the newest of what a finding rests on was recorded; none where it rests on time alone."""
    rests_on = {finding.about, *finding.because}
    history = scene.history
    known = {one.id: one.recorded_at for one in scene.events}
    known |= {one.id: one.recorded_at for one in history.calls}
    known |= {one.id: one.recorded_at for one in history.referrals}
    known |= {one.id: one.recorded_at for one in history.outcomes}
    known |= {one.id: one.known_at for one in scene.family.agencies}
    return max((known[one] for one in rests_on & known.keys()), default=None)


def _urgency(finding: Finding) -> tuple[date, int, str, str, str]:
    severity = 0 if finding.severity is Severity.STOP else 1
    return (finding.due_on or date.max, severity, finding.code, finding.person_id, finding.about)


def next_change_on(case: Case, on: date, policy: Policies, casework: CaseworkPolicy) -> date:
    """The next London day on which time alone changes a household's findings, or the day to look again.

    Looks day by day through the horizon: what the household needs is asked of the same function as today.
    """
    today = findings(case, on, policy, casework)
    day = on
    for _ in range(casework.looks_ahead_days):
        day += DAY
        if _as_told(findings(case, day, policy, casework), day) != _as_told(today, on):
            return day
    return day


def _as_told(found: tuple[Finding, ...], on: date) -> tuple[tuple[Finding, bool], ...]:
    """What a list or a telling would show: the finding, and whether it is overdue."""
    return tuple((replace(one, sentence="", because=()), one.is_overdue(on)) for one in found)
