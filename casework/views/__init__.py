"""Pages of casework: the work list, the board, a person with their chronology, and who looked."""

from casework.views import (
    answering,
    arriving,
    audit,
    board,
    chronology,
    closures,
    exporting,
    lists,
    managing,
    nameless,
    person,
    picture,
    replaying,
    reports,
    returning,
    sampling,
    unanswered,
)
from casework.views.blueprint import blueprint

__all__ = [
    "answering",
    "arriving",
    "audit",
    "blueprint",
    "board",
    "chronology",
    "closures",
    "exporting",
    "lists",
    "managing",
    "nameless",
    "person",
    "picture",
    "replaying",
    "reports",
    "returning",
    "sampling",
    "unanswered",
]
