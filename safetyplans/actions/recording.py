"""How every act of this package writes: one row, signed and dated, its household told to the audit."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from core.audit import record_change
from core.calendar import day_of
from core.conflict import Refused
from core.db import Fact, db
from core.findings import Finding, Stopped
from people.queries import held, household_of
from safeguarding.rules import Problem, day_problems
from safetyplans.models import AboutPerson, SafetyPlan
from safetyplans.queries import latest_plan

Row = TypeVar("Row", bound=Fact)
RowAbout = TypeVar("RowAbout", bound=AboutPerson)

FROZEN = "This record is frozen for an inquiry. Write down what is wrong as a new entry instead."


def refuse(*problems: Iterable[Problem]) -> None:
    """Raise Refused with everything that is wrong; nothing where nothing is."""
    found = [problem for some in problems for problem in some]
    if found:
        raise Refused(*found)


def stop(person_id: UUID, stops: tuple[Finding, ...]) -> None:
    """Raise Stopped with everything that is missing, about this person; nothing where nothing is."""
    if stops:
        raise Stopped(tuple(about(person_id, one) for one in stops))


def about(person_id: UUID, finding: Finding) -> Finding:
    """The finding, saying whose it is."""
    return Finding(
        finding.code,
        finding.severity,
        finding.owner,
        finding.since,
        finding.sentence,
        about=finding.about,
        person_id=str(person_id),
        due_on=finding.due_on,
        clears=finding.clears,
        because=finding.because,
    )


def home_of(person_id: UUID) -> UUID:
    """The household a person belongs to. Raises Refused where there is none: nobody registered them."""
    home = household_of(person_id)
    if home is None:
        raise Refused(("person", "This person is not registered."))
    return home


def frozen_problems(person_id: UUID, recorded_at: datetime) -> tuple[Problem, ...]:
    """Refuses to take back what was written before the family's record was frozen for an inquiry."""
    hold = held(home_of(person_id))
    return () if hold is None or recorded_at > hold.recorded_at else (("because", FROZEN),)


def plan_that_stands(person_id: UUID, plan_id: UUID | None = None) -> SafetyPlan:
    """The agreed plan of a person. Raises Refused without one, and where `plan_id` is not the version that stands."""
    plan = latest_plan(person_id)
    if plan is None:
        raise Refused(("plan", "There is no agreed plan yet."))
    if plan_id is not None and plan_id != plan.id:
        raise Refused(("plan", "There is a newer version of this plan."))
    return plan


def add(row: Row, verb: str, *, person_id: UUID, by: UUID, at: datetime) -> Row:
    """Write a signed row about a person, audited as `verb`."""
    row.recorded_by_id, row.recorded_at = by, at
    db.session.add(row)
    db.session.flush()
    record_change(verb, by=by, at=at, household=home_of(person_id), person=person_id, about=str(row.id))
    return row


def add_dated(
    model: type[RowAbout],
    verb: str,
    *,
    person_id: UUID,
    happened_on: date | None,
    by: UUID,
    at: datetime,
    **values: Any,
) -> RowAbout:
    """Write a fact about a person, on the London day `happened_on` (that of recording where none is given).

    Raises Refused for a day that has not come.
    """
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)))
    row = model(**{"person_id": person_id, "happened_on": day, **values})
    return add(row, verb, person_id=person_id, by=by, at=at)
