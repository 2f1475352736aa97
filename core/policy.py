"""Thresholds and timescales: dated, validated, with their source; a service's own with who signed them off.

`policy.toml` holds the shipped ones. Every section is a list of entries, each with the day `from` which it applies;
the first also applies before that. `instance/policy.toml` may say otherwise from a day on, for everybody or for one
`service` by its code, and names who signed it off and when. Packages declare what their section holds as a frozen
dataclass in `rules`, with the section's name as `SECTION`.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from flask import current_app

Section = TypeVar("Section")

FROM, SERVICE, SIGNED_BY, SIGNED_ON = "from", "service", "signed_off_by", "signed_off_on"
WORDS = {int: "a whole number", str: "text", bool: "true or false", Decimal: "a number", date: "a date (2025-01-31)"}


class PolicyProblem(ValueError):
    """The policy cannot be used. The message is one sentence that names the file and the key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Values that apply from a day on; in a local file perhaps for one service only."""

    starts_on: date
    values: Mapping[str, Any]
    service_code: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """Every section, shipped and local. `digest` tells two machines with different files apart.

    `made`: the sections that were put together of them before.
    """

    shipped: Mapping[str, tuple[Entry, ...]]
    local: Mapping[str, tuple[Entry, ...]]
    digest: str
    kinds: Mapping[str, type[Any]]
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def service_codes(self) -> frozenset[str]:
        """The services that the local file names."""
        entries = (entry for listed in self.local.values() for entry in listed)
        return frozenset(entry.service_code for entry in entries if entry.service_code)

    def section(self, kind: type[Section], *, on: date, service_code: str | None = None) -> Section:
        """The section in force on a London day, for a service where its code is given."""
        name = _name(kind)
        first, *later = self.shipped[name]
        standing = [first] + [entry for entry in later if entry.starts_on <= on]
        own = [entry for entry in self.local.get(name, ()) if entry.starts_on <= on]
        standing += [entry for entry in own if entry.service_code is None]
        standing += [entry for entry in own if entry.service_code is not None and entry.service_code == service_code]
        which = (name, *(id(entry) for entry in standing))  # they live as long as this policy does
        if which not in self.made:
            self.made[which] = kind(**{key: value for entry in standing for key, value in entry.values.items()})
        return cast(Section, self.made[which])


def current() -> Policy:
    """The policy of the running application, for entry points."""
    return cast(Policy, current_app.extensions["policy"])


def load(shipped: Path, local: Path | None, sections: Iterable[type[Any]]) -> Policy:
    """Read and check both files. Raises PolicyProblem, in one sentence, for whatever cannot be used."""
    kinds = {_name(kind): kind for kind in sections}
    ours = _read(shipped, kinds, signed=False)
    for name, kind in kinds.items():
        if not ours.get(name):
            raise PolicyProblem(f"{shipped.name}: the section [[{name}]] is missing")
        _check_complete(shipped.name, name, kind, ours[name][0])
    theirs = _read(local, kinds, signed=True) if local is not None and local.is_file() else {}
    return Policy(ours, theirs, _digest(shipped, local), kinds)


def as_shipped(policy: Policy, tried: Path | None = None) -> Policy:
    """The policy as shipped, without anything local; or with a file that somebody tries out, from its days on.

    Raises PolicyProblem for a file that cannot be used. Nothing is stored, so nobody signs it off.
    """
    trying = _read(tried, policy.kinds, signed=False) if tried is not None else {}
    return Policy(policy.shipped, trying, policy.digest, policy.kinds)


def _name(kind: type[Any]) -> str:
    return str(kind.SECTION)


def _digest(*paths: Path | None) -> str:
    texts = [path.read_bytes() if path is not None and path.is_file() else b"" for path in paths]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def _read(path: Path, kinds: Mapping[str, type[Any]], *, signed: bool) -> dict[str, tuple[Entry, ...]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise PolicyProblem(f"{path.name}: the file cannot be read ({problem.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise PolicyProblem(f"{path.name}: not written as TOML: {problem}") from None
    unknown = sorted(table.keys() - kinds.keys())
    if unknown:
        raise PolicyProblem(f"{path.name}: there is no section called {unknown[0]}")
    return {name: _entries(path.name, name, listed, kinds[name], signed) for name, listed in table.items()}


def _entries(file: str, name: str, listed: Any, kind: type[Any], signed: bool) -> tuple[Entry, ...]:
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise PolicyProblem(f"{file}: {name} must be written as [[{name}]], a list of dated entries")
    entries = [_entry(file, name, values, kind, signed) for values in listed]
    in_order = sorted(entries, key=lambda entry: entry.starts_on)
    for earlier, later in pairwise(in_order):
        if (earlier.starts_on, earlier.service_code) == (later.starts_on, later.service_code):
            raise PolicyProblem(f"{file}: [[{name}]] has two entries from {later.starts_on}")
    return tuple(in_order)


def _entry(file: str, name: str, values: Mapping[str, Any], kind: type[Any], signed: bool) -> Entry:
    types = {key: each for key, each in get_type_hints(kind).items() if key in {field.name for field in fields(kind)}}
    about = {FROM: date} | ({SIGNED_BY: str, SIGNED_ON: date} if signed else {})
    for key, type_ in about.items():
        if key not in values:
            raise PolicyProblem(f"{file}: every [[{name}]] needs {key}")
        _value(f"{file}: [[{name}]] {key}", values[key], type_)
    if signed and not values[SIGNED_BY].strip():
        raise PolicyProblem(f"{file}: [[{name}]] {SIGNED_BY} must name who signed it off")
    code = _value(f"{file}: [[{name}]] {SERVICE}", values[SERVICE], str) if signed and SERVICE in values else None
    unknown = sorted(values.keys() - types.keys() - about.keys() - ({SERVICE} if signed else set()))
    if unknown:
        raise PolicyProblem(f"{file}: [[{name}]] knows no key called {unknown[0]}")
    known = {key: _value(f"{file}: [[{name}]] {key}", values[key], types[key]) for key in types if key in values}
    return Entry(values[FROM], known, code)


def _check_complete(file: str, name: str, kind: type[Any], first: Entry) -> None:
    for each in fields(kind):
        optional = each.default is not MISSING or each.default_factory is not MISSING
        if each.name not in first.values and not optional:
            raise PolicyProblem(f"{file}: the first [[{name}]] needs {each.name}")


def _value(where: str, value: Any, type_: Any) -> Any:
    """The value as its type. Whole numbers and amounts are nought or more."""
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        (inner,) = (each for each in get_args(type_) if each is not NoneType)
        return _value(where, value, inner)
    if origin is tuple:
        return _list(where, value, get_args(type_)[0])
    if is_dataclass(type_):
        return _table(where, value, cast(type[Any], type_))
    if isinstance(type_, type) and issubclass(type_, Enum):
        return _one_of(where, value, type_)
    return _plain(where, value, type_)


def _plain(where: str, value: Any, type_: type[Any]) -> Any:
    number = Decimal(str(value)) if type_ is Decimal and type(value) in (int, float) else value
    if type(number) is not type_:
        raise PolicyProblem(f"{where} must be {WORDS[type_]}, not {value!r}")
    if type_ in (int, Decimal) and number < 0:
        raise PolicyProblem(f"{where} must be 0 or more, not {value}")
    return number


def _list(where: str, value: Any, inner: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise PolicyProblem(f"{where} must be a list, not {value!r}")
    return tuple(_value(f"{where}, number {place}", each, inner) for place, each in enumerate(value, start=1))


def _table(where: str, value: Any, kind: type[Any]) -> Any:
    if not isinstance(value, dict):
        raise PolicyProblem(f"{where} must be a table in braces, not {value!r}")
    types = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    for key in [*names, *value]:
        if key not in value or key not in names:
            raise PolicyProblem(f"{where} {'needs' if key in names else 'knows no key called'} {key}")
    return kind(**{key: _value(f"{where} {key}", value[key], types[key]) for key in names})


def _one_of(where: str, value: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(str(each.value) for each in kind)
        raise PolicyProblem(f"{where} must be one of {known}, not {value!r}") from None
