"""The outbox, against a real mail server that takes, refuses, keeps us waiting and loses its answer."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from core.db import db
from core.jobs import run_due
from core.mail import Attachment, Mail, MailStatus, deliver, mails_about, queue_mail
from tests.core.post_office import PostOffice, post_office, smtp_settings
from tests.staff.builders import Person, a_service
from tests.strict_client import StrictClient

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def use(inside: Flask) -> Iterator[Callable[..., None]]:
    """`use(smtp_port=…)` changes the settings for one test."""
    before = inside.extensions["settings"]

    def change(**values: Any) -> None:
        plain = before.model_dump() | values
        inside.extensions["settings"] = type(before)(**plain)

    yield change
    inside.extensions["settings"] = before


@pytest.fixture
def office(use: Callable[..., None]) -> Iterator[PostOffice]:
    with post_office() as (office, settings):
        use(**settings)
        yield office


def a_mail(to: str, **values: Any) -> Mail:
    facts: dict[str, Any] = {
        "subject": "A plan",
        "text": "Dear all,\nhere it is.",
        "about": "answer:1",
        "service_id": a_service().id,
    }
    mail = queue_mail(to=to, at=AT, **facts | values)
    db.session.commit()
    return mail


def stands(mail: Mail) -> tuple[str, str]:
    found = db.session.get_one(Mail, mail.id, populate_existing=True)
    return found.status, found.said


def test_an_e_mail_and_its_file_arrive_once(office: PostOffice) -> None:
    mail = a_mail("zoe@example.org", attachments=[Attachment("plan.pdf", "application/pdf", b"%PDF-1.7 plan")])
    run_due(at=AT, worker="one")
    run_due(at=AT, worker="one")
    assert office.addresses == ["zoe@example.org"]
    content = office.taken[0][1]
    assert f"Message-ID: <{mail.id}@example.org>" in content
    assert 'filename="plan.pdf"' in content
    assert stands(mail) == ("sent", "")


@pytest.mark.parametrize(
    ("to", "status", "words"),
    [
        ("nobody@example.org", "refused", "550 5.1.1 No such person here"),
        ("spam@example.org", "refused", "554 5.7.1 We do not like what it says"),
        ("later@example.org", "queued", "451 4.3.0 Come back later"),
        ("lost@example.org", "unknown", "did not say whether it took"),
        ("not an address\r\nBcc: all@example.org", "refused", "cannot be written as an e-mail address"),
    ],
)
def test_each_answer_ends_as_a_status_in_the_servers_words(
    office: PostOffice, to: str, status: str, words: str
) -> None:
    mail, other = a_mail(to), a_mail("well@example.org")
    run_due(at=AT, worker="one")
    found, said = stands(mail)
    assert found == status
    assert words in said
    assert stands(other)[0] == "sent"


def test_what_may_have_arrived_is_never_sent_again(office: PostOffice) -> None:
    a_mail("lost@example.org")
    for hours in range(4):
        run_due(at=AT + timedelta(hours=hours), worker="one")
    assert office.addresses == ["lost@example.org"]


def test_a_crash_while_sending_ends_as_unknown(office: PostOffice) -> None:
    mail = a_mail("zoe@example.org")
    mail.status = MailStatus.SENDING
    db.session.commit()
    run_due(at=AT, worker="one")
    assert stands(mail)[0] == "unknown"
    assert office.taken == []


def test_a_mail_server_that_hangs_is_waited_for_and_tried_again(use: Callable[..., None]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        use(**smtp_settings(deaf.getsockname()[1]))
        mail, patience = a_mail("zoe@example.org"), threading.Timer(0.3, deaf.close)
        patience.start()
        connected = threading.Thread(target=lambda: deaf.accept()[0].close())
        connected.start()
        assert deliver(mail.id, at=AT)[0] is MailStatus.QUEUED
        connected.join()
        patience.cancel()
    assert "could not be reached" in stands(mail)[1]


def test_without_a_mail_server_e_mails_stay_in_the_outbox_and_go_once_there_is_one(use: Callable[..., None]) -> None:
    mail = a_mail("zoe@example.org")
    assert run_due(at=AT, worker="one") == 0
    assert stands(mail) == ("queued", "")
    with post_office() as (office, settings):
        use(**settings)
        run_due(at=AT + timedelta(hours=1), worker="one")
        assert office.addresses == ["zoe@example.org"]


def test_what_waited_for_a_week_is_looked_at_first(office: PostOffice) -> None:
    mail = a_mail("zoe@example.org")
    run_due(at=AT + timedelta(days=8), worker="one")
    assert stands(mail)[0] == "stopped"
    assert office.taken == []


def test_the_outbox_shows_what_became_of_each_and_sends_again_what_may_be(
    office: PostOffice, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    manager = sign_in("manager")
    mail = a_mail("nobody@example.org", service_id=manager.service_id)
    theirs = a_mail("other@example.org")
    run_due(at=AT, worker="one")
    page = client.get("/messages").text
    assert "Not accepted" in page
    assert "No such person here" in page
    assert "other@example.org" not in page
    assert client.get(f"/messages/mail/{theirs.id}").status_code == 404
    assert "Ask whether it arrived" in client.get(f"/messages/mail/{mail.id}").text
    assert client.post(f"/messages/mail/{mail.id}/again").status_code == 302
    assert manager.service_id is not None
    assert mails_about(manager.service_id, ["answer:1"])["answer:1"].id != mail.id


@pytest.mark.parametrize("about", ["share:1", "reminder:1"])
def test_what_is_about_a_plan_is_not_sent_again_from_the_outbox(
    office: PostOffice, client: StrictClient, sign_in: Callable[..., Person], about: str
) -> None:
    manager = sign_in("manager")
    mail = a_mail("nobody@example.org", service_id=manager.service_id, about=about)
    run_due(at=AT, worker="one")
    page = client.get(f"/messages/mail/{mail.id}").text
    assert "Everyone’s part in the plan" in page and "Ask whether it arrived" not in page
    assert "Nothing was sent" in client.get(client.post(f"/messages/mail/{mail.id}/again").location).text
    assert manager.service_id is not None
    assert mails_about(manager.service_id, [about])[about].id == mail.id


def test_the_outbox_says_so_where_e_mail_is_not_set_up(client: StrictClient, sign_in: Callable[..., Person]) -> None:
    sign_in("manager")
    assert "E-mail is not set up on this machine" in client.get("/messages").text
