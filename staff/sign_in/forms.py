"""The library's forms, with our lock and our words."""

import re
from datetime import datetime
from typing import Any

from flask_security.forms import LoginForm, TwoFactorRescueForm, TwoFactorSetupForm, TwoFactorVerifyCodeForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from core import audit, clock
from staff.queries import staff_member_of
from staff.sign_in.configuration import WORDS

# Where signing in may lead on to: a path of this site, nothing else.
OWN_PATH = re.compile(r"/(?![/\\\\]).*")


def is_locked(user: Any) -> bool:
    """Whether too many wrong tries have closed the account for a while."""
    until: datetime | None = user.locked_until
    return until is not None and until > clock.now()


def audit_sign_in(user: Any, verb: str) -> None:
    """Write into the audit what an account did, or what was tried with it."""
    member = staff_member_of(user.id)
    audit.signed_in_at(member.service_id if member else None)
    audit.record_view(verb, by=member.id if member else None, at=clock.now(), kind="sign-in")


class SignInForm(LoginForm):
    """Says the same whether the address, the password, a lock or a closed account stood in the way."""

    remember = None  # type: ignore[assignment]

    def validate(self, extra_validators: Any = None, **_: Any) -> bool:
        """A locked account is refused with the right password too, in the same words."""
        if not OWN_PATH.fullmatch(self.next.data or ""):
            self.next.data = ""
        if not super().validate(extra_validators=extra_validators):
            self._note_refusal()
            return False
        if is_locked(self.user):
            self.password.errors = ["locked"]
            audit_sign_in(self.user, "sign_in_refused_while_locked")
            return False
        return True

    def _note_refusal(self) -> None:
        """A wrong password is counted and noted elsewhere; here the unknown address and the closed account."""
        if self.user is None and self.email.data:
            audit.record_view("sign_in_refused_unknown_address", by=None, at=clock.now(), kind="sign-in")
        elif self.user_authenticated:
            audit_sign_in(self.user, "sign_in_refused_account_closed")


class SignInCodeForm(TwoFactorVerifyCodeForm):
    """The code of the authenticator app: wrong ones count towards the lock like wrong passwords."""

    def validate(self, extra_validators: Any = None, **_: Any) -> bool:
        """A locked account is refused with the right code too."""
        if not super().validate(extra_validators=extra_validators):
            return False
        if not self.is_setup and is_locked(self.user):
            self.code.errors = [WORDS["TWO_FACTOR_INVALID_TOKEN"]]
            return False
        return True


class RescueForm(TwoFactorRescueForm):
    """Not used: who lost their phone asks the administrator. The library builds it all the same."""

    help_setup = RadioField(choices=[SelectChoice("help")])


class SecondFactorForm(TwoFactorSetupForm):
    """An authenticator app, or nothing: the library's form with the choices that are open here."""

    setup = RadioField(
        choices=[SelectChoice("authenticator"), SelectChoice("disable")],
        validate_choice=False,
    )
