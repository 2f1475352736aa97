"""Who is told: the people behind a role, whoever stands in for those who are away, and never nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from core.findings import Finding, Owner
from dispensing.rules import DecisionsOf
from people.rules import Family
from staff.rules import RoleName

FURTHEST = 5
"""A deputy may be away too; so many are asked after one another."""

ROLE_OF: Mapping[Owner, RoleName] = {
    Owner.PRESCRIBER: RoleName.PRESCRIBER,
    Owner.MANAGER: RoleName.MANAGER,
    Owner.SAFEGUARDING_LEAD: RoleName.SAFEGUARDING_LEAD,
}
INSTEAD = (Owner.MANAGER, Owner.SAFEGUARDING_LEAD, Owner.PRESCRIBER)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whose account is open: their roles, and their team."""

    id: UUID
    roles: frozenset[RoleName]
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who is there on a London day: open accounts of a service, deputies of those away, pharmacists by person."""

    members: Mapping[UUID, Member]
    deputies: Mapping[UUID, UUID]
    pharmacists: Mapping[str, tuple[UUID, ...]]

    def stand_in(self, staff_id: UUID) -> UUID | None:
        """Who is told instead of them on this day: themselves, or their deputy; nobody where all are away or left."""
        for _ in range(FURTHEST):
            if staff_id not in self.members:
                return None
            if staff_id not in self.deputies:
                return staff_id
            staff_id = self.deputies[staff_id]
        return None

    def of_role(self, role: RoleName, team_id: UUID | None = None) -> list[UUID]:
        """Those of a role: of a team where it has one, and otherwise of the whole service; stood in for."""
        held = [one for one in self.members.values() if role in one.roles]
        ours = [one for one in held if team_id is not None and one.team_id == team_id] or held
        there = (self.stand_in(one.id) for one in ours)
        return sorted({one for one in there if one is not None})


def recipients(
    owner: Owner, finding: Finding, family: Family, decisions: Mapping[str, DecisionsOf], staffing: Staffing
) -> tuple[UUID, ...]:
    """The members of staff who are told as this role about a finding, in a steady order. Never nobody, while anybody
    with a role for people is there: then the manager, the safeguarding lead, a prescriber, their keyworkers, whoever
    is left.
    """
    team = _team(finding, family, staffing)
    found = _of_owner(owner, finding, family, decisions, staffing, team)
    for other in INSTEAD:
        found = found or staffing.of_role(ROLE_OF[other], team)
    return tuple(found or _there(keyworkers(finding, family), staffing) or staffing.of_role(RoleName.DRUGS_WORKER))


def keyworkers(finding: Finding, family: Family) -> list[UUID]:
    """The keyworkers of the person it is about, or of everybody in the household still in care."""
    here = [one for one in family.people if one.ended is None] or list(family.people)
    mine = [one for one in family.people if one.id == finding.person_id] if finding.person_id else here
    return sorted({UUID(one.keyworker_id) for one in mine if one.keyworker_id})


def _team(finding: Finding, family: Family, staffing: Staffing) -> UUID | None:
    teams = (staffing.members[one].team_id for one in keyworkers(finding, family) if one in staffing.members)
    return next((team for team in teams if team is not None), None)


def _of_owner(
    owner: Owner,
    finding: Finding,
    family: Family,
    decisions: Mapping[str, DecisionsOf],
    staffing: Staffing,
    team: UUID | None,
) -> list[UUID]:
    if owner is Owner.KEYWORKER:
        return _there(keyworkers(finding, family), staffing)
    if owner is Owner.PHARMACIST:
        return list(staffing.pharmacists.get(finding.person_id, ()))
    if owner is Owner.PRESCRIBER and finding.code == "authoriser-unconfirmed":
        known = decisions.get(finding.person_id, DecisionsOf(finding.person_id)).decisions
        named = [UUID(one.authoriser_id) for one in known if one.id == finding.about and one.authoriser_id]
        return _there(named, staffing) or staffing.of_role(RoleName.PRESCRIBER)
    return staffing.of_role(ROLE_OF[owner], team if owner is Owner.MANAGER else None)


def _there(ids: Iterable[UUID], staffing: Staffing) -> list[UUID]:
    found = (staffing.stand_in(one) for one in ids)
    return sorted({one for one in found if one is not None})
