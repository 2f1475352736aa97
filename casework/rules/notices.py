"""Who is told what, and on which day: from the findings alone (replay.md, sent; findings.md)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casework.rules.policy import CaseworkPolicy
from casework.rules.scene import Case
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

    @property
    def key(self) -> tuple[str, str, str, date, str]:
        """What stays the same from day to day, so that each is told once."""
        return (self.finding.person_id, self.finding.code, self.finding.about, self.finding.since, self.stage)


def notices(found: Iterable[Finding], case: Case, policy: CaseworkPolicy) -> Iterator[Notice]:
    """Every stage of telling that the findings of a day have, due or not yet.

    To the owner on the day it is raised (or becomes theirs), and again on a day that brings more of the same (another
    signal, another thing for the prescriber); to owner and manager the day after it was due; to the safeguarding lead
    five working days later.
    """
    for finding in found:
        yield Notice(finding, f"raised for {finding.owner}", finding.since, (finding.owner, *finding.also))
        for day in _more_on(finding, case):
            yield Notice(finding, f"more on {day}", day, (finding.owner, *finding.also))
        if finding.due_on is not None:
            late = finding.due_on + DAY * policy.tell_manager_after_days
            up = add_working_days(late, policy.tell_lead_after_working_days, case.holidays)
            yield Notice(finding, "overdue", late, (finding.owner, Owner.MANAGER))
            yield Notice(finding, "up-the-line", up, (Owner.SAFEGUARDING_LEAD,))


def _more_on(finding: Finding, case: Case) -> list[date]:
    """The London days, after it was raised, on which more of what it rests on was recorded."""
    events = (event for event in case.history.events if event.id in finding.because)
    return sorted({day for event in events if (day := day_of(event.recorded_at)) > finding.since})


def due_notices(found: Iterable[Finding], case: Case, policy: CaseworkPolicy, on: date) -> Iterator[Notice]:
    """The notices whose day has come on a London day."""
    return (notice for notice in notices(found, case, policy) if notice.due_on <= on)
