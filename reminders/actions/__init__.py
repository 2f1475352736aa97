"""Writes of reminders: what is to be told, and what became of it."""

from reminders.actions.choosing import ask_for_code, choose, confirm_number
from reminders.actions.noting import by_another_way, note, note_callback, stop_reminder
from reminders.actions.planning import assemble, plan, write_message

__all__ = [
    "ask_for_code",
    "assemble",
    "by_another_way",
    "choose",
    "confirm_number",
    "note",
    "note_callback",
    "plan",
    "stop_reminder",
    "write_message",
]
