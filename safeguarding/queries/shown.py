"""An entry with all its versions, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from core.wording import short_day
from people.rules import AGENCY_ROLE_WORDS, CONSENT_WORDS, ConsentAnswer, Family
from safeguarding.models import AboutHousehold
from safeguarding.queries.entries import versions
from safeguarding.queries.members import Members, members
from safeguarding.queries.nouns import MODELS
from safeguarding.rules import (
    ALERT_WORDS,
    COLUMN_WORDS,
    CONTACT_WORDS,
    EVENT_WORDS,
    LOOK_WORDS,
    OUTCOME_WORDS,
    REFERRAL_WORDS,
    SOURCE_WORDS,
    THEIR_PLAN_WORDS,
    Alert,
    ContactHow,
    EntryNoun,
    EventKind,
    EventSource,
    LookKind,
    OutcomeResult,
    ReferralKind,
    TheirPlanKind,
    place_words,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One version of an entry: its parts as (what, words) pairs; who wrote it down when, and why it was changed."""

    version: int
    happened_on: date
    recorded_at: datetime
    recorded_by: UUID
    because: str
    withdrawn: bool
    ours_alone: bool
    parts: tuple[tuple[str, str], ...]


_WORDS: Mapping[tuple[EntryNoun, str], tuple[type[StrEnum], Mapping[Any, str]]] = MappingProxyType(
    {
        (EntryNoun.EVENT, "kind"): (EventKind, EVENT_WORDS),
        (EntryNoun.EVENT, "source"): (EventSource, SOURCE_WORDS),
        (EntryNoun.CONTACT, "how"): (ContactHow, CONTACT_WORDS),
        (EntryNoun.CHILD_SEEN, "alert"): (Alert, ALERT_WORDS),
        (EntryNoun.REFERRAL, "kind"): (ReferralKind, REFERRAL_WORDS),
        (EntryNoun.OUTCOME, "result"): (OutcomeResult, OUTCOME_WORDS),
        (EntryNoun.THEIR_PLAN, "kind"): (TheirPlanKind, THEIR_PLAN_WORDS),
        (EntryNoun.LOOK, "kind"): (LookKind, LOOK_WORDS),
        (EntryNoun.REFERRAL, "view"): (ConsentAnswer, CONSENT_WORDS),
    }
)


def shown(household_id: UUID, noun: EntryNoun, entry_id: UUID, family: Family) -> tuple[Shown, ...]:
    """Every version of an entry, the newest first; empty where this family has no such entry."""
    known = members([household_id])[household_id]
    rows = reversed(versions(MODELS[noun], household_id, entry_id))
    return tuple(_shown(row, noun, known, family) for row in rows)


def _shown(row: AboutHousehold, noun: EntryNoun, known: Members, family: Family) -> Shown:
    columns = [column for column in COLUMN_WORDS if hasattr(row, column)]
    parts = ((COLUMN_WORDS[column], _words(row, noun, column, known, family)) for column in columns)
    return Shown(
        row.version,
        row.happened_on,
        row.recorded_at,
        row.recorded_by_id,
        row.because or "",
        row.withdrawn,
        bool(getattr(row, "ours_alone", True)),
        tuple((what, words) for what, words in parts if words),
    )


def _words(row: AboutHousehold, noun: EntryNoun, column: str, known: Members, family: Family) -> str:
    """One part of an entry in words; empty where nothing was said."""
    value: Any = getattr(row, column)
    if column in ("about_child_id", "child_id"):
        return known.name_of(value, None)
    if column == "about_adult_id":
        return known.name_of(None, value)
    if column == "family_agency_id":
        return next((agency.name for agency in family.agencies if agency.id == str(value)), "")
    if column == "by_role":
        return next((words for role, words in AGENCY_ROLE_WORDS.items() if role.value == value), value)
    if value and (noun, column) in _WORDS:
        kind, words = _WORDS[noun, column]
        return words[kind(value)]
    if (noun, column) == (EntryNoun.CHILD_SEEN, "place"):
        return place_words(value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else ""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, date):
        return short_day(value)
    return "" if value is None else str(value)
