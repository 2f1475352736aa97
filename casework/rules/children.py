"""Children as they are named on pages: their ages today, and what comes next."""

from collections.abc import Sequence
from datetime import date

from core.calendar import add_months
from core.wording import counted, short_day
from people.rules import ChildFact

MONTHS_UNTIL = 24
"""A child younger than so many months has an age in months."""

MILESTONE_WORDS = {
    6: "6 months old, and reaching for everything",
    12: "one, and may soon be walking",
    18: "18 months old, and may be climbing",
    60: "5 years old, and off to school",
}
"""What an age brings (findings.md, child-milestone)."""


def age_words(child: ChildFact, on: date) -> str:
    """ "14 months", "6 years", "due on 3 March 2026", "not born yet"; "about" where the date is a guess."""
    months, years = child.months(on), child.years(on)
    if months is None or years is None:
        return f"due on {short_day(child.due_on)}" if child.due_on else "not born yet"
    age = _young(months, child, on) if months < MONTHS_UNTIL else counted(years, "year")
    return f"about {age}" if child.born_is_estimate else age


def _young(months: int, child: ChildFact, on: date) -> str:
    if months:
        return counted(months, "month")
    days = max(0, (on - child.born_on).days) if child.born_on else 0
    return counted(days // 7, "week") if days >= 7 else counted(days, "day")


def child_words(child: ChildFact, on: date) -> str:
    """ "Ella, 14 months"; the first name alone, for a list that others may read too."""
    return f"{first_name(child.name)}, {age_words(child, on)}"


def first_name(name: str) -> str:
    """The first word of a name."""
    return name.split()[0] if name.split() else name


def next_milestone(child: ChildFact, on: date, milestones: Sequence[int]) -> tuple[date, str] | None:
    """The London day of the next age at which the same place may no longer be out of reach, and what it is."""
    if child.born_on is None:
        return None
    for months in sorted(milestones):
        turns_on = add_months(child.born_on, months)
        if turns_on > on:
            return turns_on, MILESTONE_WORDS.get(months, f"{_age(months)} old")
    return None


def _age(months: int) -> str:
    return counted(months // 12, "year") if months % 12 == 0 else counted(months, "month")
