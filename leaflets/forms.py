"""Forms of the catalogue."""

from core.forms import CheckboxesField, CheckboxField, Form, LongTextField, TextField, VersionField

REASON = 500


class SignOffForm(Form):
    """Signing a leaflet off for the service."""

    reviewed_by = TextField(
        "Who has read it with you?",
        hint="For example: our pharmacist, and two people who use the service",
        required="Say who has read it, for example a pharmacist and two service users",
    )
    translated_by = TextField(
        "Who translated it, or checked the translation?",
        hint="A person who speaks the language as their own. Never a machine alone.",
        required="Say who translated it, or checked the translation",
    )
    others = CheckboxesField(
        "Sign the same words off in other formats too", hint="Tick those you have looked at on paper.", optional=True
    )
    read = CheckboxField(
        "I have read every page, and it is right for the people of our service",
        required="Tick the box when you have read every page",
    )


class WithdrawForm(Form):
    """Taking a leaflet back."""

    because = LongTextField(
        "Why is it withdrawn?",
        hint="Staff read this when they look for it.",
        required="Say why it is withdrawn, so that staff know what to tell people",
        rows=3,
        max_length=REASON,
    )


class PrintUnsignedForm(Form):
    """Printing a text that nobody signed off."""

    name = TextField("In whose name is it printed?", required="Say in whose name it is printed", max_length=100)
    because = LongTextField(
        "Why is it printed before it is signed off?",
        hint="This stands at the head of every page.",
        required="Say why it is printed before it is signed off",
        rows=2,
        max_length=120,
    )


class LogoForm(Form):
    """A service's logo: the picture itself is a file, which no form of ours holds."""

    version = VersionField()
