"""What each finding is called, where something is said about it later: never its code."""

from types import MappingProxyType

FINDING_WORDS = MappingProxyType(
    {
        "children-not-asked": "asking who is at home",
        "plan-missing": "the storage plan",
        "plan-stale": "looking at the storage plan again",
        "plan-too-small": "more at home than the storage plan covers",
        "plan-unverified": "seeing where it is locked away",
        "second-adult-not-agreed": "another adult's part in the plan",
        "wording-missing": "the wording for closed days",
        "over-limit": "more than a week's supply",
        "child-exposure-open": "the safeguarding review",
        "in-use-not-agreed": "agreeing what is in use",
        "no-keyworker": "naming a keyworker",
        "authoriser-unconfirmed": "the prescriber's confirmation",
        "plan-not-copied": "their copy of the storage plan",
        "plan-not-shared": "sending the storage plan",
        "share-unacknowledged": "an agency's answer about the plan",
        "advice-only": "writing the advice down as a plan",
        "item-overdue": "an open item of the plan",
        "storage-only-told": "seeing where it is locked away",
        "leaflet-not-given": "the leaflet",
        "leaflet-outdated": "the newer leaflet",
        "plan-review-due": "the storage plan's review",
        "decision-review-due": "the decision's review",
        "care-plan-review-due": "the care plan's review",
        "closure-not-covered": "a closed day ahead",
        "event-unreviewed": "looking at what happened",
        "many-signals": "looking at the signals together",
        "clinical-review-wanted": "the prescriber's look",
        "agency-not-heard": "hearing from an agency",
        "undrunk-dose": "where a bottle went",
        "missed-3-days": "doses missed in a row",
        "second-supply": "another adult's supply",
        "child-not-seen": "seeing the child",
        "contact-gap": "getting in touch",
        "home-check-stale": "a storage visit",
        "home-check-failed": "the storage visit that fell short",
        "child-milestone": "a child's new age",
        "referral-needed": "a referral",
        "exposure-act-now": "a child who may have swallowed some",
        "new-baby-assessment": "an assessment for a new baby",
        "referral-unanswered": "the answer to a referral",
        "outcome-not-agreed": "an answer that we do not agree with",
        "written-plan-not-held": "the written plan of children's services",
        "call-not-confirmed": "confirming a call in writing",
        "support-not-offered": "offering support",
        "repeat-assessment": "an assessment that changed nothing",
        "no-co-ordinator": "naming a co-ordinator",
        "exception-unreviewed": "looking at an exception",
        "pharmacist-query-open": "the pharmacist's question",
        "pharmacist-concern-open": "the pharmacist's concern",
        "case-not-supervised": "supervision",
        "box-owed": "the lockable box",
        "naloxone-not-offered": "naloxone",
    }
)


def finding_words(code: str) -> str:
    """What a finding is called; one of an older release is "something asked for"."""
    return FINDING_WORDS.get(code, "something asked for")
