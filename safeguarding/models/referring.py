"""Referrals about a child, what became of them, and children's services' plans."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import append_only, constant
from safeguarding.models.entry import AboutHousehold, OfHousehold, entry
from safeguarding.rules import (
    OurView,
    OutcomeResult,
    ReferralKind,
    TheirPlanKind,
)


@append_only
class Referral(AboutHousehold):
    """A referral about a child, sent; or why not; or by when it will be decided."""

    __table_args__ = entry(
        constant("kind", ReferralKind),
        Index("ix_referral_recorded_at", "recorded_at"),
        CheckConstraint(
            "not_sent_because IS NULL OR length(not_sent_because) > 0",
            name="not_sent_says_why",
        ),
        CheckConstraint(
            "told_by_phone OR not_sent_because IS NOT NULL OR decide_by IS NOT NULL OR "
            "(child_id IS NOT NULL AND kind IS NOT NULL AND length(seen) > 0 AND length(for_the_child) > 0)",
            name="sent_in_writing_is_complete",
        ),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"), index=True)
    child_id: Mapped[UUID | None] = mapped_column(ForeignKey("child.id"), index=True)
    kind: Mapped[str | None]
    seen: Mapped[str] = mapped_column(default="")
    for_the_child: Mapped[str] = mapped_column(default="")
    to_whom: Mapped[str] = mapped_column(default="")
    asked_for: Mapped[str] = mapped_column(default="")
    told_by_phone: Mapped[bool] = mapped_column(default=False)
    not_sent_because: Mapped[str | None]
    decide_by: Mapped[date | None]
    others_know: Mapped[str] = mapped_column(default="")
    view: Mapped[str | None]
    basis: Mapped[str] = mapped_column(default="")
    told: Mapped[str] = mapped_column(default="")
    plan_version: Mapped[int | None]


@append_only
class ReferralConfirmed(OfHousehold):
    """What was told by phone was sent in writing."""

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"), unique=True)


@append_only
class ReferralOutcome(AboutHousehold):
    """What became of a referral."""

    __table_args__ = entry(constant("result", OutcomeResult))

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"), index=True)
    result: Mapped[str]
    what: Mapped[str] = mapped_column(default="")
    in_writing: Mapped[bool] = mapped_column(default=False)


@append_only
class OutcomeView(OfHousehold):
    """What we think of an outcome; the newest stands."""

    __table_args__ = (constant("view", OurView),)

    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("referral_outcome.id"), index=True)
    view: Mapped[str]
    why: Mapped[str] = mapped_column(default="")


@append_only
class Escalation(AboutHousehold):
    """One step of professional disagreement (SEED 10.16)."""

    __table_args__ = entry()

    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("referral_outcome.id"), index=True)
    stage: Mapped[str]
    urgent: Mapped[bool] = mapped_column(default=False)
    with_name: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")


@append_only
class EscalationResolved(OfHousehold):
    """How a disagreement ended, and who agreed."""

    __table_args__ = (
        CheckConstraint(
            "length(text) > 0 AND length(agreed_by) > 0",
            name="says_what_was_resolved_and_with_whom",
        ),
        Index("ix_escalation_resolved_recorded_at", "recorded_at"),
    )

    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("referral_outcome.id"), index=True)
    text: Mapped[str]
    agreed_by: Mapped[str]


@append_only
class TheirPlan(AboutHousehold):
    """A child in need or child protection plan of another agency; the newest of a kind stands."""

    __table_args__ = entry(constant("kind", TheirPlanKind))

    kind: Mapped[str]
    held: Mapped[bool] = mapped_column(default=False)
    agencies_parts: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None]
