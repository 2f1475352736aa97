"""Forms of casework: the answer to a finding, training, and the answers for the national return."""

from typing import Any
from uuid import UUID

from casework.rules.returning import ALLOWED
from core.forms import DateField, Form, LongTextField, RadiosField, SelectField, TextField, VersionField
from people.rules import RETURN_ANSWER_WORDS, RETURN_QUESTION_WORDS, ReturnAnswer, ReturnQuestion


def _choices(question: ReturnQuestion) -> list[tuple[str, str]]:
    return [(answer.value, RETURN_ANSWER_WORDS[answer]) for answer in ALLOWED[question]]


class NotNeededForm(Form):
    """Not needed: because, decided by, until."""

    because = LongTextField(
        "Why is it not needed?",
        required="Say why this is not needed",
        hint="In your own words. It stays readable in the chronology.",
    )
    by_name = TextField("Who decided this?", required="Say who decided this", hint="Their name.")
    until = DateField(
        "Until when?", required="Enter until when this is not needed", hint="From the day after, it is asked again."
    )


class ReturnForm(Form):
    """The questions of the national return; none has to be answered."""

    seen = VersionField()
    parent = RadiosField(
        RETURN_QUESTION_WORDS[ReturnQuestion.PARENT],
        hint="Wherever the child lives.",
        choices=_choices(ReturnQuestion.PARENT),
    )
    live_with = RadiosField(RETURN_QUESTION_WORDS[ReturnQuestion.LIVE_WITH], choices=_choices(ReturnQuestion.LIVE_WITH))
    help = RadiosField(RETURN_QUESTION_WORDS[ReturnQuestion.HELP], choices=_choices(ReturnQuestion.HELP))

    def said(self) -> dict[ReturnQuestion, ReturnAnswer]:
        """What was answered."""
        typed = {
            ReturnQuestion.PARENT: self.parent.data,
            ReturnQuestion.LIVE_WITH: self.live_with.data,
            ReturnQuestion.HELP: self.help.data,
        }
        return {question: ReturnAnswer(value) for question, value in typed.items() if value}


class TrainingForm(Form):
    """Somebody had training."""

    staff = SelectField("Who?", required="Choose who had the training")
    title = TextField("Which training?", required="Say which training it was")
    done_on = DateField("When?", required="Enter the day of the training")
    link = TextField("Where is it described?", optional=True, hint="An address that begins with https://")

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return {
            "staff_id": UUID(self.staff.data),
            "title": self.title.data or "",
            "done_on": self.done_on.data,
            "link": self.link.data or "",
        }
