"""What was recorded by mistake and does not count: an agreement, or that somebody did not agree."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, append_only
from safetyplans.models.plans import AboutPerson


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
