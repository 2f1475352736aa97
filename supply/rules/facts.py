"""Everything about one person's supply, as the gate and the findings read it. Days are London days, instants UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supply.rules.arrangement import Arrangement
from supply.rules.opening import NEVER_CLOSED, Calendar
from supply.rules.prescription import PrescriptionTerms
from supply.rules.recorded import BottleFact, DoseFact


@dataclass(frozen=True, slots=True)
class PrescriptionFact:
    """One prescription; `id` is its row."""

    id: str
    terms: PrescriptionTerms
    recorded_at: datetime
    pharmacy_id: str = ""


class InUseSource(StrEnum):
    """How we know which arrangement is in use."""

    PRESCRIPTION = "prescription"
    DECISION = "decision"
    COUNTER = "counter"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class InUseFact:
    """An arrangement in use from a day on, and how we know: prescription, decision, counter or told.

    `since_unknown`: nobody knows since when; `from_on` is the day on which it was known to be so.
    """

    arrangement: Arrangement
    from_on: date
    recorded_at: datetime
    source: str
    since_unknown: bool = False


@dataclass(frozen=True, slots=True)
class SpokenFact:
    """The pharmacist spoke to the prescriber."""

    recorded_at: datetime
    happened_on: date
    spoke_to: str = ""
    advice: str = ""
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class SupplyOf:
    """One person's prescriptions, arrangements in use, pharmacy calendar, doses and bottles, in order of recording.

    `hours_known`: somebody recorded when the pharmacy is open; until then only bank holidays are taken to be closed.
    `taken_back`: the days of which an entry was, so that the next one is not the first.
    """

    person_id: str
    prescriptions: tuple[PrescriptionFact, ...] = ()
    in_use: tuple[InUseFact, ...] = ()
    calendar: Calendar = NEVER_CLOSED
    doses: tuple[DoseFact, ...] = ()
    bottles: tuple[BottleFact, ...] = ()
    spoken: tuple[SpokenFact, ...] = ()
    hours_known: bool = False
    taken_back: frozenset[date] = frozenset()

    @property
    def terms(self) -> PrescriptionTerms | None:
        """The newest prescription, none where none is known."""
        return self.prescriptions[-1].terms if self.prescriptions else None

    def terms_on(self, on: date) -> PrescriptionTerms | None:
        """What is prescribed on a London day: the newest that has begun; before the first begins, the first to come."""
        begun = [one.terms for one in self.prescriptions if one.terms.starts_on <= on]
        return begun[-1] if begun else next((one.terms for one in self.prescriptions), None)

    @property
    def first_prescribed_on(self) -> date | None:
        """The London day of the first known prescription."""
        return min((one.terms.starts_on for one in self.prescriptions), default=None)

    def in_use_on(self, on: date) -> InUseFact | None:
        """What is in use on a London day: the newest recorded that has begun."""
        return next((one for one in reversed(self.in_use) if one.from_on <= on), None)
