"""Who may do what: the roles, the permissions, and the table that joins them (design.md, Scope)."""

from collections.abc import Iterable
from enum import StrEnum


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
    Permission.MANAGE_TEAM: frozenset({_MANAGER, _ADMINISTRATOR}),
    Permission.MANAGE_ACCOUNTS: frozenset({_ADMINISTRATOR}),
    Permission.MANAGE_AGENCIES: frozenset({_ADMINISTRATOR}),
    Permission.MANAGE_PHARMACIES: frozenset({_ADMINISTRATOR}),
}


def may(roles: Iterable[RoleName], permission: Permission) -> bool:
    """Whether any of the roles carries the permission. No roles, no permission."""
    return not MAY[permission].isdisjoint(roles)
