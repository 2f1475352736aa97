"""What a manager weighs: which case is talked through first, and how much each worker carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.rules.policy import CaseworkPolicy


@dataclass(frozen=True, slots=True)
class CaseToSupervise:
    """A person with a child: signals in the window, things overdue, and when the case was talked through last."""

    person_id: UUID
    signals: int
    overdue: int
    in_danger: bool
    last_on: date | None
    since_on: date

    def days(self, on: date) -> int:
        """How many days since it was talked through, or since the person came."""
        return (on - (self.last_on or self.since_on)).days


def first_to_supervise(cases: Iterable[CaseToSupervise], on: date) -> list[CaseToSupervise]:
    """A child in danger first, then by signals and what is overdue, then the longest since (SEED 9.1)."""
    return sorted(
        cases,
        key=lambda one: (not one.in_danger, -one.signals, -one.overdue, -one.days(on), one.person_id),
    )


@dataclass(frozen=True, slots=True)
class Caseload:
    """What one worker carries; nobody's where `name` is empty."""

    name: str
    people: int
    children: int
    joint: int
    overdue: int

    def weight(self, policy: CaseworkPolicy) -> int:
        """People, and what comes on top of them (SEED 10.11)."""
        return (
            self.people
            + self.children * policy.weight_of_child
            + self.joint * policy.weight_of_joint_work
            + self.overdue * policy.weight_of_overdue
        )
