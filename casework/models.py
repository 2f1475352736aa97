"""Disposable copies of what is derived, for lists and figures; and who was told what, when and how it arrived.

Nothing is decided by the copies; each can be made anew.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.rules.messages import MessageKind, MessageStatus
from casework.rules.stages import Way
from core.db import Base, Fact, Row, Words, append_only, constant
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


class TellingDue(Base):
    """The next London day on which somebody may have to be told about a household, so that a pass asks no other.

    `stamp` is another one whenever the household is written about: what was read before it is not noted over it.
    """

    __table_args__ = (Index("ix_telling_due_due_on_household_id", "due_on", "household_id"),)

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), primary_key=True)
    due_on: Mapped[date]
    stamp: Mapped[UUID] = mapped_column(default=uuid4)


class TellingClock(Base):
    """The one row that says how passes go: who is at it, when one last went well, what is wrong, when the next is."""

    __table_args__ = (CheckConstraint("done_parts >= 0 AND of_parts >= 0", name="parts_not_negative"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    held_by: Mapped[str | None]
    held_until_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    succeeded_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
    done_parts: Mapped[int] = mapped_column(default=0)
    of_parts: Mapped[int] = mapped_column(default=0)


class Message(Row, Base):
    """One e-mail or text to one member of staff. It carries many reminders, or a code, or the week's summary.

    A row before anything is sent; claimed for a while; `sending_at` before it is handed over. `provider_id` is the name
    that the text provider gave it. `said`: what became of it, in words staff can read.
    """

    __table_args__ = (
        constant("kind", MessageKind),
        constant("way", Way),
        constant("status", MessageStatus),
        UniqueConstraint("key"),
        UniqueConstraint("provider_id"),
        CheckConstraint("(claimed_by IS NULL) = (claimed_until_at IS NULL)", name="claimed_for_a_while"),
        CheckConstraint("status <> 'sending' OR sending_at IS NOT NULL", name="sending_since_when"),
        CheckConstraint("tries >= 0 AND look_ups >= 0", name="tries_not_negative"),
        Index("ix_message_status_not_before_at", "status", "not_before_at"),
        Index("ix_message_sending_at", "sending_at"),
        Index("ix_message_service_id_written_at", "service_id", "written_at"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    kind: Mapped[str]
    way: Mapped[str]
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    key: Mapped[str | None]
    written_at: Mapped[datetime]
    not_before_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(default=MessageStatus.WRITTEN)
    status_at: Mapped[datetime]
    said: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    look_ups: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None]
    claimed_until_at: Mapped[datetime | None]
    sending_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    provider_id: Mapped[str | None]
    mail_id: Mapped[UUID | None] = mapped_column(ForeignKey("mail.id"))


class Reminder(Row, Base):
    """One telling of one stage of one finding to one member of staff by one way (design.md, Reminders).

    `subject_id`: the person it is about, or the household. `since`: the day this occurrence began. `owner`: as whose
    role they are told. `stopped`: why it is not sent after all; empty while it may be.
    """

    __table_args__ = (
        UniqueConstraint(
            "recipient_id", "way", "code", "subject_id", "about", "since", "stage", name="uq_reminder_told_once"
        ),
        constant("owner", Owner),
        constant("way", Way),
        Index("ix_reminder_household_id", "household_id"),
        Index("ix_reminder_message_id", "message_id"),
        Index("ix_reminder_waits", "waits", "not_before_at"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))
    whom_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    subject_id: Mapped[UUID]
    code: Mapped[str]
    about: Mapped[str]
    since: Mapped[date]
    stage: Mapped[str]
    owner: Mapped[str]
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    way: Mapped[str]
    due_on: Mapped[date | None]
    same_day: Mapped[bool] = mapped_column(default=False)
    kept_closed: Mapped[bool] = mapped_column(default=False)
    planned_at: Mapped[datetime]
    not_before_at: Mapped[datetime]
    waits: Mapped[bool] = mapped_column(default=True)
    message_id: Mapped[UUID | None] = mapped_column(ForeignKey("message.id"))
    stopped: Mapped[str] = mapped_column(default="")


@append_only
class PackBatch(Fact, Base):
    """Packs to be printed for several people, asked for at once; the worker makes them."""

    __table_args__ = (Index("ix_pack_batch_service_id_recorded_at", "service_id", "recorded_at"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    people: Mapped[Words]


class PackFile(Row, Base):
    """One file of a batch, with the packs of a few people; thrown away when it has been printed long enough ago."""

    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        Index("ix_pack_file_made_at", "made_at"),
        CheckConstraint("number >= 1 AND people >= 1", name="holds_somebody"),
    )

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("pack_batch.id"))
    number: Mapped[int]
    people: Mapped[int]
    pdf: Mapped[bytes]
    made_at: Mapped[datetime]
