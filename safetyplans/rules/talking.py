"""The order in which a plan is talked through: the short core first where it is enough."""

from collections.abc import Iterable
from dataclasses import dataclass

from safetyplans.items import ASKED, GROUP_TITLES, SHORT_CORE, Group, Item, in_group

KEPT_CLOSED = frozenset({"P3"})
"""Items whose words are closed on a screen turned to the person: what a partner or visitor takes."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the conversation: its heading and its items."""

    group: Group
    title: str
    items: tuple[Item, ...]


def parts(codes: Iterable[str]) -> tuple[Part, ...]:
    """The parts in which these items are talked through, in order; parts without any are left out."""
    wanted = set(codes)
    found = (
        Part(group, GROUP_TITLES[group], tuple(one for one in in_group(group) if one.code in wanted)) for group in Group
    )
    return tuple(part for part in found if part.items)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is talked through first, and what can wait for some days where the short core is enough."""

    first: tuple[Part, ...]
    later: tuple[Part, ...]


def conversation(*, short: bool) -> Conversation:
    """The whole plan at once, or with `short` its core first and the rest for later."""
    if not short:
        return Conversation(parts(ASKED), ())
    return Conversation(parts(SHORT_CORE), parts(set(ASKED) - set(SHORT_CORE)))
