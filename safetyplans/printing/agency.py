"""The copy for an agency: how it is kept, whom to ring, the children. Drug history has no way in.

Neither has the amount in mg, where the key is, what the person said for themselves, another adult's supply, nor what
others told us: none of it is part of `AgencyPrint`.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from leaflets.pdf import without_emoji
from leaflets.rules import LocalContacts
from leaflets.sheets import fill
from safetyplans.items import GROUP_TITLES, Group, in_group, item
from safetyplans.printing.values import ChildPrint, ItemPrint
from safetyplans.rules import USUAL_PARTS, AgencyPart

AGENCY_TITLE = "Storage safety plan: the copy for your agency"

_GROUPS = {
    AgencyPart.STORAGE: (Group.KEPT,),
    AgencyPart.CHILDREN: (Group.CHILDREN,),
    AgencyPart.ROUTINES: (Group.GETTING_HOME, Group.TAKING, Group.LEFT_OVER),
}
_ALWAYS = (Group.EMERGENCY,)
WORDLESS = frozenset({"P7", "P17", "P18"})
"""Whose words stay with the person: who holds the key, the naloxone, what would change the plan."""


@dataclass(frozen=True, slots=True)
class AgencyPrint:
    """Everything that an agency's copy says. `parts`: those that go. `seen`: what was seen of it, and when.

    `changed`: what changed since the version they had. `their_part`: what they said their part is, last time.
    """

    person_name: str
    agency_name: str
    children: tuple[ChildPrint, ...]
    bottles: int
    items: tuple[ItemPrint, ...]
    seen: str
    contacts: LocalContacts
    version: int
    agreed_on: date
    review_on: date
    copy: int
    parts: frozenset[AgencyPart] = USUAL_PARTS
    changed: tuple[str, ...] = ()
    their_part: str = ""


def agency_html(plan: AgencyPrint) -> str:
    """The page of an agency's copy, ready for the press."""
    return fill("safetyplans/print_agency.html", title=AGENCY_TITLE, **agency_values(plan))


def agency_values(plan: AgencyPrint) -> dict[str, Any]:
    """What a page of an agency's copy says, on paper and on the screen alike."""
    return {
        "plan": _typed(plan),
        "person_name": without_emoji(plan.person_name),
        "children": [_child(one) for one in plan.children] if AgencyPart.CHILDREN in plan.parts else [],
        "groups": _groups(plan),
        "shows": {part.value: part in plan.parts for part in AgencyPart},
    }


def _typed(plan: AgencyPrint) -> AgencyPrint:
    """The same, with what the agency and staff typed as it can be printed."""
    return replace(
        plan,
        agency_name=without_emoji(plan.agency_name),
        changed=tuple(without_emoji(line) for line in plan.changed),
        their_part=without_emoji(plan.their_part),
    )


def _child(one: ChildPrint) -> str:
    name = without_emoji(one.first_name)
    return f"{name or 'A baby'}, due in {one.due_on:%B %Y}" if one.due_on else name or "A child"


def codes_sent(parts: Collection[AgencyPart]) -> tuple[str, ...]:
    """The items of which these parts speak."""
    groups = [group for part in AgencyPart if part in parts for group in _GROUPS.get(part, ())]
    return tuple(one.code for group in (*groups, *_ALWAYS) for one in in_group(group))


def _groups(plan: AgencyPrint) -> list[tuple[str, list[tuple[tuple[str, ...], str, str]]]]:
    """The parts that go: their headings, and for each item its lines, the label of their words, and the words."""
    wanted = [group for part in AgencyPart if part in plan.parts for group in _GROUPS.get(part, ())]
    agreed = {one.code: one for one in plan.items}
    made = []
    for group in (*wanted, *_ALWAYS):
        found = [agreed[one.code] for one in in_group(group) if one.code in agreed]
        if found:
            made.append((GROUP_TITLES[group], [_said(one) for one in found]))
    return made


def _said(one: ItemPrint) -> tuple[tuple[str, ...], str, str]:
    asked = item(one.code)
    words = one.words if asked.prints_words and one.code not in WORDLESS else ""
    return asked.printed, asked.words_label, words
