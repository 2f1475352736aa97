"""The versions of an entry, and the one that stands."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, select

from core.db import Among, db
from safeguarding.models import AboutHousehold, OfHousehold

Entry = TypeVar("Entry", bound=AboutHousehold)
Row = TypeVar("Row", bound=OfHousehold)

ByHousehold = dict[UUID, list[Row]]


@dataclass(frozen=True, slots=True)
class Standing(Generic[Entry]):
    """The newest version of an entry. `since` is when it was first recorded as what it now says it is (UTC)."""

    row: Entry
    since: datetime
    versions: int


def rows(model: type[Row], household_ids: Sequence[UUID], known_at: datetime | None = None) -> ByHousehold[Row]:
    """The rows of a table by household, in order of recording; those recorded by the instant `known_at`, if given."""
    query = _of_households(model)
    if known_at is not None:
        query = query.where(model.recorded_at <= known_at)
    found: ByHousehold[Row] = defaultdict(list)
    for row in db.session.scalars(query, {"households": list(household_ids)}):
        found[row.household_id].append(row)
    return found


@cache
def _of_households(model: type[Row]) -> Select[Row]:
    """The statement, made once: making it anew takes longer than reading a family's few rows."""
    ours = Among(model.household_id, "households")
    return select(model).where(ours).order_by(model.recorded_at, model.id)


def standing(
    entries: Iterable[Entry], essence: Callable[[Entry], Hashable] | None = None
) -> tuple[Standing[Entry], ...]:
    """The entries that stand, in order of recording; those withdrawn are left out.

    A correction keeps the instant of the first version, unless it changed what the entry is (`essence`): what came
    after what is decided by when a thing was first said.
    """
    versions: dict[UUID, list[Entry]] = defaultdict(list)
    for row in entries:
        versions[row.entry_id].append(row)
    found = [_newest(sorted(some, key=lambda row: row.version), essence) for some in versions.values()]
    stand = [one for one in found if not one.row.withdrawn]
    return tuple(sorted(stand, key=lambda one: (one.since, one.row.entry_id)))


def _newest(versions: Sequence[Entry], essence: Callable[[Entry], Hashable] | None) -> Standing[Entry]:
    newest = versions[-1]
    since = versions[0].recorded_at
    if essence is not None:
        for row in reversed(versions):
            if row.withdrawn or essence(row) != essence(newest):
                break
            since = row.recorded_at
    return Standing(newest, since, len(versions))
