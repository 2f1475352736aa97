"""The database: one schema, SQLite or PostgreSQL. Dialect words stand here, in `throw_away` and in migrations alone."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from decimal import Decimal
from functools import cache
from inspect import iscoroutinefunction
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID, uuid4

from flask import g
from flask.sansio.app import App
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Connection,
    Dialect,
    Engine,
    Executable,
    ForeignKey,
    Index,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    event,
    insert,
    text,
)
from sqlalchemy import Row as SqlRow
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from core.columns import Identifier, Milligrams, UtcDateTime


class Database(SQLAlchemy):
    """The library, without its asynchronous sessions: closing those we never open costs a thread at every request."""

    def init_app(self, app: App) -> None:
        """Register it on an application."""
        super().init_app(app)
        kept = [each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)]
        app.teardown_appcontext_funcs[:] = [*kept, _end_reading]  # the last comes first, before sessions are closed


def _end_reading(problem: BaseException | None) -> None:
    """End with a commit what only read: at a rollback PostgreSQL's driver forgets every statement it has prepared."""
    session: Session | None = g.get("_sqlalchemy_sessions", {}).get("default")
    if session is None or problem is not None or _writing.get():
        return
    if session.new or session.dirty or session.deleted:
        return
    try:
        session.commit()
    except SQLAlchemyError:  # the database is gone, and what was read of it before is no worse
        session.close()


db = Database(session_options={"expire_on_commit": False})


Words = list[str]
Weekdays = list[int]


class Base(DeclarativeBase):
    """Every table: constraints named by rule, types said once."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Identifier(),
        datetime: UtcDateTime(),
        Decimal: Milligrams(),
        str: Text(),
        Words: JSON(none_as_null=True),
        Weekdays: JSON(none_as_null=True),
        dict[str, Any]: JSON(none_as_null=True),
    }

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  (SQLAlchemy hands in the class)
        """SafetyPlan is kept in safety_plan."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Row:
    """A row with a random identifier, safe to show in a URL."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Fact(Row):
    """A row that says who recorded it and when, and is never changed afterwards."""

    recorded_at: Mapped[datetime]

    @declared_attr
    def recorded_by_id(cls) -> Mapped[UUID]:  # noqa: N805
        """The member of staff who recorded it."""
        return mapped_column(ForeignKey("staff_member.id"), index=False)


SERIAL = BigInteger().with_variant(Integer, "sqlite")

_Model = TypeVar("_Model", bound=type[Base])
APPEND_ONLY: set[str] = set()


def append_only(model: _Model) -> _Model:
    """Mark a table whose rows the database itself refuses to change or delete (triggers, in migrations/)."""
    APPEND_ONLY.add(model.__tablename__)
    return model


def constant(column: str, values: Iterable[str], name: str | None = None) -> CheckConstraint:
    """A CHECK that a column (where it is filled) holds one of the values, named after the column unless told."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name or f"{column}_is_known")


def index_of_some(name: str, *columns: str, where: str) -> Index:
    """An index of those rows alone that meet a condition in plain SQL, for statements that say it word for word."""
    return Index(name, *columns, postgresql_where=text(where), sqlite_where=text(where))


def read(statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[SqlRow[Any]]:
    """The rows of a statement of columns, in this transaction, without what entities cost; what was added is seen.

    A statement that is made once (`@cache`, with `bindparam`) and read here costs a fraction of one made anew.
    """
    db.session.flush()
    return db.session.connection().execute(statement, values).all()


_writing: ContextVar[bool] = ContextVar("writing", default=True)


def write(model: type[Base], *rows: Mapping[str, Any]) -> None:
    """Put rows of columns into a table, in this transaction, after what was added before; raises what it refuses.

    For what is written with every press: entities cost half as much again. Who listens hears of it (`do_orm_execute`).
    """
    db.session.flush()
    db.session.execute(_insert(model), rows)


@cache
def _insert(model: type[Base]) -> Insert:
    return insert(cast(Table, model.__table__))


class Among(FunctionElement[bool]):
    """A column is among the values bound under a name, however many: they go as one value, an array on PostgreSQL and
    a JSON list on SQLite, so that the statement is the same for one and for two hundred."""

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, name: str) -> None:
        super().__init__(column, bindparam(name, type_=_Listed(column.type)))

    def self_group(self, against: Any = None) -> "Among":
        """As it is: held against 1, as the library does with what is boolean on SQLite, no index would serve it."""
        return self


class _Listed(TypeDecorator[Any]):
    """Several values of a type as the JSON list that SQLite goes through."""

    impl = Text
    cache_ok = True

    def __init__(self, kept: TypeEngine[Any]) -> None:
        super().__init__()
        self.kept = kept

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> str:
        """Each as its column keeps it."""
        keep = self.kept.dialect_impl(dialect).bind_processor(dialect) or str
        return json.dumps([keep(one) for one in value or ()])


@compiles(Among)
def _in(element: Among, compiler: SQLCompiler, **_said: Any) -> str:
    column, values = element.clauses
    listed = f"SELECT value FROM json_each({compiler.process(values)})"  # noqa: S608  (bound, as everything)
    return f"{compiler.process(column)} IN ({listed})"


@compiles(Among, "postgresql")
def _any(element: Among, compiler: SQLCompiler, **_said: Any) -> str:
    column, values = element.clauses
    array = bindparam(values.key, type_=ARRAY(column.type))
    return f"{compiler.process(column)} = ANY ({compiler.process(array)})"


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read, so that they never wait for a writer."""
    token = _writing.set(False)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take the writer's place at once (SQLite: BEGIN IMMEDIATE)."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Foreign keys on, readers beside a writer, and we say BEGIN ourselves."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL", "busy_timeout = 15000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """A gate reads its facts inside the transaction that writes: take the lock first."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def is_taken(problem: IntegrityError) -> bool:
    """Whether the database refused a row because one with that key is there already."""
    cause: Any = problem.orig
    sqlite = getattr(cause, "sqlite_errorname", "") in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")
    return sqlite or getattr(cause, "sqlstate", None) == "23505"


Listener = Callable[[frozenset[UUID]], None]
_listeners: list[Listener] = []
_broad_listeners: list[Callable[[], None]] = []


def on_commit(listener: Listener) -> None:
    """Register what is told, before the commit, which households a transaction touched."""
    if listener not in _listeners:
        _listeners.append(listener)


def on_commit_for_everybody(listener: Callable[[], None]) -> None:
    """Register what is told, before the commit, that something changed which touches every household."""
    if listener not in _broad_listeners:
        _broad_listeners.append(listener)


def touch_everybody() -> None:
    """Note that this transaction changes what counts for every household: a leaflet signed off, say."""
    db.session.info["everybody"] = True


def touch(household_id: UUID) -> None:
    """Note that the facts of a household change in this transaction."""
    db.session.info.setdefault("touched", set()).add(household_id)


def commit() -> None:
    """The one commit: flush, tell the listeners which households were touched, commit."""
    db.session.flush()
    touched: frozenset[UUID] = frozenset(db.session.info.pop("touched", ()))
    if touched:
        for listener in _listeners:
            listener(touched)
    if db.session.info.pop("everybody", False):
        for broad in _broad_listeners:
            broad()
    db.session.commit()


def abandon() -> None:
    """End the transaction and keep nothing of it, also where the database is gone."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session.close()
