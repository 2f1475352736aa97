"""How a database is made empty again between two tests, as quickly as each kind can."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal

QUICK = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")
COPIED_ANEW_AFTER = 100  # deleted rows stay in their files, and are read past
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1"
REWIND = "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences"
WATCH = """
    CREATE SCHEMA watched;
    CREATE TABLE watched.changes ();
    CREATE FUNCTION watched.note() RETURNS event_trigger LANGUAGE plpgsql
        AS 'BEGIN INSERT INTO watched.changes DEFAULT VALUES; END';
    CREATE EVENT TRIGGER the_schema_changed ON ddl_command_end EXECUTE FUNCTION watched.note();
"""
SPOILT = """
    SELECT EXISTS (SELECT FROM watched.changes) OR EXISTS (
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
    )
"""


class Database:
    """A database with our schema: where it is, how it is made empty again, and how what is in it is kept for later."""

    kind: str
    url: str
    template_url: str

    def __init__(self) -> None:
        self.let_go: Callable[[], None] = lambda: None  # called before connections that are open would lead nowhere

    def start_afresh(self) -> None:
        """Make it empty: the schema, and no row."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep what is in it now beside it."""
        raise NotImplementedError

    def start_from_kept(self) -> None:
        """Make it what was kept."""
        raise NotImplementedError


class SqliteDatabase(Database):
    """One file, overwritten before each test with a migrated empty one."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._template, self._used, self._kept = (folder / f"{name}.sqlite" for name in ("template", "used", "kept"))
        self.url, self.template_url = f"sqlite:///{self._used}", f"sqlite:///{self._template}"

    def start_afresh(self) -> None:
        self._become(self._template)

    def keep(self) -> None:
        with closing(sqlite3.connect(self._used)) as read, closing(sqlite3.connect(self._kept)) as written:
            read.backup(written)

    def start_from_kept(self) -> None:
        self._become(self._kept)

    def _become(self, source: Path) -> None:
        """Nobody has the source open, so that its file is all there is of it."""
        self.let_go()
        for each in self._used.parent.glob(f"{self._used.name}*"):
            each.unlink()
        shutil.copyfile(source, self._used)


class PostgresqlDatabase(Database):
    """Copied from a migrated one; then only the tables that hold rows are emptied, which is far quicker.

    It is copied anew where a test changed the schema, or left somebody in the middle of something.
    """

    kind = "postgresql"

    def __init__(self, server: psycopg.Connection[Any], address: str) -> None:
        super().__init__()
        self._server = server
        self._address = address
        self._inside: psycopg.Connection[Any] | None = None
        self._emptied = 0
        self.url, self.template_url = self._named("house_used"), self._named("house_template")
        for setting in QUICK:
            server.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
        server.execute("SELECT pg_reload_conf()")
        server.execute("CREATE DATABASE house_template")

    def watch_the_schema(self) -> None:
        """Let the migrated template, and every copy of it, note changes to the schema; and see that it is empty."""
        with psycopg.connect(self.template_url, autocommit=True) as template:
            tables = [name for (name,) in template.execute(TABLES)]
            holds = [SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(Literal(t), Identifier(t)) for t in tables]
            self._who_holds_rows = SQL(" UNION ALL ").join(holds)
            template.execute(WATCH)
            assert not template.execute(self._who_holds_rows).fetchall(), "emptying would lose rows of the migrations"

    def start_afresh(self) -> None:
        if not self._empty():
            self._copy("house_template", "house_used")

    def keep(self) -> None:
        self.let_go()
        self.leave()
        self._copy("house_used", "house_kept")

    def start_from_kept(self) -> None:
        self._copy("house_kept", "house_used")

    def _empty(self) -> bool:
        """Whether it could be emptied. Triggers that refuse it do not fire for a replica, nor do foreign keys."""
        self._emptied += 1
        if self._inside is None or self._emptied > COPIED_ANEW_AFTER:
            return False
        if self._inside.execute(SPOILT, prepare=True).fetchone() != (False,):
            return False
        filled = [name for (name,) in self._inside.execute(self._who_holds_rows, prepare=True)]
        self._inside.execute(
            SQL("; ").join([*(SQL("DELETE FROM {}").format(Identifier(t)) for t in filled), SQL(REWIND)])
        )
        return True

    def _copy(self, source: str, target: str) -> None:
        self.let_go()
        self.leave()
        self._server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(target)))
        self._server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(target), Identifier(source)))
        self._inside = psycopg.connect(self.url, autocommit=True)
        self._inside.execute("SET plan_cache_mode = force_generic_plan; SET session_replication_role = replica")
        self._emptied = 0

    def leave(self) -> None:
        """Close the connection that empties."""
        if self._inside:
            self._inside.close()
            self._inside = None

    def _named(self, name: str) -> str:
        return self._address.replace("/postgres?", f"/{name}?")
