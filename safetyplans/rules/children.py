"""Whom a plan is for, in words."""

from collections.abc import Iterable
from datetime import date

from core.wording import counted, listed, short_day
from people.rules import ChildFact
from supply.rules.expected import called, is_nameless


def for_whom(children: Iterable[ChildFact], on: date, *, ages: bool = True) -> str:
    """ "Ella (13 months) and the unborn baby": those with a name first; with ages on a London day, or due dates."""
    in_order = sorted(children, key=is_nameless)
    return listed(called(child) + (_age(child, on) if ages else "") for child in in_order)


def _age(child: ChildFact, on: date) -> str:
    years = child.years(on)
    if years is None:
        return f" (due on {short_day(child.due_on)})" if child.due_on else ""
    return f" ({years})" if years >= 2 else f" ({counted(child.months(on) or 0, 'month')})"


def who_they_are(child: ChildFact) -> str:
    """Ethnicity, religion and language, or that nobody asked and why; then what they need (P2; SEED 6.13, 10.18)."""
    known = ", ".join(part for part in (child.ethnicity, child.religion, child.language) if part)
    missing = [name for name, value in _background(child) if not value]
    because = f": {child.identity_not_asked_because}" if child.identity_not_asked_because else ""
    unasked = f"{listed(missing)} not asked yet{because}" if missing else ""
    parts = (part.strip().rstrip(".") for part in (known, unasked, child.needs))
    return ". ".join(part[0].upper() + part[1:] for part in parts if part)


def _background(child: ChildFact) -> tuple[tuple[str, str | None], ...]:
    return ("ethnicity", child.ethnicity), ("religion", child.religion), ("language", child.language)
