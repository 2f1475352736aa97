"""Pictures kept for good: signatures, signed papers, photos; and those that were the wrong one."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, append_only, constant
from safetyplans.models.plans import AboutPerson
from safetyplans.rules import (
    FileKind,
)

MOST_BYTES = 4_000_000
"""No picture is kept that is larger: they are made small before (core/pictures.py)."""


@append_only
class PlanFile(AboutPerson, Base):
    """A picture kept for good: a signature, a signed paper, a photo. Made anew by us: only the picture is in it."""

    __table_args__ = (
        constant("kind", FileKind),
        CheckConstraint(f"size > 0 AND size <= {MOST_BYTES}", name="is_no_larger_than_that"),
        CheckConstraint(
            "(plan_id IS NOT NULL AND check_id IS NULL AND seen_id IS NULL)"
            " OR (plan_id IS NULL AND agreement_id IS NULL AND (check_id IS NULL) <> (seen_id IS NULL))",
            name="belongs_to_one_thing",
        ),
    )

    kind: Mapped[str]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("adult_agreement.id"), index=True)
    check_id: Mapped[UUID | None] = mapped_column(ForeignKey("storage_check.id"), index=True)
    seen_id: Mapped[UUID | None] = mapped_column(ForeignKey("storage_seen.id"), index=True)


@append_only
class PictureTakenBack(Fact, Base):
    """A photo or a scan was the wrong one: why, and the right one where it is there. It is shown to nobody any more."""

    __table_args__ = (
        UniqueConstraint("file_id", "version"),
        CheckConstraint("length(because) > 0", name="says_why"),
        CheckConstraint("right_id IS NULL OR right_id <> file_id", name="is_not_its_own_right_one"),
    )

    file_id: Mapped[UUID] = mapped_column(ForeignKey("plan_file.id"))
    version: Mapped[int]
    because: Mapped[str]
    right_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_file.id"), index=True)
