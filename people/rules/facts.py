"""Who the family is: the facts that every rule above reads. Days are London days, instants UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.calendar import whole_months, whole_years
from people.rules.words import (
    AdultPart,
    AdultRole,
    AgencyRole,
    ChildGone,
    ChildHow,
    HouseholdAnswer,
)


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
    id: str = ""
    person_id: str = ""
    recorded_by_id: str = ""


@dataclass(frozen=True, slots=True)
class HoldFact:
    """The record of a family is frozen for an inquiry since `recorded_at`."""

    because: str
    recorded_at: datetime
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class ChildFact:
    """A child as known now. `born_on` is empty for the unborn; `known_at` is when they were first recorded.

    `known_on`: the London day since which they are known to live, stay or visit; `moved_at`: when they came here from
    another household; `gone_at`: when it was written down why they are gone. `version` is the number of the newest
    version, which a form hands back when it is saved.
    """

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
    needs: str = ""
    gone: ChildGone | None = None
    gone_on: date | None = None
    gone_at: datetime | None = None
    birth_at: datetime | None = None
    moved_at: datetime | None = None
    version: int = 1

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
        """Whether methadone at home concerns them: under 18 and lives, stays or visits, or unborn (findings.md 4)."""
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
    """An adult of the household as known now. `left_at` is when it was written down that they had left."""

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
    part_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class AgencyFact:
    """An agency working with the family. `id` is the family's link to it, `agency_id` the directory's entry.

    `closed_on`: the agency itself is no more, and nobody has said who took over.
    """

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
    address: str = ""
    closed_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A service user of the household as known now; `moved_at` is when another household came to be theirs."""

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
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Everybody of one household, in a fixed order: children the youngest first, the rest by when they were known.

    `children` leaves out those who are `gone`; `adults` keeps those who left, `agencies` does not.
    """

    household_id: str
    people: tuple[PersonFact, ...] = ()
    asked: tuple[AskedFact, ...] = ()
    children: tuple[ChildFact, ...] = ()
    adults: tuple[AdultFact, ...] = ()
    agencies: tuple[AgencyFact, ...] = ()
    gone: tuple[ChildFact, ...] = ()

    @property
    def last_asked(self) -> AskedFact | None:
        """The newest answer to the household question, by order of recording; "not asked" is no answer."""
        answers = [asked for asked in self.asked if asked.answer is not HouseholdAnswer.NOT_ASKED]
        return max(answers, key=lambda asked: asked.recorded_at, default=None)

    @property
    def may_be_child_since(self) -> date | None:
        """Since which London day every answer has said that a child may be there, unnamed; none where the last says no.

        "Would not say", again and again, is one time, not several.
        """
        since = None
        for asked in sorted(self.asked, key=lambda asked: asked.recorded_at):
            if asked.answer is HouseholdAnswer.NOT_ASKED:
                continue
            since = None if asked.answer is HouseholdAnswer.NONE else since or asked.asked_on
        return since

    def children_who_count(self, on: date, policy: PeoplePolicy) -> tuple[ChildFact, ...]:
        """The children whom methadone at home concerns on a London day."""
        return tuple(child for child in self.children if child.counts(on, policy))

    def child_present(self, on: date, policy: PeoplePolicy) -> bool:
        """Whether a child is there (findings.md, children-not-asked).

        "Would not say" counts as a child; so does "children" where none was ever named: unknown is not none.
        """
        if self.children_who_count(on, policy):
            return True
        answer = self.last_asked.answer if self.last_asked else None
        never_named = not self.children and not self.gone
        return answer is HouseholdAnswer.WOULD_NOT_SAY or (answer is HouseholdAnswer.CHILDREN and never_named)

    def grown(self) -> tuple[AdultFact, ...]:
        """The adults who have not left."""
        return tuple(adult for adult in self.adults if adult.left_on is None)
