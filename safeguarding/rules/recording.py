"""What can be recorded, and what cannot have happened. Problems are (field, sentence) pairs, everything at once."""

from collections.abc import Collection
from datetime import date

from safeguarding.rules.events import EventKind

Problem = tuple[str, str]

NEVER_NOT_NEEDED = frozenset({"exposure-act-now", "child-exposure-open"})
"""Where a child may have swallowed some, "not needed" is no answer (findings.md, Acts)."""

OURS_ALONE = frozenset(
    {
        EventKind.THIRD_PARTY_CONCERN,
        EventKind.DOMESTIC_ABUSE,
        EventKind.POLICE_CONTACT,
        EventKind.WARRANT,
    }
)
"""Kept closed on a screen turned to the person, unless somebody chooses otherwise."""

_US = frozenset({"clinic", "home"})
_FILLERS = frozenset({"at", "in", "our", "the", "their", "visit"})


def day_problems(happened_on: date, on: date, *, field: str = "happened_on") -> tuple[Problem, ...]:
    """Refuses a London day after `on`, the day of recording."""
    if happened_on > on:
        return ((field, "The date must be today or in the past"),)
    return ()


def birth_problems(
    happened_on: date,
    born_on: date | None,
    *,
    about_birth: bool = False,
    field: str = "happened_on",
) -> tuple[Problem, ...]:
    """Refuses something about a child on a day before that child was born; the birth itself may be news of that day."""
    if born_on is None or about_birth or happened_on >= born_on:
        return ()
    return ((field, "The date is before the child was born"),)


def text_problems(field: str, text: str, sentence: str) -> tuple[Problem, ...]:
    """Refuses an empty text where words are needed."""
    return () if text.strip() else ((field, sentence),)


def not_needed_problems(code: str, because: str, by_name: str, until: date, on: date) -> tuple[Problem, ...]:
    """Refuses "not needed" after a possible swallowing, without a reason or a name, or until a day already gone."""
    problems: list[Problem] = []
    if code in NEVER_NOT_NEEDED:
        problems.append(
            (
                "code",
                "A child may have swallowed some: this cannot be answered with “not needed”",
            )
        )
    problems += text_problems("because", because, "Say why this is not needed")
    problems += text_problems("by_name", by_name, "Say who decided this")
    if until < on:
        problems.append(("until", "The date must be today or later"))
    return tuple(problems)


def ours_alone_by_default(kind: EventKind) -> bool:
    """Whether an event of this kind is kept closed on a screen turned to the person, unless told otherwise."""
    return kind in OURS_ALONE


def handed_on(
    kind: EventKind,
    *,
    child_present: bool,
    present: Collection[str],
    child_names: Collection[str],
) -> EventKind:
    """The kind the findings read: a police contact with a child present counts as a warrant (findings.md, Events).

    A child is present where that was ticked, or where a name of `present` is the name of a child of the family.
    """
    if kind is not EventKind.POLICE_CONTACT:
        return kind
    names = {name.casefold().strip() for name in child_names}
    there = child_present or any(name.casefold().strip() in names for name in present)
    return EventKind.WARRANT if there else kind


def is_a_contact(place: str) -> bool:
    """Whether a child seen by us there was a meeting with the service user: at the clinic or at home (replay.md)."""
    words = set(place.casefold().replace(",", " ").split()) - _FILLERS
    return bool(words) and words <= _US
