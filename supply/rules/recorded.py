"""What the counter wrote down: doses missed, bottles that may be undrunk, and what is believed to be at home.

A day without an entry is not a missed dose. Facts count from when they were recorded: hand in those recorded so far.
Of the entries of one day and part, the highest version stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from core.calendar import DAY
from supply.rules.policy import SupplyPolicy
from supply.rules.prescription import METHADONE


class DoseHow(StrEnum):
    """What became of one day's dose."""

    SUPERVISED = "supervised"
    TAKE_HOME = "take-home"
    MISSED = "missed"
    REFUSED = "refused"
    NOT_GIVEN = "not-given"


NOT_TAKEN = frozenset({DoseHow.MISSED, DoseHow.REFUSED, DoseHow.NOT_GIVEN})
"""Whatever the reason: nothing was swallowed, so tolerance falls (domain.md 1.3)."""


class Went(StrEnum):
    """Where an undrunk bottle went."""

    DRUNK_LATER = "drunk-later"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    LOST = "lost"


class UndrunkBecause(StrEnum):
    """Why a full bottle may be at home."""

    MISSED_TAKE_HOME = "missed-take-home"
    VOMITED = "vomited"
    SPLIT = "split"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class DoseFact:
    """One entry for the dose of `for_on`. `happened_on`: the London day it was given, handed over or missed.

    `part`: of a split dose, which. `due_at_home`: the arrangement then in use had that day's dose taken at home.
    `why`: none was given. `replaces`: it stands for one that was lost or vomited. `mg`: where the counter wrote it.
    `happened_at`: where it was entered afterwards.
    """

    for_on: date
    how: DoseHow
    happened_on: date
    recorded_at: datetime
    part: int = 1
    version: int = 1
    due_at_home: bool = False
    why: str = ""
    replaces: bool = False
    mg: Decimal | None = None
    medicine: str = METHADONE.code
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BottleFact:
    """Where a bottle went. Without `for_on` it answers for every undrunk bottle recorded up to then."""

    went: Went
    happened_on: date
    recorded_at: datetime
    for_on: date | None = None


@dataclass(frozen=True, slots=True)
class VomitedFact:
    """A report of vomiting by somebody with a dose at home."""

    happened_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Undrunk:
    """A bottle that may be at home, full: whose day, why, and since when that is recorded."""

    for_on: date
    because: UndrunkBecause
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Believed:
    """What is believed to be at home, by the day each bottle is for.

    `not_yet_due`: handed over, for today or later. `undrunk`: missed at home and not accounted for. `unsure`: may
    be at home too (vomiting, a split dose, a gap). `lost`: said to be lost, so nobody knows where they are.
    """

    not_yet_due: tuple[date, ...]
    undrunk: tuple[date, ...]
    unsure: tuple[date, ...]
    lost: tuple[date, ...]

    @property
    def bottles(self) -> int:
        """How many bottles, those that are unsure or lost left out."""
        return len(self.not_yet_due) + len(self.undrunk)


def believed_at_home(
    doses: Iterable[DoseFact], bottles: Iterable[BottleFact], on: date, vomited: Iterable[VomitedFact] = ()
) -> Believed:
    """What is believed to be at home on a London day, from what was written down, before that day's dose is drunk."""
    doses, bottles = list(doses), [one for one in bottles if one.happened_on <= on]
    waiting = [
        one
        for one in standing(doses)
        if one.how is DoseHow.TAKE_HOME and one.happened_on <= on <= one.for_on and not _named(bottles, one)
    ]
    open_ones = undrunk(doses, bottles, on, vomited)
    missed = {one.for_on for one in open_ones if one.because is UndrunkBecause.MISSED_TAKE_HOME}
    unsure = {one.for_on for one in open_ones} - missed
    return Believed(
        tuple(one.for_on for one in waiting),
        tuple(sorted(missed)),
        tuple(sorted(unsure)),
        tuple(sorted(_lost(doses, bottles, on))),
    )


def undrunk(
    doses: Iterable[DoseFact], bottles: Iterable[BottleFact], on: date, vomited: Iterable[VomitedFact] = ()
) -> tuple[Undrunk, ...]:
    """The bottles that may be full at home on a London day and were not accounted for, oldest first.

    A missed take-home dose (handed over before, or due at home); vomiting; a split dose with a part taken home; the
    last bottle before a missed supervised dose, a gap (`findings.md`, undrunk-dose; domain.md 1.3). An entry of where
    a bottle went, recorded no earlier, accounts for the day it names, or for all if it names none.
    """
    bottles = [one for one in bottles if one.happened_on <= on]
    found = [*_undrunk_doses(list(doses), on), *_after_vomiting(vomited, on)]
    waiting = (one for one in found if not any(_accounts_for(bottle, one) for bottle in bottles))
    return tuple(sorted(waiting, key=lambda one: (one.for_on, one.because, one.recorded_at)))


def missed_runs(doses: Iterable[DoseFact], on: date) -> tuple[tuple[date, ...], ...]:
    """Every run of days in a row, up to a London day, whose dose was missed or refused altogether, oldest first.

    A day without an entry ends a run: it is not a missed dose.
    """
    runs: list[tuple[date, ...]] = []
    for day, missed in sorted(_missed_by_day(doses, on).items()):
        if missed and runs and runs[-1][-1] == day - DAY:
            runs[-1] = (*runs[-1], day)
        elif missed:
            runs.append((day,))
    return tuple(runs)


def consecutive_missed(doses: Iterable[DoseFact], on: date) -> int:
    """How many days' doses in a row were missed, up to the last day with an entry; 0 once one was given since."""
    doses = list(doses)
    by_day = _missed_by_day(doses, on)
    runs = missed_runs(doses, on)
    return len(runs[-1]) if runs and runs[-1][-1] == max(by_day) else 0


def prescriber_is_asked(missed_in_a_row: int, titrating: bool, policy: SupplyPolicy) -> bool:
    """Whether so many missed days are spoken about with the prescriber (`findings.md`, missed-3-days; [18], [9])."""
    return missed_in_a_row >= (policy.missed_while_titrating if titrating else policy.missed_days_in_a_row)


def standing(doses: Iterable[DoseFact]) -> list[DoseFact]:
    """The entry that stands for each day and part, by day."""
    latest: dict[tuple[date, int], DoseFact] = {}
    for one in sorted(doses, key=lambda dose: (dose.version, dose.recorded_at)):
        latest[one.for_on, one.part] = one
    return [latest[key] for key in sorted(latest)]


def _missed_by_day(doses: Iterable[DoseFact], on: date) -> dict[date, bool]:
    """For each day with an entry, whether every part of its dose was missed, refused or not given."""
    by_day: dict[date, bool] = {}
    for one in standing(doses):
        if one.for_on <= on:
            missed = one.how in NOT_TAKEN
            by_day[one.for_on] = missed and by_day.get(one.for_on, True)
    return by_day


def _undrunk_doses(doses: list[DoseFact], on: date) -> list[Undrunk]:
    entries = [one for one in standing(doses) if one.happened_on <= on]
    handed_over = {(one.for_on, one.part) for one in doses if one.how is DoseHow.TAKE_HOME and one.happened_on <= on}
    taken_home = {one.for_on for one in entries if one.how is DoseHow.TAKE_HOME}
    split = {one.for_on for one in entries if one.part > 1 and not one.replaces}
    found = []
    for one in entries:
        if one.how is DoseHow.MISSED and (one.due_at_home or (one.for_on, one.part) in handed_over):
            found.append(Undrunk(one.for_on, UndrunkBecause.MISSED_TAKE_HOME, one.recorded_at))
        elif one.how in NOT_TAKEN and one.for_on - DAY in taken_home:
            found.append(Undrunk(one.for_on - DAY, UndrunkBecause.GAP, one.recorded_at))
        elif one.how is DoseHow.TAKE_HOME and not one.replaces and one.for_on in split and one.for_on <= on:
            found.append(Undrunk(one.for_on, UndrunkBecause.SPLIT, one.recorded_at))
    return found


def _after_vomiting(vomited: Iterable[VomitedFact], on: date) -> list[Undrunk]:
    return [
        Undrunk(one.happened_on, UndrunkBecause.VOMITED, one.recorded_at) for one in vomited if one.happened_on <= on
    ]


def _accounts_for(bottle: BottleFact, missing: Undrunk) -> bool:
    return bottle.recorded_at >= missing.recorded_at and bottle.for_on in (None, missing.for_on)


def _named(bottles: list[BottleFact], dose: DoseFact) -> bool:
    return any(one.for_on == dose.for_on and one.recorded_at >= dose.recorded_at for one in bottles)


def _lost(doses: list[DoseFact], bottles: list[BottleFact], on: date) -> set[date]:
    """The days of the bottles said to be lost."""
    said_lost = [one for one in bottles if one.went is Went.LOST]
    named = {one.for_on for one in said_lost if one.for_on is not None}
    missing = _undrunk_doses(doses, on)
    return named | {one.for_on for one in missing if any(_accounts_for(bottle, one) for bottle in said_lost)}
