"""Requests into what was said about a plan. Nothing here reads or saves."""

from safetyplans.forms.afterwards import (
    AnswerForm,
    CareReviewForm,
    NaloxoneForm,
    PlanReviewForm,
)
from safetyplans.forms.agreeing import (
    AgreeForm,
    CopyForm,
    DeclineForm,
    LeafletForm,
    NeedsForm,
    NotToldForm,
    PartForm,
    agree_form,
)
from safetyplans.forms.printing import PrintForm
from safetyplans.forms.sharing import (
    NOT_SENDING,
    AcknowledgeForm,
    BecameForm,
    BreachForm,
    CodeForm,
    LinkAnswerForm,
    ReplyForm,
    SendAgainForm,
    ShareForm,
)
from safetyplans.forms.talking import (
    LaterForm,
    TalkForm,
    answer_in,
    asked_back_name,
    field_name,
    later_form,
    talk_form,
)
from safetyplans.forms.visiting import BoxForm, CountForm, SeenForm, StorageCheckForm, TakeBackForm, ToldForm

__all__ = [
    "NOT_SENDING",
    "AcknowledgeForm",
    "AgreeForm",
    "AnswerForm",
    "BecameForm",
    "BoxForm",
    "BreachForm",
    "CareReviewForm",
    "CodeForm",
    "CopyForm",
    "CountForm",
    "DeclineForm",
    "LaterForm",
    "LeafletForm",
    "LinkAnswerForm",
    "NaloxoneForm",
    "NeedsForm",
    "NotToldForm",
    "PartForm",
    "PlanReviewForm",
    "PrintForm",
    "ReplyForm",
    "SeenForm",
    "SendAgainForm",
    "ShareForm",
    "StorageCheckForm",
    "TakeBackForm",
    "TalkForm",
    "ToldForm",
    "agree_form",
    "answer_in",
    "asked_back_name",
    "field_name",
    "later_form",
    "talk_form",
]
