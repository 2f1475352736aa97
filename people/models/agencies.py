"""The agencies of a service's directory, and those around each family."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, Row, append_only, constant
from people.rules import AgencyRole


class Agency(Row, Base):
    """An agency a service works with: a health visiting team, a surgery, a school."""

    __table_args__ = (
        constant("role", AgencyRole),
        Index("ix_agency_service_id_name", "service_id", "name"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    name: Mapped[str]
    role: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (the mapper reads it once)


class FamilyAgency(Row, Base):
    """An agency working with one family. The household is that family's now; versions say whose it was."""

    __table_args__ = (UniqueConstraint("household_id", "agency_id"),)

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)


@append_only
class FamilyAgencyDetails(Fact, Base):
    """From when to when an agency works with the family, the named worker, and whether it has a part in the plan."""

    __table_args__ = (
        UniqueConstraint("family_agency_id", "version"),
        CheckConstraint("left_on IS NULL OR left_on >= from_on", name="leaves_after_coming"),
    )

    family_agency_id: Mapped[UUID] = mapped_column(ForeignKey("family_agency.id"))
    version: Mapped[int]
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    worker_name: Mapped[str] = mapped_column(default="")
    has_part: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date]
    left_on: Mapped[date | None]
