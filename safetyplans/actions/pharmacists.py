"""What a pharmacist checks, asks and raises about a plan, and the answers."""

from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from core.clock import day_of
from core.conflict import Refused
from core.db import db
from core.wording import listed
from safeguarding.rules import text_problems
from safetyplans.actions.recording import add, refuse
from safetyplans.models import PharmacistCheck, PharmacistQuery, QueryAnswer, StorageAsked
from safetyplans.queries import asked_by_pharmacist, latest_plan
from safetyplans.rules import QueryKind, StorageAnswer
from safetyplans.rules.facts import STORAGE_CONCERNS

_PRESSED_TWICE = timedelta(minutes=1)
_Row = TypeVar("_Row", PharmacistQuery, StorageAsked)


def pharmacist_checked(*, person_id: UUID, by: UUID, at: datetime, what: str = "") -> PharmacistCheck:
    """Record that a pharmacist looked at the plan that stands, or that there is none, and ticked "checked"."""
    plan = latest_plan(person_id)
    row = PharmacistCheck(person_id=person_id, plan_id=plan.id if plan else None, what=what.strip())
    return add(row, "pharmacist_checked", person_id=person_id, by=by, at=at)


def ask_query(*, person_id: UUID, text: str, by: UUID, at: datetime) -> PharmacistQuery:
    """Record a pharmacist's question for the keyworker; a button pressed twice is one. Raises Refused without words."""
    return _ask("ask_query", QueryKind.QUERY, person_id, text, by, at)


def raise_concern(*, person_id: UUID, text: str, by: UUID, at: datetime) -> PharmacistQuery:
    """Record a pharmacist's concern for the manager; a button pressed twice is one. Raises Refused without words."""
    return _ask("raise_concern", QueryKind.CONCERN, person_id, text, by, at)


def _ask(verb: str, kind: QueryKind, person_id: UUID, text: str, by: UUID, at: datetime) -> PharmacistQuery:
    refuse(text_problems("text", text, "Write what you would like to say."))
    said = {"kind": kind, "text": text.strip()}
    if (before := _pressed_before(PharmacistQuery, person_id, by, at, **said)) is not None:
        return before
    return add(PharmacistQuery(person_id=person_id, **said), verb, person_id=person_id, by=by, at=at)


def _pressed_before(model: type[_Row], person_id: UUID, by: UUID, at: datetime, **said: Any) -> _Row | None:
    """What the same person wrote down about somebody in the same words within the last minute."""
    query = select(model).filter_by(person_id=person_id, recorded_by_id=by, **said)
    return db.session.scalar(query.where(model.recorded_at > at - _PRESSED_TWICE, model.recorded_at <= at).limit(1))


def ask_about_storage(
    *,
    person_id: UUID,
    locked: StorageAnswer,
    out_of_reach: StorageAnswer,
    nothing_new: StorageAnswer,
    by: UUID,
    at: datetime,
    what: str = "",
) -> StorageAsked:
    """Record what was said to the counter's three questions about storage. A "no" goes to the keyworker's list.

    A button pressed twice within a minute is one row.
    """
    said = {"locked": locked, "out_of_reach": out_of_reach, "nothing_new": nothing_new, "what": what.strip()}
    if (before := _pressed_before(StorageAsked, person_id, by, at, **said)) is not None:
        return before
    row = StorageAsked(person_id=person_id, happened_on=day_of(at), **said)
    added = add(row, "ask_about_storage", person_id=person_id, by=by, at=at)
    said_no = [
        words
        for answer, words in zip((locked, out_of_reach, nothing_new), STORAGE_CONCERNS, strict=True)
        if answer is StorageAnswer.NO
    ]
    if said_no:
        text = f"When doses were handed over, we were told: {listed(said_no)}. {what.strip()}".strip()
        ask_query(person_id=person_id, text=text, by=by, at=at)
    return added


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
