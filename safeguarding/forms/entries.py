"""Answering an entry, taking it back, and what was done after a possible swallowing."""

from datetime import date, datetime, time

from wtforms.validators import ValidationError

from core.clock import at_london
from core.forms import DateField, Form, LongTextField, RadiosField, TextField, VersionField

_CHANGES, _NOTHING = "yes", "no"


class AnswerForm(Form):
    """Whether an event changes anything about the methadone at home."""

    changes = RadiosField(
        "Does this change anything about the methadone at home?",
        required="Say whether this changes anything about the methadone at home",
        choices=[(_NOTHING, "No"), (_CHANGES, "Yes, after all")],
    )
    because = TextField("Why?", required="Say why")

    @property
    def is_a_change(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.changes.data == _CHANGES)


class WithdrawForm(Form):
    """Taking an entry back."""

    because = TextField(
        "Why are you taking this back?",
        required="Say why you are taking this back",
        hint="For example, that it was about another family. The entry stays readable, with your reason.",
    )
    version = VersionField()


class ExposureActForm(Form):
    """What was done after a child may have swallowed some."""

    what = LongTextField("What was done?", required="Say what was done", rows=2)
    by_name = TextField("By whom?", required="Say who did it")
    done_on = DateField("On which day?", required="Enter the day")
    done_time = TextField("At what time?", required="Enter the time", width=5, hint="For example, 14:05")

    def validate_done_time(self, field: TextField) -> None:
        """A time as on a clock of 24 hours."""
        if clock_time(field.data or "") is None:
            raise ValidationError("Enter the time as hours and minutes, for example 14:05")

    def done_at(self) -> datetime:
        """The instant (UTC)."""
        at = clock_time(self.done_time.data or "") or time()
        return at_london(self.done_on.data, at.hour, at.minute)


def clock_time(text: str) -> time | None:
    """The time of "14:05" or "9.30"; none where it is no time."""
    hour, _, minute = text.replace(".", ":").partition(":")
    try:
        return time.fromisoformat(f"{hour:0>2}:{minute}")
    except ValueError:
        return None


def exposure_act_form(on: date, by_name: str) -> ExposureActForm:
    """An empty form, asked on a London day of the person named."""
    return ExposureActForm(data={"done_on": on, "by_name": by_name})
