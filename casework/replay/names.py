"""Who is who in a case file: every name used before it is known is refused, with its line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.replay.reading import CaseRefused, Line

WITH_AN_AGENCY = ("heard-from", "share", "acknowledge")


@dataclass
class Known:
    """The names known of one household so far."""

    people: set[str] = field(default_factory=set)
    children: set[str] = field(default_factory=set)
    born: dict[str, date] = field(default_factory=dict)
    adults: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)

    def take(self, other: "Known") -> None:
        """Two households are one."""
        self.people |= other.people
        self.children |= other.children
        self.born |= other.born
        self.adults |= other.adults
        self.agencies |= other.agencies


def check_names(lines: Iterable[Line]) -> None:
    """Refuse the first line that names somebody, or something, not known by then. Raises CaseRefused."""
    homes: dict[str, Known] = {}
    ids: set[str | int] = set()
    for line in lines:
        _check_id(line, ids)
        if line.do == "register":
            _register(line, homes)
        elif line.who or line.do not in ("wait", "new-leaflet-version"):
            _check_line(line, homes, ids)
        if line.get("id") is not None:
            ids.add(line.get("id"))


def _check_id(line: Line, ids: set[str | int]) -> None:
    if line.get("id") in ids:
        raise CaseRefused(line.number, f'the id "{line.get("id")}" is there twice.')


def _register(line: Line, homes: dict[str, Known]) -> None:
    if line.who in homes:
        raise CaseRefused(line.number, f'"{line.who}" is registered already.')
    homes[line.who] = Known(people={line.who})


def _check_line(line: Line, homes: dict[str, Known], ids: set[str | int]) -> None:
    if line.who not in homes:
        raise CaseRefused(line.number, f'nobody called "{line.who}" is registered; expected {_listed(homes)}.')
    home = homes[line.who]
    for adult in _adults(line):
        home.adults.add(adult["name"])
        if adult.get("person"):
            _join(line, adult["person"], homes)
    home = homes[line.who]
    for child in _children(line):
        home.children.add(child["name"])
        if child.get("born"):
            home.born[child["name"]] = child["born"]
    if line.do == "agency":
        home.agencies.add(line.get("name"))
    for kind, name, known in _named(line, home):
        if name not in known:
            raise CaseRefused(line.number, f'no {kind} called "{name}" is known by then; expected {_listed(known)}.')
    _check_born(line, home)
    considered = line.get("events_considered")
    for one in considered if isinstance(considered, tuple) else ():
        if one not in ids:
            raise CaseRefused(line.number, f'there is no line with the id "{one}" by then.')


def _children(line: Line) -> list[dict[str, Any]]:
    return [*(line.get("children") or ()), *([dict(line.keys)] if line.do == "child" else ())]


def _check_born(line: Line, home: Known) -> None:
    """Nothing but a pregnancy or the birth itself happens to a child before it is born."""
    about = {"event": line.get("about"), "child-seen": line.get("child")}.get(line.do)
    born = home.born.get(about) if about else None
    if born is not None and line.happened_on < born and line.get("kind") not in ("pregnancy", "birth"):
        raise CaseRefused(line.number, f'{line.happened_on} is before {born}, when "{about}" was born.')


def _adults(line: Line) -> list[dict[str, Any]]:
    return [*(line.get("adults") or ()), *([dict(line.keys)] if line.do == "adult" else ())]


def _join(line: Line, person: str, homes: dict[str, Known]) -> None:
    """Two registered people are one household when one names the other."""
    if person not in homes:
        raise CaseRefused(line.number, f'nobody called "{person}" is registered; expected {_listed(homes)}.')
    one, other = homes[line.who], homes[person]
    if one is not other:
        one.take(other)
        for name, home in homes.items():
            if home is other:
                homes[name] = one


def _named(line: Line, home: Known) -> Iterator[tuple[str, str, set[str]]]:
    """What kind of name a line uses, the name, and those known."""
    if line.do == "event" and line.get("about"):
        yield "child or adult", line.get("about"), home.children | home.adults | home.people
    if line.do in ("child-seen", "refer") and line.get("child"):
        yield "child", line.get("child"), home.children
    if line.do in WITH_AN_AGENCY:
        yield "agency working with the family", line.get("with"), home.agencies
    for name in line.get("agreed_by") or () if line.do == "plan" else ():
        yield "adult", name, home.adults | home.people


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nobody yet"
