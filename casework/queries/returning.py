"""The national return about children: a page of households at a time, in a fixed number of statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from casework.models import HomeFigure
from casework.rules.returning import ChildrenReturn, children_return
from core.db import db
from people.queries import families, person_headers, return_answers
from people.rules import PeoplePolicy, PersonHeader, ReturnAnswer, ReturnQuestion
from safeguarding.queries import histories

AT_A_TIME = 40


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One person in treatment, and the four answers."""

    header: PersonHeader
    said: ChildrenReturn


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """The people of some households; `after` is the last household, where there are more."""

    lines: tuple[ReturnLine, ...]
    after: UUID | None


def return_page(
    service_id: UUID, on: date, policy: PeoplePolicy, *, after: UUID | None = None, limit: int = AT_A_TIME
) -> ReturnPage:
    """The people in treatment of the next households of a service, in the order of their ids."""
    query = select(HomeFigure.household_id).where(HomeFigure.service_id == service_id, HomeFigure.treated > 0)
    if after is not None:
        query = query.where(HomeFigure.household_id > after)
    ids = list(db.session.scalars(query.order_by(HomeFigure.household_id).limit(limit + 1)))
    shown = ids[:limit]
    return ReturnPage(tuple(_lines(shown, on, policy)), shown[-1] if len(ids) > limit else None)


def return_parts(service_id: UUID, size: int) -> list[UUID | None]:
    """After which household each part of a service's return begins, so many households a part. One statement."""
    query = select(HomeFigure.household_id).where(HomeFigure.service_id == service_id, HomeFigure.treated > 0)
    ids = list(db.session.scalars(query.order_by(HomeFigure.household_id)))
    return [None, *ids[size - 1 : len(ids) - 1 : size]]


def return_of(household_id: UUID, person_id: UUID, on: date, policy: PeoplePolicy) -> ChildrenReturn:
    """One person's four answers; found before by a scoped query."""
    lines = _lines([household_id], on, policy)
    return next(one.said for one in lines if one.header.id == str(person_id))


def _lines(household_ids: Collection[UUID], on: date, policy: PeoplePolicy) -> list[ReturnLine]:
    kin, told = families(list(household_ids)), histories(list(household_ids))
    here = {
        UUID(person.id): household
        for household, family in kin.items()
        for person in family.people
        if person.ended is None
    }
    headers, answers = person_headers(here), return_answers(here)
    nothing: Mapping[ReturnQuestion, ReturnAnswer] = {}
    return [
        ReturnLine(
            headers[person],
            children_return(kin[household], told[household], answers.get(person, nothing), on, policy),
        )
        for person, household in here.items()
    ]
