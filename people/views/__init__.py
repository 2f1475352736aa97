"""Pages of people: finding, registering, who is at home, the agencies around a family, moves, handing over."""

from people.views.blueprint import blueprint

__all__ = ["blueprint"]
