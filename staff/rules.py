"""Who may do what: the roles, the permissions, and the table that joins them (design.md, Scope)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from core.bank_holidays import Nation


class RoleName(StrEnum):
    """What an account is for. One account may hold several, e.g. manager and safeguarding lead."""

    DRUGS_WORKER = "drugs-worker"
    PRESCRIBER = "prescriber"
    PHARMACIST = "pharmacist"
    MANAGER = "manager"
    SAFEGUARDING_LEAD = "safeguarding-lead"
    ADMINISTRATOR = "administrator"


ROLE_WORDS: dict[RoleName, str] = {
    RoleName.DRUGS_WORKER: "Drugs worker",
    RoleName.PRESCRIBER: "Prescriber",
    RoleName.PHARMACIST: "Pharmacist",
    RoleName.MANAGER: "Manager",
    RoleName.SAFEGUARDING_LEAD: "Safeguarding lead",
    RoleName.ADMINISTRATOR: "Administrator",
}

SERVICE_ROLES = tuple(role for role in RoleName if role is not RoleName.PHARMACIST)


class Permission(StrEnum):
    """One line of the table of who may do what."""

    PEOPLE = "people"
    COUNTER = "counter"
    RECORD_DECISION = "record-decision"
    AGREE_PLAN = "agree-plan"
    AUTHORISE_DECISION = "authorise-decision"
    GIVE_EXCEPTION = "give-exception"
    LOOK_AT_EXCEPTION = "look-at-exception"
    REFER = "refer"
    RAISE_CONCERN = "raise-concern"
    READ_AUDIT = "read-audit"
    REPORTS = "reports"
    SIGN_OFF_LEAFLETS = "sign-off-leaflets"
    HAND_OVER_PEOPLE = "hand-over-people"
    MANAGE_TEAM = "manage-team"
    MANAGE_ACCOUNTS = "manage-accounts"
    MANAGE_AGENCIES = "manage-agencies"
    MANAGE_PHARMACIES = "manage-pharmacies"


_WORKER, _PRESCRIBER, _PHARMACIST = RoleName.DRUGS_WORKER, RoleName.PRESCRIBER, RoleName.PHARMACIST
_MANAGER, _LEAD, _ADMINISTRATOR = RoleName.MANAGER, RoleName.SAFEGUARDING_LEAD, RoleName.ADMINISTRATOR

MAY: dict[Permission, frozenset[RoleName]] = {
    Permission.PEOPLE: frozenset({_WORKER, _PRESCRIBER, _MANAGER, _LEAD}),
    Permission.COUNTER: frozenset({_PHARMACIST}),
    Permission.RECORD_DECISION: frozenset({_WORKER, _PRESCRIBER, _MANAGER}),
    Permission.AGREE_PLAN: frozenset({_WORKER, _PRESCRIBER, _MANAGER, _LEAD}),
    Permission.AUTHORISE_DECISION: frozenset({_PRESCRIBER}),
    Permission.GIVE_EXCEPTION: frozenset({_PRESCRIBER, _MANAGER, _LEAD}),
    Permission.LOOK_AT_EXCEPTION: frozenset({_MANAGER, _LEAD}),
    Permission.REFER: frozenset({_WORKER, _PRESCRIBER, _MANAGER, _LEAD}),
    Permission.RAISE_CONCERN: frozenset({_PHARMACIST}),
    Permission.READ_AUDIT: frozenset({_MANAGER, _LEAD}),
    Permission.REPORTS: frozenset({_MANAGER, _LEAD}),
    Permission.SIGN_OFF_LEAFLETS: frozenset({_PRESCRIBER, _MANAGER}),
    Permission.HAND_OVER_PEOPLE: frozenset({_MANAGER}),
    Permission.MANAGE_TEAM: frozenset({_MANAGER, _ADMINISTRATOR}),
    Permission.MANAGE_ACCOUNTS: frozenset({_ADMINISTRATOR}),
    Permission.MANAGE_AGENCIES: frozenset({_ADMINISTRATOR}),
    Permission.MANAGE_PHARMACIES: frozenset({_ADMINISTRATOR}),
}


def may(roles: Iterable[RoleName], permission: Permission) -> bool:
    """Whether any of the roles carries the permission. No roles, no permission."""
    return not MAY[permission].isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class StaffDetails:
    """How a member of staff is called and reached."""

    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class NewStaffMember:
    """Somebody to be added: at a service, perhaps in a team, or at a pharmacy."""

    details: StaffDetails
    email: str
    roles: frozenset[RoleName]
    service_id: UUID | None = None
    pharmacy_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ServiceDetails:
    """How a drug service is called and reached, also outside its hours."""

    name: str
    nation: Nation
    address: str
    phone: str
    out_of_hours: str


@dataclass(frozen=True, slots=True)
class PharmacyDetails:
    """How a pharmacy is called and reached."""

    name: str
    nation: Nation
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class AbsenceSaid:
    """What a form says about an absence: London days, both included, and the deputy."""

    from_on: date | None
    until_on: date | None
    deputy_id: UUID | None


def problems_of_roles(roles: Iterable[RoleName], *, at_a_pharmacy: bool) -> list[tuple[str, str]]:
    """What stands in the way of holding these roles: at least one; at a pharmacy pharmacist, elsewhere never."""
    held = frozenset(roles)
    if not held:
        return [("roles", "Choose at least one role")]
    if at_a_pharmacy != (held == {RoleName.PHARMACIST}):
        return [("roles", "Pharmacists belong to a pharmacy, everybody else to a drug service")]
    return []


Days = tuple[date, date]


def problems_of_absence(
    said: AbsenceSaid, *, staff_id: UUID, theirs: Iterable[Days], of_deputy: Iterable[Days]
) -> list[tuple[str, str]]:
    """Everything that stands in the way of an absence. Days are London days, both ends included."""
    problems = []
    if said.deputy_id is None:
        problems.append(("deputy", "Choose who looks after their people meanwhile"))
    elif said.deputy_id == staff_id:
        problems.append(("deputy", "Choose somebody else to look after their people"))
    if said.from_on is None or said.until_on is None:
        return problems
    if said.until_on < said.from_on:
        problems.append(("until_on", "The last day must be on or after the first day"))
    elif any(_overlap(days, (said.from_on, said.until_on)) for days in theirs):
        problems.append(("from_on", "They are already recorded as away on some of these days"))
    elif said.deputy_id and any(_overlap(days, (said.from_on, said.until_on)) for days in of_deputy):
        problems.append(("deputy", "That person is away on some of these days too"))
    return problems


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
