"""What a pharmacist types at the desk."""

from typing import Any

from core.forms import DateField, Form, LongTextField, TextField


class FindForm(Form):
    """Who is at the counter."""

    name = TextField("Name, or part of it", width=20)
    born_on = DateField("Date of birth")

    def validate(self, extra_validators: Any = None) -> bool:
        """Either will do."""
        whole = super().validate(extra_validators)
        if whole and not self.name.data and not self.born_on.data:
            self.add_problem("name", "Enter a name or a date of birth")
            return False
        return whole


class AskForm(Form):
    """A pharmacist's question for the keyworker."""

    text = LongTextField("What would you like to ask?", required="Write your question", rows=3)


class ConcernForm(Form):
    """A pharmacist's concern for the manager."""

    text = LongTextField("What worries you?", required="Write what worries you", rows=3)
