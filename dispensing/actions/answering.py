"""Answering for a decision or an exception that names one, and the manager's look."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.audit import record_change
from core.conflict import Refused
from core.db import db
from dispensing.actions.holding import hold_household_of
from dispensing.models import DecisionConfirmed, DecisionException, DispensingDecision, ExceptionAnswered


def confirm_decision(*, decision_id: UUID, confirmed: bool, by: UUID, at: datetime, because: str = "") -> None:
    """The prescriber named on a decision confirms it, or says no, because …; the newest answer stands.

    Raises Refused for anybody else, and for a no without a reason.
    """
    decision = db.session.get(DispensingDecision, decision_id)
    if decision is None or decision.authoriser_id != by:
        raise Refused(("decision", "This decision does not name you as its prescriber"))
    if not confirmed and not because.strip():
        raise Refused(("because", "Say why not"))
    household_id = hold_household_of(decision.person_id)
    row = DecisionConfirmed(
        decision_id=decision.id, confirmed=confirmed, because=because.strip(), recorded_by_id=by, recorded_at=at
    )
    db.session.add(row)
    db.session.flush()
    verb = "confirm_decision" if confirmed else "decline_decision"
    record_change(verb, by=by, at=at, household=household_id, person=decision.person_id, about=str(decision.id))


def confirm_exception(*, exception_id: UUID, by: UUID, at: datetime) -> None:
    """Who is named as giving an exception says that they did. Raises Refused for anybody else, or a second time."""
    _answer_as_named(exception_id, "confirmed", "", by=by, at=at)


def disown_exception(*, exception_id: UUID, because: str, by: UUID, at: datetime) -> None:
    """Who is named says that they did not give it: from now on its stops stand again.

    Raises Refused for anybody else, without a reason, and a second time.
    """
    if not because.strip():
        raise Refused(("because", "Say what happened, in a sentence"))
    _answer_as_named(exception_id, "disowned", because, by=by, at=at)


def look_at_exception(*, exception_id: UUID, what: str, by: UUID, at: datetime) -> None:
    """A manager or safeguarding lead has looked at an exception, and what they think. Raises Refused without that."""
    row = _exception(exception_id)
    if not what.strip():
        raise Refused(("what", "Say in a sentence what you think of it, or what happens next"))
    _answer(row, "looked", what, by=by, at=at)


def _answer_as_named(exception_id: UUID, answer: str, what: str, *, by: UUID, at: datetime) -> None:
    row = _exception(exception_id)
    if by not in (row.given_by_id, row.second_by_id):
        raise Refused(("exception", "This exception does not name you"))
    query = select(ExceptionAnswered.id).where(
        ExceptionAnswered.exception_id == row.id,
        ExceptionAnswered.recorded_by_id == by,
        ExceptionAnswered.answer.in_(("confirmed", "disowned")),
    )
    if db.session.scalar(query) is not None:
        raise Refused(("exception", "You have answered this one already"))
    _answer(row, answer, what, by=by, at=at)


def _exception(exception_id: UUID) -> DecisionException:
    row = db.session.get(DecisionException, exception_id)
    if row is None:
        raise Refused(("exception", "There is no such exception"))
    hold_household_of(row.person_id)
    return row


def _answer(row: DecisionException, answer: str, what: str, *, by: UUID, at: datetime) -> None:
    db.session.add(
        ExceptionAnswered(exception_id=row.id, answer=answer, what=what.strip(), recorded_by_id=by, recorded_at=at)
    )
    db.session.flush()
    verbs = {"confirmed": "confirm_exception", "disowned": "disown_exception", "looked": "look_at_exception"}
    household_id = hold_household_of(row.person_id)
    record_change(verbs[answer], by=by, at=at, household=household_id, person=row.person_id, about=str(row.id))
