"""What a referral needs before it is sent (SEED 10.12, 10.21), and what an answer to one needs."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from core.findings import Finding, Owner, Severity
from safeguarding.rules.facts import EscalationFact
from safeguarding.rules.kinds import ReferralKind
from safeguarding.rules.policy import EscalationStage

CODE = "referral-incomplete"

MISSING = {
    "child": "Name the child this is about.",
    "kind": "Say what kind of referral this is.",
    "seen": "Say what was seen or heard.",
    "for_the_child": "Say what it means for the child.",
}
"""The parts of a referral, and the sentence that asks for each; the keys are the names of the form's fields."""


def missing_parts(*, child_id: str, kind: ReferralKind | None, seen: str, for_the_child: str) -> tuple[str, ...]:
    """Which parts of a referral are not there, in the order of the form (SEED 10.12, 10.21)."""
    there = {
        "child": bool(child_id),
        "kind": kind is not None,
        "seen": bool(seen.strip()),
        "for_the_child": bool(for_the_child.strip()),
    }
    return tuple(part for part in MISSING if not there[part])


def referral_stops(
    *,
    on: date,
    child_id: str,
    kind: ReferralKind | None,
    seen: str,
    for_the_child: str,
    told_by_phone: bool = False,
) -> tuple[Finding, ...]:
    """One `referral-incomplete` for each missing part of a referral about to be sent on the London day `on`.

    A referral told by phone is never held back (findings.md 7): what it misses is due afterwards instead.
    """
    if told_by_phone:
        return ()
    missing = missing_parts(child_id=child_id, kind=kind, seen=seen, for_the_child=for_the_child)
    return tuple(
        Finding(
            code=CODE,
            severity=Severity.STOP,
            owner=Owner.KEYWORKER,
            since=on,
            sentence=MISSING[part],
            about=part,
            clears=("refer",),
        )
        for part in missing
    )


_CHILDREN = """
baby babies bump born boy boys brother brothers child children daughter daughters girl girls infant kid kids
newborn pregnancy pregnant sibling siblings sister sisters son sons toddler twins unborn
"""
OF_A_CHILD = frozenset(_CHILDREN.split())
"""Words that speak of a child. A pronoun may be anybody's, and does not count."""


def speaks_of_a_child(text: str, names: Collection[str]) -> bool:
    """Whether a text names a child of the family, by any part of the name, or says a word for one (SEED 9.3, 10.12)."""
    said = set(re.findall(r"\w+", text.casefold()))
    own = {part for name in names for part in re.findall(r"\w+", name.casefold()) if len(part) > 1}
    return bool(said & (OF_A_CHILD | own))


_ADULTS = """
client clients dad daddy father fathers he mam mother mothers mum mummy parent parents partner patient she stepdad
stepfather stepmother
"""
OF_AN_ADULT = frozenset(_ADULTS.split())
"""Words that speak of an adult, where nothing in the text speaks of a child."""


def speaks_only_of_adults(text: str, children: Collection[str], adults: Collection[str]) -> bool:
    """Whether a text speaks of adults and of no child, so that one asks "so for the child this means …?" (SEED 9.3).

    It is asked once and never refused: the worker may mean the child by "she".
    """
    said = set(re.findall(r"\w+", text.casefold()))
    own = {part for name in adults for part in re.findall(r"\w+", name.casefold()) if len(part) > 1}
    return bool(said & (OF_AN_ADULT | own)) and not speaks_of_a_child(text, children)


def stage_reached(steps: Sequence[EscalationFact], stages: Sequence[EscalationStage]) -> EscalationStage:
    """Whose turn it is after these steps of one disagreement, each in order of recording (SEED 10.16).

    Each step hands on to the next stage; an urgent one past those between. The last stage stays the last.
    """
    names = [stage.name.casefold() for stage in stages]
    reached = 0
    for step in steps:
        reached += 1
        if step.urgent and step.stage.casefold() in names:
            reached = max(reached, names.index(step.stage.casefold()) + 1)
    return stages[min(reached, len(stages) - 1)]
