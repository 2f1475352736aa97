"""Forms of staff, teams, pharmacies and the service."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms.validators import Email, ValidationError

from core.bank_holidays import Nation
from core.forms import CheckboxesField, Choice, DateField, Form, LongTextField, RadiosField, SelectField, TextField
from core.telephone import standard_phone
from staff.rules import (
    ROLE_WORDS,
    SERVICE_ROLES,
    AbsenceSaid,
    NewStaffMember,
    PharmacyDetails,
    RoleName,
    ServiceDetails,
    StaffDetails,
)

NATIONS = (
    Choice(Nation.ENGLAND_AND_WALES, "England or Wales"),
    Choice(Nation.SCOTLAND, "Scotland"),
    Choice(Nation.NORTHERN_IRELAND, "Northern Ireland"),
)
ROLE_HINTS = {
    RoleName.DRUGS_WORKER: "Records decisions, plans and contacts for people of the service",
    RoleName.PRESCRIBER: "As a drugs worker; also authorises decisions",
    RoleName.MANAGER: "As a drugs worker; also exceptions, reports and audit",
    RoleName.SAFEGUARDING_LEAD: "Sees people, agrees plans, looks at exceptions",
    RoleName.ADMINISTRATOR: "Looks after accounts, teams, pharmacies and agencies; sees nobody's record",
}
MOST_ADDRESS = 500


class RealPhone:
    """A number that can be rung."""

    def __call__(self, form: Any, field: Any) -> None:
        """Says so where it cannot; otherwise keeps it as it is written in Britain."""
        standard = standard_phone(field.data or "")
        if standard is None:
            raise ValidationError("Enter a telephone number, like 0151 496 0000 or 07700 900123")
        field.data = standard


class PersonForm(Form):
    """Who somebody is and how to reach them."""

    name = TextField("Full name", required="Enter their full name", width=20)
    phone = TextField(
        "Mobile number",
        hint="For text reminders. They carry no names and nothing about anybody.",
        optional=True,
        width=20,
        kind="tel",
        validators=[RealPhone()],
    )

    def details(self) -> StaffDetails:
        """What was said, as a value."""
        return StaffDetails(name=self.name.data or "", phone=self.phone.data or None)


class NewPersonForm(PersonForm):
    """Somebody who gets an account."""

    email = TextField(
        "Work email address",
        hint="They sign in with it.",
        required="Enter their work email address",
        width=30,
        kind="email",
        validators=[Email("Enter an email address in the form name@example.org")],
    )

    def address(self) -> str:
        """The email address, in small letters."""
        return (self.email.data or "").lower()


class StaffForm(PersonForm):
    """Name, telephone and roles of a member of staff."""

    roles = CheckboxesField("What they do", required="Choose at least one role")

    def chosen_roles(self) -> frozenset[RoleName]:
        """The roles ticked."""
        return frozenset(RoleName(value) for value in self.roles.data or ())

    def offer_roles(self, roles: Iterable[RoleName]) -> None:
        """The roles that can be held where they work."""
        self.roles.offer(Choice(role.value, ROLE_WORDS[role], ROLE_HINTS.get(role, "")) for role in roles)


class AddStaffForm(NewPersonForm, StaffForm):
    """Somebody new at the service."""

    team = SelectField("Team", empty="No team", optional=True)

    def prepare(self, teams: Iterable[tuple[str, str]]) -> None:
        """Offer the service's roles and teams."""
        self.offer_roles(SERVICE_ROLES)
        self.team.offer(teams)

    def new_member(self, service_id: UUID) -> NewStaffMember:
        """Who is to be added."""
        team_id = UUID(self.team.data) if self.team.data else None
        roles = self.chosen_roles()
        return NewStaffMember(self.details(), self.address(), roles, service_id=service_id, team_id=team_id)


class AddPharmacistForm(NewPersonForm):
    """Somebody new at a pharmacy: always a pharmacist."""

    def new_member(self, pharmacy_id: UUID) -> NewStaffMember:
        """Who is to be added."""
        roles = frozenset({RoleName.PHARMACIST})
        return NewStaffMember(self.details(), self.address(), roles, pharmacy_id=pharmacy_id)


class MoveForm(Form):
    """To which team, or which pharmacy."""

    place = SelectField("Move to")


class TeamForm(Form):
    """A team's name."""

    name = TextField("Name of the team", required="Enter the name of the team", width=20)


class ServiceForm(Form):
    """How the service is called and reached."""

    name = TextField("Name of the service", required="Enter the name of the service", width=30)
    nation = RadiosField(
        "Where it is",
        hint="For bank holidays and the words of referrals.",
        required="Choose where it is",
        choices=NATIONS,
    )
    address = LongTextField("Address", optional=True, rows=3, max_length=MOST_ADDRESS)
    phone = TextField("Telephone", optional=True, width=20, kind="tel", validators=[RealPhone()])
    out_of_hours = TextField(
        "Out of hours",
        hint="Whom to ring when the service is closed. It is printed on plans.",
        optional=True,
        width=30,
    )

    def details(self) -> ServiceDetails:
        """What was said, as a value."""
        return ServiceDetails(
            name=self.name.data or "",
            nation=Nation(self.nation.data),
            address=self.address.data or "",
            phone=self.phone.data or "",
            out_of_hours=self.out_of_hours.data or "",
        )


class PharmacyForm(Form):
    """How a pharmacy is called and reached."""

    name = TextField("Name of the pharmacy", required="Enter the name of the pharmacy", width=30)
    nation = RadiosField("Where it is", required="Choose where it is", choices=NATIONS)
    address = LongTextField("Address", optional=True, rows=3, max_length=MOST_ADDRESS)
    phone = TextField(
        "Telephone",
        required="Enter the telephone number: people ring it when something is wrong",
        width=20,
        kind="tel",
        validators=[RealPhone()],
    )

    def details(self) -> PharmacyDetails:
        """What was said, as a value."""
        return PharmacyDetails(
            name=self.name.data or "",
            nation=Nation(self.nation.data),
            address=self.address.data or "",
            phone=self.phone.data or "",
        )


class AbsenceForm(Form):
    """When somebody is away, and who looks after their people meanwhile."""

    from_on = DateField("First day away", required="Enter the first day away")
    until_on = DateField("Last day away", required="Enter the last day away")
    deputy = SelectField(
        "Who looks after their people",
        hint="Their work shows on the deputy's list as well, from the first day to the last.",
        required="Choose who looks after their people meanwhile",
    )

    def said(self) -> AbsenceSaid:
        """What was said, as a value."""
        deputy = UUID(self.deputy.data) if self.deputy.data else None
        return AbsenceSaid(self.from_on.data, self.until_on.data, deputy)
