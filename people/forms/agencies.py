"""Forms about agencies: the directory, and who of it works with a family."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms.validators import Email

from core.forms import CheckboxField, Choice, Form, LongTextField, SelectField, TextField, VersionField
from people.forms.parts import PhoneField, choices, day_field, name_field
from people.rules import AGENCY_ROLE_WORDS, AgencyRole, AgencySaid, agency_problems

LONGEST_ADDRESS = 400


class AgencyForm(Form):
    """An entry of the directory."""

    name = name_field("Name", required="Enter the agency's name", hint="For example, Northside health visiting team")
    role = SelectField("Kind", choices=choices(AGENCY_ROLE_WORDS), required="Choose the kind of agency")
    address = LongTextField("Address", rows=3, max_length=LONGEST_ADDRESS, optional=True)
    phone = PhoneField(optional=True)
    email = TextField(
        "Email address",
        kind="email",
        inputmode="email",
        optional=True,
        validators=[Email("Enter an email address, like team@example.org")],
    )
    version = VersionField()

    @property
    def said(self) -> AgencySaid:
        """What was typed, as a value."""
        return AgencySaid(
            name=self.name.data or "",
            role=AgencyRole(self.role.data),
            address=self.address.data or "",
            phone=self.phone.number,
            email=self.email.data or "",
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, and what the rules say."""
        if super().validate(extra_validators):
            self.add_problems(agency_problems(self.said))
        return not self.problems()


class FamilyAgencyForm(Form):
    """An agency that works with a family."""

    agency = SelectField("Agency", required="Choose the agency")
    worker_name = name_field("Named worker", optional=True)
    has_part = CheckboxField(
        "They have a part in the storage plan",
        hint="A health visitor and a social worker always have one: they are asked what their part is.",
    )
    from_on = day_field("Works with the family since", required="Enter the day")
    version = VersionField()
    today: date

    def offer_agencies(self, agencies: Iterable[tuple[str, str, str]]) -> None:
        """The directory: id, name, kind."""
        self.agency.offer(Choice(id, f"{name} ({kind})") for id, name, kind in agencies)

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, and the day."""
        super().validate(extra_validators)
        if self.from_on.data and self.from_on.data > self.today:
            self.add_problem("from_on", "This day cannot be after today")
        return not self.problems()
