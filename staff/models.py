"""The organisations that sign in, the accounts they sign in with, and the people behind them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.bank_holidays import Nation
from core.db import Base, Fact, Row, append_only, constant
from staff.rules import RoleName


class Service(Row, Base):
    """A drug service: the tenant. `code` is how the local policy file names it."""

    __table_args__ = (constant("nation", Nation), CheckConstraint("length(name) > 0", name="has_a_name"))

    name: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    nation: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    out_of_hours: Mapped[str] = mapped_column(default="")


class Team(Row, Base):
    """A team of a drug service."""

    __table_args__ = (UniqueConstraint("service_id", "name"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    name: Mapped[str]
    closed_at: Mapped[datetime | None]


class Pharmacy(Row, Base):
    """A pharmacy. `service_id` is the drug service whose administrators look after its entry and its accounts."""

    __table_args__ = (constant("nation", Nation), CheckConstraint("length(name) > 0", name="has_a_name"))

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    name: Mapped[str]
    nation: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]


roles_users = Table(
    "roles_users",
    Base.metadata,
    Column("user_id", ForeignKey("account.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True, index=True),
)


class Role(RoleMixin, Base):
    """A role an account holds. The table of who may do what is in `rules`, not here."""

    __table_args__ = (constant("name", RoleName),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class User(UserMixin, Base):
    """A sign-in account (the sign-in library's word); the table is `account`, as PostgreSQL keeps `user` for itself."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("failed_sign_ins >= 0", name="failed_sign_ins_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    roles: Mapped[list[Role]] = relationship(secondary=roles_users, lazy="selectin")  # type: ignore[assignment]


class StaffMember(Row, Base):
    """The person behind an account, at one drug service or one pharmacy."""

    __table_args__ = (
        CheckConstraint("(service_id IS NULL) <> (pharmacy_id IS NULL)", name="belongs_to_one_organisation"),
        CheckConstraint("team_id IS NULL OR service_id IS NOT NULL", name="only_services_have_teams"),
        CheckConstraint("length(name) > 0", name="has_a_name"),
        Index("ix_staff_member_service_id_name", "service_id", "name"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    name: Mapped[str]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"))
    pharmacy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pharmacy.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id"), index=True)
    phone: Mapped[str | None]
    disabled_at: Mapped[datetime | None]


@append_only
class Absence(Fact, Base):
    """A member of staff is away from one London day to another, both included, and somebody looks after their people.

    A correction is version n + 1 of the same `absence_key`; the highest version stands.
    """

    __table_args__ = (
        UniqueConstraint("absence_key", "version"),
        CheckConstraint("version >= 1", name="version_starts_at_one"),
        CheckConstraint("until_on >= from_on", name="ends_after_it_starts"),
        CheckConstraint("deputy_id <> staff_id", name="deputy_is_someone_else"),
        Index("ix_absence_staff_id_from_on", "staff_id", "from_on"),
        Index("ix_absence_deputy_id", "deputy_id"),
    )

    absence_key: Mapped[UUID] = mapped_column(default=uuid4)
    version: Mapped[int] = mapped_column(default=1)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    deputy_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    called_off: Mapped[bool] = mapped_column(default=False)


class Demonstration(Row, Base):
    """Says that the households here are made up, and when they were loaded."""

    loaded_at: Mapped[datetime]


@append_only
class Training(Fact, Base):
    """A member of staff had training on a London day (SEED 10.24). `link`: where it is described."""

    __table_args__ = (
        CheckConstraint("length(title) > 0", name="says_which"),
        Index("ix_training_staff_id_done_on", "staff_id", "done_on"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    title: Mapped[str]
    done_on: Mapped[date]
    link: Mapped[str] = mapped_column(default="")
