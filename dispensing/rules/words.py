"""How stops, evidence and comparisons read on screen: plain, short, without blame."""

from types import MappingProxyType

from dispensing.rules.facts import BetterEvidence

STOP_WORDS = MappingProxyType(
    {
        "children-not-asked": "who is at home had not been asked lately",
        "plan-missing": "there was no storage plan yet",
        "plan-stale": "the storage plan was to be looked at again first",
        "plan-too-small": "more would be at home than the storage plan covers",
        "plan-unverified": "nobody had seen where it is locked away",
        "second-adult-not-agreed": "another adult had not agreed their part yet",
        "wording-missing": "the prescription did not provide for closed days",
        "over-limit": "more than a week's supply would be at home with a child",
        "child-exposure-open": "a safeguarding review was still to be held",
        "relaxing-at-risk": "something was still to be thought about first",
        "alternatives-missing": "other ways were not written down",
        "authoriser-missing": "no prescriber was named",
        "reason-missing": "no reason was written down",
        "review-date-missing": "no day was set to look at it again",
    }
)
"""What kept a decision from being agreed, by code: never the code itself."""

EVIDENCE_WORDS = MappingProxyType(
    {
        BetterEvidence.TOLD: "we were told",
        BetterEvidence.AGENCY: "another agency says so",
        BetterEvidence.OBSERVED_TEST: "an observed test shows it",
        BetterEvidence.SEEN: "we have seen it ourselves",
    }
)


def stop_words(codes: list[str]) -> tuple[str, ...]:
    """What kept a decision from being agreed, in words; a code of an older release reads "something was missing"."""
    return tuple(STOP_WORDS.get(code, "something was still missing") for code in codes)
