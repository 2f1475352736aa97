"""What people answered to the national return's questions about children."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from core.db import db
from people.models import ReturnAnswered
from people.rules import ReturnAnswer, ReturnQuestion


def return_answers(person_ids: Collection[UUID]) -> dict[UUID, dict[ReturnQuestion, ReturnAnswer]]:
    """The newest answer of each person to each question. One statement."""
    found: dict[UUID, dict[ReturnQuestion, ReturnAnswer]] = defaultdict(dict)
    query = select(ReturnAnswered).where(ReturnAnswered.person_id.in_(list(person_ids)))
    for row in db.session.scalars(query.order_by(ReturnAnswered.version)):
        found[row.person_id][ReturnQuestion(row.question)] = ReturnAnswer(row.answer)
    return dict(found)


def return_versions(person_id: UUID) -> int:
    """How many answers were written down for a person: what a form is saved against. One statement."""
    query = select(ReturnAnswered.version).where(ReturnAnswered.person_id == person_id)
    return sum(1 for _ in db.session.scalars(query))
