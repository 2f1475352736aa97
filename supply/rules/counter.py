"""What the counter writes down beside a dose: why none was given, how there came to be a second, who collected."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from core.calendar import day_of
from core.wording import instant, short_day
from supply.rules.prescribing import Problem
from supply.rules.recorded import DoseHow


class NotGivenBecause(StrEnum):
    """Why the pharmacist gave no dose."""

    INTOXICATED = "intoxicated"
    UNWELL = "unwell"
    OTHER = "other"


NOT_GIVEN_WORDS = MappingProxyType(
    {
        NotGivenBecause.INTOXICATED: "Drowsy or unwell from drink or drugs",
        NotGivenBecause.UNWELL: "Unwell for another reason",
        NotGivenBecause.OTHER: "Something else",
    }
)


class Second(StrEnum):
    """The only ways to a second entry for one day's dose."""

    SPLIT = "split"
    REPLACEMENT = "replacement"


SECOND_WORDS = MappingProxyType(
    {
        Second.SPLIT: "Second part of a split dose",
        Second.REPLACEMENT: "Replaced, on a new prescription",
    }
)


class Identity(StrEnum):
    """Whether the person who collected was asked who they are, and showed it (the register's headings [22])."""

    KNOWN = "known"
    SHOWN = "shown"
    NOT_SHOWN = "not-shown"


IDENTITY_WORDS = MappingProxyType(
    {
        Identity.KNOWN: "Not asked: known here",
        Identity.SHOWN: "Asked for, and shown",
        Identity.NOT_SHOWN: "Asked for, and not shown",
    }
)

DOSE_WORDS = MappingProxyType(
    {
        DoseHow.SUPERVISED: "Supervised",
        DoseHow.TAKE_HOME: "Handed over",
        DoseHow.MISSED: "Missed",
        DoseHow.REFUSED: "Not wanted",
        DoseHow.NOT_GIVEN: "Not given",
    }
)
"""What became of a dose, for the screen."""


@dataclass(frozen=True, slots=True)
class Given:
    """One day's dose as the counter writes it down. `part`: of a split or replaced dose, which."""

    for_on: date
    how: DoseHow
    part: int = 1


@dataclass(frozen=True, slots=True)
class DoseDetails:
    """What is known beside the dose itself.

    `mg`: of each day's dose. `collected_by`: who came, empty for the person. `happened_at`: the instant it happened,
    where it is entered afterwards. `said_before`: what the page said before it was recorded.
    """

    mg: Decimal | None = None
    why: NotGivenBecause | None = None
    second: Second | None = None
    replaces_dated_on: date | None = None
    replaces_serial: str = ""
    collected_by: str = ""
    identity: Identity | None = None
    happened_at: datetime | None = None
    note: str = ""
    said_before: tuple[str, ...] = ()


NOTHING_MORE = DoseDetails()


def already_recorded(for_on: date, how: DoseHow, recorded_at: datetime) -> str:
    """What somebody hears who would record a dose that is recorded."""
    return (
        f"The dose for {short_day(for_on)} is already recorded: {DOSE_WORDS[how].lower()}, written down on "
        f"{instant(recorded_at)}. If that is wrong, correct it."
    )


def dose_problems(given: Given, details: DoseDetails, happened_on: date, at: datetime) -> list[Problem]:
    """What cannot be written down at an instant: a day to come, a second dose without its code, no reason given."""
    problems: list[Problem] = []
    today = day_of(at)
    if happened_on > today:
        problems.append(("happened_on", "The date must be today or in the past"))
    if details.happened_at is not None and details.happened_at > at:
        problems.append(("happened_at", "The time must be now or in the past"))
    if given.how is not DoseHow.TAKE_HOME and given.for_on > today:
        problems.append(("for_on", "This day has not come yet, so its dose cannot have been given or missed"))
    if given.how is DoseHow.NOT_GIVEN and details.why is None:
        problems.append(("why", "Say why it was not given"))
    if given.part > 1 and details.second is None:
        problems.append(("second", "Say whether it is part of a split dose, or replaces one on a new prescription"))
    if details.second is Second.REPLACEMENT:
        problems += _replacement_problems(details, today)
    return problems


def _replacement_problems(details: DoseDetails, today: date) -> list[Problem]:
    problems: list[Problem] = []
    if details.replaces_dated_on is None:
        problems.append(("replaces_dated_on", "Enter the date of the new prescription"))
    elif details.replaces_dated_on > today:
        problems.append(("replaces_dated_on", f"The date must be {short_day(today)} or earlier"))
    if not details.replaces_serial.strip():
        problems.append(("replaces_serial", "Enter the serial number of the new prescription"))
    return problems
