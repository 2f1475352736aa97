"""The chronology: every fact about a family as one entry, whoever saw it, and which of them a page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from safeguarding.rules import EventKind

PAGE = 40
"""So many entries a page."""


class EntryKind(StrEnum):
    """What an entry is about, as one looks for it."""

    HAPPENED = "happened"
    CONTACT = "contact"
    CHILD_SEEN = "child-seen"
    SAFEGUARDING = "safeguarding"
    DECISION = "decision"
    SUPPLY = "supply"
    PLAN = "plan"
    LEAFLET = "leaflet"
    FAMILY = "family"
    REMINDER = "reminder"


KIND_WORDS: Mapping[EntryKind, str] = {
    EntryKind.HAPPENED: "What happened",
    EntryKind.CONTACT: "Contacts and calls",
    EntryKind.CHILD_SEEN: "Children seen",
    EntryKind.SAFEGUARDING: "Safeguarding",
    EntryKind.DECISION: "Decisions",
    EntryKind.SUPPLY: "Prescription and doses",
    EntryKind.PLAN: "Storage plan",
    EntryKind.LEAFLET: "Leaflets",
    EntryKind.FAMILY: "Who is at home",
    EntryKind.REMINDER: "Reminders to staff",
}

Parts = tuple[tuple[str, str], ...]
"""(what, words) pairs: what an entry says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact as the chronology tells it.

    `key` is the same from day to day, and names it in a page. `noun` and `key` lead to its own page where it has one.
    `person_id`: about one service user alone; empty: about the family. `agencies`: ids of the family's links to those
    who saw it, said it or know it. `not_known_to`: names of agencies around the family that nobody says know it.
    """

    key: str
    kind: EntryKind
    title: str
    happened_on: date
    recorded_at: datetime
    recorded_by: str = ""
    person_id: str = ""
    parts: Parts = ()
    seen_by: str = ""
    known_to: tuple[str, ...] = ()
    not_known_to: tuple[str, ...] = ()
    how_sure: str = ""
    agencies: frozenset[str] = frozenset()
    closed: bool = False
    noun: str = ""
    versions: int = 1
    signal: bool = False
    event: EventKind | None = None

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"entry-{self.key}"


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """By the day it happened, then by when it was written down; the same order every time."""
    return sorted(entries, key=lambda one: (one.happened_on, one.recorded_at, one.key), reverse=True)


def for_reader_beside(entries: Iterable[Entry], person_id: str) -> list[Entry]:
    """The same entries; what is about another service user of the household stays closed beside this one."""
    return [
        replace(one, closed=True) if one.person_id not in ("", person_id) and not one.closed else one for one in entries
    ]


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What of the chronology is wanted. `agency` is the family's link to one; days are London days, both included."""

    kind: EntryKind | None = None
    agency: str = ""
    first: date | None = None
    last: date | None = None
    page: int = 1

    def to_plain(self) -> dict[str, str]:
        """The parts of the URL."""
        plain = {
            "kind": self.kind.value if self.kind else "",
            "agency": self.agency,
            "from": self.first.isoformat() if self.first else "",
            "until": self.last.isoformat() if self.last else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return {key: value for key, value in plain.items() if value}

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is one of those wanted."""
        return (
            self.kind in (None, entry.kind)
            and (not self.agency or self.agency in entry.agencies)
            and (self.first is None or entry.happened_on >= self.first)
            and (self.last is None or entry.happened_on <= self.last)
        )


def filter_from_plain(plain: Mapping[str, str]) -> EntryFilter:
    """What a URL asks for; what it does not know, or is no day, is left out."""
    page = plain.get("page", "")
    return EntryFilter(
        kind=EntryKind(plain["kind"]) if plain.get("kind") in set(EntryKind) else None,
        agency=plain.get("agency", ""),
        first=_day(plain.get("from", "")),
        last=_day(plain.get("until", "")),
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page of the chronology: its entries, those kept closed among them, how many there are in all."""

    entries: tuple[Entry, ...]
    total: int
    pages: int
    closed: int


def page_of(entries: Sequence[Entry], wanted: EntryFilter) -> EntryPage:
    """The page that is wanted, newest first."""
    taken = newest_first(one for one in entries if wanted.takes(one))
    start = PAGE * (wanted.page - 1)
    shown = tuple(taken[start : start + PAGE])
    return EntryPage(shown, len(taken), max(1, -(-len(taken) // PAGE)), sum(one.closed for one in shown))
