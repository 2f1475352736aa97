"""Who agreed a version, who did not, and what was recorded by mistake and does not count."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, append_only, constant
from safetyplans.models.plans import AboutPerson
from safetyplans.rules import (
    AgreedHow,
)


@append_only
class AdultAgreement(Fact, Base):
    """An adult with a part agreed it; or declined; or was not told, because …, and has no part.

    `plan_id`: the version they had before them. It says how they agreed in `agreed_how`; `how` is in words.
    """

    __table_args__ = (
        CheckConstraint(
            "agrees OR not_told_because IS NOT NULL OR declined_because IS NOT NULL", name="agrees_or_says_why_not"
        ),
        CheckConstraint("agreed_how <> 'said' OR length(coalesce(witness, '')) > 0", name="said_before_a_witness"),
        constant("agreed_how", AgreedHow),
    )

    adult_id: Mapped[UUID] = mapped_column(ForeignKey("adult.id"), index=True)
    agrees: Mapped[bool]
    not_told_because: Mapped[str | None]
    how: Mapped[str] = mapped_column(default="")
    happened_on: Mapped[date]
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    agreed_how: Mapped[str | None]
    witness: Mapped[str | None]
    held_at: Mapped[str | None]
    declined_because: Mapped[str | None]
    what_then: Mapped[str | None]


@append_only
class PlanDeclined(AboutPerson, Base):
    """The person did not agree what was talked through: why, and what then. `version`: the one it would have been."""

    __table_args__ = (CheckConstraint("length(because) > 0 AND length(what_then) > 0", name="says_why_and_what_then"),)

    version: Mapped[int]
    because: Mapped[str]
    what_then: Mapped[str]


@append_only
class AgreementTakenBack(AboutPerson, Base):
    """An agreement was recorded by mistake, and why: of a version, of an adult's part, or that somebody did not agree.

    It counts for nothing from then on: what stood before it stands again. It cannot be undone; it is agreed anew.
    """

    __table_args__ = (
        CheckConstraint("length(because) > 0", name="says_why"),
        CheckConstraint(
            "(plan_id IS NOT NULL AND agreement_id IS NULL AND declined_id IS NULL)"
            " OR (plan_id IS NULL AND (agreement_id IS NULL) <> (declined_id IS NULL))",
            name="is_of_one_thing",
        ),
    )

    because: Mapped[str]
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("safety_plan.id"), unique=True)
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("adult_agreement.id"), unique=True)
    declined_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_declined.id"), unique=True)
