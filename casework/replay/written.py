"""Which packages have written since one last asked: what they wrote is read again, the rest is known."""

from functools import cache

from sqlalchemy import Insert, event
from sqlalchemy.orm import ORMExecuteState, Session

from core.db import Base, db


class Written:
    """Listens to the session of a play; a package is named after the folder of its models."""

    def __init__(self) -> None:
        self._packages: set[str] = set()
        event.listen(db.session, "after_flush", self._note)
        event.listen(db.session, "do_orm_execute", self._note_columns)

    def _note(self, session: Session, _context: object) -> None:
        rows = (*session.new, *session.dirty, *session.deleted)
        self._packages |= {type(row).__module__.split(".")[0] for row in rows}

    def _note_columns(self, state: ORMExecuteState) -> None:
        if isinstance(state.statement, Insert):
            self._packages.add(_packages()[state.statement.table.name])

    def since_asked(self) -> frozenset[str]:
        """The packages that wrote since this was last asked."""
        packages, self._packages = frozenset(self._packages), set()
        return packages


@cache
def _packages() -> dict[str, str]:
    """The package of each table."""
    return {one.class_.__tablename__: one.class_.__module__.split(".")[0] for one in Base.registry.mappers}
