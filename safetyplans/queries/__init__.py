"""Reads of storage safety plans."""

from safetyplans.queries.gathering import homes_of, items_of, plans_of
from safetyplans.queries.pages import (
    AgreedPlan,
    Asked,
    agreed_plan,
    agreed_plans,
    asked,
    asked_by_pharmacist,
    draft_of,
    latest_plan,
    latest_share,
)

__all__ = [
    "AgreedPlan",
    "Asked",
    "agreed_plan",
    "agreed_plans",
    "asked",
    "asked_by_pharmacist",
    "draft_of",
    "homes_of",
    "items_of",
    "latest_plan",
    "latest_share",
    "plans_of",
]
