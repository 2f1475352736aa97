"""A database in memory that nobody keeps: to play a case in, or to work out what was known on a day."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from flask import current_app, g
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from core.db import Base


@contextmanager
def throw_away() -> Iterator[None]:
    """An empty database in memory: inside, `db.session` is its session, and nothing outside is read or written.

    Needs an application context; gives the block one of its own.
    """
    with _memory().connect() as connection:
        _in_memory(connection).deserialize(_empty_schema())
        with current_app.app_context(), Session(connection, expire_on_commit=False) as session:
            g._sqlalchemy_sessions = {"default": session}  # where the library keeps this context's sessions
            yield


@cache
def _memory() -> Engine:
    """Each connection is a database of its own in memory, gone with it; statements are compiled once for all."""
    return create_engine("sqlite://", poolclass=NullPool)


@cache
def _empty_schema() -> bytes:
    """Every table, empty, as SQLite keeps it: made once, as making it takes longer than playing a short history."""
    with _memory().connect() as connection:
        Base.metadata.create_all(connection)
        connection.commit()
        return _in_memory(connection).serialize()


def _in_memory(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError("a database in memory is SQLite's")
    return found
