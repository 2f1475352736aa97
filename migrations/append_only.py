"""Triggers by which the database itself refuses to change or delete facts, in SQLite and in PostgreSQL."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: rows of % are never changed or deleted', TG_TABLE_NAME;
END
$$
"""


def create_triggers(connection: Connection, tables: Iterable[str]) -> None:
    """Make each table refuse UPDATE and DELETE (and, on PostgreSQL, TRUNCATE)."""
    make = _create_sqlite if connection.dialect.name == "sqlite" else _create_postgresql
    make(connection, sorted(tables))


def drop_triggers(connection: Connection, tables: Iterable[str]) -> None:
    """Take the triggers off again, for a migration that has to rewrite a table."""
    sqlite = connection.dialect.name == "sqlite"
    for table in sorted(tables):
        for verb in ("update", "delete") if sqlite else ("change", "truncate"):
            where = "" if sqlite else f' ON "{table}"'
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_refuses_{verb}{where}")


def _create_sqlite(connection: Connection, tables: list[str]) -> None:
    for table in tables:
        for verb in ("update", "delete"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb.upper()} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, 'append-only: rows of {table} are never changed or deleted'); END"
            )


def _create_postgresql(connection: Connection, tables: list[str]) -> None:
    connection.execute(text(_FUNCTION))
    for table in tables:
        connection.exec_driver_sql(
            f'CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        connection.exec_driver_sql(
            f'CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
