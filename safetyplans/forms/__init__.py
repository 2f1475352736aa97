"""Requests into what was said about a plan. Nothing here reads or saves."""

from safetyplans.forms.afterwards import (
    NOT_SENDING,
    AcknowledgeForm,
    AnswerForm,
    BoxForm,
    CareReviewForm,
    NaloxoneForm,
    PlanReviewForm,
    ShareForm,
    StorageCheckForm,
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
    "ShareForm",
    "StorageCheckForm",
    "TalkForm",
    "agree_form",
    "answer_in",
    "asked_back_name",
    "field_name",
    "later_form",
    "talk_form",
]
