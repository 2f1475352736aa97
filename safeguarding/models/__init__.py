"""What is recorded about a family's safety. Rows are appended; a correction is the next version of an entry."""

from safeguarding.models.entry import AboutHousehold, OfHousehold
from safeguarding.models.joining import BeforeBirth, IdentityConsidered, JointAction, Meeting, SharedNote
from safeguarding.models.oversight import (
    CoOrdinator,
    Look,
    NotNeeded,
    SafeguardingReview,
    Supervision,
    SupportOffered,
)
from safeguarding.models.referring import (
    Escalation,
    EscalationResolved,
    OutcomeView,
    Referral,
    ReferralConfirmed,
    ReferralOutcome,
    TheirPlan,
)
from safeguarding.models.telling import (
    Call,
    CallConfirmed,
    ChildSeen,
    Contact,
    Event,
    EventAnswer,
    ExposureAct,
    HeardFrom,
)

__all__ = [
    "AboutHousehold",
    "BeforeBirth",
    "Call",
    "CallConfirmed",
    "ChildSeen",
    "CoOrdinator",
    "Contact",
    "Escalation",
    "EscalationResolved",
    "Event",
    "EventAnswer",
    "ExposureAct",
    "HeardFrom",
    "IdentityConsidered",
    "JointAction",
    "Look",
    "Meeting",
    "NotNeeded",
    "OfHousehold",
    "OutcomeView",
    "Referral",
    "ReferralConfirmed",
    "ReferralOutcome",
    "SafeguardingReview",
    "SharedNote",
    "Supervision",
    "SupportOffered",
    "TheirPlan",
]
