"""The door to Twilio: one text handed over, one looked for, one callback believed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from core.settings import Settings

TWILIO = "https://api.twilio.com"
NOT_A_MOBILE = frozenset({21211, 21214, 21217, 21401, 21408, 21421, 21606, 21612, 21614})
OPTED_OUT = frozenset({21610})
TOO_MANY = frozenset({14107, 20429, 30001})
MOMENT = timedelta(minutes=1)


class Answer(Enum):
    """What became of a text, as far as we know."""

    ACCEPTED = auto()
    LATER = auto()
    NOT_A_MOBILE = auto()
    OPTED_OUT = auto()
    REFUSED = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """The answer, the name Twilio gave the text where it took it, and words that staff can read."""

    answer: Answer
    provider_id: str = ""
    words: str = ""


class _Elsewhere(TwilioHttpClient):
    """Twilio's own client, sent to the address that the settings name."""

    def __init__(self, address: str, seconds: float) -> None:
        super().__init__(timeout=seconds, max_retries=0)
        self.address = address.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """The same request, there."""
        return super().request(method, url.replace(TWILIO, self.address, 1), *args, **kwargs)


def send(number: str, text: str, callback: str, settings: Settings, *, seconds: int) -> Said:
    """Hand one text to Twilio. Never raises for what Twilio or the network does.

    UNSURE: it may have been taken; it is looked for before it is sent again.
    """
    sender = settings.twilio_from
    key = "messaging_service_sid" if sender.startswith("MG") else "from_"
    try:
        wanted = {"to": number, "body": text, "status_callback": callback, key: sender}
        made = _client(settings, seconds).messages.create(**wanted)
        return Said(Answer.ACCEPTED, made.sid) if made.sid else Said(Answer.UNSURE)
    except TwilioRestException as problem:
        return _refused(problem.status, problem.code or 0)
    except requests.exceptions.RequestException as problem:
        return Said(Answer.LATER, words="Twilio could not be reached.") if _never_left(problem) else _LOST
    except (TwilioException, ValueError, KeyError, TypeError):
        return _LOST


_LOST = Said(Answer.UNSURE, words="Twilio's answer was lost.")


def _refused(status: int, code: int) -> Said:
    if status == 429 or code in TOO_MANY:
        return Said(Answer.LATER, words="Twilio takes no more texts for a moment (429).")
    if status >= 500:
        return Said(Answer.UNSURE, words=f"Twilio answered with a fault of its own ({status}).")
    if code in OPTED_OUT:
        return Said(Answer.OPTED_OUT, words=f"They have answered STOP to our texts (Twilio {code}).")
    if code in NOT_A_MOBILE:
        return Said(Answer.NOT_A_MOBILE, words=f"Texts cannot be sent to this number (Twilio {code}).")
    if status in (401, 403):
        return Said(Answer.LATER, words=f"Twilio does not accept this machine's account ({status}).")
    return Said(Answer.REFUSED, words=f"Twilio did not take it ({code or status}).")


def _never_left(problem: requests.exceptions.RequestException) -> bool:
    """Whether no connection was made at all, so that nothing can have been taken."""
    if isinstance(problem, requests.exceptions.ConnectTimeout):
        return True
    reason = getattr(problem.args[0] if problem.args else None, "reason", None)
    return isinstance(reason, NewConnectionError)


def find(number: str, text: str, since: datetime, settings: Settings, *, seconds: int) -> tuple[str, ...] | None:
    """The names of texts with these words to a number since an instant (UTC); none where Twilio did not say."""
    try:
        found = _client(settings, seconds).messages.list(to=number, limit=50)
        return tuple(
            one.sid
            for one in found
            if one.sid and one.body == text and (one.date_created is None or one.date_created >= since - MOMENT)
        )
    except (requests.exceptions.RequestException, TwilioException, ValueError, KeyError, TypeError):
        return None


def is_from_twilio(url: str, fields: dict[str, str], signature: str, settings: Settings) -> bool:
    """Whether a callback carries Twilio's signature for this address and these fields."""
    if not settings.twilio_auth_token or not signature:
        return False
    return bool(RequestValidator(settings.twilio_auth_token).validate(url, fields, signature))


def _client(settings: Settings, seconds: int) -> Client:
    return Client(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        http_client=_Elsewhere(settings.twilio_address, seconds),
    )
