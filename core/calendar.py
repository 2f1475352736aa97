"""Working days: Monday to Friday less the bank holidays handed in. The first one counted is the day after."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """Whether a London day is a working day."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: AbstractSet[date]) -> date:
    """The day `count` working days after `day` (0: `day` itself). `count` below nought counts backwards."""
    step = DAY if count >= 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = first_of_next - DAY
    return last.replace(day=min(day.day, last.day))


def whole_years(born_on: date, on: date) -> int:
    """Age in completed years on a London day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def whole_months(born_on: date, on: date) -> int:
    """Age in completed months on a London day; below nought before birth."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months - (on < add_months(born_on, months))
