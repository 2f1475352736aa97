"""The outbox: every e-mail is a row before anything is sent, and says how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Row, constant, db
from core.jobs.table import queue

SEND = "send-mail"
"""The kind of job that sends one."""


class MailStatus(StrEnum):
    """How far an e-mail is."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    STOPPED = "stopped"


MAIL_STATUS_WORDS: dict[MailStatus, str] = {
    MailStatus.QUEUED: "Waiting to be sent",
    MailStatus.SENDING: "Being sent",
    MailStatus.SENT: "Sent",
    MailStatus.REFUSED: "Not accepted",
    MailStatus.UNKNOWN: "Outcome unknown, check",
    MailStatus.STOPPED: "Not sent",
}


class Mail(Row, Base):
    """One e-mail to one address. `about` names what it is for (`share:…`), `said` is what the mail server answered."""

    __table_args__ = (
        constant("status", MailStatus),
        CheckConstraint("tries >= 0", name="tries_not_negative"),
        CheckConstraint("length(address) > 0", name="has_an_address"),
        Index("ix_mail_service_id_queued_at", "service_id", "queued_at"),
        Index("ix_mail_about", "about"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    address: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    about: Mapped[str]
    queued_at: Mapped[datetime]
    queued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    status: Mapped[str] = mapped_column(default=MailStatus.QUEUED)
    status_at: Mapped[datetime]
    said: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)


class MailAttachment(Row, Base):
    """A file that goes with an e-mail."""

    mail_id: Mapped[UUID] = mapped_column(ForeignKey("mail.id"), index=True)
    place: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: its name without anything personal, its media type (`application/pdf`), its bytes."""

    name: str
    media_type: str
    content: bytes


def queue_mail(
    *,
    to: str,
    subject: str,
    text: str,
    about: str,
    service_id: UUID,
    at: datetime,
    by: UUID | None = None,
    attachments: Iterable[Attachment] = (),
    with_job: bool = True,
) -> Mail:
    """Put an e-mail to one address into the outbox, in the caller's transaction; the worker sends it.

    `about` says what it is for, so that `mails_about` finds it. Without `with_job` the caller delivers it.
    """
    words = " ".join(subject.split())
    mail = Mail(
        service_id=service_id,
        address=to.strip(),
        subject=words,
        text=text,
        about=about,
        queued_at=at,
        queued_by_id=by,
        status=MailStatus.QUEUED,
        status_at=at,
    )
    db.session.add(mail)
    db.session.flush()
    for place, each in enumerate(attachments, start=1):
        db.session.add(
            MailAttachment(
                mail_id=mail.id, place=place, name=each.name, media_type=each.media_type, content=each.content
            )
        )
    if with_job:
        queue(SEND, {"mail_id": str(mail.id)}, at=at, key=f"{SEND}:{mail.id}")
    return mail


def queue_again(mail: Mail, *, by: UUID, at: datetime) -> Mail:
    """The same e-mail once more, as a new row: somebody looked at how the first one ended and decided so."""
    return queue_mail(
        to=mail.address,
        subject=mail.subject,
        text=mail.text,
        about=mail.about,
        service_id=mail.service_id,
        at=at,
        by=by,
        attachments=attachments_of(mail.id),
    )


def stop_waiting(abouts: Iterable[str], *, said: str, at: datetime) -> None:
    """Stop what waits about these things, in the caller's transaction: it is not to go any more, for this reason."""
    query = update(Mail).where(Mail.about.in_(sorted(set(abouts))), Mail.status == MailStatus.QUEUED)
    db.session.execute(query.values(status=MailStatus.STOPPED, said=said, status_at=at))


def mail_of(service_id: UUID, mail_id: UUID) -> Mail | None:
    """One e-mail of a service."""
    return db.session.scalar(select(Mail).where(Mail.service_id == service_id, Mail.id == mail_id))


def mails_of(service_id: UUID, *, limit: int = 100) -> list[Mail]:
    """What a service sent or wants to send, newest first. One statement."""
    query = select(Mail).where(Mail.service_id == service_id)
    return list(db.session.scalars(query.order_by(Mail.queued_at.desc(), Mail.id).limit(limit)))


def mails_about(service_id: UUID, abouts: Iterable[str]) -> dict[str, Mail]:
    """The newest e-mail about each of these things. One statement."""
    query = select(Mail).where(Mail.service_id == service_id, Mail.about.in_(sorted(set(abouts))))
    return {mail.about: mail for mail in db.session.scalars(query.order_by(Mail.queued_at, Mail.id))}


def attachments_of(mail_id: UUID) -> list[Attachment]:
    """The files of one e-mail, in their order."""
    rows = db.session.scalars(
        select(MailAttachment).where(MailAttachment.mail_id == mail_id).order_by(MailAttachment.place)
    )
    return [Attachment(row.name, row.media_type, row.content) for row in rows]
