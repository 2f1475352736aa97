"""Pages of decisions, of what waits for somebody's own answer, and of the pharmacist's desk."""

from dispensing.views import (
    afterwards,
    answering,
    deciding,
    desk,
    dosing,
    happenings,
    history,
    leaflets,
    moving,
    way_back,
)
from dispensing.views.blueprint import blueprint

__all__ = [
    "afterwards",
    "answering",
    "blueprint",
    "deciding",
    "desk",
    "dosing",
    "happenings",
    "history",
    "leaflets",
    "moving",
    "way_back",
]
