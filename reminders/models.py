"""What members of staff chose about being told, and the codes that confirm their numbers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, Row, append_only, constant
from reminders.rules.choices import NewActs


@append_only
class TellingChoice(Fact, Base):
    """How somebody wants to be told. The newest version stands."""

    __table_args__ = (
        UniqueConstraint("staff_id", "version"),
        CheckConstraint("version >= 1", name="version_starts_at_one"),
        constant("new_acts", NewActs),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    version: Mapped[int]
    new_acts: Mapped[str]
    texts: Mapped[bool]


class PhoneCode(Row, Base):
    """A code sent to a number; given back, it confirms that the number is theirs."""

    __table_args__ = (
        CheckConstraint("wrong >= 0", name="wrong_not_negative"),
        Index("ix_phone_code_staff_id_asked_at", "staff_id", "asked_at"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    number: Mapped[str]
    code: Mapped[str]
    asked_at: Mapped[datetime]
    wrong: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None]
