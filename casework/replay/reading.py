"""Reading a case file: every line checked before line 1 is played; refused with its number and what was expected."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from casework.replay.kinds import Kind
from casework.replay.verbs import ALWAYS, VERBS, ListOf, MapOf, Record, Shape
from core.calendar import whole_years
from people.rules import LONGEST_LIFE, LONGEST_PREGNANCY

LONGEST_LINE = 100_000
MOST_LINES = 20_000


class CaseRefused(Exception):
    """A case file that cannot be played: the line, and one sentence saying what was expected."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"line {line}: {sentence}")
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a case file, read: what was recorded in the tool that day."""

    number: int
    on: date
    do: str
    keys: Mapping[str, Any]

    @property
    def who(self) -> str:
        """The service user it is about; the empty string where there is none."""
        return str(self.keys.get("who", ""))

    @property
    def happened_on(self) -> date:
        """The London day on which it happened, where that was earlier than the day it was recorded."""
        found: date = self.keys.get("happened_on") or self.on
        return found

    def get(self, key: str, otherwise: Any = None) -> Any:
        """The value of a key, or what to take where it is not there."""
        return self.keys.get(key, otherwise)


def read_lines(content: bytes) -> tuple[Line, ...]:
    """Every line of a case file, by itself and in date order. Raises CaseRefused; who is who is checked elsewhere."""
    lines = tuple(_read(number, raw) for number, raw in _raw_lines(content))
    if not lines:
        raise CaseRefused(1, "the file is empty; expected one JSON object a line.")
    for before, line in pairwise(lines):
        if line.on < before.on:
            raise CaseRefused(
                line.number, f"{line.on} comes before {before.on} of the line above; lines go in date order."
            )
    return lines


def read_file(path: Path) -> bytes:
    """The bytes of a case file."""
    return path.read_bytes()


def _raw_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    rows = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    while rows and not rows[-1].strip():
        rows.pop()
    if len(rows) > MOST_LINES:
        raise CaseRefused(MOST_LINES + 1, f"the file has {len(rows):,} lines; at most {MOST_LINES:,} are played.")
    yield from enumerate(rows, start=1)


def _read(number: int, raw: bytes) -> Line:
    keys = _object(number, raw)
    for key in ("on", "do"):
        if key not in keys:
            raise CaseRefused(number, f'"{key}" is missing; every line says "on" and "do".')
    verb = keys["do"]
    if not isinstance(verb, str) or verb not in VERBS:
        raise CaseRefused(number, f'there is no verb "{verb}"; expected one of {", ".join(VERBS)}.')
    shape = Record(
        {**_needed_always(), **VERBS[verb].needs}, {"id": ALWAYS["id"], "note": ALWAYS["note"], **VERBS[verb].may}
    )
    read = _value(number, f'"{verb}"', keys, shape)
    line = Line(number, read["on"], verb, {key: value for key, value in read.items() if key not in ("on", "do")})
    _check_days(line)
    return line


def _needed_always() -> dict[str, Kind]:
    return {"on": ALWAYS["on"], "do": ALWAYS["do"]}


def _object(number: int, raw: bytes) -> dict[str, Any]:
    if len(raw) > LONGEST_LINE:
        raise CaseRefused(number, f"the line is {len(raw):,} bytes long; at most {LONGEST_LINE:,} are read.")
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=_each_key_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise CaseRefused(number, "the line is not written in UTF-8.") from None
    except (ValueError, RecursionError) as problem:
        raise CaseRefused(number, f"expected one JSON object: {problem}.") from None
    if not isinstance(found, dict):
        raise CaseRefused(number, "expected one JSON object, in braces.")
    return found


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f'"{sorted(twice)[0]}" is there twice')
    return dict(pairs)


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a number")


def _value(number: int, where: str, value: Any, shape: Shape) -> Any:
    if isinstance(shape, tuple):
        return _any_of(number, where, value, shape)
    if isinstance(shape, Record):
        return _record(number, where, value, shape)
    if isinstance(shape, ListOf):
        if not isinstance(value, list):
            raise CaseRefused(number, f"{where} expects a list.")
        return tuple(_record(number, where, one, shape.record) for one in value)
    if isinstance(shape, MapOf):
        return _map(number, where, value, shape)
    return _plain(number, where, value, shape)


def _any_of(number: int, where: str, value: Any, shapes: tuple[Shape, ...]) -> Any:
    refusals = []
    for shape in shapes:
        try:
            return _value(number, where, value, shape)
        except CaseRefused as refusal:
            refusals.append(refusal.sentence)
    raise CaseRefused(number, " Or: ".join(refusals))


def _record(number: int, where: str, value: Any, shape: Record) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CaseRefused(number, f"{where} expects an object with {', '.join(shape.keys())}.")
    known = {**shape.needs, **shape.may}
    unknown = [key for key in value if key not in known]
    if unknown:
        raise CaseRefused(number, f'{where} has no key "{unknown[0]}"; expected {", ".join(shape.keys())}.')
    missing = [key for key in shape.needs if key not in value]
    if missing:
        raise CaseRefused(number, f'{where} needs "{missing[0]}".')
    return {key: _value(number, f'{where}: "{key}"', one, known[key]) for key, one in value.items()}


def _map(number: int, where: str, value: Any, shape: MapOf) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise CaseRefused(number, f"{where} expects an object from {shape.key.words} to {shape.value.words}.")
    return {
        _plain(number, where, key, shape.key): _plain(number, f'{where}: "{key}"', one, shape.value)
        for key, one in value.items()
    }


def _plain(number: int, where: str, value: Any, kind: Kind) -> Any:
    try:
        return kind.read(value)
    except (ValueError, TypeError, AttributeError):
        raise CaseRefused(number, f"{where} expects {kind.words}.") from None


NOT_AFTER_THE_LINE = ("happened_on", "born", "started_on", "told_on", "given_on")


def _check_days(line: Line) -> None:
    """Things that cannot be: born or happened after the day it was recorded."""
    records = [line.keys, *(line.get("children") or ()), *(line.get("adults") or ())]
    for record in records:
        for key in NOT_AFTER_THE_LINE:
            day = record.get(key)
            if day is not None and day > line.on:
                raise CaseRefused(line.number, f'"{key}" is {day}, after {line.on} when it was recorded.')
    for record in records:
        _check_birth(line, record)
    for child in (*(line.get("children") or ()), *((line.keys,) if line.do == "child" else ())):
        if "born" not in child and "due" not in child:
            raise CaseRefused(line.number, 'a child needs "born" or "due".')


def _check_birth(line: Line, record: Mapping[str, Any]) -> None:
    """Born more than a lifetime ago; due in more than ten months; treated before they were born."""
    born, due, started = (record.get(key) for key in ("born", "due", "started_on"))
    if born is not None and whole_years(born, line.on) > LONGEST_LIFE:
        raise CaseRefused(line.number, f'"born" is {born}, more than {LONGEST_LIFE} years before {line.on}.')
    if born is None and due is not None and due > line.on + LONGEST_PREGNANCY:
        raise CaseRefused(line.number, f'"due" is {due}, more than ten months after {line.on}.')
    if born is not None and started is not None and started < born:
        raise CaseRefused(line.number, f'"started_on" is {started}, before {born} when they were born.')
