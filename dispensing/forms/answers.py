"""Answers to decisions and exceptions that name somebody, and the manager's look."""

from core.forms import Form, LongTextField


class AnswerForm(Form):
    """Yes, or no because …"""

    because = LongTextField("If not, why?", rows=2, optional=True)


class LookForm(Form):
    """What a manager thinks of an exception."""

    what = LongTextField(
        "What do you think of it, and what happens next?", required="Say in a sentence what you think", rows=2
    )
