"""Copies of a plan: who reads each, how it is set, and what of the plan goes to an agency."""

from enum import StrEnum


class Reader(StrEnum):
    """Whom a copy is for. Each reads only their parts."""

    PERSON = "person"
    AGENCY = "agency"
    PHARMACY = "pharmacy"
    CASE_FILE = "case-file"


class Layout(StrEnum):
    """How the person's own copy is set."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    EASY_READ = "easy-read"


class AgencyPart(StrEnum):
    """What of a plan may go to an agency. Drug history is not among it, and never was."""

    STORAGE = "storage"
    CONTACTS = "contacts"
    CHILDREN = "children"
    ROUTINES = "routines"


USUAL_PARTS = frozenset({AgencyPart.STORAGE, AgencyPart.CONTACTS, AgencyPart.CHILDREN})
"""What goes unless somebody chooses otherwise (domain.md 5.2)."""

LAYOUT_OF_FORMAT = {"large-print": Layout.LARGE_PRINT, "easy-read": Layout.EASY_READ}
"""The layout for the format of leaflet that a person needs; any other is read as standard."""
