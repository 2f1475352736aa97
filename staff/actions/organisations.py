"""Writes about the service, its teams, and the pharmacies it works with."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.audit import record_change
from core.conflict import Refused
from core.db import db
from staff.models import Pharmacy, Service, StaffMember, Team
from staff.rules import PharmacyDetails, ServiceDetails


def add_service(code: str, details: ServiceDetails) -> Service:
    """Add a drug service, before anybody can sign in: by command only."""
    service = Service(code=code)
    _write_service(service, details)
    db.session.add(service)
    db.session.flush()
    return service


def change_service(service: Service, details: ServiceDetails, *, by: UUID, at: datetime) -> None:
    """Change how the service is called and reached."""
    _write_service(service, details)
    record_change("change_service", by=by, at=at, about=str(service.id))
    db.session.flush()


def add_team(service_id: UUID, name: str, *, by: UUID, at: datetime) -> Team:
    """Add a team. Raises Refused where the service has one of that name."""
    if db.session.scalar(select(Team.id).where(Team.service_id == service_id, Team.name == name)):
        raise Refused(("name", "There is a team of that name already"))
    team = Team(service_id=service_id, name=name)
    db.session.add(team)
    db.session.flush()
    record_change("add_team", by=by, at=at, about=str(team.id))
    return team


def close_team(team: Team, *, by: UUID, at: datetime) -> None:
    """Close a team that nobody belongs to any more. Raises Refused."""
    members = select(StaffMember.id).where(StaffMember.team_id == team.id, StaffMember.disabled_at.is_(None))
    if db.session.scalars(members).first() is not None:
        raise Refused(("maincontent", f"People still belong to {team.name}. Move them to another team first."))
    team.closed_at = at
    record_change("close_team", by=by, at=at, about=str(team.id))
    db.session.flush()


def reopen_team(team: Team, *, by: UUID, at: datetime) -> None:
    """Open a closed team again."""
    team.closed_at = None
    record_change("reopen_team", by=by, at=at, about=str(team.id))
    db.session.flush()


def add_pharmacy(service_id: UUID, details: PharmacyDetails, *, by: UUID, at: datetime) -> Pharmacy:
    """Add a pharmacy, which this service's administrators look after from now on."""
    pharmacy = Pharmacy(service_id=service_id)
    _write_pharmacy(pharmacy, details)
    db.session.add(pharmacy)
    db.session.flush()
    record_change("add_pharmacy", by=by, at=at, about=str(pharmacy.id))
    return pharmacy


def change_pharmacy(pharmacy: Pharmacy, details: PharmacyDetails, *, by: UUID, at: datetime) -> None:
    """Change how a pharmacy is called and reached."""
    _write_pharmacy(pharmacy, details)
    record_change("change_pharmacy", by=by, at=at, about=str(pharmacy.id))
    db.session.flush()


def close_pharmacy(pharmacy: Pharmacy, *, by: UUID, at: datetime) -> None:
    """A pharmacy that is chosen for nobody new; those it serves keep it until they are moved."""
    pharmacy.closed_at = at
    record_change("close_pharmacy", by=by, at=at, about=str(pharmacy.id))
    db.session.flush()


def reopen_pharmacy(pharmacy: Pharmacy, *, by: UUID, at: datetime) -> None:
    """A closed pharmacy can be chosen again."""
    pharmacy.closed_at = None
    record_change("reopen_pharmacy", by=by, at=at, about=str(pharmacy.id))
    db.session.flush()


def _write_service(service: Service, details: ServiceDetails) -> None:
    service.name, service.nation = details.name, details.nation.value
    service.address, service.phone, service.out_of_hours = details.address, details.phone, details.out_of_hours


def _write_pharmacy(pharmacy: Pharmacy, details: PharmacyDetails) -> None:
    pharmacy.name, pharmacy.nation = details.name, details.nation.value
    pharmacy.address, pharmacy.phone = details.address, details.phone
