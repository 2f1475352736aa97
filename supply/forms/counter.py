"""Where an undrunk bottle went, and what the prescriber said."""

from datetime import date

from core.forms import CheckboxField, DateField, Form, LongTextField, RadiosField, TextField
from supply.rules import Went

WENT_WORDS = {
    Went.DRUNK_LATER: "Drunk later",
    Went.RETURNED: "Returned to the pharmacy",
    Went.DESTROYED: "Destroyed",
    Went.LOST: "Lost, or nobody knows",
}


class BottleForm(Form):
    """Where a bottle went that was not drunk on its day."""

    went = RadiosField(
        "Where did it go?",
        required="Say where it went",
        choices=[(each, WENT_WORDS[each]) for each in Went],
    )
    for_on = DateField("For which day was it?", optional=True, hint="Left empty, it answers for every such bottle.")
    happened_on = DateField("When was that?", required="Enter the day")


class SpokenForm(Form):
    """Somebody spoke to the prescriber after missed doses."""

    happened_on = DateField("When was that?", required="Enter the day")
    spoke_to = TextField("Who was spoken to?", optional=True)
    advice = LongTextField("What did they advise?", required="Write down what the prescriber advised", rows=3)
    supplied = CheckboxField("A dose was supplied that day")


def bottle_form(on: date) -> BottleForm:
    """An empty form, asked on a London day."""
    return BottleForm(data={"happened_on": on})


def spoken_form(on: date) -> SpokenForm:
    """An empty form, asked on a London day."""
    return SpokenForm(data={"happened_on": on})
