"""The facts about one person's storage plan, as the findings read them. Days are London days, instants UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Answer(StrEnum):
    """How an item is answered."""

    AGREED = "agreed"
    NOT_YET = "not-yet"
    DOES_NOT_APPLY = "does-not-apply"


class Evidence(StrEnum):
    """What was seen of the storage, weakest first."""

    TOLD = "told"
    ISSUED = "issued"
    SHOWN = "shown"
    PHOTO = "photo"
    SEEN_AT_HOME = "seen-at-home"


class AgreedHow(StrEnum):
    """How the person agreed the plan."""

    PAPER = "paper"
    SCREEN = "screen"
    SAID = "said"


class CopyHow(StrEnum):
    """What became of the person's copy."""

    GIVEN = "given"
    DECLINED = "declined"
    KEPT_AT_CLINIC = "kept-at-clinic"


class SharingView(StrEnum):
    """The person's view of one sending."""

    AGREES = "agrees"
    OBJECTS = "objects"
    NOT_ASKED = "not-asked"


class SentBy(StrEnum):
    """The way a plan went to an agency."""

    HAND = "hand"
    POST = "post"
    SECURE_EMAIL = "secure-email"
    LINK = "link"


class LeafletStatus(StrEnum):
    """What a care-plan review says of the leaflet."""

    GIVEN = "given"
    HAS_IT = "has-it"
    DECLINED = "declined"


class BoxState(StrEnum):
    """A lockable box."""

    GIVEN = "given"
    OWN_SEEN = "own-seen"
    OWED = "owed"
    RETURNED = "returned"


class BoxLock(StrEnum):
    """How a box is locked."""

    KEY = "key"
    CODE = "code"


class FileKind(StrEnum):
    """What a kept picture shows."""

    SIGNATURE = "signature"
    PAPER = "paper"
    PHOTO = "photo"


class Told(StrEnum):
    """Who is rung the same day after a storage visit that did not find it safe yet."""

    PRESCRIBER = "prescriber"
    SAFEGUARDING_LEAD = "safeguarding-lead"


class NaloxoneState(StrEnum):
    """What became of the offer of naloxone."""

    GIVEN = "given"
    DECLINED = "declined"


class QueryKind(StrEnum):
    """A pharmacist's question for the keyworker, or concern for the manager."""

    QUERY = "query"
    CONCERN = "concern"


class StorageAnswer(StrEnum):
    """What was said to one of the pharmacist's questions about storage."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not-said"


STORAGE_ANSWER_WORDS = MappingProxyType(
    {
        StorageAnswer.YES: "Yes",
        StorageAnswer.NO: "No",
        StorageAnswer.NOT_SAID: "They would rather not say",
    }
)


STORAGE_CONCERNS = ("it is not locked away", "a child could get at it", "something at home has changed")
"""What a "no" to each of the pharmacist's three questions says, in their order."""


class CheckResult(StrEnum):
    """What a storage visit found."""

    SATISFACTORY = "satisfactory"
    FIX_BY = "fix-by"
    NOT_SAFE = "not-safe"
    NOT_SEEN = "not-seen"


@dataclass(frozen=True, slots=True)
class ItemFact:
    """How an item of the plan stands."""

    code: str
    answer: Answer
    recorded_at: datetime
    by_on: date | None = None
    because: str = ""
    detail: str = ""
    private: str = ""
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFact:
    """An agreed version; bottles and mg are the most it covers at once."""

    id: str
    version: int
    agreed_on: date
    recorded_at: datetime
    evidence: Evidence
    bottles: int
    mg: Decimal
    review_on: date
    items: tuple[ItemFact, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanReviewFact:
    """A plan looked at again; `events` none means every event recorded before it."""

    recorded_at: datetime
    happened_on: date
    plan_id: str = ""
    evidence: Evidence | None = None
    bottles: int | None = None
    mg: Decimal | None = None
    events: frozenset[str] | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class CareReviewFact:
    """A closed care-plan review; `events` none means every event recorded before it."""

    recorded_at: datetime
    happened_on: date
    events: frozenset[str] | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckFact:
    """A storage visit."""

    id: str
    result: CheckResult
    happened_on: date
    recorded_at: datetime
    fix_by: date | None = None


@dataclass(frozen=True, slots=True)
class SeenFact:
    """What was seen of the storage between plans, reviews and visits."""

    evidence: Evidence
    happened_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class AdultAgreementFact:
    """An adult agreed their part, or declined, or was not told and has none.

    `plan_id` is the version they had before them, `how` and the next two how they agreed it.
    """

    adult_id: str
    agrees: bool
    recorded_at: datetime
    not_told: bool = False
    id: str = ""
    happened_on: date | None = None
    plan_id: str = ""
    how: AgreedHow | None = None
    witness: str = ""
    held_at: str = ""
    in_words: str = ""
    declined_because: str = ""
    what_then: str = ""


@dataclass(frozen=True, slots=True)
class TakenBackFact:
    """An agreement was recorded by mistake: a version of the plan, or what an adult had said. It does not count."""

    at: datetime
    plan_id: str = ""
    version: int = 0
    adult_id: str = ""


@dataclass(frozen=True, slots=True)
class ShareFact:
    """One version sent to one of the family's agencies, or not sent, because; acknowledged when.

    `unsent`: it came back, or went to the wrong place, so that they do not have it.
    """

    plan_id: str
    agency_id: str
    recorded_at: datetime
    happened_on: date
    not_sent: bool = False
    delivered: bool = False
    acknowledged_at: datetime | None = None
    our_part: str = ""
    id: str = ""
    unsent: bool = False


@dataclass(frozen=True, slots=True)
class LeafletFact:
    """Written information given or declined; `version` none where another service gave it.

    `not_theirs_because`: why it was not in the language and format they need.
    """

    recorded_at: datetime
    happened_on: date
    language: str
    format: str
    version: int | None = None
    declined: bool = False
    not_theirs_because: str = ""


@dataclass(frozen=True, slots=True)
class QueryFact:
    """A pharmacist's question (`query`) or concern (`concern`), and when it was answered."""

    id: str
    kind: str
    recorded_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoxFact:
    """A lockable box given, seen or owed."""

    state: str
    happened_on: date
    recorded_at: datetime
    holds_bottles: int | None = None


@dataclass(frozen=True, slots=True)
class NaloxoneFact:
    """Naloxone given or declined."""

    state: str
    happened_on: date
    recorded_at: datetime
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlansOf:
    """Everything about one person's storage plan, each kind in order of recording.

    What was taken back as recorded by mistake is in none of it but `taken_back`; what hung on a version goes with it.
    """

    person_id: str
    plans: tuple[PlanFact, ...] = ()
    reviews: tuple[PlanReviewFact, ...] = ()
    care_reviews: tuple[CareReviewFact, ...] = ()
    checks: tuple[CheckFact, ...] = ()
    seen: tuple[SeenFact, ...] = ()
    agreements: tuple[AdultAgreementFact, ...] = ()
    copies: tuple[str, ...] = ()
    shares: tuple[ShareFact, ...] = ()
    leaflets: tuple[LeafletFact, ...] = ()
    current_leaflet_version: int | None = None
    current_leaflet_issued_on: date | None = None
    queries: tuple[QueryFact, ...] = ()
    boxes: tuple[BoxFact, ...] = ()
    naloxone: tuple[NaloxoneFact, ...] = ()
    taken_back: tuple[TakenBackFact, ...] = ()

    @property
    def plan(self) -> PlanFact | None:
        """The agreed plan that stands."""
        return self.plans[-1] if self.plans else None
