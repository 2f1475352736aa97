"""What has to hold before this machine serves anybody: the newest schema, and the same policy as its neighbours."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, commit, db, writing
from core.policy import Policy, PolicyProblem


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
        commit()
