"""The door to Flask-Security: signing in and out, the second factor, lock-out, and the end of idle sessions."""

from staff.sign_in.configuration import configuration
from staff.sign_in.setting_up import SEEN_AT, init_sign_in

__all__ = ["SEEN_AT", "configuration", "init_sign_in"]
