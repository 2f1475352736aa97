"""A person's decisions, agreed and not, and the exceptions, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, case, select

from core.db import db
from dispensing.models import (
    DecisionConfirmed,
    DecisionException,
    DecisionNotAgreed,
    DispensingDecision,
    ExceptionAnswered,
)
from dispensing.rules import BetterEvidence
from dispensing.rules.words import EVIDENCE_WORDS, stop_words
from staff.queries import names_of
from supply.rules import Arrangement, from_plain


@dataclass(frozen=True, slots=True)
class ExceptionAnswer:
    """What somebody said of an exception: confirmed, disowned or looked."""

    who: str
    answer: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """An exception with the names of those it names; `stops` in words."""

    id: UUID
    person_id: UUID
    given_by: str
    second_by: str
    reason: str
    until_at: datetime
    stops: tuple[str, ...]
    recorded_by: str
    recorded_at: datetime
    answers: tuple[ExceptionAnswer, ...]

    @property
    def disowned(self) -> bool:
        """Whether somebody named said that they did not give it."""
        return any(one.answer == "disowned" for one in self.answers)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as it was agreed, with names. `confirmed` is none until its prescriber says yes or no."""

    id: UUID
    person_id: UUID
    version: int
    arrangement: Arrangement
    from_on: date
    review_on: date | None
    reason: str
    asked_by: str
    alternatives: tuple[str, ...]
    better_for_the_child: str
    evidence: str
    authoriser: str
    senior: str
    most_bottles: int
    most_mg: Decimal
    adds_safety: bool
    recorded_by: str
    recorded_at: datetime
    confirmed: bool | None
    confirmed_at: datetime | None
    confirmed_because: str
    exception: ExceptionLine | None


@dataclass(frozen=True, slots=True)
class NotAgreedLine:
    """A decision that was not agreed, and why, in words. `watched`: it was recorded all the same."""

    arrangement: Arrangement
    reason: str
    asked_by: str
    stops: tuple[str, ...]
    watched: bool
    recorded_by: str
    recorded_at: datetime


def decision_lines(person_id: UUID) -> list[DecisionLine]:
    """Every decision of a person, newest first. Five statements."""
    return _lines(DispensingDecision.person_id == person_id)


def decision_line(person_id: UUID, decision_id: UUID) -> DecisionLine | None:
    """One decision of a person."""
    one = _lines(DispensingDecision.person_id == person_id, DispensingDecision.id == decision_id)
    return one[0] if one else None


def newest_decision(person_id: UUID) -> DecisionLine | None:
    """The newest decision of a person; none where nothing was decided."""
    found = decision_lines(person_id)
    return found[0] if found else None


def lines_of(decision_ids: Iterable[UUID]) -> list[DecisionLine]:
    """Some decisions, found by a scoped query, newest first."""
    return _lines(DispensingDecision.id.in_(list(decision_ids)))


def exception_lines(
    *conditions: ColumnElement[bool], first: ColumnElement[bool] | None = None, limit: int | None = None, skip: int = 0
) -> list[ExceptionLine]:
    """Exceptions that meet some conditions: those that meet `first` too, then the newest first. Three statements.

    At most `limit` of them, after the first `skip`.
    """
    query = select(DecisionException).where(*conditions)
    if first is not None:
        query = query.order_by(case((first, 0), else_=1))
    newest_first = query.order_by(DecisionException.recorded_at.desc(), DecisionException.id)
    rows = list(db.session.scalars(newest_first.limit(limit).offset(skip)))
    answers = _answers([row.id for row in rows])
    named = names_of(
        [one for row in rows for one in (row.given_by_id, row.second_by_id, row.recorded_by_id) if one]
        + [one.recorded_by_id for some in answers.values() for one in some]
    )
    return [_exception(row, answers[row.id], named) for row in rows]


def not_agreed_lines(person_id: UUID) -> list[NotAgreedLine]:
    """Every decision of a person that was not agreed, newest first. Two statements."""
    query = select(DecisionNotAgreed).where(DecisionNotAgreed.person_id == person_id)
    rows = list(db.session.scalars(query.order_by(DecisionNotAgreed.recorded_at.desc(), DecisionNotAgreed.id)))
    named = names_of(row.recorded_by_id for row in rows)
    return [
        NotAgreedLine(
            arrangement=from_plain(row.arrangement),
            reason=row.reason,
            asked_by=row.asked_by,
            stops=stop_words(row.stops),
            watched=row.watched,
            recorded_by=named[row.recorded_by_id],
            recorded_at=row.recorded_at,
        )
        for row in rows
    ]


def _lines(*conditions: ColumnElement[bool]) -> list[DecisionLine]:
    query = select(DispensingDecision).where(*conditions)
    rows = list(db.session.scalars(query.order_by(DispensingDecision.recorded_at.desc(), DispensingDecision.id)))
    confirmed = _confirmed([row.id for row in rows])
    exceptions = exception_lines(DecisionException.id.in_([row.exception_id for row in rows if row.exception_id]))
    named = names_of(
        one for row in rows for one in (row.authoriser_id, row.senior_id, row.recorded_by_id) if one is not None
    )
    by_id = {one.id: one for one in exceptions}
    return [
        _line(row, confirmed.get(row.id), by_id[row.exception_id] if row.exception_id else None, named) for row in rows
    ]


def _line(
    row: DispensingDecision,
    answer: DecisionConfirmed | None,
    exception: ExceptionLine | None,
    named: dict[UUID, str],
) -> DecisionLine:
    return DecisionLine(
        id=row.id,
        person_id=row.person_id,
        version=row.version,
        arrangement=from_plain(row.arrangement),
        from_on=row.from_on,
        review_on=row.review_on,
        reason=row.reason,
        asked_by=row.asked_by,
        alternatives=tuple(row.alternatives),
        better_for_the_child=row.better_for_the_child,
        evidence=EVIDENCE_WORDS[BetterEvidence(row.better_evidence)] if row.better_evidence else "",
        authoriser=named[row.authoriser_id] if row.authoriser_id else "",
        senior=named[row.senior_id] if row.senior_id else "",
        most_bottles=row.most_bottles,
        most_mg=row.most_mg,
        adds_safety=row.adds_safety,
        recorded_by=named[row.recorded_by_id],
        recorded_at=row.recorded_at,
        confirmed=answer.confirmed if answer else None,
        confirmed_at=answer.recorded_at if answer else None,
        confirmed_because=answer.because if answer else "",
        exception=exception,
    )


def _confirmed(decision_ids: Sequence[UUID]) -> dict[UUID, DecisionConfirmed]:
    query = select(DecisionConfirmed).where(DecisionConfirmed.decision_id.in_(decision_ids))
    ordered = db.session.scalars(query.order_by(DecisionConfirmed.recorded_at, DecisionConfirmed.id))
    return {row.decision_id: row for row in ordered}


def _answers(exception_ids: Sequence[UUID]) -> dict[UUID, list[ExceptionAnswered]]:
    query = select(ExceptionAnswered).where(ExceptionAnswered.exception_id.in_(exception_ids))
    found: dict[UUID, list[ExceptionAnswered]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(ExceptionAnswered.recorded_at, ExceptionAnswered.id)):
        found[row.exception_id].append(row)
    return found


def _exception(row: DecisionException, answers: Sequence[ExceptionAnswered], named: dict[UUID, str]) -> ExceptionLine:
    return ExceptionLine(
        id=row.id,
        person_id=row.person_id,
        given_by=named[row.given_by_id],
        second_by=named[row.second_by_id] if row.second_by_id else "",
        reason=row.reason,
        until_at=row.until_at,
        stops=stop_words(row.stops),
        recorded_by=named[row.recorded_by_id],
        recorded_at=row.recorded_at,
        answers=tuple(
            ExceptionAnswer(named[one.recorded_by_id], one.answer, one.what, one.recorded_at) for one in answers
        ),
    )
