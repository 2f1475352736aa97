"""What a pharmacist checks, asks and raises about a plan, and the answers."""

from datetime import datetime
from uuid import UUID

from core.conflict import Refused
from safeguarding.rules import text_problems
from safetyplans.actions.recording import add, refuse
from safetyplans.models import PharmacistCheck, PharmacistQuery, QueryAnswer
from safetyplans.queries import asked_by_pharmacist, latest_plan
from safetyplans.rules import QueryKind


def pharmacist_checked(*, person_id: UUID, by: UUID, at: datetime, what: str = "") -> PharmacistCheck:
    """Record that a pharmacist looked at the plan that stands, or that there is none, and ticked "checked"."""
    plan = latest_plan(person_id)
    row = PharmacistCheck(person_id=person_id, plan_id=plan.id if plan else None, what=what.strip())
    return add(row, "pharmacist_checked", person_id=person_id, by=by, at=at)


def ask_query(*, person_id: UUID, text: str, by: UUID, at: datetime) -> PharmacistQuery:
    """Record a pharmacist's question for the keyworker. Raises Refused without words."""
    return _ask("ask_query", QueryKind.QUERY, person_id, text, by, at)


def raise_concern(*, person_id: UUID, text: str, by: UUID, at: datetime) -> PharmacistQuery:
    """Record a pharmacist's concern for the manager. Raises Refused without words."""
    return _ask("raise_concern", QueryKind.CONCERN, person_id, text, by, at)


def _ask(verb: str, kind: QueryKind, person_id: UUID, text: str, by: UUID, at: datetime) -> PharmacistQuery:
    refuse(text_problems("text", text, "Write what you would like to say."))
    row = PharmacistQuery(person_id=person_id, kind=kind, text=text.strip())
    return add(row, verb, person_id=person_id, by=by, at=at)


def answer_query(*, person_id: UUID, text: str, by: UUID, at: datetime, query_id: UUID | None = None) -> QueryAnswer:
    """Record the answer to a pharmacist: to `query_id`, otherwise to the newest one still unanswered.

    Raises Refused without words, and where there is nothing to answer.
    """
    refuse(text_problems("text", text, "Write an answer."))
    waiting = [
        one.row.id
        for one in asked_by_pharmacist(person_id)
        if (one.row.id == query_id if query_id else not one.answers)
    ]
    if not waiting:
        raise Refused(("query", "There is no question from the pharmacist to answer."))
    row = QueryAnswer(query_id=waiting[0], text=text.strip())
    return add(row, "answer_query", person_id=person_id, by=by, at=at)
