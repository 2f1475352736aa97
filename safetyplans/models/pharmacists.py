"""What the pharmacist looked at, asked and raised; and what was answered."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, append_only, constant
from safetyplans.models.plans import AboutPerson
from safetyplans.rules import (
    QueryKind,
    StorageAnswer,
)


@append_only
class PharmacistCheck(Fact, Base):
    """A pharmacist looked at the plan and ticked "checked"."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    what: Mapped[str] = mapped_column(default="")


@append_only
class StorageAsked(AboutPerson, Base):
    """The three questions about storage, as the pharmacist asked them when doses were handed over."""

    __table_args__ = (
        constant("locked", StorageAnswer),
        constant("out_of_reach", StorageAnswer),
        constant("nothing_new", StorageAnswer),
    )

    locked: Mapped[str]
    out_of_reach: Mapped[str]
    nothing_new: Mapped[str]
    what: Mapped[str] = mapped_column(default="")


@append_only
class PharmacistQuery(Fact, Base):
    """A question for the keyworker, or a concern for the manager."""

    __table_args__ = (constant("kind", QueryKind),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]


@append_only
class QueryAnswer(Fact, Base):
    """The answer to a pharmacist; the first answers it, later ones add."""

    query_id: Mapped[UUID] = mapped_column(ForeignKey("pharmacist_query.id"), index=True)
    text: Mapped[str]
