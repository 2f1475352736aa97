"""Words with fixed meanings: how people were met, what referrals are, what became of them, what can be put right."""

from enum import StrEnum


class ContactHow(StrEnum):
    """How the service user was met. `record` is a contact implied by something else recorded with them."""

    CLINIC = "clinic"
    HOME = "home"
    PHONE = "phone"
    RECORD = "record"


class ReferralKind(StrEnum):
    """Under what a referral is made (SEED 10.21)."""

    S17 = "S17"
    S47 = "S47"
    EARLY_HELP = "early-help"
    PRE_BIRTH = "pre-birth"


class OutcomeResult(StrEnum):
    """What the other agency decided."""

    NO_ACTION = "no-action"
    ASSESSMENT = "assessment"
    STRATEGY = "strategy"
    EARLY_HELP = "early-help"
    CLOSED = "closed"


class OurView(StrEnum):
    """What we think of an outcome; silence is not agreement (SEED 7.8)."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NEED_DISCUSSION = "need-discussion"


class LookKind(StrEnum):
    """Whose look it was: a manager's at what is building up, or a prescriber's at what was told."""

    MANAGER = "manager"
    PRESCRIBER = "prescriber"


class EntryNoun(StrEnum):
    """Every kind of entry that can be corrected or taken back."""

    EVENT = "event"
    CONTACT = "contact"
    CALL = "call"
    HEARD_FROM = "heard-from"
    CHILD_SEEN = "child-seen"
    SAFEGUARDING_REVIEW = "safeguarding-review"
    REFERRAL = "referral"
    OUTCOME = "outcome"
    ESCALATION = "escalation"
    THEIR_PLAN = "their-plan"
    SUPERVISION = "supervision"
    LOOK = "look"
    CO_ORDINATOR = "co-ordinator"
    SUPPORT = "support"
    MEETING = "meeting"
    JOINT_ACTION = "joint-action"
    BEFORE_BIRTH = "before-birth"
    IDENTITY = "identity"
    SHARED_NOTE = "shared-note"


class TheirPlanKind(StrEnum):
    """Plans that children's services hold."""

    CHILD_IN_NEED = "child-in-need"
    CHILD_PROTECTION = "child-protection"
