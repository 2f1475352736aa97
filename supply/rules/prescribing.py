"""What can be written down as prescribed, and what cannot. Problems are (field, sentence) pairs, everything at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from core.wording import amount, short_day
from supply.rules.prescription import MEDICINES, METHADONE, PrescriptionTerms, Wording

Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PrescribingPolicy:
    """Guards against a slip of the pen.

    `most_mg_a_day`: an entry over this is taken for a slip; 500 shipped (no guideline sets a most; [PROPOSAL]).
    `starts_within_days`: a prescription begins within so many days of being written down; 90 shipped (it is valid
    for 28 days from signing or its stated start [16]; [PROPOSAL]).
    `slip_times`: so many times the last dose, or more, is taken for a slip; 10 shipped (a misplaced point; [PROPOSAL]).
    `most_instalment_days`: what one instalment form of England and Wales holds; 14 shipped ([GK]).
    """

    SECTION: ClassVar[str] = "prescribing"

    most_mg_a_day: int
    starts_within_days: int
    slip_times: int
    most_instalment_days: int


@dataclass(frozen=True, slots=True)
class PrescriptionSaid:
    """A prescription as written down here: mg a day, from and until which London day, where it is collected."""

    mg_a_day: Decimal
    starts_on: date
    medicine: str = METHADONE.code
    ends_on: date | None = None
    pharmacy_id: UUID | None = None
    wording: frozenset[Wording] = frozenset()
    titrating: bool = False

    def terms(self) -> PrescriptionTerms:
        """What it says. Raises ValueError or KeyError for what `impossible` refuses."""
        return PrescriptionTerms(
            mg_a_day=self.mg_a_day,
            starts_on=self.starts_on,
            medicine=MEDICINES[self.medicine],
            wording=self.wording,
            titrating=self.titrating,
            ends_on=self.ends_on,
        )


def impossible(said: PrescriptionSaid) -> tuple[Problem, ...]:
    """What no prescription can be: for nothing, of an unknown medicine, ended before it starts."""
    problems: list[Problem] = []
    if said.mg_a_day <= 0:
        problems.append(("mg_a_day", "The dose must be more than 0 mg a day"))
    if said.medicine not in MEDICINES:
        problems.append(("medicine", "Choose one of the medicines shown"))
    if said.ends_on is not None and said.ends_on < said.starts_on:
        problems.append(("ends_on", "The last day must be the first day or later"))
    return tuple(problems)


def unlikely(
    said: PrescriptionSaid, on: date, policy: PrescribingPolicy, last: PrescriptionTerms | None = None
) -> tuple[Problem, ...]:
    """What is taken for a slip of the pen on the London day `on`: far too much, far more than `last`, or far ahead."""
    problems: list[Problem] = []
    if last and said.medicine == last.medicine.code and said.mg_a_day >= policy.slip_times * last.mg_a_day:
        before = amount(last.mg_a_day)
        problems.append(
            ("mg_a_day", f"This is {policy.slip_times} times the last dose ({before} a day) or more. Check the number.")
        )
    if said.mg_a_day > policy.most_mg_a_day:
        problems.append(("mg_a_day", f"The dose must be {policy.most_mg_a_day} mg a day or less. Check the number."))
    latest = on + timedelta(days=policy.starts_within_days)
    if said.starts_on > latest:
        problems.append(("starts_on", f"The first day must be {short_day(latest)} or earlier. Check the date."))
    return tuple(problems)
