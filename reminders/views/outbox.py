"""The outbox: what the tool sent and wants to send, and how each ended."""

from uuid import UUID

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework.queries.telling import messages_of
from casework.rules.messages import MESSAGE_KIND_WORDS, MESSAGE_STATUS_WORDS, WHAT_TO_DO, MessageKind
from casework.rules.stages import WAY_WORDS
from core import clock
from core.audit import record_change, record_view
from core.db import commit
from core.mail import MAIL_STATUS_WORDS, MailStatus, attachments_of, is_set_up, mail_of, mails_of, queue_again
from reminders.views.blueprint import blueprint
from staff.access import allowed, found, viewer
from staff.rules import Permission

AGAIN = (MailStatus.REFUSED, MailStatus.UNKNOWN, MailStatus.STOPPED)
REMINDERS = "message:"
PLANS = ("share:", "reminder:")
"""What goes to an agency about a plan: sent again from the plan alone, where it is checked whether it may go."""


@blueprint.get("/messages")
@allowed(Permission.REPORTS)
def outbox() -> ResponseReturnValue:
    """The newest reminders to staff, and the newest e-mails to others."""
    looking, at = viewer(), clock.now()
    record_view("outbox", by=looking.staff_id, at=at)
    service_id, texts = found(looking.service_id), current_app.extensions["settings"].texts_are_set_up
    return render_template(
        "reminders/outbox.html",
        mails=[mail for mail in mails_of(service_id) if not mail.about.startswith(REMINDERS)],
        messages=messages_of(service_id),
        mail_words=MAIL_STATUS_WORDS,
        words=MESSAGE_STATUS_WORDS,
        kinds=MESSAGE_KIND_WORDS,
        ways=WAY_WORDS,
        what_to_do=WHAT_TO_DO,
        code=MessageKind.CODE,
        mail_is_set_up=is_set_up(),
        texts_are_set_up=texts,
    )


@blueprint.get("/messages/mail/<uuid:mail_id>")
@allowed(Permission.REPORTS)
def show_mail(mail_id: UUID) -> ResponseReturnValue:
    """One e-mail: what it says, to whom, and what became of it."""
    looking, at = viewer(), clock.now()
    record_view("show_mail", by=looking.staff_id, at=at, about=str(mail_id))
    mail = found(mail_of(found(looking.service_id), mail_id))
    return render_template(
        "reminders/mail.html",
        mail=mail,
        status=MAIL_STATUS_WORDS[MailStatus(mail.status)],
        files=[each.name for each in attachments_of(mail.id)],
        again=mail.status in AGAIN and not mail.about.startswith((REMINDERS, *PLANS)),
        of_a_plan=mail.status in AGAIN and mail.about.startswith(PLANS),
        mail_is_set_up=is_set_up(),
    )


@blueprint.post("/messages/mail/<uuid:mail_id>/again")
@allowed(Permission.REPORTS)
def send_mail_again(mail_id: UUID) -> ResponseReturnValue:
    """Send one that did not arrive once more, as a new e-mail."""
    looking, at = viewer(), clock.now()
    mail = found(mail_of(found(looking.service_id), mail_id))
    if mail.status in AGAIN and mail.about.startswith(PLANS):
        flash("Nothing was sent. A plan is sent again from the person’s own page, under “Everyone’s part”.", "info")
        return redirect(url_for("reminders.show_mail", mail_id=mail.id))
    if mail.status not in AGAIN or mail.about.startswith(REMINDERS):
        flash("It is on its way, or it was sent: nothing was sent twice.", "info")
        return redirect(url_for("reminders.show_mail", mail_id=mail.id))
    new = queue_again(mail, by=looking.staff_id, at=at)
    record_change("send_mail_again", by=looking.staff_id, at=at, about=str(new.id))
    commit()
    flash("It is in the outbox again.", "success")
    return redirect(url_for("reminders.show_mail", mail_id=new.id))
