"""Requests into what was said about a plan. Nothing here reads or saves."""

from safetyplans.forms.afterwards import (
    NOT_SENDING,
    AcknowledgeForm,
    AnswerForm,
    CareReviewForm,
    NaloxoneForm,
    PlanReviewForm,
    ShareForm,
)
from safetyplans.forms.agreeing import (
    AgreeForm,
    CopyForm,
    DeclineForm,
    LeafletForm,
    NotToldForm,
    PartForm,
    agree_form,
)
from safetyplans.forms.printing import PrintForm
from safetyplans.forms.talking import (
    LaterForm,
    TalkForm,
    answer_in,
    asked_back_name,
    field_name,
    later_form,
    talk_form,
)
from safetyplans.forms.visiting import BoxForm, SeenForm, StorageCheckForm, ToldForm

__all__ = [
    "NOT_SENDING",
    "AcknowledgeForm",
    "AgreeForm",
    "AnswerForm",
    "BoxForm",
    "CareReviewForm",
    "CopyForm",
    "DeclineForm",
    "LaterForm",
    "LeafletForm",
    "NaloxoneForm",
    "NotToldForm",
    "PartForm",
    "PlanReviewForm",
    "PrintForm",
    "SeenForm",
    "ShareForm",
    "StorageCheckForm",
    "TalkForm",
    "ToldForm",
    "agree_form",
    "answer_in",
    "asked_back_name",
    "field_name",
    "later_form",
    "talk_form",
]
