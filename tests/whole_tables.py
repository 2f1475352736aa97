"""Every statement of ours is looked at once, on SQLite: none may go through a table that grows with the records."""

import re
import sqlite3
import traceback
from typing import Any

from sqlalchemy import Connection, Engine, event

from core.settings import ROOT

SMALL = {"account", "alembic_version", "demonstration", "json_each", "leaflet_sign_off", "leaflet_version", "pharmacy",
         "policy_in_use", "role", "service", "telling_clock"}  # fmt: skip
"""There are as many as staff, services, pharmacies or leaflets: some thousands at most, and mostly a handful."""

MEANT = {"all_households", "look_again"}
"""What goes through every household on purpose."""

READS = ("SELECT", "WITH", "UPDATE", "DELETE")
THROUGH = re.compile(r"SCAN (\w+)")
_seen: set[str] = set()


def watch() -> None:
    """From now on a statement that goes through a whole table fails where it is sent."""
    event.listen(Engine, "before_cursor_execute", _look)


def _look(connection: Connection, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
    raw = connection.connection.driver_connection
    if many or statement in _seen or not isinstance(raw, sqlite3.Connection) or not statement.startswith(READS):
        return
    whole = _whole_tables(raw, statement, values)
    if not whole:
        _seen.add(statement)
    elif _is_ours() and not _was_counted(raw):
        raise AssertionError(f"goes through all of {', '.join(sorted(whole))}: {statement}")


def _whole_tables(raw: sqlite3.Connection, statement: str, values: Any) -> set[str]:
    """The tables that are gone through, by their names in the statement: what it made itself has none of ours."""
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", values)]  # our own statement
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = {re.sub(r"_\d+$", "", found[1]) for line in plan if (found := THROUGH.match(line))}
    return (names & tables) - SMALL


def _is_ours() -> bool:
    """Whether the statement is of a page, a pass or a command, and neither a test's own nor a migration's."""
    here = [each for each in traceback.extract_stack() if _place(each.filename) not in ("", "core/db.py")]
    innermost = [each for each in here if not each.filename.endswith("whole_tables.py")][-1]
    of = _place(innermost.filename)
    return not of.startswith(("tests/", "bench/", "migrations/")) and not MEANT & {each.name for each in here}


def _place(filename: str) -> str:
    """Where a file of ours stands in the repository; nothing for anybody else's."""
    inside = filename.removeprefix(f"{ROOT}/")
    return "" if inside == filename or inside.startswith(".venv/") else inside


def _was_counted(raw: sqlite3.Connection) -> bool:
    """Where a test has SQLite count its few rows, the shortest way is through all of them."""
    return raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone() is not None
