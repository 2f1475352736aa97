"""Dispensing decisions, those not agreed, and exceptions. A decision is never edited: a new one replaces it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, Row, Words, append_only, constant
from dispensing.rules.facts import BetterEvidence


class DecisionDraft(Row, Base):
    """A decision as somebody typed it, kept until it is recorded: going away to put something right loses nothing."""

    __table_args__ = (UniqueConstraint("person_id", "staff_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    typed: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


@append_only
class DecisionException(Fact, Base):
    """Stops set aside by a named person, with their reason and an end (findings.md, principle 7)."""

    __table_args__ = (
        Index("ix_decision_exception_person_id", "person_id"),
        Index("ix_decision_exception_recorded_at", "recorded_at"),
        CheckConstraint("length(reason) >= 20", name="reason_in_their_own_words"),
        CheckConstraint("given_by_id <> recorded_by_id", name="given_by_another"),
        CheckConstraint("second_by_id IS NULL OR second_by_id <> given_by_id", name="second_is_another"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    given_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    second_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    reason: Mapped[str]
    until_at: Mapped[datetime]
    stops: Mapped[Words]


@append_only
class DispensingDecision(Fact, Base):
    """What was agreed: the arrangement, why, on whose authority and until when it is looked at again."""

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        Index("ix_dispensing_decision_recorded_at", "recorded_at"),
        constant("better_evidence", BetterEvidence),
        CheckConstraint("length(reason) > 0 OR exception_id IS NOT NULL", name="says_why"),
        CheckConstraint("authoriser_id IS NOT NULL OR exception_id IS NOT NULL", name="names_who_authorises"),
        CheckConstraint("review_on IS NOT NULL OR adds_safety OR exception_id IS NOT NULL", name="has_a_review_date"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    version: Mapped[int]
    arrangement: Mapped[dict[str, Any]]
    from_on: Mapped[date]
    reason: Mapped[str]
    asked_by: Mapped[str] = mapped_column(default="")
    alternatives: Mapped[Words] = mapped_column(default=list)
    better_for_the_child: Mapped[str] = mapped_column(default="")
    better_evidence: Mapped[str | None]
    authoriser_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    senior_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    review_on: Mapped[date | None]
    most_bottles: Mapped[int]
    most_mg: Mapped[Decimal]
    adds_safety: Mapped[bool]
    exception_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision_exception.id"), index=True)


@append_only
class DecisionNotAgreed(Fact, Base):
    """A decision that was refused: who tried, what was asked for, which stops stood."""

    __table_args__ = (
        Index("ix_decision_not_agreed_person_id", "person_id"),
        Index("ix_decision_not_agreed_recorded_at", "recorded_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    arrangement: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[str] = mapped_column(default="")
    stops: Mapped[Words]
    watched: Mapped[bool] = mapped_column(default=False)


@append_only
class DecisionConfirmed(Fact, Base):
    """The prescriber named on a decision confirmed it with their own sign-in, or said no; the newest stands."""

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("dispensing_decision.id"), index=True)
    confirmed: Mapped[bool]
    because: Mapped[str] = mapped_column(default="")


@append_only
class ExceptionAnswered(Fact, Base):
    """Who was named as giving an exception confirms or disowns it; a manager has looked at it."""

    __table_args__ = (constant("answer", ("confirmed", "disowned", "looked")),)

    exception_id: Mapped[UUID] = mapped_column(ForeignKey("decision_exception.id"), index=True)
    answer: Mapped[str]
    what: Mapped[str] = mapped_column(default="")
