"""Which table holds which kind of entry."""

from types import MappingProxyType

from safeguarding.models import (
    AboutHousehold,
    BeforeBirth,
    Call,
    ChildSeen,
    Contact,
    CoOrdinator,
    Escalation,
    Event,
    HeardFrom,
    IdentityConsidered,
    JointAction,
    Look,
    Meeting,
    Referral,
    ReferralOutcome,
    SafeguardingReview,
    SharedNote,
    Supervision,
    SupportOffered,
    TheirPlan,
)
from safeguarding.rules import EntryNoun

MODELS: MappingProxyType[EntryNoun, type[AboutHousehold]] = MappingProxyType(
    {
        EntryNoun.EVENT: Event,
        EntryNoun.CONTACT: Contact,
        EntryNoun.CALL: Call,
        EntryNoun.HEARD_FROM: HeardFrom,
        EntryNoun.CHILD_SEEN: ChildSeen,
        EntryNoun.SAFEGUARDING_REVIEW: SafeguardingReview,
        EntryNoun.REFERRAL: Referral,
        EntryNoun.OUTCOME: ReferralOutcome,
        EntryNoun.ESCALATION: Escalation,
        EntryNoun.THEIR_PLAN: TheirPlan,
        EntryNoun.SUPERVISION: Supervision,
        EntryNoun.LOOK: Look,
        EntryNoun.CO_ORDINATOR: CoOrdinator,
        EntryNoun.SUPPORT: SupportOffered,
        EntryNoun.MEETING: Meeting,
        EntryNoun.JOINT_ACTION: JointAction,
        EntryNoun.BEFORE_BIRTH: BeforeBirth,
        EntryNoun.IDENTITY: IdentityConsidered,
        EntryNoun.SHARED_NOTE: SharedNote,
    }
)
