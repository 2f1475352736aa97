"""The door to Flask-Security: signing in and out, the second factor, lock-out, and the end of idle sessions."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, flash, g, request, session
from flask.typing import ResponseReturnValue
from flask_login import user_logged_out
from flask_security import (
    FSQLALiteUserDatastore,
    Security,
    current_user,
    logout_user,
    password_changed,
    tf_disabled,
    tf_profile_changed,
    user_authenticated,
    user_failed_authn,
)
from flask_security.forms import ChangePasswordForm, LoginForm, TwoFactorSetupForm, TwoFactorVerifyCodeForm, VerifyForm
from markupsafe import Markup
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  (newer than its stubs)

from core import audit, clock
from core.db import commit, db
from core.forms import Problem
from core.keys import kept_key
from core.pages import qr_code
from core.settings import Settings
from staff import actions
from staff.access import ask_to_sign_in
from staff.models import Role, User
from staff.queries import staff_member_of
from staff.rules import ROLE_WORDS, RoleName

SEEN_AT = "seen_at"
PASSWORD_LENGTH = 10

WORDS: dict[str, str] = {
    "GENERIC_AUTHN_FAILED": "The email address and password do not match an account here",
    "EMAIL_NOT_PROVIDED": "Enter your email address",
    "PASSWORD_NOT_PROVIDED": "Enter your password",
    "INVALID_EMAIL_ADDRESS": "Enter an email address in the form name@example.org",
    "INVALID_PASSWORD": "That is not your present password",
    "PASSWORD_INVALID_LENGTH": "Your new password must have 10 characters or more",
    "PASSWORD_IS_THE_SAME": "Your new password must differ from the present one",
    "RETYPE_PASSWORD_MISMATCH": "The two new passwords must be the same",
    "PASSWORD_CHANGE": "Your password is changed",
    "TWO_FACTOR_INVALID_TOKEN": "That code is not right, or is too old: enter the one your app shows now",
    "TWO_FACTOR_LOGIN_SUCCESSFUL": "You are signed in",
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": "From now on, signing in asks for a code from your app",
    "TWO_FACTOR_DISABLED": "Signing in no longer asks for a code",
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": "Choose whether signing in asks for a code",
    "TWO_FACTOR_PERMISSION_DENIED": "Sign in again to go on",
    "TWO_FACTOR_SETUP_EXPIRED": "That took longer than %(within)s: start again",
    "REAUTHENTICATION_REQUIRED": "Enter your password to go on: this changes how you sign in",
    "REAUTHENTICATION_SUCCESSFUL": "Thank you",
}


def configuration(settings: Settings) -> dict[str, Any]:
    """What Flask-Security is told. Keys are made once and kept in instance/, unless the environment names them."""
    key = settings.secret_key or kept_key(settings.instance_folder, "secret")
    second = settings.second_factor_key or kept_key(settings.instance_folder, "second-factor")
    return {
        "SECRET_KEY": key,
        "SECURITY_PASSWORD_SALT": key,
        "SECURITY_TOTP_SECRETS": {"1": second},
        "SECURITY_TOTP_ISSUER": settings.product_name,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_LENGTH_MIN": PASSWORD_LENGTH,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
        "SECURITY_LOGOUT_CSRF": False,
        "SECURITY_VERIFY_URL": "/account/confirm",
        "SECURITY_FRESHNESS": timedelta(minutes=settings.idle_minutes),
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=0),
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_URL": "/account/password",
        "SECURITY_POST_CHANGE_VIEW": "/account",
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_SETUP_URL": "/account/second-factor",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
        "SECURITY_TWO_FACTOR_RESCUE_URL": "/sign-in/code/help",
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/account",
        "SECURITY_LOGIN_USER_TEMPLATE": "staff/sign_in.html",
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "staff/change_password.html",
        "SECURITY_VERIFY_TEMPLATE": "staff/confirm.html",
        "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "staff/second_factor.html",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "staff/sign_in_code.html",
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_CACHE_CONTROL": None,
        "SECURITY_STATIC_FOLDER": None,
        **{f"SECURITY_MSG_{name}": (words, "info") for name, words in WORDS.items()},
    }


class SignInForm(LoginForm):
    """Says the same whether the address, the password, a lock or a closed account stood in the way."""

    remember = None

    def validate(self, **kwargs: Any) -> bool:
        """A locked account is refused with the right password too, in the same words."""
        if not super().validate(**kwargs):
            self._note_refusal()
            return False
        if _is_locked(self.user):
            self.password.errors = ["locked"]
            _audit(self.user, "sign_in_refused_while_locked")
            return False
        return True

    def _note_refusal(self) -> None:
        """A wrong password is counted and noted elsewhere; here the unknown address and the closed account."""
        if self.user is None and self.email.data:
            audit.record_view("sign_in_refused_unknown_address", by=None, at=clock.now(), kind="sign-in")
        elif self.user_authenticated:
            _audit(self.user, "sign_in_refused_account_closed")


class SignInCodeForm(TwoFactorVerifyCodeForm):
    """The code of the authenticator app: wrong ones count towards the lock like wrong passwords."""

    def validate(self, **kwargs: Any) -> bool:
        """A locked account is refused with the right code too."""
        if not super().validate(**kwargs):
            return False
        if not self.is_setup and _is_locked(self.user):
            self.code.errors = [WORDS["TWO_FACTOR_INVALID_TOKEN"]]
            return False
        return True


class SecondFactorForm(TwoFactorSetupForm):
    """An authenticator app, or nothing: the library's form with the choices that are open here."""

    setup = RadioField(
        choices=[SelectChoice("authenticator"), SelectChoice("disable")],
        validate_choice=False,
    )


def init_sign_in(app: Flask) -> None:
    """Set up Flask-Security with our forms, and listen to what it reports."""
    security = Security(
        app,
        FSQLALiteUserDatastore(db, User, Role),
        login_form=SignInForm,
        change_password_form=ChangePasswordForm,
        verify_form=VerifyForm,
        two_factor_verify_code_form=SignInCodeForm,
        two_factor_setup_form=SecondFactorForm,
    )
    _init_templates(app, security)
    security.unauthn_handler(lambda *_, **__: ask_to_sign_in())
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
    security.change_password_context_processor(lambda: {"must_change_password": current_user.must_change_password})
    security.tf_setup_context_processor(lambda: {"primary_method_on": current_user.tf_primary_method is not None})
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


def _is_locked(user: Any) -> bool:
    until: datetime | None = user.locked_until
    return until is not None and until > clock.now()


def _audit(user: Any, verb: str) -> None:
    member = staff_member_of(user.id)
    audit.record_view(verb, by=member.id if member else None, at=clock.now(), kind="sign-in")


def _signed_in(app: Flask, user: User, **_: Any) -> None:
    actions.forget_failed_sign_ins(user.id)
    commit()
    session[SEEN_AT] = clock.now().timestamp()
    _audit(user, "signed_in")


def _failed(app: Flask, user: User, **_: Any) -> None:
    settings = _settings(app)
    locked = actions.count_failed_sign_in(
        user.id, at=clock.now(), tries=settings.sign_in_tries, lock_minutes=settings.lock_minutes
    )
    commit()
    _audit(user, "locked_out" if locked else "sign_in_refused")


def _password_changed(app: Flask, user: User, **_: Any) -> None:
    actions.forget_one_time_password(user.id)
    _audit(user, "changed_password")


def _second_factor_on(app: Flask, user: User, **_: Any) -> None:
    _audit(user, "second_factor_on")


def _second_factor_off(app: Flask, user: User, **_: Any) -> None:
    _audit(user, "second_factor_off")


def _signed_out(app: Flask, user: User, **_: Any) -> None:
    _audit(user, "signed_out")


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
