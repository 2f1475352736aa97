"""Pages about what the tool sends, and how one wants to be told."""

from reminders.views import banner, callback, outbox, telling
from reminders.views.blueprint import blueprint

__all__ = ["banner", "blueprint", "callback", "outbox", "telling"]
