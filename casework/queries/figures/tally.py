"""Counting rows by what they say, so that either database groups by the same words."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select

from core.db import db


def tally(query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """Each different row of a query, with how often it is there as its last value. One statement.

    Every column needs a name of its own.
    """
    rows = query.subquery()
    return iter(db.session.execute(select(*rows.c, func.count()).group_by(*rows.c)))
