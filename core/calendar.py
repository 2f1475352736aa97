"""London days and months; working days: Monday to Friday less bank holidays, the first counted the day after."""

from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SATURDAY = 5
LONDON = ZoneInfo("Europe/London")


def day_of(instant: datetime) -> date:
    """The London day on which a UTC instant falls."""
    return instant.astimezone(LONDON).date()


def at_london(day: date, hour: int, minute: int = 0) -> datetime:
    """The UTC instant of a London wall-clock time on a London day."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


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


def working_days_between(first: date, last: date, holidays: AbstractSet[date]) -> int:
    """How many working days come after `first`, up to `last` and with it; 0 where `last` is no later."""
    days = (first + DAY * count for count in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


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
