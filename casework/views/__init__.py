"""Pages of casework: the work list, the board, a person with their chronology, and who looked."""

from casework.views import answering, arriving, chronology, lists, person
from casework.views.blueprint import blueprint

__all__ = ["answering", "arriving", "blueprint", "chronology", "lists", "person"]
