"""What the actions on versioned things share: the newest version, what it said, a refusal."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from core.conflict import Refused
from core.db import Base, db
from people.rules import Problem

_Version = TypeVar("_Version", bound=Base)
_Said = TypeVar("_Said")


def newest(model: type[_Version], **key: UUID | str) -> _Version | None:
    """The newest version of a thing, read inside the transaction that writes."""
    query = select(model).filter_by(**key).order_by(model.version.desc()).limit(1)  # type: ignore[attr-defined]
    return db.session.scalar(query)


def version_of(row: Any) -> int:
    """The number of a version; 0 where there is none yet."""
    return 0 if row is None else int(row.version)


def said_of(kind: type[_Said], row: Any) -> _Said:
    """What a version said, as the value it was made from: the columns are called as its fields are."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})  # type: ignore[arg-type]


def columns_of(said: Any) -> dict[str, Any]:
    """The columns of a version from what was said."""
    return {field.name: getattr(said, field.name) for field in fields(said)}


def refuse(problems: Iterable[Problem]) -> None:
    """Raise Refused with every problem at once, where there are any."""
    found = tuple(problems)
    if found:
        raise Refused(*found)
