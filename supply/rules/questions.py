"""What the gate asks of an arrangement: does a dose go home, is it more than before, is it over the limit.

Every question about home answers None where the arrangement is not known: that is neither yes nor no.
"""

from datetime import date, timedelta

from core.calendar import DAY
from supply.rules.arrangement import SUPERVISED_EVERY_DAY, Arrangement, supervised_days_a_week
from supply.rules.at_home import collections, day_by_day, most_at_home, usual_at_home
from supply.rules.opening import DAYS_IN_A_WEEK, Calendar
from supply.rules.policy import SupplyPolicy
from supply.rules.prescription import PrescriptionTerms

_LONGEST_CYCLE = timedelta(days=2 * DAYS_IN_A_WEEK)


def puts_dose_at_home(
    arrangement: Arrangement, calendar: Calendar, terms: PrescriptionTerms, first: date, last: date
) -> bool | None:
    """Whether any dose is at home from `first` to `last`, closed-day doses of supervised people included."""
    most = most_at_home(arrangement, calendar, terms, first, last)
    return None if most is None else most.bottles > 0


def relies_on_closed_day_supply(
    arrangement: Arrangement, calendar: Calendar, terms: PrescriptionTerms, first: date, last: date
) -> bool | None:
    """Whether a collection due on or after `first` falls on a closed day and is brought forward to `last` or before.

    Then the prescription has to provide for it: `terms.allows_closed_day_supply`.
    """
    if not terms.medicine.goes_home:
        return False
    if not arrangement.is_known:
        return None
    made = collections(arrangement, calendar, terms.wording, first, last)
    return any(one.on != one.due_on and one.due_on >= first for one in made)


def forced_by_closures(
    arrangement: Arrangement, calendar: Calendar, terms: PrescriptionTerms, first: date, last: date
) -> int | None:
    """By how many bottles closed days alone raise the most at home of an arrangement from `first` to `last`."""
    most = most_at_home(arrangement, calendar, terms, first, last)
    usual = usual_at_home(arrangement, terms, first, last)
    return None if most is None or usual is None else max(0, most.bottles - usual.bottles)


def relaxes(
    in_use: Arrangement | None,
    asked: Arrangement,
    calendar: Calendar,
    terms: PrescriptionTerms,
    first: date,
    last: date,
) -> bool:
    """Whether `asked` has fewer supervised days than `in_use`, or more at home, beyond what closed days force.

    Both are held against the same calendar, so that what its closed days force on either is no difference. "More at
    home" is asked of the pharmacy's usual week, and of the period with all its closures: in either it relaxes.
    An earlier arrangement that is unknown, or none at all, counts as supervised every day. To an arrangement that is
    not known the answer is yes (`findings.md`, relaxing-at-risk; principle 8).
    """
    if not terms.medicine.goes_home:
        return False
    if not asked.is_known:
        return True
    before = _known_or_supervised(in_use)
    fewer = _supervised(asked, calendar, terms) < _supervised(before, calendar, terms)
    was, now = _bottles(before, calendar, terms, first, last), _bottles(asked, calendar, terms, first, last)
    return fewer or now[0] > was[0] or now[1] > was[1]


def adds_safety(
    in_use: Arrangement | None,
    asked: Arrangement,
    calendar: Calendar,
    terms: PrescriptionTerms,
    first: date,
    last: date,
) -> bool:
    """Whether `asked` lowers the most at home, or adds supervised days (`findings.md`, principle 5).

    Never where it puts more at home, in the usual week or in the period: a supervised day bought with more bottles
    at home is not more safety. An earlier arrangement that is unknown, or none, counts as supervised every day.
    """
    if not asked.is_known:
        return False
    if not terms.medicine.goes_home:
        return in_use is not None and in_use.is_known
    before = _known_or_supervised(in_use)
    was, now = _bottles(before, calendar, terms, first, last), _bottles(asked, calendar, terms, first, last)
    if now[0] > was[0] or now[1] > was[1]:
        return False
    return now != was or _supervised(asked, calendar, terms) > _supervised(before, calendar, terms)


def beyond_limit_without_closures(
    arrangement: Arrangement,
    calendar: Calendar,
    terms: PrescriptionTerms,
    first: date,
    last: date,
    policy: SupplyPolicy,
) -> bool | None:
    """Whether more than the limit of days' supply is at home on some day, planned closures' own days left out.

    A planned closure (a bank holiday or a one-off closure) may exceed the limit by the closed days alone: those
    still to come of the run that moved a collection, weekly closed days within it included. A collection due on a
    day that is closed every week is no planned closure and excuses nothing (`findings.md`, over-limit).
    """
    if not terms.medicine.goes_home:
        return False
    days = day_by_day(arrangement, calendar, terms.wording, first, last)
    if days is None:
        return None
    excused = _days_of_planned_closures(arrangement, calendar, terms, first, last)
    limit = policy.over_limit_days
    return any(one.at_home - sum(closed > one.day for closed in _run(excused, one.day)) > limit for one in days)


def _days_of_planned_closures(
    arrangement: Arrangement, calendar: Calendar, terms: PrescriptionTerms, first: date, last: date
) -> list[tuple[date, frozenset[date]]]:
    """For each collection moved by a planned closure, the day it happens and the closed days that moved it."""
    made = collections(arrangement, calendar, terms.wording, first, last)
    moved = (one for one in made if one.on != one.due_on and calendar.is_planned_closure(one.due_on))
    return [(one.on, frozenset(one.closed_days())) for one in moved]


def _run(excused: list[tuple[date, frozenset[date]]], day: date) -> frozenset[date]:
    """The closed days of the collections brought forward to `day` or before it."""
    return frozenset().union(*(days for on, days in excused if on <= day))


def _known_or_supervised(arrangement: Arrangement | None) -> Arrangement:
    return arrangement if arrangement is not None and arrangement.is_known else SUPERVISED_EVERY_DAY


def _supervised(arrangement: Arrangement, calendar: Calendar, terms: PrescriptionTerms) -> int:
    return int(2 * supervised_days_a_week(arrangement, terms.wording, calendar.closed_weekdays))


def _bottles(
    arrangement: Arrangement, calendar: Calendar, terms: PrescriptionTerms, first: date, last: date
) -> tuple[int, int]:
    """The most at home in the pharmacy's usual week (over a whole cycle), and in the period with its closures."""
    usual = most_at_home(arrangement, calendar.usual_week(), terms, first, first + _LONGEST_CYCLE - DAY)
    most = most_at_home(arrangement, calendar, terms, first, last)
    if usual is None or most is None:
        raise ValueError("the arrangement is not known")
    return usual.bottles, most.bottles
