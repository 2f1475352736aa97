"""Disposable copies of what is derived, for lists and figures. Nothing is decided by them; each can be made anew."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Row, Words, append_only, constant
from core.findings import Owner, Severity


class OpenFinding(Row, Base):
    """One finding that stood for a household when its copy was last made (design.md, Lists).

    `whom_id`: under whose name a list shows it, the person's own, or the first person's where it concerns all of them.
    `rank` puts a child in danger before everything else. `owner_staff_id`: the keyworker, or the prescriber that a
    decision names; nobody where it is the role's. `prescriber_too` and `lead_too`: whom else it belongs to at once.
    `kept_closed`: it rests on what the family should not read on a screen by accident.
    """

    __table_args__ = (
        constant("severity", Severity),
        constant("owner", Owner),
        Index("ix_open_finding_household_id", "household_id"),
        Index("ix_open_finding_service_id_rank_due_on", "service_id", "rank", "due_on"),
        Index("ix_open_finding_owner_staff_id", "owner_staff_id"),
        Index("ix_open_finding_service_id_code", "service_id", "code"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))
    whom_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    code: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    severity: Mapped[str]
    rank: Mapped[int] = mapped_column(default=1)
    owner: Mapped[str]
    owner_staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    prescriber_too: Mapped[bool] = mapped_column(default=False)
    lead_too: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    due_on: Mapped[date | None]
    sentence: Mapped[str]
    clears: Mapped[Words] = mapped_column(default=list)
    kept_closed: Mapped[bool] = mapped_column(default=False)


class HomeFigure(Row, Base):
    """One household as the figures count it, when its copy was last made: made and thrown away with its findings.

    `treated`: how many of its people are on methadone. `at_home_with_child`: a dose at home, and a child. What follows
    holds where it holds for every plan that the household needs.
    """

    __table_args__ = (
        UniqueConstraint("household_id"),
        Index("ix_home_figure_service_id_at_home_with_child", "service_id", "at_home_with_child"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    treated: Mapped[int]
    asked_in_time: Mapped[bool]
    child_present: Mapped[bool]
    at_home_with_child: Mapped[bool]
    young_child: Mapped[bool]
    agreed: Mapped[bool]
    in_date: Mapped[bool]
    verified: Mapped[bool]
    copied: Mapped[bool]
    shared: Mapped[bool]
    acknowledged: Mapped[bool]


@append_only
class FiguresKept(Row, Base):
    """The figures of a service on a London day, kept because nobody can work them out afterwards."""

    __table_args__ = (UniqueConstraint("service_id", "kept_on"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    kept_on: Mapped[date]
    figures: Mapped[dict[str, Any]]
    recorded_at: Mapped[datetime]
