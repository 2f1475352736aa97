"""Forms of decisions, of answers to them, and of the pharmacist's desk."""

from dispensing.forms.answers import AnswerForm, LookForm
from dispensing.forms.decision import PATTERN_KEYS, PATTERN_LETTERS, DecisionForm
from dispensing.forms.desk import AskForm, ConcernForm, FindForm
from dispensing.forms.kept import as_typed, in_use_typed, typed
from dispensing.forms.until import exception_ends

__all__ = [
    "PATTERN_KEYS",
    "PATTERN_LETTERS",
    "AnswerForm",
    "AskForm",
    "ConcernForm",
    "DecisionForm",
    "FindForm",
    "LookForm",
    "as_typed",
    "exception_ends",
    "in_use_typed",
    "typed",
]
