"""Reads of what is recorded about families' safety."""

from safeguarding.queries.entries import has_exposure, newest, same_contact_since, same_event_since, versions, view_of
from safeguarding.queries.history import histories, history
from safeguarding.queries.joining import shared_by, shared_with
from safeguarding.queries.members import Members, is_agency_of, members
from safeguarding.queries.nouns import MODELS
from safeguarding.queries.shown import Shown, shown

__all__ = [
    "MODELS",
    "Members",
    "Shown",
    "has_exposure",
    "histories",
    "history",
    "is_agency_of",
    "members",
    "newest",
    "same_contact_since",
    "same_event_since",
    "shared_by",
    "shared_with",
    "shown",
    "versions",
    "view_of",
]
