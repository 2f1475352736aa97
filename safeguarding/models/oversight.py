"""Reviews, supervision, looks, support, the co-ordinator, and "not needed"."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import append_only, constant
from safeguarding.models.entry import AboutHousehold, OfHousehold, entry
from safeguarding.rules import (
    LookKind,
)


@append_only
class SafeguardingReview(AboutHousehold):
    """The review after a child may have swallowed some."""

    __table_args__ = entry()

    by_name: Mapped[str]
    decision: Mapped[str]


@append_only
class Supervision(AboutHousehold):
    """Reflective supervision of one case (SEED 9.1)."""

    __table_args__ = entry()

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    by_name: Mapped[str]
    better_for_the_child: Mapped[str]
    improved: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    change_mind: Mapped[str] = mapped_column(default="")
    minutes_on_case: Mapped[int | None]
    minutes_on_compliance: Mapped[int | None]
    decided: Mapped[str] = mapped_column(default="")
    decided_because: Mapped[str] = mapped_column(default="")


@append_only
class Look(AboutHousehold):
    """A manager looked at what is building up, or a prescriber at what was told."""

    __table_args__ = entry(constant("kind", LookKind))

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"), index=True)
    kind: Mapped[str]
    by_name: Mapped[str]
    what: Mapped[str] = mapped_column(default="")


@append_only
class CoOrdinator(AboutHousehold):
    """The one named co-ordinator of a family (SEED 10.13); the newest stands."""

    __table_args__ = entry()

    name: Mapped[str]


@append_only
class SupportOffered(AboutHousehold):
    """Support was offered after a stressor (SEED 7.5)."""

    __table_args__ = entry()

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    what: Mapped[str] = mapped_column(default="")
    declined: Mapped[bool] = mapped_column(default=False)


@append_only
class NotNeeded(OfHousehold):
    """An answer to a finding: not needed, because …, by a named person, until a date."""

    __table_args__ = (
        CheckConstraint("length(because) > 0", name="says_why"),
        CheckConstraint(
            "code NOT IN ('exposure-act-now', 'child-exposure-open')",
            name="never_for_exposure",
        ),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"), index=True)
    code: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    because: Mapped[str]
    by_name: Mapped[str]
    until: Mapped[date]
