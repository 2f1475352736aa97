"""The week of a service in numbers, for its managers."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from uuid import UUID

from casework.queries.telling import messages_of
from casework.queries.together_waiting import waiting_together
from casework.queries.work import loads, overdue_longest, standing_of_code
from casework.rules.policy import TellingPolicy
from core.calendar import DAY, at_london, day_of, is_working_day
from people.queries import people_without_keyworker
from safetyplans.queries import questions_waiting

MANY = 1000
WEEK = timedelta(days=7)
LATE = timedelta(days=2)
"""A machine that slept for longer sends the next one: half a week in numbers is none."""


def summary_goes(at: datetime, policy: TellingPolicy, holidays: AbstractSet[date]) -> datetime | None:
    """When this week's summary goes (UTC): with the digest of its weekday or the next working day. None: too late."""
    day = day_of(at)
    day -= DAY * ((day.weekday() - policy.summary_weekday) % 7)
    while not is_working_day(day, holidays):
        day += DAY
    goes = at_london(day, policy.digest_hour)
    return goes if at - goes < LATE else None


def numbers(service_id: UUID, at: datetime) -> list[tuple[str, int]]:
    """What stands, what is overdue, what nobody answered. A fixed number of statements."""
    on = day_of(at)
    every = loads(service_id, on)
    late = [row for row in overdue_longest(service_id, on, limit=MANY) if row.due_on and row.due_on < on - WEEK]
    silent = standing_of_code(service_id, "share-unacknowledged", limit=MANY)
    together = waiting_together(service_id, on, limit=MANY)
    return [
        ("things to do for keyworkers", sum(load.things for load in every)),
        ("of these overdue", sum(load.overdue for load in every)),
        ("anybody's things that are overdue for more than a week", len(late)),
        ("agencies that have not answered about a plan they have a part in", len(silent)),
        ("questions of agencies that nobody has answered", len(questions_waiting(service_id, limit=MANY))),
        ("families with something overdue between agencies, or a note not read", len(together)),
        ("people without a keyworker", len(people_without_keyworker(service_id, limit=MANY))),
        ("messages to staff that did not arrive this week", len(messages_of(service_id, troubled_since=at - WEEK))),
    ]
