"""What somebody tells us about a family's safety, before it is recorded. Ids are those of the family's own rows."""

from dataclasses import dataclass
from uuid import UUID

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
    family_agency_id: UUID | None = None
    by_role: str = ""
    ours_alone: bool = False


@dataclass(frozen=True, slots=True)
class ReferralSaid:
    """A referral about a child, as written or told by phone."""

    child_id: UUID | None = None
    kind: ReferralKind | None = None
    seen: str = ""
    for_the_child: str = ""
    to_whom: str = ""
    asked_for: str = ""
