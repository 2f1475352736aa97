"""Writes of decisions, exceptions and the answers to both."""

from dispensing.actions.answering import confirm_decision, confirm_exception, disown_exception, look_at_exception
from dispensing.actions.drafting import drop_draft, keep_draft
from dispensing.actions.excepting import ExceptionRefused
from dispensing.actions.recording import Recorded, record_decision
from dispensing.actions.without import record_in_use, record_not_agreed

__all__ = [
    "ExceptionRefused",
    "Recorded",
    "confirm_decision",
    "confirm_exception",
    "disown_exception",
    "drop_draft",
    "keep_draft",
    "look_at_exception",
    "record_decision",
    "record_in_use",
    "record_not_agreed",
]
