"""How many bottles are at home, day by day: pure arithmetic over London days (`findings.md`, What is at home).

One bottle is one day's dose. A day's figure is taken just after that day's collection and before that day's
taken-home dose is swallowed. An arrangement is taken to have been in use before the first day asked about, and to go
on after the last: bottles collected earlier, and collections brought forward from a closed day to come, are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from core.calendar import DAY
from supply.rules.arrangement import Arrangement, Attendance, Week
from supply.rules.opening import DAYS_IN_A_WEEK, NEVER_CLOSED, Calendar
from supply.rules.prescription import PrescriptionTerms, Wording

_FIRST_MONDAY = date.min  # 1 January of year 1 was a Monday


@dataclass(frozen=True, slots=True)
class DayAtHome:
    """One London day of an arrangement.

    `attended`: somebody comes to the pharmacy. `supervised`: the day's dose is swallowed there. `handed_over`:
    bottles taken away that day. `at_home`: bottles at home just after that, before one is drunk. `brought_forward`:
    the closed days whose collection was moved to this day.
    """

    day: date
    is_open: bool
    attended: bool
    supervised: bool
    handed_over: int
    at_home: int
    brought_forward: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class MostAtHome:
    """The most at home at once in a period: bottles, mg, and the first London day of it.

    `because_closed`: closed days put more there than the arrangement does by itself in the same period; then
    `closed_days` names them, in order.
    """

    bottles: int
    mg: Decimal
    on: date
    because_closed: bool = False
    closed_days: tuple[date, ...] = ()


class Collection(NamedTuple):
    """One collection: the day it is due, the day it happens, and the days whose bottles are taken away."""

    due_on: date
    on: date
    supervised: bool
    bottles_from: date
    bottles_to: date

    @property
    def bottles(self) -> int:
        """How many bottles are taken away."""
        return (self.bottles_to - self.bottles_from).days + 1

    def closed_days(self) -> list[date]:
        """The closed days that moved it: those after it happens, up to the day it is due."""
        return [self.on + DAY * count for count in range(1, (self.due_on - self.on).days + 1)]


def day_by_day(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], first: date, last: date
) -> tuple[DayAtHome, ...] | None:
    """Every London day from `first` to `last`, both included. None where the arrangement is not known.

    Raises ValueError where `last` is before `first`.
    """
    if not arrangement.is_known:
        return None
    made = collections(arrangement, calendar, wording, first, last)
    figures = _figures(made, first, last)
    by_day: dict[date, list[Collection]] = {}
    for one in made:
        by_day.setdefault(one.on, []).append(one)
    days = (first + DAY * index for index in range(len(figures)))
    return tuple(
        _day(day, calendar.is_open(day), by_day.get(day, []), at_home)
        for day, at_home in zip(days, figures, strict=True)
    )


@lru_cache(maxsize=4096)
def most_at_home(
    arrangement: Arrangement, calendar: Calendar, terms: PrescriptionTerms, first: date, last: date
) -> MostAtHome | None:
    """The most bottles and mg at home at once from `first` to `last`, closed days included.

    None where the arrangement is not known, which is not nothing: whoever asks has to say what follows from that.
    An injection given at the clinic puts nothing at home. The prescription's own end does not cut the period short:
    what is renewed goes on. Raises ValueError where `last` is before `first`.
    """
    if not terms.medicine.goes_home:
        return MostAtHome(0, Decimal(0), first)
    if not arrangement.is_known:
        return None
    made = collections(arrangement, calendar, terms.wording, first, last)
    figures = _figures(made, first, last)
    bottles = max(figures)
    on = first + timedelta(days=figures.index(bottles))
    closed = _closed_days_behind(made, on)
    if closed and bottles <= _most_without_closures(arrangement, terms, first, last):
        closed = ()
    return MostAtHome(bottles, bottles * terms.mg_a_day, on, bool(closed), closed)


def usual_at_home(arrangement: Arrangement, terms: PrescriptionTerms, first: date, last: date) -> MostAtHome | None:
    """The most at home at once from `first` to `last` if no day were closed. None where it is not known."""
    return most_at_home(arrangement, NEVER_CLOSED, terms, first, last)


def dose_taken_at_home(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], day: date
) -> bool | None:
    """Whether the arrangement has that London day's own dose taken at home. None where it is not known."""
    if not arrangement.is_known:
        return None
    made = collections(arrangement, calendar, wording, day, day)
    return any(one.bottles_from <= day <= one.bottles_to for one in made)


def collections(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], first: date, last: date
) -> list[Collection]:
    """Every collection that happens by `last` and whose doses reach `first`, in the order they are due.

    A collection due on a closed day happens on the nearest open day before, unsupervised, however far back that is.
    Raises ValueError where `last` is before `first`, or the arrangement is not known.
    """
    if last < first:
        raise ValueError("the last day is before the first")
    if not arrangement.is_known:
        raise ValueError("the arrangement is not known")
    cycle = _cycle(arrangement.week_under(wording), arrangement.every_weeks)
    counts_from = (arrangement.anchor or _FIRST_MONDAY).toordinal()
    day = first - DAY * len(cycle)  # no collection covers more days than its cycle has
    open_before = _nearest_open(calendar, day)
    made: list[Collection] = []
    while True:
        is_open = calendar.is_open(day)
        if is_open and day > last:
            return made
        open_before = day if is_open else open_before
        attendance, doses = cycle[(day.toordinal() - counts_from) % len(cycle)]
        if attendance is not None:
            made.append(_collection(day, open_before, attendance, doses))
        day += DAY


@lru_cache(maxsize=256)
def _cycle(week: Week, every_weeks: int) -> tuple[tuple[Attendance | None, int], ...]:
    """For each day of the cycle, how it is attended and how many days' doses are due with it."""
    days = [*week, *[None] * (DAYS_IN_A_WEEK * (every_weeks - 1))]
    attended = [index for index, one in enumerate(days) if one is not None]
    until = dict(zip(attended, [*attended[1:], attended[0] + len(days)], strict=True))
    return tuple((one, until[index] - index if index in until else 0) for index, one in enumerate(days))


def _collection(due_on: date, on: date, attendance: Attendance, doses: int) -> Collection:
    supervised = attendance is Attendance.SUPERVISED and on == due_on
    return Collection(due_on, on, supervised, due_on + DAY * supervised, due_on + DAY * (doses - 1))


def _nearest_open(calendar: Calendar, day: date) -> date:
    while not calendar.is_open(day):
        day -= DAY
    return day


def _figures(made: Sequence[Collection], first: date, last: date) -> list[int]:
    """Bottles at home on each day from `first` to `last`."""
    start, days = first.toordinal(), (last - first).days + 1
    figures = [0] * days
    for one in made:
        bottles_from, bottles_to = one.bottles_from.toordinal() - start, one.bottles_to.toordinal() - start
        for index in range(max(0, one.on.toordinal() - start), min(days, bottles_to + 1)):
            figures[index] += bottles_to - max(bottles_from, index) + 1
    return figures


def _day(day: date, is_open: bool, made: Sequence[Collection], at_home: int) -> DayAtHome:
    return DayAtHome(
        day=day,
        is_open=is_open,
        attended=bool(made),
        supervised=any(one.supervised for one in made),
        handed_over=sum(one.bottles for one in made),
        at_home=at_home,
        brought_forward=tuple(one.due_on for one in made if one.due_on != one.on),
    )


def _closed_days_behind(made: Sequence[Collection], on: date) -> tuple[date, ...]:
    """The closed days that brought forward to `on`, or before it, a collection due that day or later."""
    moved = (one for one in made if one.on <= on <= one.due_on and one.on != one.due_on)
    return tuple(sorted({day for one in moved for day in one.closed_days()}))


def _most_without_closures(arrangement: Arrangement, terms: PrescriptionTerms, first: date, last: date) -> int:
    return max(_figures(collections(arrangement, NEVER_CLOSED, terms.wording, first, last), first, last))
