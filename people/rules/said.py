"""What somebody tells us about a family, before it is recorded, and what cannot be recorded of it.

Problems are (field, sentence) pairs, all of them at once; no problems, an empty tuple.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.calendar import whole_years
from people.rules.words import (
    AdultPart,
    AdultRole,
    AgencyRole,
    ChildHow,
    ConsentAnswer,
    HouseholdAnswer,
)

Problem = tuple[str, str]

LONGEST_NAME = 200
LONGEST_TEXT = 4000
LONGEST_LIFE = 125
LONGEST_PREGNANCY = timedelta(days=310)


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """Who a service user is, as told. `nhs_number` is ten digits or nothing."""

    family_name: str
    given_names: str = ""
    known_as: str = ""
    born_on: date | None = None
    nhs_number: str | None = None
    phone: str = ""
    treatment_started_on: date | None = None
    leaflet_language: str | None = None
    leaflet_format: str | None = None


@dataclass(frozen=True, slots=True)
class ChildSaid:
    """A child, as told. Without `born_on` the child is unborn."""

    name: str
    how: ChildHow
    born_on: date | None = None
    due_on: date | None = None
    born_is_estimate: bool = False
    ethnicity: str | None = None
    religion: str | None = None
    language: str | None = None
    identity_not_asked_because: str | None = None
    needs: str = ""


@dataclass(frozen=True, slots=True)
class AdultSaid:
    """An adult of the household, as told. `own_supply`: methadone or other opioids of their own; None: not known.

    `person_id` where they are a service user of the same household themselves.
    """

    name: str
    role: AdultRole
    own_supply: bool | None = None
    part: frozenset[AdultPart] = frozenset()
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AgencySaid:
    """An agency of the directory, as told."""

    name: str
    role: AgencyRole
    address: str = ""
    phone: str = ""
    email: str = ""


def too_long(field: str, text: str, longest: int) -> Iterator[Problem]:
    """A text over its length, or with a character that no keyboard types and no database keeps."""
    if len(text) > longest:
        yield (
            field,
            f"This is {len(text):,} characters long. Please use {longest:,} or fewer",
        )
    if any(ord(character) < 32 and character not in "\n\r\t" for character in text):
        yield (
            field,
            "This has a character in it that cannot be kept. Please type it again",
        )


def blank(field: str, text: str, sentence: str) -> Iterator[Problem]:
    """A text that says nothing."""
    if not text.strip():
        yield field, sentence


def in_the_future(field: str, day: date | None, on: date, sentence: str) -> Iterator[Problem]:
    """A day after today."""
    if day is not None and day > on:
        yield field, sentence


def person_problems(said: PersonSaid, on: date) -> tuple[Problem, ...]:
    """What keeps a service user's details from being recorded on a London day."""
    return (
        *blank("family_name", said.family_name, "Enter the family name"),
        *too_long("family_name", said.family_name, LONGEST_NAME),
        *too_long("given_names", said.given_names, LONGEST_NAME),
        *too_long("known_as", said.known_as, LONGEST_NAME),
        *too_long("phone", said.phone, LONGEST_NAME),
        *_birth_problems(said.born_on, on),
        *in_the_future(
            "treatment_started_on",
            said.treatment_started_on,
            on,
            "The start of treatment cannot be after today",
        ),
        *_started_before_birth(said),
    )


def _started_before_birth(said: PersonSaid) -> Iterator[Problem]:
    if said.born_on and said.treatment_started_on and said.treatment_started_on < said.born_on:
        yield (
            "treatment_started_on",
            "The start of treatment cannot be before the date of birth",
        )


def _birth_problems(born_on: date | None, on: date) -> Iterator[Problem]:
    yield from in_the_future("born_on", born_on, on, "The date of birth cannot be after today")
    if born_on is not None and whole_years(born_on, on) > LONGEST_LIFE:
        yield "born_on", "Check the year of birth: that was a very long time ago"


def child_problems(said: ChildSaid, on: date) -> tuple[Problem, ...]:
    """What keeps a child's details from being recorded on a London day."""
    return (
        *blank(
            "name",
            said.name,
            "Enter the child's name, or what the family calls the baby",
        ),
        *too_long("name", said.name, LONGEST_NAME),
        *in_the_future(
            "born_on",
            said.born_on,
            on,
            "The date of birth cannot be after today. If the baby is not born yet, choose “Not born yet”",
        ),
        *_birth_problems(said.born_on if said.born_on and said.born_on <= on else None, on),
        *_due_problems(said, on),
        *too_long("ethnicity", said.ethnicity or "", LONGEST_NAME),
        *too_long("religion", said.religion or "", LONGEST_NAME),
        *too_long("language", said.language or "", LONGEST_NAME),
        *too_long(
            "identity_not_asked_because",
            said.identity_not_asked_because or "",
            LONGEST_TEXT,
        ),
        *too_long("needs", said.needs, LONGEST_TEXT),
    )


def _due_problems(said: ChildSaid, on: date) -> Iterator[Problem]:
    if said.due_on is None:
        return
    if said.born_on is None and said.due_on > on + LONGEST_PREGNANCY:
        yield "due_on", "The due date is more than ten months away. Check the year"


def adult_problems(said: AdultSaid) -> tuple[Problem, ...]:
    """What keeps an adult's details from being recorded."""
    return (
        *blank("name", said.name, "Enter the adult's name, or what they are called at home"),
        *too_long("name", said.name, LONGEST_NAME),
    )


def asked_problems(answer: HouseholdAnswer, because: str, asked_on: date, on: date) -> tuple[Problem, ...]:
    """What keeps an answer to the household question from being recorded on a London day."""
    needs_reason = answer is HouseholdAnswer.NOT_ASKED
    return (
        *(blank("because", because, "Say why it was not asked this time") if needs_reason else ()),
        *too_long("because", because, LONGEST_TEXT),
        *in_the_future("asked_on", asked_on, on, "The day it was asked cannot be after today"),
    )


def agency_problems(said: AgencySaid) -> tuple[Problem, ...]:
    """What keeps an agency out of the directory."""
    return (
        *blank("name", said.name, "Enter the agency's name"),
        *too_long("name", said.name, LONGEST_NAME),
        *too_long("address", said.address, LONGEST_TEXT),
        *too_long("phone", said.phone, LONGEST_NAME),
        *too_long("email", said.email, LONGEST_NAME),
    )


def consent_problems(view: ConsentAnswer, not_asked_because: str, asked_on: date, on: date) -> tuple[Problem, ...]:
    """What keeps a person's view of sharing from being recorded on a London day."""
    needs_reason = view is ConsentAnswer.NOT_ASKED
    return (
        *(blank("not_asked_because", not_asked_because, "Say why they were not asked") if needs_reason else ()),
        *too_long("not_asked_because", not_asked_because, LONGEST_TEXT),
        *in_the_future("asked_on", asked_on, on, "The day they were asked cannot be after today"),
    )


def day_problems(field: str, day: date, on: date) -> tuple[Problem, ...]:
    """A day on which something happened: not after today."""
    return tuple(in_the_future(field, day, on, "This day cannot be after today"))
