"""Reads read and writes write: every request in the kind of transaction its method asks for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from core.audit import coming_from
from core.db import reading, writing

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SAFE = ("GET", "HEAD", "OPTIONS")


class Transactions:
    """WSGI middleware: a GET never waits for a writer; a POST takes the writer's place with its first statement."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Run the request; responses are built before it ends, never streamed from the database."""
        kind: Any = reading if environ["REQUEST_METHOD"] in SAFE else writing
        with kind(), coming_from(environ.get("REMOTE_ADDR") or "unknown"):
            return self.application(environ, start_response)
