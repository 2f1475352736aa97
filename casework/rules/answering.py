"""Answering a finding with "not needed": which can be, and by whom."""

from collections.abc import Collection, Iterable
from hashlib import sha256

from casework.rules.findings import NEVER_ANSWERED_AWAY
from core.findings import Finding, Owner, Severity
from staff.rules import RoleName

_ALSO = frozenset({RoleName.MANAGER, RoleName.SAFEGUARDING_LEAD})

MAY_ANSWER: dict[Owner, frozenset[RoleName]] = {
    Owner.KEYWORKER: _ALSO | {RoleName.DRUGS_WORKER, RoleName.PRESCRIBER},
    Owner.PRESCRIBER: _ALSO | {RoleName.PRESCRIBER},
    Owner.PHARMACIST: _ALSO | {RoleName.PRESCRIBER},
    Owner.MANAGER: _ALSO,
    Owner.SAFEGUARDING_LEAD: frozenset({RoleName.SAFEGUARDING_LEAD}),
}
"""Whose word settles what belongs to whom: one's own role, and those above."""


def finding_key(finding: Finding) -> str:
    """A name for a finding that fits a URL and tells nobody anything; the same from day to day."""
    return sha256("|".join((finding.person_id, finding.code, finding.about)).encode()).hexdigest()[:16]


def with_key(findings: Iterable[Finding], key: str) -> Finding | None:
    """The finding of that name, while it stands."""
    return next((one for one in findings if finding_key(one) == key), None)


def can_be_answered(finding: Finding, roles: Collection[RoleName]) -> bool:
    """Whether "not needed, because" is an answer to it, from somebody with these roles. A stop is never answered so."""
    if finding.severity is not Severity.ACT or finding.code in NEVER_ANSWERED_AWAY:
        return False
    return belongs_to(finding.owner, roles)


def belongs_to(owner: Owner, roles: Collection[RoleName]) -> bool:
    """Whether what an owner has to do is the business of somebody with these roles: their own, or those above."""
    return not MAY_ANSWER[owner].isdisjoint(roles)
