"""Requests into what was told. Nothing here reads or saves."""

from safeguarding.forms.contacts import (
    NewContactForm,
    call_form,
    child_seen_form,
    contact_form,
    correct_call_form,
    correct_child_seen_form,
    correct_contact_form,
    heard_from_form,
)
from safeguarding.forms.entries import AnswerForm, WithdrawForm, exposure_act_form
from safeguarding.forms.events import EventForm, correct_event_form, event_form
from safeguarding.forms.joining import (
    BeforeBirthForm,
    DoneForm,
    HoldForm,
    IdentityForm,
    ShareNoteForm,
    joint_action_form,
    meeting_form,
)
from safeguarding.forms.oversight import (
    CoOrdinatorForm,
    LookForm,
    ReviewForm,
    SupervisionForm,
    SupportForm,
)
from safeguarding.forms.referrals import (
    NotReferredForm,
    OurViewForm,
    OutcomeForm,
    ReferralForm,
    ResolveForm,
    TheirPlanForm,
    escalate_form,
    referral_form,
)

__all__ = [
    "AnswerForm",
    "BeforeBirthForm",
    "CoOrdinatorForm",
    "DoneForm",
    "EventForm",
    "HoldForm",
    "IdentityForm",
    "LookForm",
    "NewContactForm",
    "NotReferredForm",
    "OurViewForm",
    "OutcomeForm",
    "ReferralForm",
    "ResolveForm",
    "ReviewForm",
    "ShareNoteForm",
    "SupervisionForm",
    "SupportForm",
    "TheirPlanForm",
    "WithdrawForm",
    "call_form",
    "child_seen_form",
    "contact_form",
    "correct_call_form",
    "correct_child_seen_form",
    "correct_contact_form",
    "correct_event_form",
    "escalate_form",
    "event_form",
    "exposure_act_form",
    "heard_from_form",
    "joint_action_form",
    "meeting_form",
    "referral_form",
]
