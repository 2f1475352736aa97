"""Who a service user is, in one line: for the top of pages, lists and search results."""

from dataclasses import dataclass
from datetime import date, datetime

from people.rules.facts import PersonFact
from people.rules.said import PersonSaid


def full_name(given_names: str, family_name: str) -> str:
    """Given names, then the family name."""
    return " ".join(filter(None, (given_names, family_name)))


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A service user by name and date of birth: all that a list of many shows of each."""

    id: str
    family_name: str
    given_names: str
    born_on: date | None

    @property
    def name(self) -> str:
        """Given names, then the family name."""
        return full_name(self.given_names, self.family_name)


@dataclass(frozen=True, slots=True)
class PersonHeader:
    """A service user as known now, with whose they are.

    The versions are those a form hands back when it is saved; `service_code` is how the policy names the service.
    """

    id: str
    service_id: str
    household_id: str
    reference: str
    registered_on: date
    registered_at: datetime
    family_name: str
    given_names: str = ""
    known_as: str = ""
    born_on: date | None = None
    nhs_number: str | None = None
    phone: str = ""
    treatment_started_on: date | None = None
    leaflet_language: str | None = None
    leaflet_format: str | None = None
    keyworker_id: str | None = None
    keyworker_name: str = ""
    pharmacy_id: str | None = None
    pharmacy_name: str = ""
    ended: str | None = None
    ended_on: date | None = None
    details_version: int = 1
    keyworker_version: int = 0
    pharmacy_version: int = 0
    membership_version: int = 1
    moved_at: datetime | None = None
    care_version: int = 0
    service_code: str = ""

    @property
    def name(self) -> str:
        """Given names, then the family name."""
        return full_name(self.given_names, self.family_name)

    @property
    def called(self) -> str:
        """What they like to be called."""
        return self.known_as or self.given_names or self.family_name

    @property
    def nhs_number_spaced(self) -> str:
        """As it is written on paper: 999 123 4567."""
        number = self.nhs_number or ""
        return f"{number[:3]} {number[3:6]} {number[6:]}".strip()

    def said(self) -> PersonSaid:
        """The details as they were told, to be changed and recorded again."""
        return PersonSaid(
            family_name=self.family_name,
            given_names=self.given_names,
            known_as=self.known_as,
            born_on=self.born_on,
            nhs_number=self.nhs_number,
            phone=self.phone,
            treatment_started_on=self.treatment_started_on,
            leaflet_language=self.leaflet_language,
            leaflet_format=self.leaflet_format,
        )

    def fact(self) -> PersonFact:
        """What the findings read of it."""
        return PersonFact(
            id=self.id,
            name=self.name,
            reference=self.reference,
            registered_on=self.registered_on,
            registered_at=self.registered_at,
            treatment_started_on=self.treatment_started_on,
            keyworker_id=self.keyworker_id,
            leaflet_language=self.leaflet_language,
            leaflet_format=self.leaflet_format,
            ended=self.ended,
            ended_on=self.ended_on,
            moved_at=self.moved_at,
        )
