"""Pages of storage safety plans: one conversation, one agreement, and what follows it."""

from safetyplans.views import (
    adults,
    agreeing,
    files,
    handing_over,
    printing,
    reviewing,
    sharing,
    showing,
    storage,
    talking,
)
from safetyplans.views.blueprint import blueprint

__all__ = [
    "adults",
    "agreeing",
    "blueprint",
    "files",
    "handing_over",
    "printing",
    "reviewing",
    "sharing",
    "showing",
    "storage",
    "talking",
]
