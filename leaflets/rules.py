"""What a leaflet is: its topics, its text, its versions, and whom to ring.

The words stand in texts/ as data, one file a language, keyed by topic, so that a language is added without a
programmer. Pure: values in, values out.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class LeafletCode(StrEnum):
    """Which leaflet."""

    RISK = "risk"


class Format(StrEnum):
    """How it is set on A4: 12 pt and more, or 18 pt and more."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"


CODE_WORDS = {LeafletCode.RISK: "Methadone and children"}
FORMAT_WORDS = {Format.STANDARD: "Standard", Format.LARGE_PRINT: "Large print"}


class Topic(StrEnum):
    """What the risk leaflet has to say, all of it (domain.md 4.3), in the order of that list."""

    TINY_AMOUNTS = "tiny-amounts"
    LOCKED = "locked"
    BOX_AND_KEY = "box-and-key"
    NEVER_POUR = "never-pour"
    NOT_IN_FRONT = "not-in-front"
    NEVER_GIVE = "never-give"
    CAPS = "caps"
    EMPTIES = "empties"
    AWAY_FROM_HOME = "away-from-home"
    SIGNS = "signs"
    CALL_999 = "call-999"
    NALOXONE = "naloxone"
    BED_SHARING = "bed-sharing"
    LEFT_OVER = "left-over"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of ours (static/drawings/<name>.svg) and what it says to somebody who does not see it."""

    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Line:
    """One idea: a short sentence or three, and a drawing where it helps."""

    text: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class TopicText:
    """What one topic says: a heading, and lines of one idea each."""

    topic: Topic
    title: str
    lines: tuple[Line, ...]

    @property
    def picture(self) -> Picture | None:
        """The first drawing of the topic, if it has one."""
        return next((line.picture for line in self.lines if line.picture), None)


@dataclass(frozen=True, slots=True)
class LeafletText:
    """One leaflet in one language. `version` is of the text; `words` are the small ones: labels, page foot."""

    code: LeafletCode
    language: str
    language_name: str
    direction: str
    version: int
    issued_on: date
    author: str
    what_changed: str
    title: str
    topics: Mapping[Topic, TopicText]
    words: Mapping[str, str]
    fingerprint: str

    def topic(self, code: str) -> TopicText:
        """The text of a topic by its code. Raises ValueError for a code that is none."""
        return self.topics[Topic(code)]


@dataclass(frozen=True, slots=True)
class LocalContacts:
    """Whom to ring, as the service filled it in. What is empty is printed as a line to write on.

    `advice_phone` is the health advice line of the nation: 111, but none in Northern Ireland.
    """

    service_name: str = ""
    service_phone: str = ""
    out_of_hours: str = ""
    worker_name: str = ""
    worker_phone: str = ""
    pharmacy_name: str = ""
    pharmacy_phone: str = ""
    advice_phone: str = "111"


class Standing(StrEnum):
    """Where a version stands at a service."""

    PROPOSED = "proposed"
    IN_USE = "in-use"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as the catalogue knows it, and who of the service signed it off, when (nobody yet: proposed).

    `signed_off_at` is a UTC instant; `reviewed_by` says who read it with them.
    """

    id: UUID
    code: LeafletCode
    language: str
    format: Format
    version: int
    issued_on: date
    what_changed: str
    author: str
    signed_off_by: str = ""
    signed_off_at: datetime | None = None
    reviewed_by: str = ""

    @property
    def is_signed_off(self) -> bool:
        """Whether a prescriber or manager of the service has signed it off."""
        return self.signed_off_at is not None


def standing(editions: Sequence[Edition]) -> Mapping[Edition, Standing]:
    """Where each version stands, of a service's whole catalogue.

    The newest one that is signed off is in use; a newer one is proposed; an older one is replaced, signed off or not,
    and is neither printed nor signed off any more.
    """
    in_use = {_shelf(one): one.version for one in sorted(editions, key=lambda one: one.version) if one.is_signed_off}
    newest = {_shelf(one): one.version for one in sorted(editions, key=lambda one: one.version)}
    return {one: _stands(one, in_use.get(_shelf(one), 0), newest[_shelf(one)]) for one in editions}


def _shelf(one: Edition) -> tuple[LeafletCode, str, Format]:
    return one.code, one.language, one.format


def _stands(one: Edition, in_use: int, newest: int) -> Standing:
    if one.version == in_use:
        return Standing.IN_USE
    return Standing.PROPOSED if one.version == newest else Standing.REPLACED


class UnfitText(Exception):
    """A text in texts/ lacks a topic, a word or a drawing's description, or its version is not what it was."""


# What the English words of each topic must hold (domain.md 4.3). Every text has the same fourteen topics.
MUST_SAY: Mapping[Topic, tuple[str, ...]] = {
    Topic.TINY_AMOUNTS: ("teaspoon", "kill", "teenager"),
    Topic.LOCKED: ("lock", "high"),
    Topic.BOX_AND_KEY: ("box", "key"),
    Topic.NEVER_POUR: ("pour", "beaker", "juice"),
    Topic.NOT_IN_FRONT: ("copy",),
    Topic.NEVER_GIVE: ("never", "teeth", "cold", "sleep"),
    Topic.CAPS: ("cap", "slow"),
    Topic.EMPTIES: ("empt", "wipe", "wash", "foil", "pipe", "spoon"),
    Topic.AWAY_FROM_HOME: ("bag", "car", "minds"),
    Topic.SIGNS: ("sleepy", "eye", "sick", "snor", "blue", "floppy", "slow"),
    Topic.CALL_999: ("999", "methadone", "wait", "sleep it off", "bottle", "sick"),
    Topic.NALOXONE: ("naloxone", "999"),
    Topic.BED_SHARING: ("bed", "baby", "drink"),
    Topic.LEFT_OVER: ("pharmacy", "locked"),
}

WORDS_NEEDED = frozenset(
    {
        "band",
        "band_line",
        "everyone",
        "page_two",
        "if_not_sure",
        "fridge",
        "ring",
        "our_address",
        "emergency",
        "advice",
        "service",
        "out_of_hours",
        "worker",
        "pharmacy",
        "draft",
        "draft_line",
        "version",
        "page",
        "of",
    }
)


def read_text(data: Mapping[str, Any]) -> LeafletText:
    """A text from its file's data. Raises UnfitText with everything that is missing, at once."""
    problems = [*_missing_topics(data), *_missing_words(data)]
    if problems:
        raise UnfitText(f"{data.get('code')}-{data.get('language')}: " + "; ".join(problems))
    topics = {Topic(code): _topic(Topic(code), entry) for code, entry in data["topics"].items()}
    named = {name: data[name] for name in ("language", "language_name", "direction", "version")}
    said = {name: data[name] for name in ("author", "what_changed", "title", "words")}
    return LeafletText(
        code=LeafletCode(data["code"]),
        issued_on=date.fromisoformat(str(data["issued_on"])),
        topics=topics,
        fingerprint=_fingerprint(data),
        **named,
        **said,
    )


def _missing_topics(data: Mapping[str, Any]) -> list[str]:
    topics: Mapping[str, Any] = data.get("topics", {})
    lacking = [f"no topic {topic}" for topic in Topic if not topics.get(topic, {}).get("lines")]
    unknown = [f"unknown topic {code}" for code in topics if code not in list(Topic)]
    undescribed = [
        f"{code}: a drawing without a description"
        for code, entry in topics.items()
        if any("picture" in line and not line.get("alt") for line in entry.get("lines", ()))
    ]
    return lacking + unknown + undescribed


def _missing_words(data: Mapping[str, Any]) -> list[str]:
    words: Mapping[str, str] = data.get("words", {})
    return [f"no words for {name}" for name in sorted(WORDS_NEEDED) if not words.get(name)]


def _topic(topic: Topic, entry: Mapping[str, Any]) -> TopicText:
    return TopicText(topic, entry["title"], tuple(_line(line) for line in entry["lines"]))


def _line(entry: Mapping[str, str]) -> Line:
    return Line(entry["text"], Picture(entry["picture"], entry["alt"]) if "picture" in entry else None)


def _fingerprint(data: Mapping[str, Any]) -> str:
    """A hash of what the reader reads: who signed a text off signed these words."""
    read = {name: data[name] for name in ("code", "language", "title", "topics", "words")}
    return hashlib.sha256(json.dumps(read, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
