"""Which packages have written since one last asked: what they wrote is read again, the rest is known."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from core.db import db


class Written:
    """Listens to the session of a play; a package is named after the folder of its models."""

    def __init__(self) -> None:
        self._packages: set[str] = set()
        event.listen(db.session, "after_flush", self._note)

    def _note(self, session: Session, _context: object) -> None:
        rows = (*session.new, *session.dirty, *session.deleted)
        self._packages |= {type(row).__module__.split(".")[0] for row in rows}

    def since_asked(self) -> frozenset[str]:
        """The packages that wrote since this was last asked."""
        packages, self._packages = frozenset(self._packages), set()
        return packages
