"""The items of a storage safety plan, P1 to P25, as data (domain.md 4.1).

Each item says what is asked, what the person's copy says once it is agreed, and why it matters. The form, the
stops and the print all read this list, so that one wording serves everywhere. Pure: standard library only.
"""

from safetyplans.items.children import CHANGES, CHILDREN
from safetyplans.items.keeping import KEEPING
from safetyplans.items.kinds import GROUP_TITLES, PRINTED_GROUPS, Change, Group, Item, Kind
from safetyplans.items.record import RECORD
from safetyplans.items.taking import TAKING

ITEMS = (*KEEPING, *TAKING, *CHILDREN, *RECORD)
"""In the order of their codes."""

_BY_CODE = {item.code: item for item in ITEMS}

ASKED = tuple(item.code for item in ITEMS if item.asked)
SHORT_CORE = tuple(item.code for item in ITEMS if item.short_core)
MUST_BE_AGREED = tuple(item.code for item in ITEMS if item.must_be_agreed)


def item(code: str) -> Item:
    """The item of a code, "P1" to "P25". Raises KeyError for any other."""
    return _BY_CODE[code]


def in_group(group: Group) -> tuple[Item, ...]:
    """The items of one part of the plan, in the order of the list."""
    return tuple(item for item in ITEMS if item.group is group)


__all__ = [
    "ASKED",
    "CHANGES",
    "GROUP_TITLES",
    "ITEMS",
    "MUST_BE_AGREED",
    "PRINTED_GROUPS",
    "SHORT_CORE",
    "Change",
    "Group",
    "Item",
    "Kind",
    "in_group",
    "item",
]
