"""How the sentences of stops name items and days."""

from collections.abc import Iterable
from datetime import date

from safetyplans.items import item


def listed(parts: Iterable[str]) -> str:
    """One, two and three: as one says them."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def items_in_words(codes: Iterable[str]) -> str:
    """The items of these codes, as one says them in the middle of a sentence."""
    shorts = (item(code).short for code in codes)
    return listed(short[:1].lower() + short[1:] for short in shorts)


def day_words(day: date) -> str:
    """4 May 2026."""
    return f"{day.day} {day:%B %Y}"
