"""Which rows are a family's: its own, and those that people brought along when they came (people.queries.spans)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from people.queries import Span
from people.rules import MembershipHow
from safeguarding.models import AboutHousehold, OfHousehold
from safeguarding.queries.members import Members
from safeguarding.queries.standing import ByHousehold

Entry = TypeVar("Entry", bound=AboutHousehold)
Row = TypeVar("Row", bound=OfHousehold)

_ALL_OF_IT = frozenset({MembershipHow.JOINED, MembershipHow.MERGED})


@dataclass(frozen=True, slots=True)
class Shelf:
    """One family, and where its people came from."""

    household_id: UUID
    spans: Sequence[Span]
    family: Members

    def entries(self, loaded: ByHousehold[Entry]) -> list[Entry]:
        """The family's own entries and those brought along, in order of recording, each with all its versions."""
        found = {row.id: row for row in loaded[self.household_id]}
        for span in self.spans:
            for versions in _by_entry(loaded[UUID(span.household_id)]):
                if versions[0].recorded_at < span.until_at and self._came_along(span, versions[-1]):
                    found |= {row.id: row for row in versions}
        return sorted(found.values(), key=_when)

    def attached(self, loaded: ByHousehold[Row]) -> list[Row]:
        """Rows that belong to an entry: they count where the entry does."""
        found = {row.id: row for row in loaded[self.household_id]}
        for span in self.spans:
            found |= {row.id: row for row in loaded[UUID(span.household_id)]}
        return sorted(found.values(), key=_when)

    def whole(self, loaded: ByHousehold[Row]) -> list[Row]:
        """Rows about a household as such: those of households that became part of this one count too."""
        found = {row.id: row for row in loaded[self.household_id]}
        for span in self.spans:
            if span.how in _ALL_OF_IT:
                found |= {row.id: row for row in loaded[UUID(span.household_id)] if row.recorded_at < span.until_at}
        return sorted(found.values(), key=_when)

    def _came_along(self, span: Span, row: AboutHousehold) -> bool:
        """Whether an entry concerns somebody who came: all of it where households became one."""
        if span.how in _ALL_OF_IT:
            return True
        child_id = getattr(row, "about_child_id", None) or getattr(row, "child_id", None)
        if child_id is not None:
            return child_id in self.family.children
        person_id = getattr(row, "person_id", None)
        return person_id is not None and str(person_id) == span.person_id


def _by_entry(rows: Sequence[Entry]) -> list[list[Entry]]:
    """The versions of each entry, oldest first."""
    found: dict[UUID, list[Entry]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.version):
        found[row.entry_id].append(row)
    return list(found.values())


def _when(row: OfHousehold) -> tuple[datetime, UUID]:
    return (row.recorded_at, row.id)
