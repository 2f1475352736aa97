"""E-mail: an outbox of rows, and the one door to SMTP behind it."""

from core.mail.outbox import (
    MAIL_STATUS_WORDS,
    Attachment,
    Mail,
    MailAttachment,
    MailStatus,
    attachments_of,
    mail_of,
    mails_about,
    mails_of,
    queue_again,
    queue_mail,
    stop_waiting,
)
from core.mail.policy import MailPolicy
from core.mail.sending import deliver, is_set_up

__all__ = [
    "MAIL_STATUS_WORDS",
    "Attachment",
    "Mail",
    "MailAttachment",
    "MailPolicy",
    "MailStatus",
    "attachments_of",
    "deliver",
    "is_set_up",
    "mail_of",
    "mails_about",
    "mails_of",
    "queue_again",
    "queue_mail",
    "stop_waiting",
]
