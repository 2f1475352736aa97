"""The one clock. Read at entry points only; everything below is handed `at=` or `on=`."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The present instant, UTC."""
    return datetime.now(UTC)


def day_of(instant: datetime) -> date:
    """The London day on which a UTC instant falls."""
    return instant.astimezone(LONDON).date()


def at_london(day: date, hour: int, minute: int = 0) -> datetime:
    """The UTC instant of a London wall-clock time on a London day."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)
