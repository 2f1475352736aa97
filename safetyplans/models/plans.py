"""Plans: talked through, agreed item by item, looked at again. Agreed versions never change."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from core.db import Base, Fact, Row, Words, append_only, constant
from safetyplans.rules import (
    AgreedHow,
    Answer,
    Evidence,
    LeafletStatus,
)


class AboutPerson(Fact):
    """A fact about one service user, on a London day."""

    @declared_attr
    def person_id(cls) -> Mapped[UUID]:  # noqa: N805
        """Whose it is."""
        return mapped_column(ForeignKey("service_user.id"), index=True)

    happened_on: Mapped[date]


class PlanDraft(Row, Base):
    """The plan as it is being talked through; `revision` refuses a stale save. Gone once agreed."""

    __table_args__ = (UniqueConstraint("person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    revision: Mapped[int] = mapped_column(default=1)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))


@append_only
class SafetyPlan(AboutPerson, Base):
    """One agreed version of a person's storage safety plan, and the most it covers (bottles, mg at once).

    `usual_bottles` and `when_most` are what its print says of other days and of when the most is there. `teach_back`:
    what the person said when asked, by question. `held_at`: the paper file in which the signed paper lies.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        constant("evidence", Evidence),
        constant("agreed_how", AgreedHow),
        CheckConstraint("bottles >= 0 AND mg >= 0", name="covers_no_less_than_nothing"),
        CheckConstraint("review_on > happened_on", name="is_looked_at_again"),
        CheckConstraint("agreed_how <> 'said' OR length(witness) > 0", name="said_before_a_witness"),
    )

    version: Mapped[int]
    agreed_how: Mapped[str]
    evidence: Mapped[str]
    bottles: Mapped[int]
    mg: Mapped[Decimal]
    usual_bottles: Mapped[int | None]
    when_most: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date]
    witness: Mapped[str] = mapped_column(default="")
    own_words: Mapped[str] = mapped_column(default="")
    what_changed: Mapped[str] = mapped_column(default="")
    teach_back: Mapped[dict[str, Any] | None]
    strengths: Mapped[str | None]
    held_at: Mapped[str | None]


@append_only
class PlanItem(Fact, Base):
    """How one item of a plan was answered; the highest version of an item stands (a "not yet" is answered later).

    `private` is for the case file alone: no print reads it.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "code", "version"),
        constant("answer", Answer),
        CheckConstraint("answer = 'agreed' OR length(coalesce(because, '')) > 0", name="says_why_not_agreed"),
        CheckConstraint("answer <> 'not-yet' OR by_on IS NOT NULL", name="not_yet_has_a_day"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"))
    code: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    answer: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    private: Mapped[str] = mapped_column(default="")
    ticks: Mapped[Words] = mapped_column(default=list)
    because: Mapped[str | None]
    by_on: Mapped[date | None]


@append_only
class PlanReview(AboutPerson, Base):
    """A plan looked at again. `events`: the chronology entries considered; empty with `all_events`: all before it."""

    __table_args__ = (constant("evidence", Evidence),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    evidence: Mapped[str | None]
    changes: Mapped[str] = mapped_column(default="")
    bottles: Mapped[int | None]
    mg: Mapped[Decimal | None]
    all_events: Mapped[bool] = mapped_column(default=True)
    events: Mapped[Words] = mapped_column(default=list)
    review_on: Mapped[date | None]


@append_only
class CarePlanReview(AboutPerson, Base):
    """A closed care-plan review, with the storage risk talked through (SEED 10.19)."""

    __table_args__ = (
        constant("leaflet_status", LeafletStatus),
        CheckConstraint("risk_discussed", name="storage_risk_was_discussed"),
    )

    risk_discussed: Mapped[bool]
    leaflet_status: Mapped[str | None]
    leaflet_given_by: Mapped[str] = mapped_column(default="")
    leaflet_given_on: Mapped[date | None]
    better_for_the_child: Mapped[str] = mapped_column(default="")
    all_events: Mapped[bool] = mapped_column(default=True)
    events: Mapped[Words] = mapped_column(default=list)
    review_on: Mapped[date | None]
    more_at_home: Mapped[bool | None]
    how_we_know: Mapped[str | None]
