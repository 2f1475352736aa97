"""The one clock. Read at entry points only; everything below is handed `at=` or `on=`."""

from datetime import UTC, datetime

from core.calendar import LONDON, at_london, day_of

__all__ = ["LONDON", "at_london", "day_of", "now"]


def now() -> datetime:
    """The present instant, UTC."""
    return datetime.now(UTC)
