"""What a pharmacist types at the desk."""

from typing import Any

from core.forms import CheckboxField, DateField, Form, LongTextField, RadiosField, TextField


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
    """A pharmacist's concern for the manager: what it is about, in their words, and what they did themselves."""

    about = RadiosField(
        "What is it about?",
        optional=True,
        choices=[
            (words, words)
            for words in (
                "A child with somebody drowsy or unwell",
                "Somebody else collecting, or asking for bottles",
                "Bottles that are not locked away at home",
                "How a child looked, or what a child said",
                "Something else",
            )
        ],
    )
    text = LongTextField("What worries you?", required="Write what worries you", rows=3)
    told_myself = CheckboxField("I have told children’s social care, or the police, myself")

    def said(self) -> str:
        """All of it, as the manager reads it."""
        told = "They have told children’s social care or the police themselves." if self.told_myself.data else ""
        about = f"{self.about.data}." if self.about.data else ""
        return " ".join(one for one in (about, self.text.data or "", told) if one)
