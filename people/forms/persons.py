"""Forms about one service user: finding, registering, correcting, sharing, the keyworker."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from core.forms import (
    DateField,
    Form,
    HiddenField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from people.forms.parts import NhsNumberField, PhoneField, choices, day_field, name_field
from people.rules import (
    CONSENT_WORDS,
    LEAFLET_FORMATS,
    LEAFLET_LANGUAGES,
    LONGEST_TEXT,
    ConsentAnswer,
    PersonSaid,
    consent_problems,
    person_problems,
)


class FindForm(Form):
    """Whom somebody is looking for. Any one answer will do."""

    text = TextField("Name", hint="First or last name, in any order. A near spelling will do.", max_length=400)
    born_on = DateField("Date of birth")
    nhs_number = NhsNumberField()
    reference = TextField("Reference", width=20, max_length=40)

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one answer."""
        ok = bool(super().validate(extra_validators))
        if ok and not any((self.text.data, self.born_on.data, self.nhs_number.data, self.reference.data)):
            self.add_problem("text", "Enter a name, a date of birth, an NHS number or a reference")
            return False
        return ok


class DetailsForm(Form):
    """Who a service user is."""

    given_names = name_field("First names")
    family_name = name_field("Family name", required="Enter the family name")
    known_as = name_field("Likes to be called", optional=True)
    born_on = DateField("Date of birth", hint="For example, 27 3 1994. Leave it empty if it is not known yet.")
    nhs_number = NhsNumberField(optional=True)
    phone = PhoneField(optional=True)
    treatment_started_on = DateField(
        "When methadone treatment began", hint="Leave it empty if they are not on methadone, or nobody knows."
    )
    leaflet_language = SelectField(
        "Language for leaflets", empty="Not asked yet", choices=choices(LEAFLET_LANGUAGES), optional=True
    )
    leaflet_format = SelectField(
        "How they read best", empty="Not asked yet", choices=choices(LEAFLET_FORMATS), optional=True
    )
    today: date

    @property
    def said(self) -> PersonSaid:
        """What was typed, as a value."""
        return PersonSaid(
            family_name=self.family_name.data or "",
            given_names=self.given_names.data or "",
            known_as=self.known_as.data or "",
            born_on=self.born_on.data,
            nhs_number=self.nhs_number.number,
            phone=self.phone.number,
            treatment_started_on=self.treatment_started_on.data,
            leaflet_language=self.leaflet_language.data or None,
            leaflet_format=self.leaflet_format.data or None,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, and what the rules say of them together: everything at once."""
        super().validate(extra_validators)
        self.add_problems(problem for problem in person_problems(self.said, self.today) if not self[problem[0]].errors)
        if self.leaflet_language.data and not self.leaflet_format.data:
            self.add_problem("leaflet_format", "Choose how they read best, or standard print")
        if self.leaflet_format.data and not self.leaflet_language.data:
            self.add_problem("leaflet_language", "Choose the language they read best")
        return not self.problems()


class RegisterForm(DetailsForm):
    """A new service user: their details, their keyworker, with whom they live."""

    reference = TextField(
        "Reference",
        width=20,
        max_length=40,
        hint="Your own case number. Leave it empty and one is made.",
        optional=True,
    )
    keyworker = SelectField("Keyworker", empty="Nobody yet")
    shares_with = TextField(
        "Lives with somebody registered here",
        width=20,
        max_length=40,
        hint="That person's reference. Leave it empty if not, or not known.",
        optional=True,
    )
    not_these = HiddenField()

    @property
    def keyworker_id(self) -> UUID | None:
        """The keyworker chosen."""
        return UUID(self.keyworker.data) if self.keyworker.data else None

    def are_others(self, people: Iterable[str]) -> bool:
        """Whether the viewer has said of each of these people that they are somebody else."""
        return set(people) <= set((self.not_these.data or "").split())


class CorrectForm(DetailsForm):
    """Correcting the details of a service user."""

    because = LongTextField("Why it changes", rows=2, optional=True, max_length=LONGEST_TEXT)
    version = VersionField()


class ConsentForm(Form):
    """What a person thinks of sharing their plan."""

    view = RadiosField(
        "What do they think of sharing their plan?", choices=choices(CONSENT_WORDS), required="Choose one"
    )
    not_asked_because = LongTextField("Why they were not asked", rows=2, max_length=LONGEST_TEXT)
    asked_on = day_field("When", required="Enter the day")
    today: date

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves and together."""
        ok = bool(super().validate(extra_validators))
        if ok and self.asked_on.data:
            view = ConsentAnswer(self.view.data)
            self.add_problems(consent_problems(view, self.not_asked_because.data or "", self.asked_on.data, self.today))
        return not self.problems()


class KeyworkerForm(Form):
    """Who is somebody's keyworker."""

    keyworker = SelectField("Keyworker", empty="Nobody")
    version = VersionField()
