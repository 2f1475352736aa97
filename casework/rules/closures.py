"""Closed days ahead, and what each does to whom: for keyworkers and managers, four weeks ahead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from casework.rules.treatment import closure_lacks, planned_days
from core.calendar import DAY
from core.wording import counted, listed
from dispensing.rules import Closure, Situation, closures_ahead
from supply.rules import Calendar, most_at_home, relies_on_closed_day_supply


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody whose doses a closure moves. `bottles`: the most at home around it, none where nobody knows.

    `lacks`: what does not provide for it, in words.
    """

    person_id: str
    bottles: int | None
    child: bool
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosureSeen:
    """A run of closed days of one pharmacy, the days that are news, and whom it touches."""

    pharmacy_id: str
    days: tuple[date, ...]
    affected: tuple[Affected, ...]

    @property
    def sentence(self) -> str:
        """ "Closed 25, 26 and 28 December: 14 people, 9 with children at home, up to 3 bottles each; …"."""
        return f"Closed {days_words(self.days)}: {_whom(self.affected)}."


def closures_of(
    pharmacy_id: str, calendar: Calendar, people: Iterable[Situation], on: date, days: int
) -> tuple[ClosureSeen, ...]:
    """The closures of a pharmacy from a London day on, up to `days` ahead, each with whom it touches."""
    people = list(people)
    found = []
    for closure in closures_ahead(calendar, on, days):
        affected = [one for now in people if (one := _affected(now, closure)) is not None]
        found.append(ClosureSeen(pharmacy_id, tuple(planned_days(calendar, closure)), tuple(affected)))
    return tuple(found)


def _affected(now: Situation, closure: Closure) -> Affected | None:
    """What a closure does to one person, none where it moves nothing of theirs."""
    if not now.on_methadone:
        return None
    if now.in_use is None:
        return Affected(now.person.id, None, now.child_present, ("Nobody knows what is in use",))
    calendar, terms = now.supply.calendar, now.counting_terms
    shut = Calendar(closed_days=frozenset(planned_days(calendar, closure)))
    if not relies_on_closed_day_supply(now.in_use, shut, terms, closure.first, closure.last):
        return None
    first = max(now.on, closure.first - timedelta(days=now.policy.supply.over_limit_days))
    most = most_at_home(now.in_use, calendar, terms, first, closure.last)
    return Affected(now.person.id, most.bottles if most else None, now.child_present, closure_lacks(now, closure))


def _whom(affected: Sequence[Affected]) -> str:
    if not affected:
        return "it moves nobody’s dose"
    children = sum(one.child for one in affected)
    most = max((one.bottles or 0 for one in affected), default=0)
    lacking = sum(bool(one.lacks) for one in affected)
    words = [counted(len(affected), "person", "people")]
    words += [f"{children} with children at home"] if children else []
    words += [f"up to {counted(most, 'bottle')}{' each' if len(affected) > 1 else ''}"] if most else []
    if not lacking:
        return f"{', '.join(words)}; all of it is covered"
    return f"{', '.join(words)}; {counted(lacking, 'plan')} {'does' if lacking == 1 else 'do'} not cover it"


def days_words(days: Sequence[date]) -> str:
    """ "25, 26 and 28 December", "31 December and 1 January": the month is said where it changes."""
    if len(days) > 6 and all(later - earlier == DAY for earlier, later in pairwise(days)):
        return f"{_day(days[0])} to {_day(days[-1])}"
    said = [
        f"{day.day}" if index + 1 < len(days) and days[index + 1].month == day.month else _day(day)
        for index, day in enumerate(days)
    ]
    return listed(said)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
