"""Links from a person to the pages of other packages, for those who may open them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import current_app, url_for

from casework.views.ways import may_open
from people.rules import PersonHeader

DOORS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "record": ("safeguarding.record_something",),
        "decision": ("dispensing.record_decision",),
        "decisions": ("dispensing.decisions",),
        "plan": ("safetyplans.show_plan",),
        "prescription": ("supply.prescribe", "supply.show_supply"),
        "household": ("people.show_household", "people.ask_household"),
        "details": ("people.show_person", "people.change_person"),
        "referrals": ("safeguarding.list_referrals",),
        "chronology": ("casework.chronology",),
        "picture": ("casework.picture",),
        "audit": ("casework.audit",),
    }
)


def door(name: str, header: PersonHeader) -> str:
    """The address of a page about this person; empty where it is not the viewer's."""
    known: dict[str, Any] = {"person_id": header.id, "household_id": header.household_id}
    for endpoint in DOORS[name]:
        if endpoint in current_app.view_functions and may_open(endpoint):
            rule = next(current_app.url_map.iter_rules(endpoint))
            return url_for(endpoint, **{part: known[part] for part in rule.arguments})
    return ""


def doors(header: PersonHeader) -> dict[str, str]:
    """Every one of them, by name."""
    return {name: door(name, header) for name in DOORS}
