"""When something is due, as one says it at a desk, and how urgent that is."""

from datetime import date, timedelta
from enum import StrEnum

from core.calendar import DAY
from core.findings import Finding
from core.wording import weekday

SOON = timedelta(days=7)
IN_DANGER = frozenset({"exposure-act-now", "child-exposure-open"})


class Urgency(StrEnum):
    """How a row is marked; the words say it too."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


def near_day(day: date, on: date) -> str:
    """Friday 20 November; with the year where it is another one."""
    said = f"{weekday(day)} {day.day} {day:%B}"
    return said if day.year == on.year else f"{said} {day.year}"


def due_words(due_on: date | None, on: date) -> str:
    """ "today", "tomorrow", "by Friday 27 November", "overdue since Friday 20 November"; nothing where none is set."""
    if due_on is None:
        return ""
    if due_on < on:
        return f"overdue since {near_day(due_on, on)}"
    if due_on == on:
        return "today"
    return "tomorrow" if due_on == on + DAY else f"by {near_day(due_on, on)}"


def urgency(due_on: date | None, on: date) -> Urgency:
    """Today or overdue, within a week, or later."""
    if due_on is None:
        return Urgency.LATER
    if due_on <= on:
        return Urgency.NOW
    return Urgency.SOON if due_on <= on + SOON else Urgency.LATER


def rank(finding: Finding) -> int:
    """0 where a child may be in danger, before everything else; 1 for the rest."""
    return 0 if finding.code in IN_DANGER else 1


def by_urgency(finding: Finding) -> tuple[int, date]:
    """A key that sorts the most urgent first."""
    return (rank(finding), finding.due_on or date.max)
