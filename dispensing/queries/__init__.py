"""Reads of decisions, exceptions, and the situation that both are judged by."""

from dispensing.queries.decisions import decisions_of
from dispensing.queries.drafts import Draft, draft_of
from dispensing.queries.policies import policies_for, policies_of
from dispensing.queries.situations import situation, situations
from dispensing.queries.staffing import NamedStaff, active_staff

__all__ = [
    "Draft",
    "NamedStaff",
    "active_staff",
    "decisions_of",
    "draft_of",
    "policies_for",
    "policies_of",
    "situation",
    "situations",
]
