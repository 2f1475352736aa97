"""The numbers that belong to no single package: who is told when, and clocks over several packages' facts."""

from dataclasses import dataclass
from typing import ClassVar

from casework.rules.stages import Stage, StageKind


@dataclass(frozen=True, slots=True)
class CaseworkPolicy:
    """Clocks and stages of casework."""

    SECTION: ClassVar[str] = "casework"

    leaflet_outdated_days: int
    """A newer leaflet is given at the next contact, at the latest within: 84 days, the care-plan review [PROPOSAL]."""
    new_baby_housing_days: int
    """A move or housing trouble so many days before a birth counts with it: 84 [SEED 7.3] [PROPOSAL]."""
    weight_of_child: int
    """In a caseload each child weighs: 2, on top of 1 for each person [SEED 10.11] [PROPOSAL]."""
    weight_of_joint_work: int
    """… each family with so many agencies that it has a co-ordinator: 2 [SEED 10.11] [PROPOSAL]."""
    weight_of_overdue: int
    """… each thing overdue, one that agencies agreed too: 1 [SEED 10.11] [PROPOSAL]."""
    stages: tuple[Stage, ...]
    """Who is told what, and when (replay.md, sent) [PROPOSAL]."""
    looks_ahead_days: int
    """The nightly pass looks so many days ahead for the next change that time alone brings: 28 [PROPOSAL]."""

    def stage(self, kind: StageKind, code: str) -> Stage:
        """The table's line for a kind of finding: its own, or everybody's. Raises KeyError where neither is there."""
        found = {each.code: each for each in self.stages if each.stage is kind and each.code in ("", code)}
        return found.get(code) or found[""]


@dataclass(frozen=True, slots=True)
class TellingPolicy:
    """How reminders are carried out: when nobody is disturbed, when the digest goes, when something is wrong."""

    SECTION: ClassVar[str] = "telling"

    digest_hour: int
    quiet_from_hour: int
    quiet_until_hour: int
    settle_minutes: int
    summary_weekday: int
    messages_a_minute: int
    lease_minutes: int
    look_up_after_minutes: int
    look_ups: int
    send_tries: int
    answer_seconds: int
    missed_after_minutes: int
    code_minutes: int
    code_tries: int
