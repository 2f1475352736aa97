"""What was printed and handed over: copies of a plan, leaflets."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Words, append_only, constant
from safetyplans.models.plans import AboutPerson
from safetyplans.rules import (
    CopyHow,
    Layout,
    Reader,
)


@append_only
class PrintedCopy(AboutPerson, Base):
    """A copy of one version that was printed: for whom, how set, and its number, which stands on every page."""

    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        constant("reader", Reader),
        constant("layout", Layout),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"))
    number: Mapped[int]
    reader: Mapped[str]
    layout: Mapped[str]
    plain_cover: Mapped[bool] = mapped_column(default=False)
    family_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_agency.id"), index=True)
    parts: Mapped[Words] = mapped_column(default=list)


@append_only
class PlanCopy(AboutPerson, Base):
    """A copy of an agreed plan was given to the person, declined, or is kept for them at the clinic."""

    __table_args__ = (constant("how", CopyHow),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    how: Mapped[str]


@append_only
class LeafletGiven(AboutPerson, Base):
    """Written information was given: version, language, format, and what the person said back; or was declined.

    `pharmacy_id`: at whose counter. `signed_copy`: the second copy was signed and is kept (domain.md 1.4).
    `not_theirs_because`: why it was not in the language and format they need.
    """

    leaflet_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("leaflet_version.id"), index=True)
    language: Mapped[str] = mapped_column(default="en")
    format: Mapped[str] = mapped_column(default="standard")
    given_by: Mapped[str] = mapped_column(default="")
    said_back: Mapped[str] = mapped_column(default="")
    declined: Mapped[bool] = mapped_column(default=False)
    pharmacy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pharmacy.id"))
    signed_copy: Mapped[bool] = mapped_column(default=False)
    not_theirs_because: Mapped[str] = mapped_column(default="")
