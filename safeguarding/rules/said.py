"""What somebody tells us about a family's safety, before it is recorded. Ids are those of the family's own rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from people.rules import ConsentAnswer
from safeguarding.rules.events import Alert, EventKind, EventSource
from safeguarding.rules.kinds import ReferralKind


@dataclass(frozen=True, slots=True)
class EventSaid:
    """Something that happened, as told.

    `known_to` and `present` are names; `place`, `what`, `how_often`, `child_was` (where the child was) and
    `minded_by` are the teller's words. `ours_alone` none: as is usual for this kind.
    """

    kind: EventKind
    source: EventSource | None = None
    about_child_id: UUID | None = None
    about_adult_id: UUID | None = None
    seen_by: str = ""
    known_to: tuple[str, ...] = ()
    place: str = ""
    present: tuple[str, ...] = ()
    child_present: bool = False
    what: str = ""
    how_often: str = ""
    child_was: str = ""
    minded_by: str = ""
    ours_alone: bool | None = None


@dataclass(frozen=True, slots=True)
class CallSaid:
    """A call between professionals, as told. `family_agency_id` where it was with one of the family's agencies."""

    with_name: str
    said: str
    agreed: str = ""
    family_agency_id: UUID | None = None
    ours_alone: bool = True


@dataclass(frozen=True, slots=True)
class ChildSeenSaid:
    """A child seen, as told: `family_agency_id` or `by_role` where it was not one of us who saw them."""

    child_id: UUID
    place: str
    description: str
    alert: Alert
    words: str = ""
    mood: str = ""
    did: str = ""
    health: str = ""
    family_agency_id: UUID | None = None
    by_role: str = ""
    ours_alone: bool = False


@dataclass(frozen=True, slots=True)
class ReferralSaid:
    """A referral about a child, as written or told by phone.

    `others_know`: who else knows; `view`: the person's own; `basis`: on what ground it is shared; `told`: what the
    person was told, or why not; `plan_version`: the storage plan that goes with it.
    """

    child_id: UUID | None = None
    kind: ReferralKind | None = None
    seen: str = ""
    for_the_child: str = ""
    to_whom: str = ""
    asked_for: str = ""
    others_know: str = ""
    view: ConsentAnswer | None = None
    basis: str = ""
    told: str = ""
    plan_version: int | None = None


@dataclass(frozen=True, slots=True)
class SupervisionSaid:
    """What was talked through in supervision; minutes are whole ones, none where nobody counted."""

    better_for_the_child: str
    improved: str = ""
    evidence: str = ""
    change_mind: str = ""
    decided: str = ""
    decided_because: str = ""
    minutes_on_case: int | None = None
    minutes_on_compliance: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingSaid:
    """A meeting about a family; `came` and `asked` (who was asked and did not come) are names."""

    what: str
    came: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    agreed: str = ""
    next_on: date | None = None
    ours_alone: bool = True
