"""Writes of staff and accounts. One verb each; they flush, the entry point commits."""

from datetime import datetime, timedelta

from core.db import db
from staff.models import User


def count_failed_sign_in(user_id: int, *, at: datetime, tries: int, lock_minutes: int) -> bool:
    """Count a wrong password or code; lock the account when `tries` are reached. Says whether this one locked it.

    While an account is locked nothing is counted, so that nobody can keep it locked from outside for ever.
    """
    user = _locked_row(user_id)
    if user.locked_until is not None and user.locked_until > at:
        return False
    user.failed_sign_ins += 1
    if user.failed_sign_ins < tries:
        return False
    user.failed_sign_ins = 0
    user.locked_until = at + timedelta(minutes=lock_minutes)
    db.session.flush()
    return True


def forget_failed_sign_ins(user_id: int) -> None:
    """Start counting anew, after signing in."""
    user = _locked_row(user_id)
    user.failed_sign_ins = 0
    user.locked_until = None
    db.session.flush()


def forget_one_time_password(user_id: int) -> None:
    """The account has a password of its own now."""
    _locked_row(user_id).must_change_password = False
    db.session.flush()


def _locked_row(user_id: int) -> User:
    """The account, held until the commit: two tries at once are both counted."""
    return db.session.get_one(User, user_id, with_for_update=True, populate_existing=True)
