"""What holds on every page: headers, errors in plain words, and what goes wrong with a request itself."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, Response, abort
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.audit import AuditEntry
from core.conflict import Conflict
from core.db import db
from core.errors import PAGES
from staff.access import public, signed_in
from staff.models import Demonstration, Service
from tests.databases import make_app
from tests.emptying import Database
from tests.staff.builders import Person, a_service, a_staff_member, put_into_session
from tests.strict_client import StrictClient, watch_commits

SignIn = Callable[..., Person]


@pytest.fixture(scope="module")
def broken_app(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with pages that go wrong, each in its own way; CSRF is asked for as in production."""
    database.start_afresh()
    app = make_app(database.url, tmp_path_factory.mktemp("broken"), request_megabytes=1)
    app.config["WTF_CSRF_ENABLED"] = True
    app.config["MAX_CONTENT_LENGTH"] = 1000
    app.test_client_class = StrictClient
    watch_commits(app)
    app.add_url_rule("/broken/<int:code>", "broken", public(lambda code: abort(code)))
    app.add_url_rule("/broken/conflict", "conflict", public(_overtaken))
    app.add_url_rule("/broken/taken", "taken", public(_taken))
    app.add_url_rule("/broken/bug", "bug", public(lambda: str(1 // 0)))
    app.add_url_rule("/broken/half", "half", public(_half))
    app.add_url_rule("/broken/lost", "lost", public(_lost))
    app.add_url_rule("/broken/unmarked", "unmarked", lambda: "never seen")
    app.add_url_rule("/broken/form", "form", signed_in(lambda: "sent"), methods=["POST"])
    yield app
    with app.app_context():
        db.engine.dispose()


def _overtaken() -> str:
    raise Conflict("Dana Worker recorded a decision at 2:05pm.")


def _taken() -> str:
    service = a_service()
    db.session.add(Service(name="Again", code=service.code, nation="scotland"))
    try:
        db.session.flush()
    except IntegrityError:
        raise
    return "never seen"


def _half() -> str:
    """Writes where a page only reads, and fails."""
    a_service()
    raise ZeroDivisionError


def _lost() -> Response:
    """Reads what it needs; then the database is gone."""
    db.session.connection().invalidate()
    return Response("read", mimetype="text/plain")


@pytest.fixture
def broken(broken_app: Flask) -> StrictClient:
    client = broken_app.test_client()
    assert isinstance(client, StrictClient)
    return client


def test_every_page_forbids_what_comes_from_outside_and_is_kept_nowhere(client: StrictClient, sign_in: SignIn) -> None:
    sign_in("drugs-worker")
    headers = client.get("/account").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_over_https_the_browser_is_told_to_stay_there(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database.start_afresh()
    app = make_app(database.url, tmp_path_factory.mktemp("https"), https=True)
    plain = app.test_client().get("/sign-in")
    assert plain.status_code == 302
    assert plain.headers["Location"].startswith("https://")
    secure = app.test_client().get("/sign-in", base_url="https://localhost")
    assert "max-age" in secure.headers["Strict-Transport-Security"]
    assert "Secure" in secure.headers["Set-Cookie"]
    with app.app_context():
        db.engine.dispose()


def test_the_design_systems_files_are_kept_for_a_year_and_ask_nothing_of_other_hosts(client: StrictClient) -> None:
    page = client.get("/sign-in").text
    for address in re.findall(r'(?:href|src|data-frontend)="(/(?:assets|static)/[^"]+)"', page):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "max-age=31536000" in answer.headers["Cache-Control"], address
        if address.startswith("/assets"):
            assert b"//assets.nhs.uk" not in answer.data
    assert client.get("/assets/nothing.css").status_code == 404
    assert client.get("/assets/../../../package.json").status_code == 404


@pytest.mark.parametrize("code", sorted(PAGES))
def test_every_error_has_a_page_in_plain_words_with_a_way_on(broken: StrictClient, code: int) -> None:
    answer = broken.get(f"/broken/{code}")
    assert answer.status_code == code
    assert PAGES[code].title in answer.text
    assert 'href="/' in answer.text


def test_an_unknown_address_and_a_wrong_method_have_pages_too(broken: StrictClient) -> None:
    assert broken.get("/nowhere").status_code == 404
    assert broken.get("/sign-out").status_code == 405


def test_somebody_elses_newer_record_is_a_409_that_says_whose(broken: StrictClient) -> None:
    answer = broken.get("/broken/conflict")
    assert answer.status_code == 409
    assert "Dana Worker recorded a decision at 2:05pm." in answer.text


def test_a_row_that_is_taken_is_a_409_and_leaves_nothing(broken_app: Flask, broken: StrictClient) -> None:
    assert broken.get("/broken/taken").status_code == 409
    with broken_app.app_context():
        assert db.session.scalars(select(Service)).all() == []


def test_a_bug_is_a_500_that_shows_nothing_of_itself(broken: StrictClient) -> None:
    answer = broken.get("/broken/bug")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text


def test_what_a_page_began_before_it_failed_is_not_kept(broken_app: Flask, broken: StrictClient) -> None:
    assert broken.get("/broken/half").status_code == 500
    with broken_app.app_context():
        assert db.session.scalars(select(Service)).all() == []


def test_a_page_that_was_read_is_shown_though_the_database_is_gone_by_then(broken: StrictClient) -> None:
    assert broken.get("/broken/lost").text == "read"
    assert broken.get("/broken/404").status_code == 404


def test_a_view_that_nobody_marked_is_refused_to_everybody(broken: StrictClient) -> None:
    assert broken.get("/broken/unmarked").status_code == 403


def test_a_form_without_its_token_is_refused_in_plain_words(broken_app: Flask, broken: StrictClient) -> None:
    with broken_app.app_context():
        worker = a_staff_member("drugs-worker")
        db.session.commit()
        put_into_session(broken, worker)
    answer = broken.post("/broken/form", data={"reason": "typed"})
    assert answer.status_code == 400
    assert "This page was open for too long" in answer.text


def test_a_request_that_is_too_large_is_refused_in_plain_words(broken: StrictClient) -> None:
    token = broken.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = broken.post("/sign-in", data={"csrf_token": token, "email": "x" * 2000})
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_the_banner_says_since_when_everybody_is_made_up(client: StrictClient, inside: Flask) -> None:
    assert "made up" not in client.get("/sign-in").text
    db.session.add(Demonstration(loaded_at=datetime(2026, 7, 1, 13, 5, tzinfo=UTC)))
    db.session.commit()
    assert "Everybody here is made up. Loaded on 1 July 2026 at 2:05pm." in client.get("/sign-in").text


def test_a_page_of_another_role_is_refused_and_noted(client: StrictClient, sign_in: SignIn) -> None:
    pharmacist = sign_in("pharmacist")
    assert client.get("/staff").status_code == 403
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.kind == "refused")).one()
    assert (entry.by_id, entry.verb) == (pharmacist.staff_id, "staff.list_staff")


def test_behind_a_proxy_the_audit_keeps_the_address_of_the_person(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database.start_afresh()
    app = make_app(database.url, tmp_path_factory.mktemp("proxy"), trusted_proxies=1)
    client = app.test_client()
    client.post(
        "/sign-in",
        data={"email": "nobody@example.org", "password": "x"},
        headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.7"},
    )
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.address)).all() == ["203.0.113.7"]
        db.session.close()
        db.engine.dispose()


def test_keys_are_made_once_for_each_machine_and_readable_by_it_alone(tmp_path: Path, database: Database) -> None:
    keys = [make_app(database.url, tmp_path).config["SECRET_KEY"] for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 40
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
