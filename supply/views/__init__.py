"""Pages of prescriptions, what is in use, and when pharmacies are open."""

from supply.views import pharmacies, prescriptions
from supply.views.blueprint import blueprint

__all__ = ["blueprint", "pharmacies", "prescriptions"]
