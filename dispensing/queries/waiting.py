"""What waits for somebody's own answer: decisions and exceptions that name them, exceptions nobody has looked at."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.db import db
from dispensing.models import DecisionConfirmed, DecisionException, DispensingDecision, ExceptionAnswered
from dispensing.queries.history import DecisionLine, ExceptionLine, exception_lines, lines_of
from people.models import ServiceUser


def decisions_waiting(service_id: UUID, staff_id: UUID) -> list[DecisionLine]:
    """The decisions that stand, name this member of staff as prescriber, and that they have not answered yet."""
    newer = aliased(DispensingDecision)
    newest = select(func.max(newer.version)).where(newer.person_id == DispensingDecision.person_id).scalar_subquery()
    answered = exists().where(DecisionConfirmed.decision_id == DispensingDecision.id)
    query = (
        select(DispensingDecision.id)
        .join(ServiceUser, ServiceUser.id == DispensingDecision.person_id)
        .where(
            ServiceUser.service_id == service_id,
            DispensingDecision.authoriser_id == staff_id,
            DispensingDecision.version == newest,
            ~answered,
        )
    )
    return lines_of(db.session.scalars(query))


def exceptions_naming(service_id: UUID, staff_id: UUID, *, limit: int) -> list[ExceptionLine]:
    """At most so many exceptions that name this member of staff and that they have not answered, newest first."""
    answered = exists().where(
        ExceptionAnswered.exception_id == DecisionException.id,
        ExceptionAnswered.recorded_by_id == staff_id,
        ExceptionAnswered.answer.in_(("confirmed", "disowned")),
    )
    return exception_lines(
        _of_service(service_id),
        or_(DecisionException.given_by_id == staff_id, DecisionException.second_by_id == staff_id),
        ~answered,
        limit=limit,
    )


def exceptions_to_look_at(service_id: UUID, *, limit: int, first: UUID | None = None) -> list[ExceptionLine]:
    """At most so many exceptions of a service that no manager or safeguarding lead has looked at, newest first.

    The one asked for comes before all others. Three statements.
    """
    asked_for = DecisionException.id == first if first else None
    return exception_lines(_of_service(service_id), ~_looked_at(), first=asked_for, limit=limit)


def count_to_look_at(service_id: UUID) -> int:
    """How many exceptions of a service no manager or safeguarding lead has looked at. One statement."""
    query = select(func.count()).select_from(DecisionException).where(_of_service(service_id), ~_looked_at())
    return db.session.scalar(query) or 0


def _looked_at() -> ColumnElement[bool]:
    return exists().where(ExceptionAnswered.exception_id == DecisionException.id, ExceptionAnswered.answer == "looked")


def exception_of_service(service_id: UUID, exception_id: UUID) -> ExceptionLine | None:
    """One exception about a person of a service."""
    found = exception_lines(_of_service(service_id), DecisionException.id == exception_id)
    return found[0] if found else None


def decision_of_service(service_id: UUID, decision_id: UUID) -> DecisionLine | None:
    """One decision about a person of a service."""
    query = (
        select(DispensingDecision.id)
        .join(ServiceUser, ServiceUser.id == DispensingDecision.person_id)
        .where(ServiceUser.service_id == service_id, DispensingDecision.id == decision_id)
    )
    found = lines_of(db.session.scalars(query))
    return found[0] if found else None


def _of_service(service_id: UUID) -> ColumnElement[bool]:
    return DecisionException.person_id.in_(select(ServiceUser.id).where(ServiceUser.service_id == service_id))
