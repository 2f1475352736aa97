"""The monthly completeness figure: of everybody on methadone at a month's end, how many have had the risk leaflet.

Wolverhampton asked its pharmacies to declare this every month (domain.md 1.4, 45); SEED 10.20 asks it of everybody,
children or not. Pure: what happened and days in, counts out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from core.calendar import add_months

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """London days from one to another, both included; `until` None: still."""

    first: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Had:
    """A leaflet given to somebody on a London day, or offered and not wanted."""

    on: date
    declined: bool = False
    at_pharmacy: bool = False


@dataclass(slots=True)
class Treated:
    """Somebody, when they were on methadone with us, and what written information they had."""

    person_id: UUID
    spans: list[Span] = field(default_factory=list)
    had: list[Had] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """One month: `treated` people at its last day, of whom `given`, `declined` alone, or neither.

    `given_this_month`: how many leaflets were given in it, some of them again. `last`: its last London day, or today.
    """

    first: date
    last: date
    treated: int
    given: int
    declined: int
    given_this_month: int

    @property
    def neither(self) -> int:
        """How many have neither had it nor said no."""
        return self.treated - self.given - self.declined

    @property
    def percent(self) -> int | None:
        """Who has had it, of a hundred; None where nobody was treated."""
        return round(100 * self.given / self.treated) if self.treated else None


def months_until(today: date, people: Iterable[Treated]) -> list[Month]:
    """The last twelve months, the newest first, the present one up to today."""
    everybody = list(people)
    this = today.replace(day=1)
    return [_month(add_months(this, -back), today, everybody) for back in range(MONTHS)]


def _month(first: date, today: date, people: Sequence[Treated]) -> Month:
    last = min(add_months(first, 1) - timedelta(days=1), today)
    treated = [one for one in people if any(span.holds(last) for span in one.spans)]
    given = sum(any(not had.declined and had.on <= last for had in one.had) for one in treated)
    some = sum(any(had.on <= last for had in one.had) for one in treated)
    handed = sum(not had.declined and first <= had.on <= last for one in people for had in one.had)
    return Month(first, last, len(treated), given, some - given, handed)
