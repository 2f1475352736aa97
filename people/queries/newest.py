"""Picking the newest version of a thing, inside one statement."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased


def is_newest(model: Any, key: Any, of: Any) -> ColumnElement[bool]:
    """A join condition: the row of `model` that belongs to `of` and has no newer version.

    `key` is the model's column that names the thing, `of` the column it is joined to.
    """
    newer = aliased(model)
    replaced = exists().where(getattr(newer, key.key) == key, newer.version > model.version)
    return and_(key == of, ~replaced.correlate(model))
