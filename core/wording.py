"""Dates, times, amounts and lists as people read them in Britain."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from core.clock import LONDON


def short_day(day: date) -> str:
    """3 March 2025."""
    return f"{day.day} {day:%B %Y}"


def long_day(day: date) -> str:
    """Monday 3 March 2025."""
    return f"{day:%A} {short_day(day)}"


def weekday(day: date) -> str:
    """Monday."""
    return f"{day:%A}"


def clock_time(instant: datetime) -> str:
    """2:05pm, 9am, midday, midnight: the London time of an instant."""
    local = instant.astimezone(LONDON)
    if (local.hour, local.minute) in ((0, 0), (12, 0)):
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{(local.hour - 1) % 12 + 1}{minutes}{'am' if local.hour < 12 else 'pm'}"


def instant(at: datetime) -> str:
    """3 March 2025 at 2:05pm, London time."""
    return f"{short_day(at.astimezone(LONDON).date())} at {clock_time(at)}"


def amount(milligrams: Decimal) -> str:
    """60 mg, 2.5 mg: no needless noughts, a space that does not break."""
    plain = f"{milligrams:f}"
    return f"{plain.rstrip('0').rstrip('.') if '.' in plain else plain}\u00a0mg"


def counted(count: int, one: str, many: str | None = None) -> str:
    """1 bottle, 2 bottles: the number with the right word."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sentence(words: str) -> str:
    """Words with their first letter large, as a line or a label begins."""
    return words[:1].upper() + words[1:]


def listed(words: Iterable[str], last: str = "and") -> str:
    """Ella, Sam and Jo."""
    *front, end = [str(word) for word in words] or [""]
    return f"{', '.join(front)} {last} {end}" if front else end
