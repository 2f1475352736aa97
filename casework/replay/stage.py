"""The stage of a replay: services, staff, pharmacies and people, made as the file names them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from casework.replay.reading import Line
from core.bank_holidays import Nation
from core.db import db
from leaflets.models import LeafletVersion
from leaflets.rules import GIVEN_TO_READ, Format, LeafletCode
from people.queries import family, household_of
from people.rules import AdultFact, AgencyFact, ChildFact, Family, PersonSaid
from staff.models import Pharmacy, Role, Service, StaffMember, User
from staff.rules import RoleName
from supply.actions import set_pharmacy_hours

OUR_SERVICE = "The service"
RECORDER = "The recorder"


@dataclass(frozen=True, slots=True)
class Player:
    """A service user of the file: who they are in the database, and the pharmacy they collect from."""

    person_id: UUID
    service: str
    pharmacy_id: UUID


@dataclass
class Stage:
    """Everybody and everything that lines speak of, by the names that the file uses."""

    nation: Nation = Nation.ENGLAND_AND_WALES
    service_id: UUID | None = None
    staff: dict[tuple[str, str], StaffMember] = field(default_factory=dict)
    people: dict[str, Player] = field(default_factory=dict)
    agencies: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def service(self, name: str) -> UUID:
        """Where everybody of the file is treated; several that it names are one, as a household is one service's.

        Its first name stays.
        """
        if self.service_id is None:
            service = Service(name=name, code="R1", nation=self.nation)
            db.session.add(service)
            db.session.flush()
            self.service_id = service.id
        return self.service_id

    def member(self, name: str, role: RoleName, service: str) -> UUID:
        """A member of staff by name, who holds the role that the file's key implies, and those from before."""
        key = (service, name.casefold())
        if key not in self.staff:
            user = User(email=f"{len(self.staff)}@replay.invalid", password="!")  # noqa: S106  (never signs in)
            db.session.add(user)
            db.session.flush()
            self.staff[key] = StaffMember(user_id=user.id, name=name, service_id=self.service(service))
            db.session.add(self.staff[key])
        self._grant(self.staff[key], role)
        db.session.flush()
        return self.staff[key].id

    def _grant(self, member: StaffMember, role: RoleName) -> None:
        user = db.session.get_one(User, member.user_id)
        if role in {one.name for one in user.roles}:
            return
        found = db.session.scalar(select(Role).where(Role.name == role))
        user.roles.append(found or Role(name=role))

    def recorder(self, service: str) -> UUID:
        """Who writes the lines down."""
        return self.member(RECORDER, RoleName.DRUGS_WORKER, service)

    def pharmacy(self, who: str, service: str) -> UUID:
        """A pharmacy of a person's own, so that each can have its own days."""
        pharmacy = Pharmacy(service_id=self.service(service), name=f"Pharmacy of {who}", nation=self.nation)
        db.session.add(pharmacy)
        db.session.flush()
        return pharmacy.id

    def open_pharmacy(self, who: str, line: Line, by: UUID, at: datetime) -> None:
        """The days of a person's pharmacy, as their prescription's line says."""
        set_pharmacy_hours(
            pharmacy_id=self.people[who].pharmacy_id,
            closed_weekdays=line.get("closed", ()),
            shut_on_bank_holidays=line.get("bank_holidays") == "shut",
            nation=Nation(line.get("nation") or self.nation),
            by=by,
            at=at,
        )

    def person_said(self, line: Line) -> PersonSaid:
        """Who somebody is, as their register line says."""
        needs = line.get("leaflet_needs") or {}
        return PersonSaid(
            family_name=line.who,
            born_on=line.get("born"),
            treatment_started_on=line.get("started_on"),
            leaflet_language=needs.get("language"),
            leaflet_format=needs.get("format"),
        )

    def household(self, who: str) -> UUID:
        """The household that a person is of now."""
        found = household_of(self.people[who].person_id)
        if found is None:
            raise LookupError("a service user without a household")
        return found

    def households(self) -> list[UUID]:
        """Every household that somebody is of, in the order in which people registered."""
        return list(dict.fromkeys(self.household(who) for who in self.people))

    def family(self, who: str) -> Family:
        """The family of a person as known now."""
        return family(self.household(who))

    def child(self, who: str, name: str) -> ChildFact | None:
        """A child of the family by name, those who are gone too."""
        here = self.family(who)
        return next((child for child in (*here.children, *here.gone) if _same(child.name, name)), None)

    def adult(self, who: str, name: str) -> AdultFact | None:
        """An adult of the family by name, those who are still here first."""
        adults = sorted(self.family(who).adults, key=lambda adult: adult.left_on is not None)
        return next((adult for adult in adults if _same(adult.name, name)), None)

    def agency(self, who: str, name: str) -> AgencyFact | None:
        """An agency working with the family, by name."""
        return next((one for one in self.family(who).agencies if _same(one.name, name)), None)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def set_stage(lines: Iterable[Line], at: datetime) -> Stage:
    """An empty stage: the nation that the first prescription names, and the leaflet in its first version."""
    named = (Nation(line.get("nation")) for line in lines if line.do == "prescribe" and line.get("nation"))
    stage = Stage(nation=next(named, Nation.ENGLAND_AND_WALES))
    for form in GIVEN_TO_READ:
        issue_leaflet("en", form, 1, at.date(), at)
    db.session.commit()
    return stage


def issue_leaflet(language: str, form: Format, version: int, on: date, at: datetime) -> None:
    """Issue a version of the leaflet."""
    db.session.add(
        LeafletVersion(
            code=LeafletCode.RISK,
            language=language,
            format=form,
            version=version,
            issued_on=on,
            author="the service",
            what_changed="",
            fingerprint=f"{language}-{form}-{version}",
            text={},
            recorded_at=at,
        )
    )
    db.session.flush()


def issue_next_leaflets(on: date, at: datetime) -> None:
    """Issue the next version of every leaflet there is."""
    newest: dict[tuple[str, str], int] = {}
    issued = select(LeafletVersion.language, LeafletVersion.format, LeafletVersion.version)
    for language, form, version in db.session.execute(issued):
        newest[language, form] = max(version, newest.get((language, form), 0))
    for (language, form), version in newest.items():
        issue_leaflet(language, Format(form), version + 1, on, at)
