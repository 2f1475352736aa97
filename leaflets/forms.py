"""Forms of the catalogue."""

from core.forms import CheckboxField, Form, TextField


class SignOffForm(Form):
    """Signing a leaflet off for the service."""

    reviewed_by = TextField(
        "Who has read it with you?",
        hint="For example: our pharmacist, and two people who use the service",
        required="Say who has read it, for example a pharmacist and two service users",
    )
    read = CheckboxField(
        "I have read every page, and it is right for the people of our service",
        required="Tick the box when you have read every page",
    )
