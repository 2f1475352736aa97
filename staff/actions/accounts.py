"""Writes about signing in: failed tries, the lock, passwords, the second factor."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from core.audit import record_change
from core.db import db
from staff.models import StaffMember, User


def count_failed_sign_in(user_id: int, *, at: datetime, tries: int, lock_minutes: int) -> bool:
    """Count a wrong password or code; lock the account when `tries` are reached. Says whether this one locked it.

    While an account is locked nothing is counted, so that nobody can keep it locked from outside for ever.
    """
    user = _held(user_id)
    if user.locked_until is not None and user.locked_until > at:
        return False
    user.failed_sign_ins += 1
    locks = user.failed_sign_ins >= tries
    if locks:
        user.failed_sign_ins = 0
        user.locked_until = at + timedelta(minutes=lock_minutes)
    db.session.flush()
    return locks


def forget_failed_sign_ins(user_id: int) -> None:
    """Start counting anew, after signing in."""
    user = _held(user_id)
    user.failed_sign_ins = 0
    user.locked_until = None
    db.session.flush()


def forget_one_time_password(user_id: int) -> None:
    """The account has a password of its own now."""
    _held(user_id).must_change_password = False
    db.session.flush()


def give_one_time_password(member: StaffMember, password_hash: str, *, by: UUID, at: datetime) -> None:
    """Give an account a password that has to be changed at once, open its lock, and end its sessions everywhere."""
    user = _held(member.user_id)
    user.password = password_hash
    user.must_change_password = True
    user.failed_sign_ins = 0
    user.locked_until = None
    user.fs_uniquifier = uuid4().hex
    record_change("give_one_time_password", by=by, at=at, about=str(member.id))
    db.session.flush()


def turn_off_second_factor(member: StaffMember, *, by: UUID, at: datetime) -> None:
    """For somebody who lost their phone: signing in asks for the password alone until they set it up again."""
    user = _held(member.user_id)
    user.tf_primary_method = None
    user.tf_totp_secret = None
    user.fs_uniquifier = uuid4().hex
    record_change("turn_off_second_factor", by=by, at=at, about=str(member.id))
    db.session.flush()


def _held(user_id: int) -> User:
    """The account, held until the commit: two tries at once are both counted."""
    return db.session.get_one(User, user_id, with_for_update=True, populate_existing=True)
