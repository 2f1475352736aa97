"""What was seen of the storage, and what makes it safe: photos, visits, boxes, naloxone."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, append_only, constant
from safetyplans.models.plans import AboutPerson
from safetyplans.rules import (
    BoxLock,
    BoxState,
    CheckResult,
    Evidence,
    NaloxoneState,
    Told,
)


@append_only
class StorageSeen(AboutPerson, Base):
    """What was seen of the storage between plans, reviews and visits: a photo, the box shown; by whom."""

    __table_args__ = (constant("evidence", Evidence),)

    evidence: Mapped[str]
    seen_by: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(default="")


@append_only
class StorageCheck(AboutPerson, Base):
    """A storage visit at home. Its date is shown: a good one yesterday proves nothing today (domain.md 4.2).

    `answers`: what was found, by question. `bottles_expected`: what should have been there, worked out that day.
    """

    __table_args__ = (
        constant("result", CheckResult),
        CheckConstraint("(result = 'fix-by') = (fix_by IS NOT NULL)", name="fix_by_has_its_day"),
    )

    result: Mapped[str]
    fix_by: Mapped[date | None]
    what: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any] | None]
    bottles_found: Mapped[int | None]
    bottles_expected: Mapped[int | None]


@append_only
class StorageCheckTold(Fact, Base):
    """The call of the same day after a visit that did not find it safe yet: whom, by name, and what they said."""

    __table_args__ = (constant("whom", Told),)

    check_id: Mapped[UUID] = mapped_column(ForeignKey("storage_check.id"), index=True)
    whom: Mapped[str]
    name: Mapped[str]
    what: Mapped[str]
    happened_on: Mapped[date]


@append_only
class Box(AboutPerson, Base):
    """A lockable box: given, their own and seen, owed, or back with us. Who has the key is for the case file alone."""

    __table_args__ = (Index("ix_box_serial", "serial"), constant("state", BoxState), constant("lock", BoxLock))

    state: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    serial: Mapped[str] = mapped_column(default="")
    lock: Mapped[str | None]
    holds_bottles: Mapped[int | None]
    fixed: Mapped[bool | None]
    place: Mapped[str | None]
    key_with: Mapped[str | None]
    spare_with: Mapped[str | None]


@append_only
class BoxCount(Fact, Base):
    """Boxes that came to a service's shelf, or left it other than to a person: how many, and why."""

    __table_args__ = (CheckConstraint("boxes <> 0 AND length(because) > 0", name="says_how_many_and_why"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    boxes: Mapped[int]
    because: Mapped[str]
    happened_on: Mapped[date]


@append_only
class Naloxone(AboutPerson, Base):
    """Naloxone given or declined, and when the kit expires."""

    __table_args__ = (constant("state", NaloxoneState),)

    state: Mapped[str]
    expires_on: Mapped[date | None]
