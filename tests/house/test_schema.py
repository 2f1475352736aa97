"""What the migrations make is what the models say, on both databases, and facts cannot be changed there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, Inspector, create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

from app import alembic
from core.audit import AuditEntry
from core.clock import now
from core.db import APPEND_ONLY, Base, commit, db
from leaflets.models import LeafletSignOff
from migrations.rendering import VERSIONS
from safetyplans.actions import decline_part, record_box
from safetyplans.rules import BoxSaid, BoxState
from tests.safetyplans.builders import a_home, a_leaflet, an_adult, an_agreed_plan


@pytest.fixture
def as_models_say(
    app: Flask, database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Inspector]:
    """A database made from the models alone."""
    url = f"sqlite:///{tmp_path / 'models.sqlite'}"
    if database_kind == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier("models")))
            connection.execute("CREATE DATABASE models")
        url = server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", "/models?")
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    yield inspect(engine)
    engine.dispose()


def described(inspector: Inspector) -> dict[str, dict[str, Any]]:
    """Everything a database says about its tables, in a fixed order."""
    return {
        table: {
            "columns": {each["name"]: (str(each["type"]), each["nullable"]) for each in inspector.get_columns(table)},
            "key": inspector.get_pk_constraint(table),
            "foreign keys": by_name(inspector.get_foreign_keys(table)),
            "unique": by_name(inspector.get_unique_constraints(table)),
            "checks": {
                each["name"]: " ".join(each["sqltext"].split()) for each in inspector.get_check_constraints(table)
            },
            "indexes": by_name(inspector.get_indexes(table)),
        }
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version"
    }


def by_name(things: list[Any]) -> dict[str, Any]:
    return {str(each["name"]): {key: plain(each[key]) for key in each if key != "comment"} for each in things}


def plain(value: Any) -> Any:
    """Options as their words: the condition of an index is an object of its own each time it is read."""
    return {key: str(each) for key, each in value.items()} if isinstance(value, dict) else value


def test_the_migrations_make_what_the_models_say(inside: Flask, as_models_say: Inspector) -> None:
    migrated, wanted = described(inspect(db.engine)), described(as_models_say)
    assert migrated.keys() == wanted.keys()
    for table, facts in wanted.items():
        assert migrated[table] == facts, table


def test_the_database_is_at_the_newest_schema(inside: Flask) -> None:
    assert not alembic.needs_upgrade()


def test_a_database_can_be_taken_down_and_made_again(inside: Flask) -> None:
    db.session.close()
    alembic.downgrade("base")
    with inside.app_context():
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    with inside.app_context():
        alembic.upgrade()
    with inside.app_context():
        assert "account" in inspect(db.engine).get_table_names()


def test_rows_that_the_old_schema_has_no_words_for_do_not_stop_the_way_back(inside: Flask) -> None:
    home = a_home()
    signed: dict[str, Any] = {"by": home.worker.staff_id, "at": now()}
    an_agreed_plan(home, teach_back={"child": "Ring 999"})
    wrote = {"recorded_by_id": home.worker.staff_id, "recorded_at": now()}
    adult_id = an_adult(home.household_id, wrote, home.today)
    decline_part(person_id=home.person_id, adult_id=adult_id, because="Not my business", what_then="Ask", **signed)
    record_box(person_id=home.person_id, said=BoxSaid(BoxState.RETURNED, "Steel", "B 1"), **signed)
    for shape in ("standard", "poster"):
        about = {"service_id": home.service.id, "leaflet_version_id": a_leaflet(format=shape).id}
        db.session.add(LeafletSignOff(reviewed_by="A pharmacist", **about, **wrote))
    commit()
    db.session.close()
    alembic.downgrade("0003")
    with inside.app_context(), db.engine.connect() as connection:
        rows = {
            query: connection.execute(text(f"SELECT {query}")).scalars().all()
            for query in (
                "state FROM box",
                "not_told_because FROM adult_agreement",
                "said_back FROM safety_plan",
                "format FROM leaflet_version",
                "count(*) FROM leaflet_sign_off",
            )
        }
    assert list(rows.values()) == [["owed"], ["Told, and declined: Not my business"], ["Ring 999"], ["standard"], [1]]


def test_migrations_are_numbered_one_after_the_other() -> None:
    numbers = sorted(int(path.name.split("_")[0]) for path in VERSIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def refusing(engine: Engine) -> dict[str, set[str]]:
    """Tables and the verbs that a trigger refuses on them."""
    if engine.dialect.name == "sqlite":
        query = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%refuses%'"
    else:
        query = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%refuses%'"
    found: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for table, name in connection.execute(text(query)):
            found.setdefault(table, set()).add(name.removeprefix(f"{table}_refuses_"))
    return found


def test_every_table_of_facts_refuses_to_be_changed(inside: Flask, database_kind: str) -> None:
    verbs = {"update", "delete"} if database_kind == "sqlite" else {"change", "truncate"}
    assert refusing(db.engine) == dict.fromkeys(APPEND_ONLY, verbs)


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET verb = 'other'", "DELETE FROM audit_entry"])
def test_the_audit_cannot_be_rewritten(inside: Flask, change: str) -> None:
    db.session.add(AuditEntry(at=datetime(2026, 1, 1, tzinfo=UTC), kind="view", verb="looked"))
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(change))
    db.session.rollback()
    assert [entry.verb for entry in db.session.query(AuditEntry)] == ["looked"]


def test_a_table_of_facts_cannot_be_emptied_at_a_stroke(inside: Flask, database_kind: str) -> None:
    words = "DELETE FROM" if database_kind == "sqlite" else "TRUNCATE"
    db.session.add(AuditEntry(at=datetime(2026, 1, 1, tzinfo=UTC), kind="view", verb="looked"))
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(f"{words} audit_entry"))
    db.session.rollback()
