"""Requests into what was told. Nothing here reads or saves."""

from safeguarding.forms.contacts import (
    call_form,
    child_seen_form,
    contact_form,
    correct_call_form,
    correct_child_seen_form,
    correct_contact_form,
    heard_from_form,
)
from safeguarding.forms.events import EventForm, correct_event_form, event_form

__all__ = [
    "EventForm",
    "call_form",
    "child_seen_form",
    "contact_form",
    "correct_call_form",
    "correct_child_seen_form",
    "correct_contact_form",
    "correct_event_form",
    "event_form",
    "heard_from_form",
]
