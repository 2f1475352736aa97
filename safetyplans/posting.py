"""Emails to agencies: what they say, the address of a link put in only while it is sent, and the one reminder.

No email says a name, a child or a medicine. The words of a link's email are kept without its address: what is kept of
a token is its hash.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from flask import current_app

from core.calendar import day_of
from core.clock import LONDON
from core.db import commit, db
from core.jobs import Running, TryLater, handles, queue
from core.mail import Attachment, Mail, MailStatus, deliver, is_set_up, queue_mail
from core.one_time import token_of
from core.policy import current
from safetyplans.actions import record_became
from safetyplans.queries import is_unsent, reminder_for, sent_by_whom, why_held_back
from safetyplans.rules import Became, SafetyPlanPolicy

SEND_SHARE, REMIND = "send-share", "remind-agency"
NOT_KEPT = "(Ring us for the address: we do not keep it.)"
SUBJECT = "A storage safety plan for your agency"

AS_PDF = """With this email comes a plan that keeps a child safe. It is in confidence.

Please tell us that you have it, what your part in it is, and whether anything is new. "Nothing new" is an answer.
Ring us on the number in the plan.

If this is not for you, please do not open it: ring us, and delete it.
"""

BY_LINK = """A plan that keeps a child safe is waiting for you here:

{address}

It opens once, with a code. We read the code out to you on the telephone, or send it by post: it is never in an
email, and never in a text message. If nobody has given it to you yet, ring us on the number you know.

If this is not for you, please ring us, and delete it.
"""

REMINDER = """We sent you a plan that keeps a child safe, and have not heard from you yet.

Please tell us that you have it, what your part in it is, and whether anything is new. "Nothing new" is an answer.
If it has not reached you, or you cannot open it, ring us.
"""

BY_ITSELF = "Written down by itself: the email was not taken."
NOT_ANY_MORE = "Written down by itself: it was not sent, as it is not to go any more."
RECALLED = "Called back before it was sent."
REMINDED = "By email, by itself, as nobody had answered."

WRITTEN = """An agency that was sent a storage plan has written by its link: news, or a question.

Sign in to read it: {address}
"""

TRIED = """Somebody typed a wrong code at an agency's link so often that it is locked. Nothing was shown to them.

Sign in, ring the agency, and make a new code: {address}
"""


def token_for(link_id: UUID) -> str:
    """The token of a link's address: worked out from this installation's own key, and kept nowhere."""
    return token_of(link_id, "share-link", str(current_app.secret_key))


def post(
    share_id: UUID, *, at: datetime, link_id: UUID | None = None, address: str = "", pdf: bytes = b"", **mail: Any
) -> None:
    """Put the email of a sending into the outbox, in the caller's transaction: with its PDF, or with its link.

    A link's address is put in while it is sent alone.
    """
    text = BY_LINK.format(address=NOT_KEPT) if link_id else AS_PDF
    files = [Attachment("storage-plan.pdf", "application/pdf", pdf)] if pdf else []
    row = queue_mail(
        subject=SUBJECT, text=text, about=f"share:{share_id}", at=at, attachments=files, with_job=False, **mail
    )
    payload = {"mail_id": str(row.id), "share_id": str(share_id)}
    if link_id is not None:
        payload |= {"link_id": str(link_id), "site": address.removesuffix(token_for(link_id))}
    queue(SEND_SHARE, payload, at=at, key=f"{SEND_SHARE}:{share_id}")


@handles(SEND_SHARE, ready=is_set_up)
def _send(running: Running) -> str:
    """The job: the email of a sending. One that the mail server will not take has come back, and is due again."""
    mail_id, share_id = UUID(running.payload["mail_id"]), UUID(running.payload["share_id"])
    if is_unsent(share_id):
        return _recalled(mail_id, running.now())
    if (said := _held_back(mail_id, share_id, running.now())) is not None:
        return said
    status, said = _delivered(running, mail_id)
    if status is MailStatus.QUEUED and not running.last:
        raise TryLater(said)
    if status is MailStatus.QUEUED:
        row = db.session.get_one(Mail, mail_id, populate_existing=True)
        row.status, row.said, row.status_at = MailStatus.REFUSED, said, running.now()
    if status in (MailStatus.QUEUED, MailStatus.REFUSED, MailStatus.STOPPED):
        by, at = sent_by_whom(share_id), running.now()
        record_became(share_id=share_id, what=Became.CAME_BACK, said=f"{BY_ITSELF} {said}", by=by, at=at)
    commit()
    return said


def _held_back(mail_id: UUID, share_id: UUID, at: datetime) -> str | None:
    """Stop one that waits and is not to go any more: the agency does not have it. Why; none where it may go."""
    row, why = db.session.get_one(Mail, mail_id, populate_existing=True), why_held_back(share_id)
    if not why or row.status not in (MailStatus.QUEUED, MailStatus.STOPPED):
        return None
    row.status, row.said, row.status_at = MailStatus.STOPPED, why, at
    by = sent_by_whom(share_id)
    record_became(share_id=share_id, what=Became.CAME_BACK, said=f"{NOT_ANY_MORE} {why}", by=by, at=at)
    commit()
    return why


def _recalled(mail_id: UUID, at: datetime) -> str:
    """It was going to the wrong place, and somebody said so in time."""
    row = db.session.get_one(Mail, mail_id, populate_existing=True)
    if row.status == MailStatus.QUEUED:
        row.status, row.said, row.status_at = MailStatus.STOPPED, RECALLED, at
    commit()
    return RECALLED


def _delivered(running: Running, mail_id: UUID) -> tuple[MailStatus, str]:
    """Hand it over; with its address, where it is a link's, for as long as the mail server is asked, and no longer."""
    if "link_id" not in running.payload:
        return deliver(mail_id, at=running.now())
    _say(mail_id, running.payload["site"] + token_for(UUID(running.payload["link_id"])))
    try:
        return deliver(mail_id, at=running.now())
    finally:
        _say(mail_id, NOT_KEPT)


def _say(mail_id: UUID, address: str) -> None:
    db.session.get_one(Mail, mail_id, populate_existing=True).text = BY_LINK.format(address=address)
    db.session.commit()


def remind_later(share_id: UUID, *, on: date, at: datetime) -> None:
    """Remind an agency once, the morning after the London day by which it was to answer, if it has not by then."""
    morning = datetime.combine(on, time(9), LONDON)
    queue(REMIND, {"share_id": str(share_id)}, at=at, not_before=morning, key=f"{REMIND}:{share_id}")


@handles(REMIND, ready=is_set_up)
def _remind(running: Running) -> str:
    """The job: one reminder by email to an agency that has not answered, unless somebody reminded it already."""
    at = running.now()
    share = reminder_for(UUID(running.payload["share_id"]))
    if share is None:
        return "Not needed any more."
    policy = current().section(SafetyPlanPolicy, on=day_of(at))
    if share.reminded >= policy.acknowledge_chases:
        return "They were reminded already."
    queue_mail(
        to=share.sent_to,
        subject=SUBJECT,
        text=REMINDER,
        about=f"reminder:{share.id}",
        service_id=share.service_id,
        at=at,
    )
    record_became(
        share_id=share.id, what=Became.CHASED, said="By email, on the day it was due.", by=share.sent_by, at=at
    )
    commit()
    return "Reminded."
