"""Where each stop is put right: the first page, among those there are, of the acts that clear it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, url_for

from core.findings import Finding
from people.rules import PersonHeader

WORDS = {
    "ask_household": "Ask who lives, stays or visits",
    "agree_plan": "Make the storage plan together",
    "review_plan": "Look at the storage plan again",
    "answer_event": "Say whether it changes anything",
    "record_storage_check": "Write down what was seen",
    "agree_part": "Write down that they agree",
    "not_told": "Write down why they are not told",
    "prescribe": "Write down what the prescription says",
    "record_safeguarding_review": "Write down the safeguarding review",
}
"""What a link to an act says."""

FIELDS = {
    "authoriser-missing": "authoriser",
    "reason-missing": "reason",
    "review-date-missing": "review_on-day",
    "alternatives-missing": "alternatives",
    "relaxing-at-risk": "alternatives",
    "over-limit": "pattern",
    "plan-too-small": "pattern",
}
"""Where on the decision's own page a stop is answered: the first box of the field."""

PERSON_PAGES = ("casework.person",)


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do, in a sentence, and where."""

    sentence: str
    href: str
    link: str


def to_do(stop: Finding, header: PersonHeader) -> ToDo:
    """A stop as a thing to do. Where no page of its own is there, the person's page."""
    here = [act for act in stop.clears if act == "record_decision"]
    if here and stop.clears[0] == "record_decision":
        return ToDo(stop.sentence, f"#{FIELDS.get(stop.code, 'pattern')}", "Answer it below")
    for act in stop.clears:
        address = address_of(act, header, stop.about)
        if address:
            return ToDo(stop.sentence, address, WORDS.get(act, "Put this right"))
    return ToDo(stop.sentence, person_page(header), "Go to their page")


def address_of(act: str, header: PersonHeader, about: str = "") -> str:
    """The page of an act for a person, whichever package it belongs to; empty where there is none."""
    known = {"person_id": header.id, "household_id": header.household_id}
    for rule in current_app.url_map.iter_rules():
        if rule.endpoint.rpartition(".")[2] != act or "GET" not in (rule.methods or ()):
            continue
        values: dict[str, Any] = {name: known.get(name) or _about(about) for name in rule.arguments}
        if all(values.values()):
            return url_for(rule.endpoint, **values)
    return ""


def person_page(header: PersonHeader) -> str:
    """The page of a person."""
    for endpoint in PERSON_PAGES:
        if endpoint in current_app.view_functions:
            return url_for(endpoint, person_id=header.id)
    return url_for("dispensing.decisions", person_id=header.id)


def _about(about: str) -> str:
    """What a stop is about, where that is the identifier of something."""
    try:
        return str(UUID(about))
    except ValueError:
        return ""
