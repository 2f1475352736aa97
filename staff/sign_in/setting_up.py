"""Setting up Flask-Security, what is audited when it reports something, and the end of idle sessions."""

from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, flash, g, request, session
from flask.typing import ResponseReturnValue
from flask_login import user_logged_out
from flask_security import (
    FSQLALiteUserDatastore,
    Security,
    logout_user,
    password_changed,
    tf_disabled,
    tf_profile_changed,
    user_authenticated,
    user_failed_authn,
)
from flask_security.forms import ChangePasswordForm, VerifyForm
from markupsafe import Markup
from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager

from core import clock
from core.db import commit, db
from core.forms import Problem
from core.pages import qr_code
from core.settings import Settings
from staff import actions
from staff.access import account, ask_to_sign_in
from staff.models import Role, User, roles_users
from staff.rules import ROLE_WORDS, RoleName
from staff.sign_in.forms import RescueForm, SecondFactorForm, SignInCodeForm, SignInForm, audit_sign_in

SEEN_AT = "seen_at"


_SIGNED_IN = (
    select(User)
    .outerjoin(roles_users, roles_users.c.user_id == User.id)  # each by its key: told at once, SQLite reads all roles
    .outerjoin(Role, Role.id == roles_users.c.role_id)
    .options(contains_eager(User.roles))
    .where(User.fs_uniquifier == bindparam("uniquifier"))
)


class Accounts(FSQLALiteUserDatastore):
    """The library's store of accounts, with the statement that every request asks made once."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Any:
        """The account with its roles, by whatever the library looks for."""
        if kwargs.keys() == {"fs_uniquifier"} and not case_insensitive:
            found = db.session.scalars(_SIGNED_IN, {"uniquifier": kwargs["fs_uniquifier"]})
            return found.unique().one_or_none()
        return super().find_user(case_insensitive, **kwargs)


def init_sign_in(app: Flask) -> None:
    """Set up Flask-Security with our forms, and listen to what it reports."""
    security = Security(
        app,
        Accounts(db, User, Role),
        login_form=SignInForm,
        change_password_form=ChangePasswordForm,
        verify_form=VerifyForm,
        two_factor_verify_code_form=SignInCodeForm,
        two_factor_setup_form=SecondFactorForm,
        two_factor_rescue_form=RescueForm,
    )
    _init_templates(app, security)
    security.unauthn_handler(lambda *_, **__: ask_to_sign_in())  # type: ignore[arg-type]
    app.before_request(_end_if_idle)
    for signal, listener in (
        (user_authenticated, _signed_in),
        (user_failed_authn, _failed),
        (password_changed, _password_changed),
        (tf_profile_changed, _second_factor_on),
        (tf_disabled, _second_factor_off),
        (user_logged_out, _signed_out),
    ):
        signal.connect(listener, app)
    security.want_json(lambda _request: False)


def _init_templates(app: Flask, security: Security) -> None:
    """What the sign-in pages need beyond what the library hands them."""
    security.change_password_context_processor(lambda: {"must_change_password": account.must_change_password})
    security.tf_setup_context_processor(lambda: {"primary_method_on": account.tf_primary_method is not None})
    app.jinja_env.globals["sign_in_problems"] = _problems
    app.jinja_env.globals["second_factor_picture"] = _second_factor_picture
    app.jinja_env.filters["role_words"] = lambda role: ROLE_WORDS[RoleName(role)]


def _problems(form: Any) -> list[Problem]:
    """The problems of one of the library's forms, for our summary."""
    return [Problem(field.id, str(sentence)) for field in form for sentence in field.errors]


def _second_factor_picture(issuer: str, username: str, key: str) -> Markup:
    """What an authenticator app reads: the key, and whose it is."""
    secret = key.replace("-", "").replace(" ", "")
    address = f"otpauth://totp/{quote(issuer)}:{quote(username)}?secret={secret}&issuer={quote(issuer)}"
    return qr_code(address, "Picture for your authenticator app")


def _settings(app: Flask) -> Settings:
    settings: Settings = app.extensions["settings"]
    return settings


def _signed_in(app: Flask, user: User, **_: Any) -> None:
    actions.forget_failed_sign_ins(user.id)
    commit()
    session[SEEN_AT] = clock.now().timestamp()
    audit_sign_in(user, "signed_in")


def _failed(app: Flask, user: User, **_: Any) -> None:
    settings = _settings(app)
    locked = actions.count_failed_sign_in(
        user.id, at=clock.now(), tries=settings.sign_in_tries, lock_minutes=settings.lock_minutes
    )
    commit()
    audit_sign_in(user, "locked_out" if locked else "sign_in_refused")


def _password_changed(app: Flask, user: User, **_: Any) -> None:
    actions.forget_one_time_password(user.id)
    audit_sign_in(user, "changed_password")


def _second_factor_on(app: Flask, user: User, **_: Any) -> None:
    audit_sign_in(user, "second_factor_on")


def _second_factor_off(app: Flask, user: User, **_: Any) -> None:
    audit_sign_in(user, "second_factor_off")


def _signed_out(app: Flask, user: User, **_: Any) -> None:
    audit_sign_in(user, "signed_out")


def _end_if_idle() -> ResponseReturnValue | None:
    """A session ends some minutes after it was last used: desks are shared. The cookie itself ends with the browser."""
    if "_user_id" not in session or request.endpoint in ("static", "assets.file"):
        return None
    now, minutes = clock.now().timestamp(), _settings(current_app).idle_minutes
    if now - session.get(SEEN_AT, 0) <= minutes * 60:
        session[SEEN_AT] = now
        return None
    logout_user()
    g.pop("viewer", None)
    flash(f"You were signed out because this page was not used for {minutes} minutes.", "info")
    return ask_to_sign_in() if request.endpoint != "security.login" else None
