"""A correction is version n + 1 of the same thing: nobody replaces what they have not read."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from core.conflict import Conflict
from core.db import db, is_taken


def following(latest: int, seen: int | None) -> int:
    """The number of the next version. `seen`: the version the form was loaded against (0: none; None: any).

    Raises Conflict where somebody has recorded a newer one since.
    """
    if seen is not None and seen != latest:
        raise Conflict("Someone else has recorded a newer one since this page was opened.")
    return latest + 1


def append(row: Any) -> None:
    """Add a row and flush it. Raises Conflict where somebody else took its place a moment ago."""
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as problem:
        if is_taken(problem):
            raise Conflict("Someone else has recorded a newer one a moment ago.") from problem
        raise
