"""What a referral needs before it is sent (SEED 10.12, 10.21), and what an answer to one needs."""

from datetime import date

from core.findings import Finding, Owner, Severity
from safeguarding.rules.kinds import ReferralKind

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
