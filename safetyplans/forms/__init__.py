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
from safetyplans.forms.agreeing import AgreeForm, CopyForm, LeafletForm, NotToldForm, PartForm, agree_form
from safetyplans.forms.talking import LaterForm, TalkForm, answer_in, field_name, later_form, talk_form

__all__ = [
    "NOT_SENDING",
    "AcknowledgeForm",
    "AgreeForm",
    "AnswerForm",
    "BoxForm",
    "CareReviewForm",
    "CopyForm",
    "LaterForm",
    "LeafletForm",
    "NaloxoneForm",
    "NotToldForm",
    "PartForm",
    "PlanReviewForm",
    "ShareForm",
    "StorageCheckForm",
    "TalkForm",
    "agree_form",
    "answer_in",
    "field_name",
    "later_form",
    "talk_form",
]
