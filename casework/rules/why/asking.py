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
    """A finding asked why, in its scene, for the person it is about where it is about one.

    `beside`: the service user on whose page it is asked; what is about another one is closed there. Empty: nobody's.
    """

    finding: Finding
    scene: Scene
    beside: str = ""

    @property
    def situations(self) -> tuple[Situation, ...]:
        """The person's situation, or everybody's where the finding concerns the household; beside one, theirs alone."""
        whose = self.finding.person_id or self.beside
        mine = tuple(one for one in self.scene.situations if one.person.id == whose)
        return mine or self.scene.situations

    def is_anothers(self, person_id: str) -> bool:
        """Whether something is about another service user than the one on whose page it is asked."""
        return bool(self.beside) and person_id not in ("", self.beside)


Telling = Callable[[Asking], Iterator[Reason]]
