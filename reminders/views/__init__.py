"""Pages about what the tool sends."""

from reminders.views import outbox
from reminders.views.blueprint import blueprint

__all__ = ["blueprint", "outbox"]
