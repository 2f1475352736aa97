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
