"""Who can be named on a decision: as the prescriber who authorises it, as the senior who thought about it too."""

from staff.rules import MAY, Permission, RoleName

MAY_AUTHORISE = MAY[Permission.AUTHORISE_DECISION]

SENIOR_ROLES = frozenset({RoleName.MANAGER, RoleName.SAFEGUARDING_LEAD, RoleName.PRESCRIBER})
"""A senior is a manager, a safeguarding lead or a prescriber (findings.md, relaxing-at-risk)."""
