"""An arrangement in plain words, for the screen and the print."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from types import MappingProxyType

from supply.rules.arrangement import WEEKDAYS, Arrangement, Attendance, Pattern
from supply.rules.at_home import DayAtHome, day_by_day
from supply.rules.opening import DAYS_IN_A_WEEK, NEVER_CLOSED, Calendar
from supply.rules.prescription import Wording

PATTERN_WORDS = MappingProxyType(
    {
        Pattern.SUPERVISED_7: "Supervised every day",
        Pattern.SUPERVISED_WITH_CLOSED_DAYS: "Supervised, with closed days' doses taken home",
        Pattern.DAILY_PICK_UP: "Daily pick-up",
        Pattern.THREE_A_WEEK: "3 pick-ups a week",
        Pattern.TWO_A_WEEK: "2 pick-ups a week",
        Pattern.WEEKLY: "Weekly pick-up",
        Pattern.FORTNIGHTLY: "Pick-up every second week",
        Pattern.UNKNOWN: "Not known",
        Pattern.OWN: "Their own days",
    }
)
"""The usual arrangements by name, for a choice on a form."""

_ANY_MONDAY = date(2001, 1, 1)


def describe(
    arrangement: Arrangement, calendar: Calendar = NEVER_CLOSED, wording: frozenset[Wording] = frozenset()
) -> str:
    """One plain sentence without a full stop: "Supervised every day, Sunday's bottle taken home on Saturday".

    Only the days that the pharmacy is closed every week are described; bank holidays and closures come and go.
    """
    first = arrangement.anchor or _ANY_MONDAY
    last = first + timedelta(days=DAYS_IN_A_WEEK * arrangement.every_weeks - 1)
    week = day_by_day(arrangement, calendar.usual_week(), wording, first, last)
    if week is None:
        return "Not known"
    taking = [one for one in week if one.handed_over]
    supervised = [one for one in week if one.supervised]
    if not supervised:
        return _picked_up(taking, arrangement.every_weeks)
    every_day = all(one is Attendance.SUPERVISED for one in arrangement.week_under(wording))
    when = "every day" if every_day else _days(supervised, arrangement.every_weeks)
    return ", ".join([f"Supervised {when}", *(_taken_home(one) for one in taking)])


def _picked_up(taking: Sequence[DayAtHome], every_weeks: int) -> str:
    usual = Counter(one.handed_over for one in taking).most_common(1)[0][0]
    others = [one for one in taking if one.handed_over != usual]
    each = " each time" if len(taking) > 1 else ""
    counts = [f"{_bottles(usual)}{each}", *(f"{one.handed_over} on {_name(one.day)}" for one in others)]
    return f"Picked up {_days(taking, every_weeks)}: {', '.join(counts)}"


def _taken_home(one: DayAtHome) -> str:
    """What goes home beside the dose swallowed there."""
    following = [one.day + timedelta(days=count) for count in range(1, one.handed_over + 1)]
    if one.supervised and len(following) <= 2:
        whose = " and ".join(f"{_name(day)}'s" for day in following)
        return f"{whose} {'bottle' if len(following) == 1 else 'bottles'} taken home on {_name(one.day)}"
    return f"{_bottles(one.handed_over)} taken home on {_name(one.day)}"


def _days(days: Sequence[DayAtHome], every_weeks: int) -> str:
    """ "every day", "Monday to Saturday", "on Monday and Thursday", "every second Monday"."""
    names = [_name(one.day) for one in days]
    if len(names) == DAYS_IN_A_WEEK and every_weeks == 1:
        return "every day"
    span = (days[-1].day - days[0].day).days + 1
    which = f"{names[0]} to {names[-1]}" if span == len(names) > 2 else _listed(names)
    if every_weeks > 1:
        return f"every second {which}"
    return f"every {which}" if len(names) == 1 else which if " to " in which else f"on {which}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _name(day: date) -> str:
    return WEEKDAYS[day.weekday()].capitalize()


def _bottles(count: int) -> str:
    return f"{count} bottle" if count == 1 else f"{count} bottles"
