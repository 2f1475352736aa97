"""Reads of staff, teams, services and pharmacies: the service first, in a steady order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from core.db import db, read
from staff.models import Absence, Demonstration, Pharmacy, Role, Service, StaffMember, Team, Training, User
from staff.rules import RoleName


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One line of the staff list."""

    member: StaffMember
    user: User
    team: Team | None
    pharmacy: Pharmacy | None

    @property
    def roles(self) -> tuple[RoleName, ...]:
        """The roles held, in their fixed order."""
        held = {role.name for role in self.user.roles}
        return tuple(role for role in RoleName if role.value in held)


@dataclass(frozen=True, slots=True)
class StaffPlace:
    """A member of staff, and the service and team, or the pharmacy, where they work."""

    member: StaffMember
    service: Service | None
    team: Team | None
    pharmacy: Pharmacy | None

    @property
    def looked_after_by(self) -> UUID | None:
        """The service whose administrators look after their account: their own, or their pharmacy's."""
        return self.service.id if self.service else self.pharmacy.service_id if self.pharmacy else None


_MEMBER = select(StaffMember).where(StaffMember.user_id == bindparam("user_id"))
_LOADED_AT = select(func.max(Demonstration.loaded_at).label("loaded_at"))


def staff_member_of(user_id: int) -> StaffMember | None:
    """The member of staff behind a sign-in account."""
    return db.session.scalar(_MEMBER, {"user_id": user_id})


def demonstration_loaded_at() -> datetime | None:
    """When made-up households were loaded, if they were."""
    return read(_LOADED_AT)[0].loaded_at  # type: ignore[no-any-return]


def _lines() -> Select[StaffMember, User, Team, Pharmacy]:
    return (
        select(StaffMember, User, Team, Pharmacy)
        .join(User, User.id == StaffMember.user_id)
        .outerjoin(Team, Team.id == StaffMember.team_id)
        .outerjoin(Pharmacy, Pharmacy.id == StaffMember.pharmacy_id)
        .order_by(StaffMember.disabled_at.is_not(None), StaffMember.name, StaffMember.id)
    )


def list_staff(service_id: UUID, *, team_id: UUID | None = None) -> list[StaffLine]:
    """Everybody at a service, or in one team of it; closed accounts last."""
    query = _lines().where(StaffMember.service_id == service_id)
    if team_id is not None:
        query = query.where(StaffMember.team_id == team_id)
    return [StaffLine(*row) for row in db.session.execute(query)]


def list_pharmacists(service_id: UUID, *, pharmacy_id: UUID | None = None) -> list[StaffLine]:
    """Everybody at the pharmacies that a service's administrators look after, or at one of them."""
    query = _lines().where(Pharmacy.service_id == service_id)
    if pharmacy_id is not None:
        query = query.where(StaffMember.pharmacy_id == pharmacy_id)
    return [StaffLine(*row) for row in db.session.execute(query)]


def staff_line(service_id: UUID, staff_id: UUID) -> StaffLine | None:
    """One member of staff: of this service, or of a pharmacy that its administrators look after."""
    query = _lines().where(StaffMember.id == staff_id)
    row = db.session.execute(
        query.where((StaffMember.service_id == service_id) | (Pharmacy.service_id == service_id))
    ).first()
    return StaffLine(*row) if row else None


def place_of(staff_id: UUID) -> StaffPlace | None:
    """Where a member of staff works."""
    query = (
        select(StaffMember, Service, Team, Pharmacy)
        .outerjoin(Service, Service.id == StaffMember.service_id)
        .outerjoin(Team, Team.id == StaffMember.team_id)
        .outerjoin(Pharmacy, Pharmacy.id == StaffMember.pharmacy_id)
        .where(StaffMember.id == staff_id)
    )
    row = db.session.execute(query).first()
    return StaffPlace(*row) if row else None


def names_of(staff_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of members of staff, whoever they work for: for "recorded by"."""
    query = select(StaffMember.id, StaffMember.name).where(StaffMember.id.in_(set(staff_ids)))
    return {row.id: row.name for row in db.session.execute(query)}


def active_staff(service_id: UUID, role: RoleName | None = None) -> list[StaffMember]:
    """Open accounts of a service, of one role where it is given, by name."""
    query = select(StaffMember).where(StaffMember.service_id == service_id, StaffMember.disabled_at.is_(None))
    if role is not None:
        query = query.where(StaffMember.user_id.in_(select(User.id).join(User.roles).where(Role.name == role.value)))
    return list(db.session.scalars(query.order_by(StaffMember.name, StaffMember.id)))


def active_administrators(service_id: UUID) -> list[UUID]:
    """Who can still administer a service."""
    return [member.id for member in active_staff(service_id, RoleName.ADMINISTRATOR)]


def list_teams(service_id: UUID, *, closed: bool = False) -> list[Team]:
    """Teams of a service by name; with `closed`, the closed ones too, last."""
    query = select(Team).where(Team.service_id == service_id)
    if not closed:
        query = query.where(Team.closed_at.is_(None))
    return list(db.session.scalars(query.order_by(Team.closed_at.is_not(None), Team.name, Team.id)))


def team_of(service_id: UUID, team_id: UUID) -> Team | None:
    """One team of a service."""
    return db.session.scalar(select(Team).where(Team.service_id == service_id, Team.id == team_id))


def list_pharmacies(service_id: UUID, *, closed: bool = False) -> list[Pharmacy]:
    """Pharmacies that a service's administrators look after, by name; with `closed`, the closed ones too, last."""
    query = select(Pharmacy).where(Pharmacy.service_id == service_id)
    if not closed:
        query = query.where(Pharmacy.closed_at.is_(None))
    return list(db.session.scalars(query.order_by(Pharmacy.closed_at.is_not(None), Pharmacy.name, Pharmacy.id)))


def pharmacy_of(service_id: UUID, pharmacy_id: UUID) -> Pharmacy | None:
    """One pharmacy that a service's administrators look after."""
    return db.session.scalar(select(Pharmacy).where(Pharmacy.service_id == service_id, Pharmacy.id == pharmacy_id))


def pharmacy_by_id(pharmacy_id: UUID) -> Pharmacy | None:
    """One pharmacy, for those who work there."""
    return db.session.get(Pharmacy, pharmacy_id)


def pharmacy_names(pharmacy_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What some pharmacies are called, by id."""
    query = select(Pharmacy.id, Pharmacy.name).where(Pharmacy.id.in_(set(pharmacy_ids)))
    return {row.id: row.name for row in db.session.execute(query)}


def open_pharmacies() -> list[Pharmacy]:
    """Every pharmacy that can be chosen for somebody, whoever looks after its entry; by name."""
    query = select(Pharmacy).where(Pharmacy.closed_at.is_(None))
    return list(db.session.scalars(query.order_by(Pharmacy.name, Pharmacy.id)))


def service_by_id(service_id: UUID) -> Service | None:
    """One drug service."""
    return db.session.get(Service, service_id)


def service_codes() -> frozenset[str]:
    """The codes of every service on this database."""
    return frozenset(db.session.scalars(select(Service.code)))


def _standing_absences() -> Select[Absence]:
    """The highest version of each absence, unless that one calls it off."""
    newer = aliased(Absence)
    replaced = select(newer.id).where(newer.absence_key == Absence.absence_key, newer.version > Absence.version)
    return select(Absence).where(Absence.called_off.is_(False), ~replaced.exists())


def absences_of(staff_id: UUID) -> list[Absence]:
    """The absences of one member of staff that stand, by date."""
    query = _standing_absences().where(Absence.staff_id == staff_id)
    return list(db.session.scalars(query.order_by(Absence.from_on, Absence.id)))


def absence_of(staff_id: UUID, absence_id: UUID) -> Absence | None:
    """One absence of a member of staff, if it stands."""
    return db.session.scalar(_standing_absences().where(Absence.staff_id == staff_id, Absence.id == absence_id))


def deputies_on(staff_ids: Iterable[UUID], on: date) -> dict[UUID, UUID]:
    """Who looks after the people of those who are away on a London day: staff id to deputy's staff id."""
    query = _standing_absences().where(
        Absence.staff_id.in_(set(staff_ids)), Absence.from_on <= on, Absence.until_on >= on
    )
    ordered = db.session.scalars(query.order_by(Absence.staff_id, Absence.from_on))
    return {absence.staff_id: absence.deputy_id for absence in ordered}


def deputising_for(staff_id: UUID, on: date) -> list[UUID]:
    """Whose people somebody looks after on a London day, besides their own."""
    query = _standing_absences().where(Absence.deputy_id == staff_id, Absence.from_on <= on, Absence.until_on >= on)
    return sorted({absence.staff_id for absence in db.session.scalars(query)})


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training of one member of staff."""

    name: str
    title: str
    done_on: date
    link: str


def trainings_of(service_id: UUID) -> list[TrainingLine]:
    """Who of a service, whose account is open, had which training, the newest first. One statement."""
    query = (
        select(StaffMember.name, Training.title, Training.done_on, Training.link)
        .join(StaffMember, StaffMember.id == Training.staff_id)
        .where(StaffMember.service_id == service_id, StaffMember.disabled_at.is_(None))
        .order_by(Training.done_on.desc(), StaffMember.name, Training.id)
    )
    return [TrainingLine(*row) for row in db.session.execute(query)]
