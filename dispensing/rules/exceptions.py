"""Exceptions: stops set aside by a named person, for their own reason, until an end (findings.md, principle 7)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from core.calendar import DAY, add_working_days
from core.clock import at_london
from core.findings import Finding
from dispensing.rules.facts import ExceptionFact
from dispensing.rules.policy import Policies
from staff.rules import MAY, Permission, RoleName
from supply.rules import Calendar

NEVER_SET_ASIDE = frozenset({"plan-incomplete"})
"""Answered by "not yet, because …", never by an exception."""

BY_PRESCRIBER_AND_LEAD = frozenset({"child-exposure-open"})
"""Set aside only by a prescriber and the safeguarding lead together."""

MAY_GIVE = MAY[Permission.GIVE_EXCEPTION]
_TOGETHER = (RoleName.PRESCRIBER, RoleName.SAFEGUARDING_LEAD)

Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ExceptionAsked:
    """An exception as it is asked for. Ids are those of staff; `until_at` an instant, UTC.

    `closure_on`: a day on which the pharmacy is closed, where the exception is for that closure.
    """

    given_by_id: str = ""
    reason: str = ""
    until_at: datetime | None = None
    second_by_id: str = ""
    closure_on: date | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Who is named as giving it."""
        return tuple(one for one in (self.given_by_id, self.second_by_id) if one)


@dataclass(frozen=True, slots=True)
class Closure:
    """Days in a row on which a pharmacy is shut: `on` is a bank holiday among them, or a closure of its own."""

    on: date
    first: date
    last: date

    def ends_on(self, holidays: AbstractSet[date]) -> date:
        """The last London day of an exception for it: the next working day after it."""
        return add_working_days(self.last, 1, holidays)

    def ends_at(self, holidays: AbstractSet[date]) -> datetime:
        """The latest end of an exception for it: the end of that day."""
        return at_london(self.ends_on(holidays) + DAY, 0)


def closures_ahead(calendar: Calendar, on: date, days: int) -> tuple[Closure, ...]:
    """The planned closures that begin from a London day on, up to `days` after it, in order."""
    found: list[Closure] = []
    day = on
    while day <= on + timedelta(days=days):
        if calendar.is_planned_closure(day):
            closure = closure_around(calendar, day)
            found.append(closure)
            day = closure.last
        day += DAY
    return tuple(found)


def closure_around(calendar: Calendar, day: date) -> Closure:
    """The run of closed days that a closed day belongs to. Raises ValueError for a day on which it is open."""
    if calendar.is_open(day):
        raise ValueError("the pharmacy is open on that day")
    first = last = day
    while not calendar.is_open(first - DAY):
        first -= DAY
    while not calendar.is_open(last + DAY):
        last += DAY
    return Closure(day, first, last)


def latest_end(
    at: datetime, closure_on: date | None, calendar: Calendar, holidays: AbstractSet[date], policy: Policies
) -> datetime:
    """The latest end of an exception recorded at an instant.

    At most the hours of the policy; or the end of the next working day after the closure it is for.
    """
    usual = at + timedelta(hours=policy.dispensing.exception_hours)
    if closure_on is None or not calendar.is_planned_closure(closure_on):
        return usual
    return max(usual, closure_around(calendar, closure_on).ends_at(holidays))


def set_aside(stops: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those of the stops that an exception can set aside."""
    return tuple(stop for stop in stops if stop.code not in NEVER_SET_ASIDE)


def exception_problems(
    asked: ExceptionAsked,
    codes: AbstractSet[str],
    roles: Mapping[str, AbstractSet[RoleName]],
    *,
    recorded_by: str,
    at: datetime,
    latest: datetime,
    policy: Policies,
) -> tuple[Problem, ...]:
    """Everything that keeps an exception from being recorded, as (field, sentence).

    `roles`: the roles of the service's active accounts by id of staff; who is not in it cannot be named.
    """
    return (
        *_who(asked, codes, roles, recorded_by),
        *_why(asked.reason, policy.dispensing.exception_reason_characters),
        *_until(asked.until_at, at, latest),
    )


def _who(
    asked: ExceptionAsked, codes: AbstractSet[str], roles: Mapping[str, AbstractSet[RoleName]], recorded_by: str
) -> Iterator[Problem]:
    if not asked.given_by_id:
        yield "given_by", "Choose who gives this exception: a manager, the safeguarding lead or a prescriber"
    for field, one in (("given_by", asked.given_by_id), ("second_by", asked.second_by_id)):
        if one and one == recorded_by:
            yield field, "Choose somebody other than yourself"
        elif one and not roles.get(one, frozenset()) & MAY_GIVE:
            yield field, "Choose a manager, the safeguarding lead or a prescriber with an account here"
    if asked.given_by_id and asked.given_by_id == asked.second_by_id:
        yield "second_by", "Choose two different people"
    elif codes & BY_PRESCRIBER_AND_LEAD and not _together(asked, roles):
        yield "second_by", "A child may have swallowed some: this takes a prescriber and the safeguarding lead together"


def _together(asked: ExceptionAsked, roles: Mapping[str, AbstractSet[RoleName]]) -> bool:
    """Whether a prescriber and a safeguarding lead are named, two people."""
    first, second = (roles.get(one, frozenset()) for one in (asked.given_by_id, asked.second_by_id))
    one, other = _TOGETHER
    return (one in first and other in second) or (other in first and one in second)


def _why(reason: str, characters: int) -> Iterator[Problem]:
    if len(" ".join(reason.split())) < characters:
        yield "exception_reason", f"Say in your own words why it cannot wait: {characters} characters or more"


def _until(until_at: datetime | None, at: datetime, latest: datetime) -> Iterator[Problem]:
    if until_at is None:
        yield "until", "Choose until when"
    elif not at < until_at <= latest:
        yield "until", "Choose an end within three days, or the next working day after the closure it is for"


def in_force(exceptions: Iterable[ExceptionFact], at: datetime) -> tuple[ExceptionFact, ...]:
    """The exceptions that set their stops aside at an instant."""
    return tuple(one for one in exceptions if one.in_force(at))


def codes_set_aside(exceptions: Iterable[ExceptionFact], at: datetime) -> frozenset[str]:
    """The stops that exceptions set aside at an instant."""
    return frozenset().union(*(one.stops for one in in_force(exceptions, at)))


def again_for(exceptions: Sequence[ExceptionFact]) -> dict[str, frozenset[str]]:
    """The exceptions that set aside a stop which the one before them set aside too, by id, with those stops.

    A second in a row for the same stop goes to the safeguarding lead.
    """
    found = {later.id: later.stops & before.stops for before, later in pairwise(exceptions)}
    return {identifier: stops for identifier, stops in found.items() if stops}
