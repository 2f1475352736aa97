"""Writing down what a person answered for the national return."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from core.audit import record_change
from core.calendar import day_of
from core.versions import append, following
from people.actions.histories import newest, version_of
from people.models import ReturnAnswered
from people.queries import household_of, return_answers, return_versions
from people.rules import ReturnAnswer, ReturnQuestion


def answer_return(
    *, person_id: UUID, said: Mapping[ReturnQuestion, ReturnAnswer], by: UUID, at: datetime, seen: int | None = None
) -> int:
    """Write down the answers that are new; how many. `seen`: so many answers there were when the form was opened.

    Raises Conflict where somebody else has written down more since.
    """
    following(return_versions(person_id), seen)
    before = return_answers([person_id]).get(person_id, {})
    new = {question: answer for question, answer in said.items() if before.get(question) is not answer}
    for question, answer in new.items():
        latest = newest(ReturnAnswered, person_id=person_id, question=question.value)
        row = ReturnAnswered(
            person_id=person_id, question=question.value, version=version_of(latest) + 1, answer=answer.value,
            asked_on=day_of(at), recorded_at=at, recorded_by_id=by,
        )  # fmt: skip
        append(row)
    if new:
        record_change("answer_return", by=by, at=at, household=household_of(person_id), person=person_id)
    return len(new)
