"""A text provider on this machine that speaks as Twilio does, and misbehaves by the number written to."""

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse
from uuid import uuid4

from twilio.request_validator import RequestValidator

SID = "AC" + "0" * 32
TOKEN = "a token for tests"

WELL = "+447700900100"
FULL = "+447700900429"
NO_SUCH = "+447700900211"
STOPPED = "+447700900610"
FAULTY = "+447700900500"
FAULTY_BUT_TAKEN = "+447700900501"
DROPS = "+447700900502"
SILENT = "+447700900503"

REFUSALS = {FULL: (429, 20429), NO_SUCH: (400, 21211), STOPPED: (400, 21610), FAULTY: (500, 20500)}
TAKEN_ALL_THE_SAME = {FAULTY_BUT_TAKEN, DROPS, SILENT}


class Peer:
    """What it took, and whether looking things up works. `at`: its clock, where a test has one of its own.

    With `says_afterwards` it posts what became of each text, as Twilio does: again, and out of order.
    """

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.tries: list[str] = []
        self.answers_lists = True
        self.at: datetime | None = None
        self.lock = threading.Lock()
        self.says_afterwards: ThreadPoolExecutor | None = None
        self.answers: list[int] = []

    def to(self, number: str) -> list[dict[str, Any]]:
        with self.lock:
            return [one for one in self.taken if one["to"] == number]

    def take(self, form: dict[str, str]) -> dict[str, Any]:
        made = {
            "sid": f"SM{uuid4().hex}",
            "account_sid": SID,
            "to": form["To"],
            "from": form.get("From"),
            "body": form["Body"],
            "status": "queued",
            "date_created": format_datetime(self.at or datetime.now(UTC)),
            "callback": form.get("StatusCallback"),
        }
        with self.lock:
            self.taken.append(made)
        if self.says_afterwards is not None:
            self.says_afterwards.submit(self._say_afterwards, made)
        return made

    def _say_afterwards(self, made: dict[str, Any]) -> None:
        for status in ("delivered", "sent", "delivered"):
            said = {"MessageSid": made["sid"], "AccountSid": SID, "MessageStatus": status}
            signature = RequestValidator(TOKEN).compute_signature(made["callback"], said)
            request = urllib.request.Request(made["callback"], urlencode(said).encode())
            request.add_header("X-Twilio-Signature", signature)
            with urllib.request.urlopen(request, timeout=60) as answer:
                self.answers.append(answer.status)


@contextmanager
def twilio_peer() -> Iterator[tuple[Peer, dict[str, Any]]]:
    """The provider, and the settings that lead to it."""
    peer = Peer()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Quiet."""

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(text).items()}
            number = form["To"]
            with peer.lock:
                peer.tries.append(number)
            if number in REFUSALS:
                status, code = REFUSALS[number]
                self.answer(status, {"code": code, "message": "no", "status": status, "more_info": ""})
                return
            made = peer.take(form)
            if number == FAULTY_BUT_TAKEN:
                self.answer(500, {"code": 20500, "message": "a fault", "status": 500, "more_info": ""})
            elif number == DROPS:
                self.close_connection = True
                self.connection.close()
            elif number == SILENT:
                time.sleep(1.5)
            else:
                self.answer(201, made)

        def do_GET(self) -> None:
            if not peer.answers_lists:
                self.answer(503, {"code": 20503, "message": "not now", "status": 503, "more_info": ""})
                return
            (number,) = parse_qs(urlparse(self.path).query)["To"]
            self.answer(200, {"messages": peer.to(number), "page": 0, "page_size": 50, "next_page_uri": None})

        def answer(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield peer, twilio_settings(f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def twilio_settings(address: str) -> dict[str, Any]:
    return {
        "twilio_account_sid": SID,
        "twilio_auth_token": TOKEN,
        "twilio_from": "+447700900999",
        "twilio_address": address,
        "public_address": "https://safe.example.org",
    }
