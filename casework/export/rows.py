"""Every row about one household that was written down by an instant, whichever package's table it stands in.

Tables are found by what they hold, so that a new one is part of an export the day it is made: rows of the household
and of its people, what hangs on those rows, and what they name (who signed, which pharmacy, which agency).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, select

from core.db import Base, db

Rows = dict[str, dict[Any, dict[str, Any]]]
"""By table, then by primary key: column and value."""

THINGS = frozenset({"child", "adult", "family_agency"})
"""What versions hang on: they say nothing themselves but where they are."""

NAMED_ALONE = frozenset({"account", "role", "roles_users", "staff_member", "team", "service", "pharmacy", "agency",
                         "leaflet_version", "household", "service_user"})  # fmt: skip
"""Nothing hangs on these for one case: they are read where a row names them."""

VERSIONED = (
    ("child", "child_details", "child_id"),
    ("adult", "adult_details", "adult_id"),
    ("family_agency", "family_agency_details", "family_agency_id"),
)
"""Things that say only where they are now; their versions say where they were."""

AT_A_LINK = frozenset({"link_step", "link_answer"})
"""What an agency did at its link: each row says when in `at`."""

AT_A_TIME = 500


def rows_about(household_ids: Collection[UUID], person_ids: Collection[UUID], until: datetime) -> Rows:
    """The rows, and every row that one of them names. The number of statements depends on the tables alone."""
    found: Rows = {}
    wanted: list[tuple[Table, Any]] = []
    for table in Base.metadata.sorted_tables:
        if not _holds_facts(table):
            continue
        for column, ids in (("household_id", household_ids), ("person_id", person_ids)):
            if column in table.c:
                wanted.append((table, table.c[column].in_(ids)))
    _add(found, Base.metadata.tables["household"], Base.metadata.tables["household"].c.id.in_(household_ids), until)
    _add(found, Base.metadata.tables["service_user"], Base.metadata.tables["service_user"].c.id.in_(person_ids), until)
    for table, condition in wanted:
        _add(found, table, condition, until)
    _hanging(found, until)
    _named(found, until)
    for thing, versions, key in VERSIONED:
        table = Base.metadata.tables[versions]
        _add_named(found, table, table.c[key], _ids(found, thing), until)
    _named(found, until)
    return found


def _holds_facts(table: Table) -> bool:
    """Whether a table says when each row was written down, or is what versions hang on.

    Drafts, lists, queues and the audit do not: what they hold today was not so then.
    """
    return table.name not in NAMED_ALONE and (_written(table) is not None or table.name in THINGS)


def _written(table: Table) -> Column[Any] | None:
    """The column that says when a row was written down; at a link nobody of ours writes, and it is `at`."""
    return table.c["at"] if table.name in AT_A_LINK else table.c.get("recorded_at")


def _add(found: Rows, table: Table, condition: Any, until: datetime) -> None:
    query = select(table).where(condition)
    written = _written(table)
    if written is not None:
        query = query.where(written < until)
    for row in db.session.execute(query).mappings():
        values = dict(row)
        found.setdefault(table.name, {})[_key(table, values)] = values


def _key(table: Table, values: Mapping[str, Any]) -> Any:
    return tuple(values[column.name] for column in table.primary_key)


def _hanging(found: Rows, until: datetime) -> None:
    """What belongs to a row found before, table by table in the order in which they build on each other."""
    for table in Base.metadata.sorted_tables:
        if not _holds_facts(table):
            continue
        for column, target in _links(table):
            if target not in NAMED_ALONE and target != table.name:
                _add_named(found, table, column, _ids(found, target), until)


def _named(found: Rows, until: datetime) -> None:
    """What rows name, and what those name, until nothing is missing."""
    asked: set[tuple[str, Any]] = set()
    while True:
        missing: dict[str, set[Any]] = {}
        for name, rows in found.items():
            for column, target in _links(Base.metadata.tables[name]):
                ids = {row[column.name] for row in rows.values()} - {None}
                missing.setdefault(target, set()).update(ids - set(_ids(found, target)))
        new = {target: {one for one in ids if (target, one) not in asked} for target, ids in missing.items()}
        if not any(new.values()):
            return
        for target, ids in new.items():
            table = Base.metadata.tables[target]
            asked |= {(target, one) for one in ids}
            _add_named(found, table, table.c.id, ids, until)


def _add_named(found: Rows, table: Table, column: Column[Any], ids: Iterable[Any], until: datetime) -> None:
    every = sorted(ids)
    for start in range(0, len(every), AT_A_TIME):
        _add(found, table, column.in_(every[start : start + AT_A_TIME]), until)


def _links(table: Table) -> list[tuple[Column[Any], str]]:
    """Columns that name a row of another table by its id, and that table."""
    return [
        (key.parent, key.column.table.name)
        for key in table.foreign_keys
        if key.column.name == "id" and len(table.primary_key) == 1
    ]


def _ids(found: Rows, table: str) -> list[Any]:
    return [row["id"] for row in found.get(table, {}).values()]


def put(found: Rows) -> None:
    """Write the rows into the database of the session, those first on which others build."""
    for table in Base.metadata.sorted_tables:
        rows = _in_order(table, found.get(table.name, {}).values())
        if rows:
            db.session.execute(table.insert(), rows)


def _in_order(table: Table, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By when they were written down, so that a row that names another of its table comes after it."""
    listed = list(rows)
    written = _written(table)
    return listed if written is None else sorted(listed, key=lambda row: row[written.name])


def as_known(found: Rows) -> None:
    """Put back where children, adults and agencies were: what stands beside their versions says only where they are."""
    for thing, versions, key in VERSIONED:
        newest: dict[Any, dict[str, Any]] = {}
        for row in sorted(found.get(versions, {}).values(), key=lambda one: one["version"]):
            newest[row[key]] = row
        rows = found.get(thing, {})
        for place, row in list(rows.items()):
            if row["id"] not in newest:
                del rows[place]
            else:
                row["household_id"] = newest[row["id"]]["household_id"]
