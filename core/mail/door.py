"""The door to SMTP: one e-mail handed to the mail server, and what it answered, in words staff can read."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import Enum, auto

from core.mail.outbox import Attachment
from core.settings import Settings, SmtpTls


class Answer(Enum):
    """What became of it, as far as we know."""

    ACCEPTED = auto()
    REFUSED = auto()
    LATER = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out. `reference` is its own for ever: a mail server that gets it twice can tell."""

    reference: str
    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    at: datetime


def send(letter: Letter, settings: Settings, *, answer_seconds: int) -> tuple[Answer, str]:
    """Hand one letter over. Says whether it was accepted, and the server's words. Never raises for what a server does.

    An answer lost after the text was handed over is UNKNOWN: it may have been accepted, so it is not sent again.
    """
    handed_over = False
    try:
        content = _message(letter, settings.mail_from).as_bytes(policy=SMTP)
        with _connect(settings, answer_seconds) as server:
            _expect(server.mail(settings.mail_from))
            _expect(server.rcpt(letter.to))
            handed_over = True
            _expect(server.data(content))
            return Answer.ACCEPTED, ""
    except smtplib.SMTPResponseException as problem:
        return _judged(problem.smtp_code, _text(problem.smtp_error))
    except (smtplib.SMTPException, OSError) as problem:
        if handed_over:
            return Answer.UNKNOWN, "The mail server did not say whether it took the e-mail."
        return Answer.LATER, f"The mail server could not be reached ({type(problem).__name__})."
    except (ValueError, UnicodeError):
        return Answer.REFUSED, "The address cannot be written as an e-mail address."


class _Server(smtplib.SMTP):
    """Ends without asking: what was accepted is accepted, whether or not the server says good-bye."""

    def __exit__(self, *args: object) -> None:
        self.close()


class _SecureServer(smtplib.SMTP_SSL):
    def __exit__(self, *args: object) -> None:
        self.close()


def _connect(settings: Settings, seconds: int) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    host, port = settings.smtp_host, settings.smtp_port
    server: smtplib.SMTP
    if settings.smtp_tls is SmtpTls.TLS:
        server = _SecureServer(host, port, timeout=seconds, context=secure)
    else:
        server = _Server(host, port, timeout=seconds)
    try:
        if settings.smtp_tls is SmtpTls.STARTTLS:
            server.starttls(context=secure)
        server.ehlo_or_helo_if_needed()
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.reference}@{sender.rpartition('@')[2].strip('>') or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    for each in letter.attachments:
        main, _, sub = each.media_type.partition("/")
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    return message


def _expect(reply: tuple[int, bytes]) -> None:
    code, words = reply
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, words)


def _judged(code: int, words: str) -> tuple[Answer, str]:
    """4xx: not now (RFC 5321). 5xx: never, but for what is about us and not about the letter: that may be put right."""
    said = f"The mail server answered: {code} {words}".strip()
    ours = code in (421, 530, 534, 535, 538)
    return (Answer.LATER if ours or code < 500 else Answer.REFUSED), said


def _text(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:300]
