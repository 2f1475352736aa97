"""A family's record frozen for an inquiry."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, append_only


@append_only
class LegalHold(Fact, Base):
    """The record of a family is frozen for an inquiry, or no longer; the newest stands.

    While it is held nothing written before is put right or taken back, and nothing is destroyed. More can be added.
    """

    __table_args__ = (CheckConstraint("length(because) > 0", name="says_why"),)

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    held: Mapped[bool]
    because: Mapped[str]
