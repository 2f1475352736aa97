"""What has to hold before this machine serves anybody: the newest schema, and the same policy as its neighbours."""

from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Base, commit, db, reading, touch_everybody, writing
from core.keys import kept_key
from core.policy import Policy, PolicyProblem


class NotReady(RuntimeError):
    """Nobody can be served yet. The message is one sentence that says what to do."""


class PolicyInUse(Base):
    """The one policy that machines on this database run with: its hash, and the machine that brought it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    machine: Mapped[str]
    since: Mapped[datetime]


def agree_policy(policy: Policy, *, machine: str, at: datetime, replace: bool = False) -> None:
    """Record this machine's policy as the one in use, or refuse where another machine runs with a different one.

    A machine may change its own file and start again; another one's stands until it does, or until `replace`.
    Raises PolicyProblem. Commits.
    """
    with writing():
        standing = db.session.get(PolicyInUse, 1, with_for_update=True)
        if standing is None:
            db.session.add(PolicyInUse(id=1, digest=policy.digest, machine=machine, since=at))
        elif standing.digest != policy.digest:
            if standing.machine != machine and not replace:
                raise PolicyProblem(
                    "policy.toml: this machine's policy is not the one that another machine runs with since "
                    f"{standing.since:%d %B %Y}; copy the same files here, or let this one stand: make accept-policy"
                )
            standing.digest, standing.machine, standing.since = policy.digest, machine, at
            touch_everybody()
        commit()


def check_ready(app: Flask) -> None:
    """Raises NotReady on an old schema, PolicyProblem on another policy than the neighbours'. Leaves no connection."""
    with app.app_context(), reading():
        if app.extensions["alembic"].needs_upgrade():
            raise NotReady("The database is not at the newest schema. Bring it there with: make migrate")
    with app.app_context():
        accept_policy(app, replace=False)
        db.engine.dispose()


def accept_policy(app: Flask, *, replace: bool) -> None:
    """See `agree_policy`, for this machine; inside the application's context."""
    machine = kept_key(app.extensions["settings"].instance_folder, "machine")
    agree_policy(app.extensions["policy"], machine=machine, at=clock.now(), replace=replace)
