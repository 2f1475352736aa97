"""Pages of storage safety plans: one conversation, one agreement, and what follows it."""

from safetyplans.views import (
    adults,
    agreeing,
    codes,
    everybody,
    files,
    handing_over,
    leaflets,
    printing,
    reviewing,
    sending,
    sharing,
    showing,
    stock,
    storage,
    taking_back,
    talking,
)
from safetyplans.views.blueprint import blueprint
from safetyplans.views.links import blueprint as link_pages

__all__ = [
    "adults",
    "agreeing",
    "blueprint",
    "codes",
    "everybody",
    "files",
    "handing_over",
    "leaflets",
    "link_pages",
    "printing",
    "reviewing",
    "sending",
    "sharing",
    "showing",
    "stock",
    "storage",
    "taking_back",
    "talking",
]
