"""What every row here is: a fact about one household; and an entry, which can be put right or taken back."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem

from core.db import Base, Fact


class OfHousehold(Fact, Base):
    """A fact about one household."""

    __abstract__ = True

    @declared_attr
    def household_id(cls) -> Mapped[UUID]:  # noqa: N805
        """Whose family it is."""
        return mapped_column(ForeignKey("household.id"), index=True)


class AboutHousehold(OfHousehold):
    """An entry about one household, on a London day.

    `entry_id` is the id of the first version and stays over corrections; the highest version stands, unless withdrawn.
    """

    __abstract__ = True

    happened_on: Mapped[date]
    entry_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(default=1)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str | None]


def entry(*more: SchemaItem) -> tuple[SchemaItem, ...]:
    """The constraints of every entry, and its own."""
    return (
        UniqueConstraint("entry_id", "version"),
        CheckConstraint("version = 1 OR because IS NOT NULL", name="a_correction_says_why"),
        CheckConstraint("(version = 1) = (entry_id = id)", name="the_first_version_names_the_entry"),
        *more,
    )
