"""Pages of people: finding, registering, who is at home, the agencies around a family, moves, handing over."""

from people.views import agencies, finding, handing_over, households, members, moves, persons
from people.views.blueprint import blueprint

__all__ = ["agencies", "blueprint", "finding", "handing_over", "households", "members", "moves", "persons"]
