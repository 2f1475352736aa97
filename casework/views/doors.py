"""Links from a person to the pages of other packages, for those who may open them."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import url_for

from casework.views.ways import may_open
from people.rules import PersonHeader

DOORS: Mapping[str, str] = MappingProxyType(
    {
        "record": "safeguarding.record_something",
        "decision": "dispensing.record_decision",
        "decisions": "dispensing.decisions",
        "arrangements": "dispensing.list_arrangements",
        "plan": "safetyplans.show_plan",
        "prescription": "supply.show_supply",
        "household": "people.show_household",
        "details": "people.correct_details",
        "referrals": "safeguarding.list_referrals",
        "together": "safeguarding.show_together",
        "chronology": "casework.chronology",
        "picture": "casework.picture",
        "audit": "casework.audit",
        "case_export": "casework.case_export",
        "return": "casework.answer_return",
    }
)


def door(name: str, header: PersonHeader) -> str:
    """The address of a page about this person; empty where it is not the viewer's."""
    return url_for(DOORS[name], person_id=header.id) if may_open(DOORS[name]) else ""


def doors(header: PersonHeader) -> dict[str, str]:
    """Every one of them, by name."""
    return {name: door(name, header) for name in DOORS}
