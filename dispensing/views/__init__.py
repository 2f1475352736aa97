"""Pages of decisions, of what waits for somebody's own answer, and of the pharmacist's desk."""

from dispensing.views import answering, deciding, desk, dosing, happenings, history, leaflets, way_back
from dispensing.views.blueprint import blueprint

__all__ = ["answering", "blueprint", "deciding", "desk", "dosing", "happenings", "history", "leaflets", "way_back"]
