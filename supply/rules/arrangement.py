"""The arrangement: on which days somebody attends the pharmacy, and what becomes of that day's dose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from supply.rules.opening import DAYS_IN_A_WEEK
from supply.rules.prescription import Wording

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Attendance(StrEnum):
    """What becomes of the dose of an attended day: swallowed there, or taken away."""

    SUPERVISED = "supervised"
    TAKE_HOME = "take-home"


class Pattern(StrEnum):
    """The usual arrangements, a week of one's own, and not known, which is a value."""

    SUPERVISED_7 = "supervised-7"
    SUPERVISED_WITH_CLOSED_DAYS = "supervised-with-closed-days"
    DAILY_PICK_UP = "daily-pick-up"
    THREE_A_WEEK = "3-a-week"
    TWO_A_WEEK = "2-a-week"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    UNKNOWN = "unknown"
    OWN = "own"


Week = tuple[Attendance | None, ...]
"""Seven entries, Monday first; none where the day is not attended."""

_NOTHING: Week = (None,) * DAYS_IN_A_WEEK


def _week(attendance: Attendance, *weekdays: int) -> Week:
    return tuple(attendance if weekday in weekdays else None for weekday in range(DAYS_IN_A_WEEK))


_PATTERN_WEEKS: Mapping[Pattern, Week] = MappingProxyType(
    {
        Pattern.SUPERVISED_7: _week(Attendance.SUPERVISED, *range(DAYS_IN_A_WEEK)),
        Pattern.SUPERVISED_WITH_CLOSED_DAYS: _week(Attendance.SUPERVISED, *range(DAYS_IN_A_WEEK)),
        Pattern.DAILY_PICK_UP: _week(Attendance.TAKE_HOME, *range(DAYS_IN_A_WEEK)),
        Pattern.THREE_A_WEEK: _week(Attendance.TAKE_HOME, 0, 2, 4),
        Pattern.TWO_A_WEEK: _week(Attendance.TAKE_HOME, 0, 3),
        Pattern.WEEKLY: _week(Attendance.TAKE_HOME, 0),
        Pattern.FORTNIGHTLY: _week(Attendance.TAKE_HOME, 0),
        Pattern.UNKNOWN: _NOTHING,
    }
)

_SUPERVISED_WHERE_WORDED = frozenset({Pattern.THREE_A_WEEK, Pattern.TWO_A_WEEK, Pattern.WEEKLY, Pattern.FORTNIGHTLY})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A week of attended days, every week or every second one. Make one with `from_pattern` or `from_days`.

    `anchor` is a Monday that begins an attended week, where it is every second week; none otherwise.
    Raises ValueError for what cannot be: a week nobody attends (unless unknown), a second week without its anchor.
    """

    pattern: Pattern
    days: Week
    every_weeks: int = 1
    anchor: date | None = None

    def __post_init__(self) -> None:
        if len(self.days) != DAYS_IN_A_WEEK:
            raise ValueError("a week has seven days")
        if (self.pattern is Pattern.UNKNOWN) != (self.days == _NOTHING):
            raise ValueError("at least one day of the week is attended, unless the arrangement is not known")
        if self.every_weeks not in (1, 2):
            raise ValueError("an arrangement repeats every week or every second week")
        if (self.every_weeks == 2) != (self.anchor is not None):
            raise ValueError("every second week needs the day from which it counts, and nothing else has one")
        if self.anchor is not None and self.anchor.weekday() != 0:
            raise ValueError("an anchor is a Monday")

    @property
    def is_known(self) -> bool:
        """Whether anybody knows what is in use."""
        return self.pattern is not Pattern.UNKNOWN

    @property
    def is_daily_supervision(self) -> bool:
        """Whether every day of the week is attended and supervised (closed days left aside)."""
        return all(one is Attendance.SUPERVISED for one in self.days)

    def week_under(self, wording: frozenset[Wording]) -> Week:
        """The week as the prescription's wording makes it.

        `supervise-on-collection` turns the collections of the fixed patterns from 3 a week to fortnightly into
        supervised ones (`findings.md`, What is at home). Daily pick-up and a week of one's own say what they are.
        """
        if Wording.SUPERVISE_ON_COLLECTION not in wording or self.pattern not in _SUPERVISED_WHERE_WORDED:
            return self.days
        return tuple(one and Attendance.SUPERVISED for one in self.days)

    def to_plain(self) -> dict[str, Any]:
        """The arrangement as plain JSON, for storage; `from_plain` reads it back."""
        named = {WEEKDAYS[index]: one.value for index, one in enumerate(self.days) if one is not None}
        anchor = self.anchor.isoformat() if self.anchor else None
        return {"pattern": self.pattern.value, "days": named, "every_weeks": self.every_weeks, "anchor": anchor}


def from_pattern(pattern: Pattern | str, starts_on: date | None = None) -> Arrangement:
    """The arrangement of a usual pattern. `starts_on`: the London day it is in use from, needed for fortnightly alone.

    Fortnightly collects on the first Monday on or after that day, and every second Monday from there, before it too.
    Raises ValueError for an unknown word, for `own`, and for fortnightly without its day.
    """
    pattern = Pattern(pattern)
    if pattern is Pattern.OWN:
        raise ValueError("an arrangement of one's own is made from its days")
    week = _PATTERN_WEEKS[pattern]
    if pattern is Pattern.FORTNIGHTLY:
        return Arrangement(pattern, week, 2, _anchor(week, starts_on))
    return Arrangement(pattern, week)


def from_days(days: Mapping[str, Attendance | str], every_weeks: int = 1, starts_on: date | None = None) -> Arrangement:
    """An arrangement from {weekday in English: supervised or take-home}; an absent weekday is not attended.

    `every_weeks` 2 with `starts_on` counts from the first attended day on or after it.
    Raises ValueError for another word, for no day at all, and for a second week without its day.
    """
    unknown = sorted(set(days) - set(WEEKDAYS))
    if unknown:
        raise ValueError(f"not a weekday: {', '.join(unknown)}; expected {', '.join(WEEKDAYS)}")
    week = tuple(Attendance(days[name]) if name in days else None for name in WEEKDAYS)
    anchor = _anchor(week, starts_on) if every_weeks > 1 else None
    return Arrangement(Pattern.OWN, week, every_weeks, anchor)


def from_plain(plain: Mapping[str, Any]) -> Arrangement:
    """The arrangement that `to_plain` wrote. Raises ValueError or KeyError for anything else."""
    named = plain["days"]
    week = tuple(Attendance(named[name]) if name in named else None for name in WEEKDAYS)
    anchor = date.fromisoformat(plain["anchor"]) if plain.get("anchor") else None
    return Arrangement(Pattern(plain["pattern"]), week, plain.get("every_weeks", 1), anchor)


def _anchor(week: Week, starts_on: date | None) -> date:
    """The Monday of the first attended week on or after the start."""
    if starts_on is None or week == _NOTHING:
        raise ValueError("every second week needs the day it started, and a day that is attended")
    day = starts_on
    while week[day.weekday()] is None:
        day += timedelta(days=1)
    return day - timedelta(days=day.weekday())


SUPERVISED_EVERY_DAY = from_pattern(Pattern.SUPERVISED_7)
UNKNOWN_ARRANGEMENT = from_pattern(Pattern.UNKNOWN)


def supervised_days_a_week(
    arrangement: Arrangement,
    wording: frozenset[Wording] = frozenset(),
    closed_weekdays: frozenset[int] = frozenset(),
) -> Decimal:
    """How many days a week a dose is swallowed at the pharmacy; a half where it is every second week.

    A day on which the pharmacy is shut every week is not supervised, whatever the arrangement calls it.
    """
    week = arrangement.week_under(wording)
    days = sum(one is Attendance.SUPERVISED and index not in closed_weekdays for index, one in enumerate(week))
    return Decimal(days) / arrangement.every_weeks
