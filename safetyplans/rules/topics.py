"""What each item of the plan is called in the middle of a sentence, and how such sentences list things."""

from collections.abc import Iterable
from datetime import date

TOPICS = {
    "P1": "who sleeps here or has keys",
    "P2": "the children",
    "P3": "medicine that others keep at home",
    "P4": "how many bottles can be at home",
    "P5": "each dose in its own labelled bottle",
    "P6": "the locked box and where it is",
    "P7": "who holds the key",
    "P8": "the way home from the pharmacy",
    "P9": "where and how it is taken",
    "P10": "never pouring it out ahead",
    "P11": "empty bottles and measures",
    "P12": "what happens to a dose not taken",
    "P13": "never giving any to a child",
    "P14": "who minds the children",
    "P15": "who looks after the children on a bad day",
    "P16": "what to do in an emergency",
    "P17": "naloxone at home",
    "P18": "what would make us look again",
    "P19": "what was seen",
    "P20": "the leaflets given",
    "P21": "who has a copy",
    "P22": "how it was agreed",
    "P23": "the next look at the plan",
    "P24": "what the pharmacist said",
    "P25": "what would help",
}
"""Short names of the items, all of them."""


def listed(parts: Iterable[str]) -> str:
    """One, two and three: as one says them."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def topics(codes: Iterable[str]) -> str:
    """The items of these codes, as one says them."""
    return listed(TOPICS[code] for code in codes)


def day_words(day: date) -> str:
    """4 May 2026."""
    return f"{day.day} {day:%B %Y}"
