"""What a finding rests on, as it is told: one fact, its day, and where it is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.rules.scene import Scene
from core.findings import Finding
from dispensing.rules import Situation


class Page(StrEnum):
    """Where a fact is written."""

    CHRONOLOGY = "chronology"
    HOUSEHOLD = "household"
    DECISIONS = "decisions"
    PLAN = "plan"
    PRESCRIPTION = "prescription"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact a finding rests on. `entry` names its place in the chronology; `closed`: not beside the family."""

    sentence: str
    on: date | None = None
    page: Page | None = None
    entry: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Asking:
    """A finding asked why, in its scene, for the person it is about where it is about one."""

    finding: Finding
    scene: Scene

    @property
    def situations(self) -> tuple[Situation, ...]:
        """The person's situation, or everybody's where the finding concerns the household."""
        mine = tuple(one for one in self.scene.situations if one.person.id == self.finding.person_id)
        return mine or self.scene.situations


Telling = Callable[[Asking], Iterator[Reason]]
