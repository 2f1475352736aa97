"""What a household still needs on a day: every finding, from facts alone, in one place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from casework.rules.building import building_up, exposures
from casework.rules.clocks import clocks
from casework.rules.plans import plan_needs
from casework.rules.policy import CaseworkPolicy
from casework.rules.scene import Case, Scene
from casework.rules.together import referring, working_together
from casework.rules.treatment import exceptions_unseen, leaflet_outdated, pharmacist_waits, treatment_needs
from core.calendar import DAY
from core.findings import Finding, Severity
from dispensing.rules import Policies, standing_stops

NEVER_ANSWERED_AWAY = frozenset({"exposure-act-now", "child-exposure-open"})


def findings(case: Case, on: date, policy: Policies, casework: CaseworkPolicy) -> tuple[Finding, ...]:
    """Every stop and act that stands for a household on a London day, in a fixed order: most urgent first.

    Pure: the same facts, day and policy give the same findings, however the facts were loaded. After care has
    ended only referrals, disagreements and exceptions still stand (replay.md).
    """
    scene = Scene(case, on, policy, casework)
    found = {_key(one): one for one in _all(scene) if not _answered(one, scene)}
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


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.person_id, finding.code, finding.about)


def _answered(finding: Finding, scene: Scene) -> bool:
    """Whether somebody answered "not needed, because …", until a day not yet passed. Stops are never answered so."""
    if finding.severity is not Severity.ACT or finding.code in NEVER_ANSWERED_AWAY:
        return False
    return any(
        one.code == finding.code
        and scene.on <= one.until
        and one.about in ("", finding.about)
        and one.person_id in ("", finding.person_id or one.person_id)
        for one in scene.history.not_needed
    )


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
