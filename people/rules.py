"""Who the family is: words with fixed meanings, and the facts that every rule above reads."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from core.calendar import whole_months, whole_years


class HouseholdAnswer(StrEnum):
    """The answers to "who lives, stays or visits here?"."""

    CHILDREN = "children"
    NONE = "none"
    WOULD_NOT_SAY = "would-not-say"
    NOT_ASKED = "not-asked"


class ChildHow(StrEnum):
    """How a child is part of the household. The unborn are those without a date of birth."""

    LIVES = "lives"
    STAYS = "stays"
    VISITS = "visits"
    ELSEWHERE = "elsewhere"


class AdultRole(StrEnum):
    """Who an adult of the household is."""

    PARTNER = "partner"
    PARENT = "parent"
    LODGER = "lodger"
    CARER = "carer"
    OTHER = "other"


class AdultPart(StrEnum):
    """What an adult does in the storage plan."""

    KEY = "key"
    MOVES_BOX = "moves-box"
    MINDS_CHILD = "minds-child"


class AgencyRole(StrEnum):
    """The kinds of agency that work with families."""

    HEALTH_VISITOR = "health-visitor"
    SOCIAL_WORKER = "social-worker"
    GP = "gp"
    MIDWIFE = "midwife"
    PHARMACY = "pharmacy"
    PROBATION = "probation"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    POLICE = "police"
    DRUG_SERVICE = "drug-service"
    OTHER = "other"


class ConsentAnswer(StrEnum):
    """A person's view of sharing."""

    AGREES = "agrees"
    OBJECTS = "objects"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class PeoplePolicy:
    """Thresholds about asking who is at home."""

    SECTION: ClassVar[str] = "people"

    children_asked_days: int
    adult_from_years: int


@dataclass(frozen=True, slots=True)
class AskedFact:
    """One answer to the household question; `asked_on` is when it was put, `recorded_at` when it was written down."""

    answer: HouseholdAnswer
    asked_on: date
    recorded_at: datetime
    because: str = ""


@dataclass(frozen=True, slots=True)
class ChildFact:
    """A child as known now. `born_on` is empty for the unborn; `known_at` is when they were first recorded."""

    id: str
    name: str
    how: ChildHow
    known_at: datetime
    known_on: date
    born_on: date | None = None
    due_on: date | None = None
    born_is_estimate: bool = False
    ethnicity: str | None = None
    religion: str | None = None
    language: str | None = None
    identity_not_asked_because: str | None = None

    @property
    def unborn(self) -> bool:
        """Whether the child is not born yet."""
        return self.born_on is None

    def years(self, on: date) -> int | None:
        """Age in completed years on a London day; none for the unborn."""
        return None if self.born_on is None else max(0, whole_years(self.born_on, on))

    def months(self, on: date) -> int | None:
        """Age in completed months on a London day; none for the unborn."""
        return None if self.born_on is None else max(0, whole_months(self.born_on, on))

    def counts(self, on: date, policy: PeoplePolicy) -> bool:
        """Whether the methadone at home concerns them: under 18 and lives, stays or visits, or unborn (findings.md 4)."""
        if self.how is ChildHow.ELSEWHERE:
            return False
        years = self.years(on)
        return years is None or years < policy.adult_from_years

    def under(self, years: int, on: date) -> bool:
        """Whether unborn or younger than `years`."""
        age = self.years(on)
        return age is None or age < years


@dataclass(frozen=True, slots=True)
class AdultFact:
    """An adult of the household as known now."""

    id: str
    name: str
    role: AdultRole
    known_at: datetime
    since_on: date
    person_id: str | None = None
    own_supply: bool | None = None
    part: frozenset[AdultPart] = frozenset()
    left_on: date | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgencyFact:
    """An agency working with the family. `id` is the family's link to it, `agency_id` the directory's entry."""

    id: str
    agency_id: str
    name: str
    role: AgencyRole
    from_on: date
    known_at: datetime
    has_part: bool = False
    worker_name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A service user of the household as known now."""

    id: str
    name: str
    reference: str
    registered_on: date
    registered_at: datetime
    treatment_started_on: date | None = None
    keyworker_id: str | None = None
    leaflet_language: str | None = None
    leaflet_format: str | None = None
    ended: str | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Everybody of one household, in a fixed order: children by age, the rest by when they were known."""

    household_id: str
    people: tuple[PersonFact, ...] = ()
    asked: tuple[AskedFact, ...] = ()
    children: tuple[ChildFact, ...] = ()
    adults: tuple[AdultFact, ...] = ()
    agencies: tuple[AgencyFact, ...] = ()

    @property
    def last_asked(self) -> AskedFact | None:
        """The newest answer to the household question, by order of recording; "not asked" is no answer."""
        answers = [asked for asked in self.asked if asked.answer is not HouseholdAnswer.NOT_ASKED]
        return max(answers, key=lambda asked: asked.recorded_at, default=None)

    def children_who_count(self, on: date, policy: PeoplePolicy) -> tuple[ChildFact, ...]:
        """The children whom methadone at home concerns on a London day."""
        return tuple(child for child in self.children if child.counts(on, policy))

    def child_present(self, on: date, policy: PeoplePolicy) -> bool:
        """Whether a child is there. "Would not say" counts as a child (findings.md, children-not-asked)."""
        if self.children_who_count(on, policy):
            return True
        last = self.last_asked
        return last is not None and last.answer is HouseholdAnswer.WOULD_NOT_SAY

    def grown(self) -> tuple[AdultFact, ...]:
        """The adults who have not left."""
        return tuple(adult for adult in self.adults if adult.left_on is None)
