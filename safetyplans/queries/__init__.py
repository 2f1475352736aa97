"""Reads of storage safety plans."""

from safetyplans.queries.checking import (
    DECIDES_TO_SHARE,
    events_to_consider,
    is_adult_of,
    leaflet_given_out,
    may_decide_to_share,
)
from safetyplans.queries.copies import PrintLine, copies_printed, copy_printed, last_copy_number
from safetyplans.queries.files import picture_of, pictures_of
from safetyplans.queries.gathering import homes_of, items_of, plans_of
from safetyplans.queries.pages import (
    AgreedPlan,
    Asked,
    Draft,
    LastFacts,
    agreed_plan,
    agreed_plans,
    asked,
    asked_by_pharmacist,
    declined_since,
    draft_of,
    draft_row,
    item_version,
    last_facts,
    latest_plan,
    latest_share,
)
from safetyplans.queries.visiting import Visit, box_kept, seen_between, visit, visits

__all__ = [
    "DECIDES_TO_SHARE",
    "AgreedPlan",
    "Asked",
    "Draft",
    "LastFacts",
    "PrintLine",
    "Visit",
    "agreed_plan",
    "agreed_plans",
    "asked",
    "asked_by_pharmacist",
    "box_kept",
    "copies_printed",
    "copy_printed",
    "declined_since",
    "draft_of",
    "draft_row",
    "events_to_consider",
    "homes_of",
    "is_adult_of",
    "item_version",
    "items_of",
    "last_copy_number",
    "last_facts",
    "latest_plan",
    "latest_share",
    "leaflet_given_out",
    "may_decide_to_share",
    "picture_of",
    "pictures_of",
    "plans_of",
    "seen_between",
    "visit",
    "visits",
]
