"""The desk view: somebody reads over the shoulder (findings.md, Sentences). What stays closed until it is opened."""

from core.findings import Finding
from safeguarding.rules import OURS_ALONE, EventFact, EventSource, History

NEWEST_ENTRY = "Look at this family's newest entry."
"""What a list says of a finding that rests on what is kept closed."""

NEVER_CLOSED = frozenset({"exposure-act-now", "child-exposure-open"})
"""A child may be in danger: said plainly, whoever reads it."""

ALWAYS_CLOSED = frozenset(
    {
        "referral-needed",
        "referral-unanswered",
        "outcome-not-agreed",
        "repeat-assessment",
        "new-baby-assessment",
        "second-supply",
    }
)
"""Findings that say what was written about the family to others, or what another adult is treated with."""


def is_ours_alone(event: EventFact) -> bool:
    """Whether an event stays closed: marked so, domestic abuse and police, and whatever others told us."""
    return event.ours_alone or event.kind in OURS_ALONE or event.source is EventSource.THIRD_PARTY


def closed_ids(history: History) -> frozenset[str]:
    """The entries of a family that stay closed on a screen turned to the person."""
    found = {event.id for event in history.events if is_ours_alone(event)}
    found |= {one.id for one in history.contacts if one.ours_alone}
    found |= {one.id for one in history.calls if one.ours_alone}
    found |= {one.id for one in history.heard if one.ours_alone}
    found |= {one.id for one in history.seen if one.ours_alone}
    return frozenset(found - {""})


def kept_closed(finding: Finding, closed: frozenset[str]) -> bool:
    """Whether a finding's own words stay closed on a list; `closed` are the family's closed entries."""
    if finding.code in NEVER_CLOSED:
        return False
    return finding.code in ALWAYS_CLOSED or not closed.isdisjoint((finding.about, *finding.because))
