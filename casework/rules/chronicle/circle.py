"""Who is around a family: agencies by their names and roles, children and adults by id, and who signed what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from people.rules import AGENCY_ROLE_WORDS, Family

US = frozenset({"", "us", "we", "drugs worker", "drug worker", "keyworker", "this service", "service", "drug service"})
"""Said of whoever saw it: one of us."""


@dataclass(frozen=True)
class Circle:
    """A family with those who work with it. `signed` names who recorded what: (noun, instant) to a name.

    `names` are those of staff by id as text.
    """

    family: Family
    names: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[tuple[str, datetime], str] = field(default_factory=dict)

    @cached_property
    def agencies(self) -> dict[str, str]:
        """The agencies around the family: the id of the link to the name."""
        return {agency.id: agency.name for agency in self.family.agencies}

    @cached_property
    def children(self) -> dict[str, str]:
        """Children ever known, by id."""
        return {child.id: child.name for child in (*self.family.children, *self.family.gone)}

    @cached_property
    def _called(self) -> dict[str, str]:
        """Every way in which somebody may call an agency of this family, to its id."""
        found: dict[str, str] = {}
        for agency in reversed(self.family.agencies):
            for called in (agency.role.value, AGENCY_ROLE_WORDS[agency.role], agency.worker_name, agency.name):
                if called:
                    found[_plain(called)] = agency.id
        return found

    def agency_called(self, name: str) -> str:
        """The family's agency that somebody means; empty where it is none of them."""
        return self._called.get(_plain(name), "")

    def agencies_called(self, names: Iterable[str]) -> frozenset[str]:
        """The family's agencies among these names."""
        return frozenset(filter(None, (self.agency_called(name) for name in names)))

    def others(self, known: Iterable[str]) -> tuple[str, ...]:
        """The agencies around the family that are not among these ids, by name."""
        kept = set(known)
        return tuple(sorted(name for identifier, name in self.agencies.items() if identifier not in kept))

    def who_signed(self, noun: str, at: datetime, staff_id: str = "") -> str:
        """Who recorded something: by their id where the fact carries it, otherwise by what it is and when."""
        return self.names.get(staff_id, "") if staff_id else self.signed.get((noun, at), "")


def is_us(name: str) -> bool:
    """Whether "who saw it" means one of our own staff."""
    return _plain(name) in US


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())
