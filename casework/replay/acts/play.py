"""What a verb is played with, and the table in which each verb finds its function."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.replay.reading import Line
from casework.replay.stage import Player, Stage
from core.findings import Finding
from dispensing.rules import Policies
from staff.rules import RoleName


class NothingToActOn(Exception):
    """An act with nothing to act on: a share without a plan, an outcome without a referral."""


@dataclass(frozen=True)
class Play:
    """One line being played at an instant, on the stage, under the policy of the day."""

    stage: Stage
    line: Line
    at: datetime
    policy: Policies
    event_ids: dict[str, tuple[str, ...]]

    @property
    def who(self) -> str:
        """The name of the service user."""
        return self.line.who

    @property
    def player(self) -> Player:
        """The service user."""
        return self.stage.people[self.who]

    @property
    def person_id(self) -> UUID:
        """The service user's id."""
        return self.player.person_id

    @property
    def household_id(self) -> UUID:
        """The household they are of now."""
        return self.stage.household(self.who)

    @property
    def by(self) -> UUID:
        """Who writes it down."""
        return self.stage.recorder(self.player.service)

    @property
    def on(self) -> date:
        """The London day on which it happened."""
        return self.line.happened_on

    def staff(self, name: str | None, role: RoleName) -> UUID | None:
        """A member of staff whom a key names, in the role that the key implies; none where it names nobody."""
        return self.stage.member(name, role, self.player.service) if name else None

    def considered(self) -> tuple[str, ...] | None:
        """The events that a review names; none where it names none, or all of them."""
        named = self.line.get("events_considered", "all")
        if named == "all":
            return None
        return tuple(event for one in named for event in self.event_ids.get(str(one), ()))


Outcome = tuple[Finding, ...] | None
Verb = Callable[[Play], Outcome]
VERBS_PLAYED: dict[str, Verb] = {}


def plays(verb: str) -> Callable[[Verb], Verb]:
    """Register the function that plays a verb. It may return the stops that an exception set aside."""

    def register(function: Verb) -> Verb:
        VERBS_PLAYED[verb] = function
        return function

    return register
