"""A leaflet's text: read from its file's data, checked, and refused where it lacks anything.

The words stand in texts/ as data, one file a language, keyed by topic, so that a language is added without a
programmer. Pure: values in, values out.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from leaflets.rules.kinds import (
    EASY,
    ENGLISH,
    NEWER_WORDS,
    WORDS_NEEDED,
    EasyPart,
    Format,
    LeafletCode,
    Topic,
)

DIRECTIONS = ("ltr", "rtl")


class UnfitText(Exception):
    """A text in texts/ lacks a topic, a word or a drawing's description, or its version is not what it was."""


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
class Section:
    """A part of a text for staff: a heading and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeafletText:
    """One leaflet in one language. `version` is of the text; `words` are the small ones: labels, page foot.

    `easy` are the sentences of Easy Read by their drawing; `sections` what a text for staff says instead of topics.
    """

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
    easy: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    def topic(self, code: str) -> TopicText:
        """The text of a topic by its code. Raises ValueError for a code that is none."""
        return self.topics[Topic(code)]

    def easy_part(self, part: str) -> tuple[tuple[str, str], ...]:
        """The sentences of a part of Easy Read, each with its drawing's name, in order."""
        return tuple((name, self.easy[name]) for name in EASY[EasyPart(part)])

    def can_be(self, format: Format) -> bool:
        """Whether it has what a format needs: texts issued before Easy Read have neither its sentences nor a card's."""
        return format in (Format.STANDARD, Format.LARGE_PRINT, Format.FRIDGE_PAGE) or bool(self.easy or self.sections)


def read_text(data: Mapping[str, Any], *, whole: bool = False) -> LeafletText:
    """A text from its file's data; `whole` asks for all that a new text has, and an old one may lack.

    Raises UnfitText with everything that is missing, at once.
    """
    staff = data.get("code") == LeafletCode.STAFF
    problems = _missing_sections(data) if staff else [*_missing_topics(data), *_missing_words(data, whole=whole)]
    if whole and not staff:
        problems += _missing_easy(data)
    if data.get("direction") not in DIRECTIONS:
        problems.append("the direction is ltr or rtl")
    if problems:
        raise UnfitText(f"{data.get('code')}-{data.get('language')}: " + "; ".join(problems))
    return _text(data)


def _text(data: Mapping[str, Any]) -> LeafletText:
    named = {name: data[name] for name in ("language", "language_name", "direction", "version")}
    said = {name: data[name] for name in ("author", "what_changed", "title", "words")}
    return LeafletText(
        code=LeafletCode(data["code"]),
        issued_on=date.fromisoformat(str(data["issued_on"])),
        topics={Topic(code): _topic(Topic(code), entry) for code, entry in data.get("topics", {}).items()},
        fingerprint=_fingerprint(data),
        easy=data.get("easy", {}),
        sections=tuple(Section(one["title"], tuple(one["lines"])) for one in data.get("sections", ())),
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


def _missing_words(data: Mapping[str, Any], *, whole: bool) -> list[str]:
    words: Mapping[str, str] = data.get("words", {})
    needed = WORDS_NEEDED | (NEWER_WORDS if whole else frozenset())
    return [f"no words for {name}" for name in sorted(needed) if not words.get(name)]


def _missing_easy(data: Mapping[str, Any]) -> list[str]:
    said: Mapping[str, str] = data.get("easy", {})
    names = [name for part in EASY.values() for name in part]
    lacking = [f"no Easy Read sentence for {name}" for name in names if not said.get(name)]
    return lacking + [f"unknown Easy Read sentence {name}" for name in said if name not in names]


def _missing_sections(data: Mapping[str, Any]) -> list[str]:
    sections = data.get("sections", ())
    if not sections or any(not one.get("title") or not one.get("lines") for one in sections):
        return ["no sections, or one without a heading or lines"]
    return [] if data.get("language") == ENGLISH else ["the text for staff is in English alone"]


def _topic(topic: Topic, entry: Mapping[str, Any]) -> TopicText:
    return TopicText(topic, entry["title"], tuple(_line(line) for line in entry["lines"]))


def _line(entry: Mapping[str, str]) -> Line:
    return Line(entry["text"], Picture(entry["picture"], entry["alt"]) if "picture" in entry else None)


def _fingerprint(data: Mapping[str, Any]) -> str:
    """A hash of what the reader reads: who signed a text off signed these words."""
    parts = ("code", "language", "title", "topics", "words", "easy", "sections")
    read = {name: data[name] for name in parts if name in data}
    return hashlib.sha256(json.dumps(read, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
