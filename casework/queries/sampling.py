"""Families drawn at random for an audit of recording: the same number draws the same families."""

from collections import Counter, defaultdict
from collections.abc import Collection
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from casework.models import HomeFigure, OpenFinding
from casework.queries.board import first_people
from casework.rules.figures.groups import GAPS
from casework.rules.names import finding_words
from casework.rules.sampling import Drawn
from core.db import db
from dispensing.models import DecisionException
from people.models import Membership, ServiceUser
from people.queries import person_headers
from people.queries.newest import is_newest
from safeguarding.models import Look, NotNeeded, Supervision


def drawn(service_id: UUID, number: int, count: int) -> list[Drawn]:
    """So many families of a service with somebody in treatment and a child, drawn by a number. Eight statements."""
    query = select(HomeFigure.household_id).where(
        HomeFigure.service_id == service_id, HomeFigure.treated > 0, HomeFigure.child_present
    )
    ids = list(db.session.scalars(query.order_by(HomeFigure.household_id)))
    chosen = Random(number).sample(ids, min(count, len(ids)))  # noqa: S311  (a sample, not a secret)
    people = first_people(chosen)
    headers, missing, decisions = person_headers(people.values()), _missing(chosen), _decisions(chosen)
    return [
        Drawn(
            one, people[one], headers[people[one]].name, headers[people[one]].reference,
            tuple(dict.fromkeys(missing[one])), decisions[one],
        )
        for one in chosen if one in people
    ]  # fmt: skip


def _missing(household_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    query = select(OpenFinding.household_id, OpenFinding.code).where(
        OpenFinding.household_id.in_(household_ids), OpenFinding.code.in_(GAPS)
    )
    for household, code in db.session.execute(query.order_by(OpenFinding.rank, OpenFinding.due_on, OpenFinding.code)):
        found[household].append(finding_words(code))
    return found


def _decisions(household_ids: Collection[UUID]) -> Counter[UUID]:
    """How many looks, supervisions, answers and exceptions are written down for each family."""
    found = Counter[UUID]()
    models: tuple[Any, ...] = (Look, Supervision, NotNeeded)
    for model in models:
        query = select(model.household_id, func.count()).where(model.household_id.in_(household_ids))
        for household, count in db.session.execute(query.group_by(model.household_id)):
            found[household] += count
    exceptions = (
        select(Membership.household_id, func.count())
        .select_from(DecisionException)
        .join(ServiceUser, ServiceUser.id == DecisionException.person_id)
        .join(Membership, is_newest(Membership, Membership.person_id, ServiceUser.id))
        .where(Membership.household_id.in_(household_ids))
        .group_by(Membership.household_id)
    )
    for household, count in db.session.execute(exceptions):
        found[household] += count
    return found
