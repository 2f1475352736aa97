"""Forms of casework: the answer to a finding."""

from core.forms import DateField, Form, LongTextField, TextField


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
