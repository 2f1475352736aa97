"""Picking the newest version of a thing, inside one statement."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased


def is_newest(model: Any, key: Any, of: Any) -> ColumnElement[bool]:
    """A join condition: the row of `model` that belongs to `of` and has the highest version.

    `key` is the model's column that names the thing, `of` the column it is joined to.
    """
    other = aliased(model)
    highest = select(func.max(other.version)).where(getattr(other, key.key) == of).correlate(of.class_)
    return and_(key == of, model.version == highest.scalar_subquery())
