"""Who is told what, and on which day: from the findings alone (replay.md, sent; findings.md)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casework.rules.policy import CaseworkPolicy
from casework.rules.scene import Case
from casework.rules.stages import Stage, StageKind, ToWhom
from core.calendar import DAY, add_working_days, day_of
from core.findings import Finding, Owner


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """One role told of one kind of finding, on one London day."""

    on: date
    to: str
    about: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One stage of telling about one finding: to whom, and from which London day it is due."""

    finding: Finding
    stage: str
    due_on: date
    to: tuple[Owner, ...]
    line: Stage

    @property
    def key(self) -> tuple[str, str, str, date, str]:
        """What stays the same from day to day, so that each is told once."""
        return (self.finding.person_id, self.finding.code, self.finding.about, self.finding.since, self.stage)

    @property
    def everybody(self) -> tuple[Owner, ...]:
        """Whom it is for, those included whom only the table of stages names."""
        return tuple(dict.fromkeys((*self.to, *_roles(self.line.also, self.finding))))


def notices(found: Iterable[Finding], case: Case, policy: CaseworkPolicy) -> Iterator[Notice]:
    """Every stage of telling that the findings of a day have, due or not yet, as the policy's table says.

    As shipped: to the owner on the day it is raised (or becomes theirs), and again on a day that brings more of the
    same (another signal, another thing for the prescriber); two working days before it is due; to owner and manager
    the day after it was due; to the safeguarding lead five working days later.
    """
    for finding in found:
        raised = policy.stage(StageKind.RAISED, finding.code)
        yield _notice(finding, f"raised for {finding.owner}", _after(finding.since, raised, case), raised)
        more = policy.stage(StageKind.MORE, finding.code)
        for day in _more_on(finding, case):
            yield _notice(finding, f"more on {day}", _after(day, more, case), more)
        if finding.due_on is not None:
            yield from _around(finding, finding.due_on, case, policy)


def _around(finding: Finding, due_on: date, case: Case, policy: CaseworkPolicy) -> Iterator[Notice]:
    """Before it is due, where it was raised before that; and after."""
    near = policy.stage(StageKind.DUE_SOON, finding.code)
    soon = add_working_days(due_on - DAY * near.after_days, -near.after_working_days, case.holidays)
    if soon > finding.since:
        yield _notice(finding, StageKind.DUE_SOON.value, soon, near)
    late = policy.stage(StageKind.OVERDUE, finding.code)
    late_on = _after(due_on, late, case)
    yield _notice(finding, StageKind.OVERDUE.value, late_on, late)
    up = policy.stage(StageKind.UP_THE_LINE, finding.code)
    yield _notice(finding, StageKind.UP_THE_LINE.value, _after(late_on, up, case), up)


def _notice(finding: Finding, stage: str, on: date, line: Stage) -> Notice:
    """Whoever a finding belongs to at once is told with its owner, when it is raised and when there is more."""
    also = finding.also if line.stage in (StageKind.RAISED, StageKind.MORE) else ()
    return Notice(finding, stage, on, (*_roles(line.to, finding), *also), line)


def _after(day: date, line: Stage, case: Case) -> date:
    return add_working_days(day + DAY * line.after_days, line.after_working_days, case.holidays)


def _roles(to: Iterable[ToWhom], finding: Finding) -> tuple[Owner, ...]:
    return tuple(owner for each in to for owner in ((finding.owner,) if each is ToWhom.OWNER else (Owner(each.value),)))


def _more_on(finding: Finding, case: Case) -> list[date]:
    """The London days, after it was raised, on which more of what it rests on was recorded."""
    events = (event for event in case.history.events if event.id in finding.because)
    return sorted({day for event in events if (day := day_of(event.recorded_at)) > finding.since})


def due_notices(found: Iterable[Finding], case: Case, policy: CaseworkPolicy, on: date) -> Iterator[Notice]:
    """The notices whose day has come on a London day, as case replay plays them: nothing before it is due."""
    replayed = (notice for notice in notices(found, case, policy) if notice.line.stage is not StageKind.DUE_SOON)
    return (notice for notice in replayed if notice.due_on <= on)
