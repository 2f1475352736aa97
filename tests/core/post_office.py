"""A real mail server for tests: it takes, refuses, keeps us waiting, or loses its answer, by the address written to."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """What it was handed, and how it treats each address."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 5.1.1 No such person here"
        if address.startswith("later"):
            return "451 4.3.0 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        if address.startswith("spam"):
            return "554 5.7.1 We do not like what it says"
        content: Any = envelope.content
        self.taken.append((address, bytes(content).decode()))
        if address.startswith("lost"):
            transport: Any = server.transport
            transport.abort()
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]


@contextmanager
def post_office() -> Iterator[tuple[PostOffice, dict[str, Any]]]:
    """A mail server on this machine, and the settings that lead to it."""
    office = PostOffice()
    port = a_free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office, smtp_settings(port)
    finally:
        controller.stop()


def a_free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


def smtp_settings(port: int) -> dict[str, Any]:
    return {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": "none", "mail_from": "tool@example.org"}
