"""Signing in and out: passwords, the lock, the second factor, the end of idle sessions, and what the audit keeps."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from flask_security.proxies import _security
from sqlalchemy import select

from core import clock
from core.audit import AuditEntry
from core.db import commit, db
from staff import actions
from staff.models import User
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient

PASSWORD = "three odd words"
NEW = {"password": PASSWORD, "new_password": "four other odd words", "new_password_confirm": "four other odd words"}
SignIn = Callable[..., Person]


@pytest.fixture
def worker(inside: Flask) -> Person:
    """Somebody with a password."""
    person = a_staff_member("drugs-worker", hashed=hash_password(PASSWORD))
    commit()
    return person


def try_to_sign_in(client: FlaskClient, email: str, password: str = PASSWORD) -> int:
    """302 where it worked, 200 where the page is shown again."""
    return client.post("/sign-in", data={"email": email, "password": password}).status_code


def seen(page: str, email: str) -> str:
    """The page less what was typed and its CSRF tokens."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page.replace(email, "x"))


def verbs() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


def account(person: Person) -> User:
    return db.session.get_one(User, person.user_id)


def test_the_right_password_signs_in_and_the_audit_says_so(client: StrictClient, worker: Person) -> None:
    assert try_to_sign_in(client, worker.email) == 302
    assert client.get("/account").status_code == 200
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.kind, entry.verb, entry.by_id) == ("sign-in", "signed_in", worker.staff_id)
    assert (entry.address, entry.service_id) == ("127.0.0.1", worker.service_id)


def test_the_address_may_be_typed_in_capitals(client: StrictClient, worker: Person) -> None:
    assert try_to_sign_in(client, worker.email.upper()) == 302


def test_after_signing_in_one_is_where_one_wanted_to_be(client: StrictClient, worker: Person) -> None:
    asked = client.get("/account/password")
    assert asked.headers["Location"] == "/sign-in?next=/account/password"
    sent = client.post(asked.headers["Location"], data={"email": worker.email, "password": PASSWORD})
    assert sent.headers["Location"].endswith("/account/password")


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_signing_in_never_leads_to_another_site(client: StrictClient, worker: Person, elsewhere: str) -> None:
    sent = client.post("/sign-in", data={"email": worker.email, "password": PASSWORD, "next": elsewhere})
    assert re.match(r"/(?![/\\])", sent.headers["Location"])


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: StrictClient, worker: Person) -> None:
    wrong = client.post("/sign-in", data={"email": worker.email, "password": "wrong"})
    unknown = client.post("/sign-in", data={"email": "nobody@example.org", "password": "wrong"})
    assert seen(wrong.text, worker.email) == seen(unknown.text, "nobody@example.org")
    assert "do not match an account that can sign in now" in wrong.text
    assert verbs() == ["sign_in_refused", "sign_in_refused_unknown_address"]


def test_the_fifth_wrong_password_locks_the_account_for_a_quarter_of_an_hour(
    client: StrictClient, worker: Person
) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as time:
        for _ in range(5):
            assert try_to_sign_in(client, worker.email, "wrong") == 200
        assert verbs()[-1] == "locked_out"
        assert try_to_sign_in(client, worker.email) == 200
        time.shift(timedelta(minutes=14, seconds=59))
        assert try_to_sign_in(client, worker.email) == 200
        time.shift(timedelta(seconds=2))
        assert try_to_sign_in(client, worker.email) == 302
    assert account(worker).failed_sign_ins == 0


def test_a_locked_account_says_nothing_that_a_wrong_password_would_not(client: StrictClient, worker: Person) -> None:
    wrong = client.post("/sign-in", data={"email": worker.email, "password": "wrong"}).text
    assert "After 5 wrong tries" in wrong
    for _ in range(4):
        try_to_sign_in(client, worker.email, "wrong")
    locked = client.post("/sign-in", data={"email": worker.email, "password": PASSWORD}).text
    assert seen(locked, worker.email) == seen(wrong, worker.email)


def test_tries_against_a_locked_account_do_not_keep_it_locked(inside: Flask, worker: Person) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for minute in (0, 0, 5):
        actions.count_failed_sign_in(worker.user_id, at=at + timedelta(minutes=minute), tries=2, lock_minutes=15)
    commit()
    assert account(worker).locked_until == at + timedelta(minutes=15)


def test_a_closed_account_cannot_sign_in_and_is_signed_out_at_once(client: StrictClient, worker: Person) -> None:
    try_to_sign_in(client, worker.email)
    account(worker).active = False
    commit()
    assert client.get("/account").status_code == 302
    assert try_to_sign_in(client, worker.email) == 200
    assert verbs()[-1] == "sign_in_refused_account_closed"


def test_signing_out_ends_the_session(client: StrictClient, worker: Person) -> None:
    try_to_sign_in(client, worker.email)
    assert client.post("/sign-out").status_code == 302
    assert client.get("/account").status_code == 302
    assert verbs() == ["signed_in", "signed_out"]


def test_a_session_ends_after_fifteen_idle_minutes(client: StrictClient, worker: Person) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as time:
        put_into_session(client, worker, at=clock.now())
        time.shift(timedelta(minutes=14))
        assert client.get("/account").status_code == 200
        time.shift(timedelta(minutes=14))
        assert client.get("/account").status_code == 200
        time.shift(timedelta(minutes=16))
        assert client.get("/account").headers["Location"] == "/sign-in?next=/account"
        assert "You were signed out because this page was not used for 15 minutes" in client.get("/sign-in").text


def test_what_is_sent_after_the_session_ended_is_not_saved_and_says_so(client: StrictClient, worker: Person) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as time:
        put_into_session(client, worker, at=clock.now())
        time.shift(timedelta(minutes=16))
        sent = client.post("/account/password", data={"password": PASSWORD})
    assert sent.status_code == 401
    assert "nothing was saved" in sent.text


def test_the_session_cookie_is_not_for_scripts_and_ends_with_the_browser(client: StrictClient, worker: Person) -> None:
    sent = client.post("/sign-in", data={"email": worker.email, "password": PASSWORD})
    cookie = next(each for each in sent.headers.getlist("Set-Cookie") if each.startswith("session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie


def test_a_one_time_password_has_to_be_changed_before_anything_else(client: StrictClient, worker: Person) -> None:
    account(worker).must_change_password = True
    commit()
    try_to_sign_in(client, worker.email)
    assert client.get("/account").headers["Location"] == "/account/password"
    assert "works once" in client.get("/account/password").text
    assert client.post("/account/password", data=NEW).status_code == 302
    assert client.get("/account").status_code == 200
    assert verbs()[-1] == "changed_password"


def test_a_changed_password_ends_the_other_sessions(app: Flask, client: StrictClient, worker: Person) -> None:
    elsewhere = app.test_client()
    for each in (client, elsewhere):
        try_to_sign_in(each, worker.email)
    client.post("/account/password", data=NEW)
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "wrong"}, "That is not your present password"),
        ({"new_password": "short", "new_password_confirm": "short"}, "must have 10 characters or more"),
        ({"new_password_confirm": "something else"}, "The two new passwords must be the same"),
        ({"new_password": PASSWORD, "new_password_confirm": PASSWORD}, "must differ from the present one"),
    ],
)
def test_a_new_password_that_will_not_do_says_why(
    client: StrictClient, worker: Person, typed: dict[str, str], sentence: str
) -> None:
    try_to_sign_in(client, worker.email)
    sent = client.post("/account/password", data=NEW | typed)
    assert sent.status_code == 200
    assert sentence in sent.text


def with_second_factor(person: Person) -> str:
    """Turn it on, and give its secret."""
    secret: str = _security.totp_factory.generate_totp_secret()
    user = account(person)
    user.tf_primary_method, user.tf_totp_secret = "authenticator", secret
    commit()
    return secret


def code_of(secret: str) -> str:
    """What the app on the phone shows now."""
    return str(_security.totp_factory.generate_totp_password(secret))


def test_with_a_second_factor_the_password_alone_is_not_enough(client: StrictClient, worker: Person) -> None:
    secret = with_second_factor(worker)
    sent = client.post("/sign-in", data={"email": worker.email, "password": PASSWORD}, follow_redirects=True)
    assert "Enter your code" in sent.text
    assert client.get("/account").status_code == 302
    assert client.post("/sign-in/code", data={"code": code_of(secret)}).status_code == 302
    assert client.get("/account").status_code == 200


def test_wrong_codes_lock_the_account_like_wrong_passwords(client: StrictClient, worker: Person) -> None:
    secret = with_second_factor(worker)
    try_to_sign_in(client, worker.email)
    for _ in range(5):
        assert "That code is not right" in client.post("/sign-in/code", data={"code": "000000"}).text
    assert verbs()[-1] == "locked_out"
    assert client.post("/sign-in/code", data={"code": code_of(secret)}).status_code == 200
    assert client.get("/account").status_code == 302


def test_a_second_factor_is_set_up_with_an_app(client: StrictClient, worker: Person) -> None:
    try_to_sign_in(client, worker.email)
    shown = client.post("/account/second-factor", data={"setup": "authenticator"})
    key = shown.text.split('app-password--long">')[1].split("<")[0]
    action = shown.text.split('action="/account/second-factor/')[1].split('"')[0]
    code = _security.totp_factory._totp(key.replace("-", "")).generate().token
    assert client.post(f"/account/second-factor/{action}", data={"code": code}).status_code == 302
    assert account(worker).tf_primary_method == "authenticator"
    assert client.post("/account/second-factor", data={"setup": "disable"}).status_code == 302
    db.session.expire_all()
    assert account(worker).tf_primary_method is None
    assert verbs()[-2:] == ["second_factor_on", "second_factor_off"]


def test_changing_how_one_signs_in_asks_for_the_password_again_after_a_while(
    client: StrictClient, worker: Person
) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as time:
        try_to_sign_in(client, worker.email)
        for _ in range(2):
            time.shift(timedelta(minutes=10))
            client.get("/account")
        asked = client.get("/account/second-factor")
        assert asked.status_code == 302
        assert "/account/confirm" in asked.headers["Location"]
        assert client.get(asked.headers["Location"]).status_code == 200
        assert client.post(asked.headers["Location"], data={"password": "wrong"}).status_code == 200
        assert client.post(asked.headers["Location"], data={"password": PASSWORD}).status_code == 302
        assert client.get("/account/second-factor").status_code == 200


def test_sign_in_tries_from_one_place_are_slowed_down(client: StrictClient, worker: Person) -> None:
    answers = [try_to_sign_in(client, f"someone{number}@example.org", "x") for number in range(31)]
    assert answers[:30] == [200] * 30
    assert answers[30] == 429


def test_nobody_can_register_themselves(client: StrictClient) -> None:
    assert client.get("/register").status_code == 404
    assert client.get("/reset").status_code == 404
