"""The facts about one person's decisions, as the gate and the findings read them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from supply.rules import Arrangement


class BetterEvidence(StrEnum):
    """How we know what is better for the child."""

    TOLD = "told"
    AGENCY = "agency"
    OBSERVED_TEST = "observed-test"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """An agreed decision. `confirmed` is none until the named prescriber says yes or no.

    `adds_safety`: it lowered the most at home or added supervised days (findings.md, principle 5).
    """

    id: str
    version: int
    arrangement: Arrangement
    from_on: date
    recorded_at: datetime
    review_on: date | None
    most_bottles: int
    most_mg: Decimal
    authoriser_id: str = ""
    confirmed: bool | None = None
    adds_safety: bool = False


@dataclass(frozen=True, slots=True)
class ExceptionFact:
    """An exception: in force until `until_at` unless disowned. `given_by` and `second_by` are ids of staff."""

    id: str
    recorded_at: datetime
    until_at: datetime
    stops: frozenset[str]
    given_by: str
    disowned_at: datetime | None = None
    looked_at: datetime | None = None
    second_by: str = ""
    confirmed_by: frozenset[str] = frozenset()

    def in_force(self, at: datetime) -> bool:
        """Whether it sets its stops aside at an instant."""
        return self.recorded_at <= at < self.until_at and self.disowned_at is None


@dataclass(frozen=True, slots=True)
class DecisionsOf:
    """Everything decided about one person, in order of recording."""

    person_id: str
    decisions: tuple[DecisionFact, ...] = ()
    exceptions: tuple[ExceptionFact, ...] = ()

    @property
    def decision(self) -> DecisionFact | None:
        """The agreed decision that stands."""
        return self.decisions[-1] if self.decisions else None
