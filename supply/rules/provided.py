"""What a prescription provides for, and what it lacks, by what it says, the pharmacy's days and the nation.

It is worked out from what was written down here: this is no prescription, and checks none.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.bank_holidays import Nation
from core.wording import counted, short_day
from supply.rules.arrangement import Arrangement, Attendance
from supply.rules.at_home import collections
from supply.rules.opening import Calendar
from supply.rules.prescribing import PrescribingPolicy
from supply.rules.prescription import PrescriptionTerms, Wording
from supply.rules.questions import relies_on_closed_day_supply

YEAR_AHEAD = timedelta(days=365)
CYCLE = timedelta(days=27)


class Provided(StrEnum):
    """Whether a prescription provides for something, as far as it is known here."""

    YES = "yes"
    MISSING = "missing"
    NOT_NEEDED = "not-needed"


PROVIDED_WORDS: dict[Provided, str] = {
    Provided.YES: "Provided for",
    Provided.MISSING: "Missing",
    Provided.NOT_NEEDED: "Not needed now",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that may happen, whether the prescription provides for it, and why that matters."""

    what: str
    provided: Provided
    why: str


def provisions(
    terms: PrescriptionTerms,
    arrangement: Arrangement | None,
    calendar: Calendar,
    nation: Nation,
    on: date,
    policy: PrescribingPolicy,
) -> tuple[Provision, ...]:
    """What a prescription provides for on a London day and in the year after it (Home Office wording 2015 [18])."""
    if not terms.medicine.goes_home:
        return (Provision("Doses at home", Provided.NOT_NEEDED, "It is given where they are seen: none goes home."),)
    rows = [
        _closed_days(terms, arrangement, calendar, on),
        _missed_collection(terms, arrangement, on),
        _row("Three missed days in a row", terms, Wording.MISSED_3_DAYS, True, "The prescriber is asked first."),
        _supervised(terms, arrangement),
        _row(
            "Each day's dose in its own container",
            terms,
            Wording.SEPARATE_CONTAINERS,
            _most_bottles(terms, arrangement, calendar, on) > 1,
            "More than one bottle goes home at once; nothing should be measured out there.",
        ),
    ]
    return (*rows, *_length(terms, nation, policy))


def _row(what: str, terms: PrescriptionTerms, wording: Wording, needed: bool, why: str) -> Provision:
    if wording in terms.wording:
        return Provision(what, Provided.YES, why)
    return Provision(what, Provided.MISSING if needed else Provided.NOT_NEEDED, why)


def _closed_days(terms: PrescriptionTerms, arrangement: Arrangement | None, calendar: Calendar, on: date) -> Provision:
    """By the wording for closed days, or by instalments written for the day before [17][18]."""
    what = "Doses due on closed days"
    if terms.allows_closed_day_supply:
        by_wording = Wording.CLOSED_DAYS in terms.wording
        how = "the wording for closed days" if by_wording else "instalments written for the day before"
        return Provision(what, Provided.YES, f"By {how}.")
    relies = arrangement is None or relies_on_closed_day_supply(arrangement, calendar, terms, on, on + YEAR_AHEAD)
    if relies is False:
        return Provision(what, Provided.NOT_NEEDED, "No dose is due on a day the pharmacy is closed.")
    return Provision(
        what,
        Provided.MISSING,
        "Each instalment may be supplied only on its day: ask for the wording, or for instalments written for the "
        "day before.",
    )


def _missed_collection(terms: PrescriptionTerms, arrangement: Arrangement | None, on: date) -> Provision:
    several = arrangement is None or (
        arrangement.is_known
        and any(one.bottles > 1 for one in collections(arrangement, Calendar(), terms.wording, on, on + CYCLE))
    )
    return _row(
        "The rest after a missed collection",
        terms,
        Wording.MISSED_COLLECTION,
        several,
        "Several days' doses are collected together; one missed day would lose them all.",
    )


def _supervised(terms: PrescriptionTerms, arrangement: Arrangement | None) -> Provision:
    watched = arrangement is not None and Attendance.SUPERVISED in arrangement.days
    return _row(
        "Supervised on the days of collection",
        terms,
        Wording.SUPERVISE_ON_COLLECTION,
        watched,
        "Some doses are to be taken at the pharmacy.",
    )


def _most_bottles(terms: PrescriptionTerms, arrangement: Arrangement | None, calendar: Calendar, on: date) -> int:
    if arrangement is None or not arrangement.is_known:
        return 0
    return max((one.bottles for one in collections(arrangement, calendar, terms.wording, on, on + CYCLE)), default=0)


def _length(terms: PrescriptionTerms, nation: Nation, policy: PrescribingPolicy) -> tuple[Provision, ...]:
    """In England and Wales one instalment form holds a number of days; elsewhere the forms differ."""
    if terms.ends_on is None:
        return (Provision("Its last day", Provided.MISSING, "Nobody has written down when it ends."),)
    days = (terms.ends_on - terms.starts_on).days + 1
    what = f"{counted(days, 'day')}, until {short_day(terms.ends_on)}"
    most = policy.most_instalment_days
    if nation is Nation.ENGLAND_AND_WALES and days > most:
        return (Provision(what, Provided.MISSING, f"One instalment form holds {most} days: there will be another."),)
    return (Provision(what, Provided.YES, "After that day nothing is prescribed until the next one."),)
