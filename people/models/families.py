"""The answer about who is at home, the children and the adults. Every change is a new version."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, Row, Words, append_only, constant
from people.rules import AdultRole, ChildGone, ChildHow, HouseholdAnswer


@append_only
class HouseholdAsked(Fact, Base):
    """The answer to "who lives, stays or visits here?", and who was asked."""

    __table_args__ = (
        Index("ix_household_asked_household_id", "household_id"),
        constant("answer", HouseholdAnswer),
        CheckConstraint("answer <> 'not-asked' OR because IS NOT NULL", name="not_asked_says_why"),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    answer: Mapped[str]
    because: Mapped[str | None]
    asked_on: Mapped[date]


class Child(Row, Base):
    """A child who lives, stays or visits, or is unborn. The household is theirs now; versions say where they were."""

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)


@append_only
class ChildDetails(Fact, Base):
    """What was known of a child at one version, and in which household. Without born_on the child is unborn."""

    __table_args__ = (
        UniqueConstraint("child_id", "version"),
        CheckConstraint("length(name) > 0", name="has_a_name"),
        CheckConstraint("version >= 1", name="version_starts_at_one"),
        constant("how", ChildHow),
        constant("gone", ChildGone),
        CheckConstraint("(gone IS NULL) = (gone_on IS NULL)", name="gone_has_its_day"),
    )

    child_id: Mapped[UUID] = mapped_column(ForeignKey("child.id"))
    version: Mapped[int]
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str]
    born_on: Mapped[date | None]
    born_is_estimate: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date | None]
    how: Mapped[str]
    ethnicity: Mapped[str | None]
    religion: Mapped[str | None]
    language: Mapped[str | None]
    identity_not_asked_because: Mapped[str | None]
    needs: Mapped[str] = mapped_column(default="")
    gone: Mapped[str | None]
    gone_on: Mapped[date | None]


class Adult(Row, Base):
    """An adult of a household: `person_id` where they are a service user here themselves.

    The household is theirs now; versions say where they were.
    """

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"), index=True)


@append_only
class AdultDetails(Fact, Base):
    """What was known of an adult at one version: part holds key, moves-box, minds-child."""

    __table_args__ = (
        UniqueConstraint("adult_id", "version"),
        constant("role", AdultRole),
    )

    adult_id: Mapped[UUID] = mapped_column(ForeignKey("adult.id"))
    version: Mapped[int]
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    name: Mapped[str]
    role: Mapped[str]
    own_supply: Mapped[bool | None]
    part: Mapped[Words] = mapped_column(default=list)
    since_on: Mapped[date]
    left_on: Mapped[date | None]
