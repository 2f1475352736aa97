"""Working as one: meetings, what was agreed between agencies, who leads before a birth, what another service reads."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Words, append_only
from safeguarding.models.entry import AboutHousehold, entry


@append_only
class Meeting(AboutHousehold):
    """A meeting about a family: who came, who was asked and did not, and what was agreed (SEED 10.13)."""

    __table_args__ = entry(CheckConstraint("length(what) > 0", name="says_what_it_was_about"))

    what: Mapped[str]
    came: Mapped[Words] = mapped_column(default=list)
    asked: Mapped[Words] = mapped_column(default=list)
    agreed: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    ours_alone: Mapped[bool] = mapped_column(default=True)


@append_only
class JointAction(AboutHousehold):
    """Something that one agency said it would do for a family, by a day; done once `done_on` is there (SEED 9.4)."""

    __table_args__ = entry(
        CheckConstraint("length(what) > 0 AND length(by_name) > 0", name="says_what_and_whose"),
        CheckConstraint("done_on IS NULL OR done_on >= happened_on", name="done_after_agreed"),
    )

    family_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_agency.id"), index=True)
    what: Mapped[str]
    by_name: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date | None]


@append_only
class BeforeBirth(AboutHousehold):
    """Who leads from a pregnancy known to the birth, and what was agreed for then (SEED 10.22); the newest stands."""

    __table_args__ = entry(CheckConstraint("length(by_name) > 0", name="says_who_leads"))

    child_id: Mapped[UUID] = mapped_column(ForeignKey("child.id"), index=True)
    by_name: Mapped[str]
    assessment_by: Mapped[date | None]
    agreed: Mapped[str] = mapped_column(default="")


@append_only
class IdentityConsidered(AboutHousehold):
    """What a child's ethnicity, religion and language mean for the help they get (SEED 6.13); the newest stands."""

    __table_args__ = entry(CheckConstraint("length(what) > 0", name="says_what_it_means"))

    child_id: Mapped[UUID] = mapped_column(ForeignKey("child.id"), index=True)
    what: Mapped[str]


@append_only
class SharedNote(AboutHousehold):
    """What this service lets another drug service read that works with the same family (SEED 9.7)."""

    __table_args__ = entry(CheckConstraint("length(what) > 0", name="says_something"))

    what: Mapped[str]
