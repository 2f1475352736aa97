"""Gates that only watch: until a day, what would have been stopped is recorded and shown, and nothing is stopped.

A service turns its gates on one by one (findings.md, principle 9). Who authorises, why and until when are always asked
for; a child who may have swallowed some is never only watched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Watchable(StrEnum):
    """The stops of a decision that a service may only watch for a while, by their codes."""

    CHILDREN_NOT_ASKED = "children-not-asked"
    PLAN_MISSING = "plan-missing"
    PLAN_STALE = "plan-stale"
    PLAN_TOO_SMALL = "plan-too-small"
    PLAN_UNVERIFIED = "plan-unverified"
    SECOND_ADULT_NOT_AGREED = "second-adult-not-agreed"
    WORDING_MISSING = "wording-missing"
    OVER_LIMIT = "over-limit"
    RELAXING_AT_RISK = "relaxing-at-risk"
    ALTERNATIVES_MISSING = "alternatives-missing"


@dataclass(frozen=True, slots=True)
class WatchedGate:
    """One gate that only watches, up to a London day and with it, for a team by its name; for all where it is empty."""

    gate: Watchable
    until: date
    team: str

    def watches(self, team: str, on: date) -> bool:
        """Whether it only watches for somebody of a team on a London day."""
        return on <= self.until and self.team.casefold() in ("", team.casefold())


def only_watched(gates: Iterable[WatchedGate], team: str, on: date) -> frozenset[str]:
    """The codes of the stops that are only watched for a team on a London day."""
    return frozenset(one.gate.value for one in gates if one.watches(team, on))
