"""How a request's transaction ends: what only read keeps what the database's driver has prepared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text

from core.db import db, reading
from staff.models import Service
from tests.databases import make_app
from tests.emptying import Database


@pytest.fixture
def ends() -> Iterator[list[str]]:
    """How transactions end from now on."""
    seen: list[str] = []
    listeners = [(name, lambda _connection, name=name: seen.append(name)) for name in ("commit", "rollback")]
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    yield seen
    for name, listener in listeners:
        event.remove(Engine, name, listener)


def read_something() -> None:
    db.session.execute(text("SELECT 1"))


def test_what_only_reads_ends_with_a_commit(app: Flask, ends: list[str]) -> None:
    with reading(), app.app_context():
        read_something()
    assert ends == ["commit"]


def test_what_was_only_begun_is_never_kept(app: Flask, ends: list[str]) -> None:
    with reading(), app.app_context():
        read_something()
        db.session.add(Service(name="Half", code="half"))
    with app.app_context():
        read_something()
    assert ends == ["rollback", "rollback"]


def test_what_fails_is_rolled_back(app: Flask, ends: list[str]) -> None:
    def fail() -> None:
        with reading(), app.app_context():
            read_something()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert ends == ["rollback"]


def test_the_driver_keeps_what_it_has_prepared_from_page_to_page(postgresql_database: Database, folder: Path) -> None:
    postgresql_database.start_afresh()
    app = make_app(postgresql_database.url, folder)
    for _ in range(8):
        with reading(), app.app_context():
            read_something()
    with app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM pg_prepared_statements")) == 1
        db.session.close()
        db.engine.dispose()
