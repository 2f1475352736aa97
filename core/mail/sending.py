"""Sending what is in the outbox: claimed and committed, handed to the door, the answer noted and committed."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import select, update

from core.calendar import day_of
from core.db import db, reading, writing
from core.jobs.kinds import Running, TryLater, handles
from core.mail.door import Answer, Letter, send
from core.mail.outbox import SEND, Mail, MailStatus, attachments_of
from core.mail.policy import MailPolicy
from core.policy import current
from core.settings import Settings

STATUSES = {Answer.ACCEPTED: MailStatus.SENT, Answer.REFUSED: MailStatus.REFUSED, Answer.UNKNOWN: MailStatus.UNKNOWN}
STOPPED_MEANWHILE = "The program stopped while this was being sent. It may have arrived: ask before you send it again."
TOO_OLD = "It waited for too long to be sent. Look whether it is still right, then send it again."


def is_set_up() -> bool:
    """Whether this machine has a mail server to send by; without one, e-mails wait in the outbox."""
    settings: Settings = current_app.extensions["settings"]
    return settings.mail_is_set_up


@handles(SEND, ready=is_set_up)
def _send(running: Running) -> str:
    """The job: one e-mail of the outbox."""
    status, said = deliver(UUID(running.payload["mail_id"]), at=running.now())
    if status is MailStatus.QUEUED:
        if running.last:
            _note(UUID(running.payload["mail_id"]), MailStatus.REFUSED, said, running.now())
        raise TryLater(said)
    return said


def deliver(mail_id: UUID, *, at: datetime) -> tuple[MailStatus, str]:
    """Send one e-mail that waits, and say how it ended, with the server's words. QUEUED: not now, try again later.

    One found half sent is not sent again: nobody knows whether it arrived. Only one at a time may call this for a
    mail, as whoever claimed its job does. Commits.
    """
    policy = current().section(MailPolicy, on=day_of(at))
    with reading():
        mail = db.session.get_one(Mail, mail_id, populate_existing=True)
        files = tuple(attachments_of(mail_id))
        db.session.commit()
    letter = Letter(str(mail_id), mail.address, mail.subject, mail.text, files, at)
    if mail.status == MailStatus.SENDING:
        return _note(mail_id, MailStatus.UNKNOWN, STOPPED_MEANWHILE, at)
    if mail.status != MailStatus.QUEUED:
        return MailStatus(mail.status), mail.said
    if at - mail.queued_at > timedelta(days=policy.too_old_days):
        return _note(mail_id, MailStatus.STOPPED, TOO_OLD, at)
    if not _take(mail_id, at):
        return _status(mail_id)
    answer, said = send(letter, current_app.extensions["settings"], answer_seconds=policy.answer_seconds)
    return _note(mail_id, STATUSES.get(answer, MailStatus.QUEUED), said, at)


def _take(mail_id: UUID, at: datetime) -> bool:
    query = update(Mail).where(Mail.id == mail_id, Mail.status == MailStatus.QUEUED)
    with writing():
        found = db.session.execute(
            query.values(status=MailStatus.SENDING, status_at=at, tries=Mail.tries + 1),
            execution_options={"synchronize_session": False},
        )
        db.session.commit()
    return bool(getattr(found, "rowcount", 0))


def _note(mail_id: UUID, status: MailStatus, said: str, at: datetime) -> tuple[MailStatus, str]:
    with writing():
        db.session.execute(
            update(Mail).where(Mail.id == mail_id).values(status=status, said=said, status_at=at),
            execution_options={"synchronize_session": False},
        )
        db.session.commit()
    return status, said


def _status(mail_id: UUID) -> tuple[MailStatus, str]:
    with reading():
        status, said = db.session.execute(select(Mail.status, Mail.said).where(Mail.id == mail_id)).one()
        db.session.commit()
    return MailStatus(status), said
