"""The facts of people's decisions and exceptions, as the gate and the findings read them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.db import db
from dispensing.models import DecisionConfirmed, DecisionException, DispensingDecision, ExceptionAnswered
from dispensing.rules import DecisionFact, DecisionsOf, ExceptionFact
from supply.rules import from_plain

_Answers = dict[UUID, list[ExceptionAnswered]]


def decisions_of(person_ids: Collection[UUID]) -> dict[str, DecisionsOf]:
    """Everything decided about these people (found by a scoped query), by id as text, in order of recording.

    Four statements, however many people. Somebody unknown has nothing decided.
    """
    wanted = list(person_ids)
    decisions, confirmed = _decisions(wanted), _confirmed(wanted)
    exceptions, answers = _exceptions(wanted), _answers(wanted)
    return {
        str(person): DecisionsOf(
            person_id=str(person),
            decisions=tuple(_decision(row, confirmed) for row in decisions[person]),
            exceptions=tuple(_exception(row, answers[row.id]) for row in exceptions[person]),
        )
        for person in wanted
    }


def _decisions(person_ids: Sequence[UUID]) -> dict[UUID, list[DispensingDecision]]:
    query = select(DispensingDecision).where(DispensingDecision.person_id.in_(person_ids))
    found: dict[UUID, list[DispensingDecision]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(DispensingDecision.version)):
        found[row.person_id].append(row)
    return found


def _confirmed(person_ids: Sequence[UUID]) -> dict[UUID, bool]:
    """What the named prescriber said last of each decision."""
    query = (
        select(DecisionConfirmed.decision_id, DecisionConfirmed.confirmed)
        .join(DispensingDecision, DispensingDecision.id == DecisionConfirmed.decision_id)
        .where(DispensingDecision.person_id.in_(person_ids))
        .order_by(DecisionConfirmed.recorded_at, DecisionConfirmed.id)
    )
    return {row.decision_id: row.confirmed for row in db.session.execute(query)}


def _exceptions(person_ids: Sequence[UUID]) -> dict[UUID, list[DecisionException]]:
    query = select(DecisionException).where(DecisionException.person_id.in_(person_ids))
    found: dict[UUID, list[DecisionException]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(DecisionException.recorded_at, DecisionException.id)):
        found[row.person_id].append(row)
    return found


def _answers(person_ids: Sequence[UUID]) -> _Answers:
    query = (
        select(ExceptionAnswered)
        .join(DecisionException, DecisionException.id == ExceptionAnswered.exception_id)
        .where(DecisionException.person_id.in_(person_ids))
        .order_by(ExceptionAnswered.recorded_at, ExceptionAnswered.id)
    )
    found: _Answers = defaultdict(list)
    for row in db.session.scalars(query):
        found[row.exception_id].append(row)
    return found


def _decision(row: DispensingDecision, confirmed: dict[UUID, bool]) -> DecisionFact:
    return DecisionFact(
        id=str(row.id),
        version=row.version,
        arrangement=from_plain(row.arrangement),
        from_on=row.from_on,
        recorded_at=row.recorded_at,
        review_on=row.review_on,
        most_bottles=row.most_bottles,
        most_mg=row.most_mg,
        authoriser_id=str(row.authoriser_id) if row.authoriser_id else "",
        confirmed=confirmed.get(row.id),
        adds_safety=row.adds_safety,
    )


def _exception(row: DecisionException, answers: Sequence[ExceptionAnswered]) -> ExceptionFact:
    return ExceptionFact(
        id=str(row.id),
        recorded_at=row.recorded_at,
        until_at=row.until_at,
        stops=frozenset(row.stops),
        given_by=str(row.given_by_id),
        second_by=str(row.second_by_id) if row.second_by_id else "",
        disowned_at=_first(answers, "disowned"),
        looked_at=_first(answers, "looked"),
        confirmed_by=frozenset(str(one.recorded_by_id) for one in answers if one.answer == "confirmed"),
    )


def _first(answers: Iterable[ExceptionAnswered], answer: str) -> datetime | None:
    """When an answer was first given."""
    return next((one.recorded_at for one in answers if one.answer == answer), None)
