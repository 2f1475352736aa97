"""Fixtures for every test: the application on both databases, a strict client, somebody signed in."""

import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from core.db import db
from tests.databases import (
    KINDS,
    database,
    database_kind,
    make_app,
    postgresql_database,
    postgresql_server,
    sqlite_database,
)
from tests.emptying import Database
from tests.staff.builders import Person, sign_in_as
from tests.strict_client import StrictClient, watch_commits
from tests.whole_tables import watch

watch()
gc.disable()  # until everything is imported: all of that stays, and need not be looked through again and again

__all__ = ["database", "database_kind", "postgresql_database", "postgresql_server", "sqlite_database"]


@event.listens_for(Engine, "connect")
def _do_not_wait_for_the_disk(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """No test outlives the machine: what SQLite hands to the system need not be on the disk yet."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database sqlite` or `--database postgresql` runs the tests that need a database on that one only."""
    parser.addoption("--database", action="append", choices=KINDS, help="only on this database (default: on both)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that needs a database runs on both; of the journeys the main one, and in the soak all of them."""
    if "database_kind" in metafunc.fixturenames:
        one_will_do = metafunc.definition.get_closest_marker("journey") and not (
            metafunc.definition.get_closest_marker("both_databases") or os.environ.get("SOAK")
        )
        chosen = metafunc.config.getoption("database") or (KINDS[:1] if one_will_do else KINDS)
        metafunc.parametrize("database_kind", chosen, indirect=True, scope="session")


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: the collector leaves it alone."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def one_app(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, made once for each database."""
    database.start_afresh()
    app = make_app(database.url, tmp_path_factory.mktemp("instance"))
    app.test_client_class = StrictClient
    watch_commits(app)
    with app.app_context():
        database.let_go = db.engine.dispose
    yield app
    database.let_go()


@pytest.fixture
def app(one_app: Flask, database: Database) -> Flask:
    """The application on an empty database. No context is pushed: ask for `inside` where a test calls actions."""
    database.start_afresh()
    for limiter in one_app.extensions["limiter"]:
        limiter.reset()
    one_app.extensions["forgotten"].clear()
    one_app.extensions["reminders_missed"] = (inf, None)  # known for good: no page asks a statement more for it
    return one_app


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    """Inside the application's context: `core.db.db.session` is the test's own session."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> StrictClient:
    """Somebody at a browser, not signed in."""
    client = app.test_client()
    assert isinstance(client, StrictClient)
    return client


@pytest.fixture
def sign_in(client: StrictClient, inside: Flask) -> Callable[..., Person]:
    """`sign_in("prescriber")` or `sign_in("manager", "safeguarding-lead", service=…)`: makes them and signs them in."""
    return lambda *roles, **where: sign_in_as(client, *roles, **where)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the test's own."""
    return tmp_path
