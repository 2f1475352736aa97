"""The catalogue's tables: versions of leaflets, who signed them off or withdrew them, unsigned prints, logos."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, Row, append_only, constant
from leaflets.rules import Format, LeafletCode


@append_only
class LeafletVersion(Row, Base):
    """One version of a leaflet in one language and format. The product's own texts are issued by nobody in particular.

    `text` is the whole text as it was issued, so that what was signed off is what is printed, and goes on being
    printed until a newer one is signed off; `fingerprint` is the hash of its words.
    """

    __table_args__ = (
        UniqueConstraint("code", "language", "format", "version"),
        constant("code", LeafletCode),
        constant("format", Format),
        CheckConstraint("version >= 1", name="version_starts_at_one"),
    )

    code: Mapped[str]
    language: Mapped[str]
    format: Mapped[str]
    version: Mapped[int]
    issued_on: Mapped[date]
    author: Mapped[str]
    what_changed: Mapped[str]
    fingerprint: Mapped[str]
    text: Mapped[dict[str, Any]]
    recorded_at: Mapped[datetime]
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


@append_only
class LeafletSignOff(Fact, Base):
    """A prescriber or manager signed a version off for their service; `reviewed_by` says who read it with them.

    `translated_by`: the person who translated it, or checked the translation; empty for an English text.
    """

    __table_args__ = (
        UniqueConstraint("service_id", "leaflet_version_id"),
        CheckConstraint("length(reviewed_by) > 0", name="says_who_reviewed_it"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    leaflet_version_id: Mapped[UUID] = mapped_column(ForeignKey("leaflet_version.id"))
    reviewed_by: Mapped[str]
    translated_by: Mapped[str] = mapped_column(default="")


@append_only
class LeafletWithdrawal(Fact, Base):
    """A service took a version back: it is printed no more, and what it replaced does not come back."""

    __table_args__ = (
        UniqueConstraint("service_id", "leaflet_version_id"),
        CheckConstraint("length(because) > 0", name="says_why"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    leaflet_version_id: Mapped[UUID] = mapped_column(ForeignKey("leaflet_version.id"))
    because: Mapped[str]


@append_only
class UnsignedPrint(Fact, Base):
    """A text that nobody signed off was printed all the same: in whose name, and why. The page says both."""

    __table_args__ = (
        Index("ix_unsigned_print_service_id", "service_id"),
        CheckConstraint("length(name) > 0 AND length(because) > 0", name="says_who_and_why"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    leaflet_version_id: Mapped[UUID] = mapped_column(ForeignKey("leaflet_version.id"))
    name: Mapped[str]
    because: Mapped[str]


@append_only
class ServiceLogo(Fact, Base):
    """A service's logo as it is printed: a PNG made anew from what was sent; the highest version stands.

    An empty picture: there is none any more.
    """

    __table_args__ = (
        UniqueConstraint("service_id", "version"),
        CheckConstraint("version >= 1", name="version_starts_at_one"),
        CheckConstraint("length(png) <= 1000000", name="is_small"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    version: Mapped[int]
    png: Mapped[bytes]
    fingerprint: Mapped[str]
