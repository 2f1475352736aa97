"""The forms by which somebody says how they want to be told."""

from core.forms import CheckboxField, Choice, Form, RadiosField, TextField, VersionField
from reminders.rules.choices import NEW_ACTS_WORDS, NewActs
from reminders.rules.choices import Choice as Chosen


class TellingForm(Form):
    """When, and whether by text too."""

    new_acts = RadiosField(
        "When do you want to hear of what is new?",
        required="Choose when you want to hear of what is new",
        choices=[Choice(each.value, NEW_ACTS_WORDS[each]) for each in NewActs],
    )
    texts = CheckboxField(
        "Text me too when something is overdue or cannot wait",
        hint="A text names nobody and nothing: only how many things, and where to sign in.",
    )
    seen = VersionField()

    @property
    def asked(self) -> Chosen:
        """What they chose."""
        return Chosen(NewActs(self.new_acts.data), bool(self.texts.data))


class CodeForm(Form):
    """The code from the text."""

    code = TextField("The code we sent", required="Enter the code from the text", width=5, inputmode="numeric")
