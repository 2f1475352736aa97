"""Giving an exception: what stops set aside, by whom, until when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from core.audit import record_change
from core.conflict import Refused
from core.db import db
from core.findings import Finding, Stopped
from dispensing.models import DecisionException
from dispensing.rules import NEVER_SET_ASIDE, ExceptionAsked, Situation, exception_problems, latest_end
from staff.rules import RoleName

Roles = Mapping[str, frozenset[RoleName]]
"""The roles of a service's active accounts, by id of staff."""


class ExceptionRefused(Refused):
    """An exception that cannot be: what is wrong with it, and the stops it would have set aside."""

    def __init__(self, problems: Sequence[tuple[str, str]], stops: tuple[Finding, ...]) -> None:
        super().__init__(*problems)
        self.stops = stops


def give_exception(
    now: Situation, asked: ExceptionAsked | None, held: tuple[Finding, ...], roles: Roles, *, by: UUID, at: datetime
) -> DecisionException:
    """The exception that sets aside every stop held.

    Raises Stopped without one, ExceptionRefused where the one asked for cannot be.
    """
    if asked is None or any(stop.code in NEVER_SET_ASIDE for stop in held):
        raise Stopped(held)
    codes = frozenset(stop.code for stop in held)
    latest = latest_end(at, asked.closure_on, now.supply.calendar, now.holidays, now.policy)
    problems = exception_problems(asked, codes, roles, recorded_by=str(by), at=at, latest=latest, policy=now.policy)
    if problems or asked.until_at is None:
        raise ExceptionRefused(problems, held)
    row = DecisionException(
        person_id=UUID(now.person.id),
        given_by_id=UUID(asked.given_by_id),
        second_by_id=UUID(asked.second_by_id) if asked.second_by_id else None,
        reason=" ".join(asked.reason.split()),
        until_at=asked.until_at,
        stops=sorted(codes),
        recorded_by_id=by,
        recorded_at=at,
    )
    db.session.add(row)
    db.session.flush()
    household_id = UUID(now.family.household_id)
    record_change("give_exception", by=by, at=at, household=household_id, person=row.person_id, about=str(row.id))
    return row
