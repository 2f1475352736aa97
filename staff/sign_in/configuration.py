"""What Flask-Security is told, and its sentences in our words."""

from datetime import timedelta
from typing import Any

from core.keys import kept_key
from core.settings import Settings

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
        "SECURITY_JOIN_USER_ROLES": False,  # joined so, SQLite goes through everybody's
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
