"""What is told about a family: events, contacts, calls, what agencies say, children seen."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Words, append_only, constant
from safeguarding.models.entry import AboutHousehold, OfHousehold, entry
from safeguarding.rules import (
    Alert,
    ContactHow,
    EventKind,
    EventSource,
)


@append_only
class Event(AboutHousehold):
    """Something that happened, who saw it, who knows, how sure it is."""

    __table_args__ = entry(
        constant("kind", EventKind),
        constant("source", EventSource),
        Index("ix_event_recorded_at", "recorded_at"),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"), index=True)
    kind: Mapped[str]
    source: Mapped[str | None]
    about_child_id: Mapped[UUID | None] = mapped_column(ForeignKey("child.id"), index=True)
    about_adult_id: Mapped[UUID | None] = mapped_column(ForeignKey("adult.id"), index=True)
    seen_by: Mapped[str] = mapped_column(default="")
    known_to: Mapped[Words] = mapped_column(default=list)
    place: Mapped[str] = mapped_column(default="")
    present: Mapped[Words] = mapped_column(default=list)
    child_present: Mapped[bool] = mapped_column(default=False)
    what: Mapped[str] = mapped_column(default="")
    how_often: Mapped[str] = mapped_column(default="")
    child_was: Mapped[str] = mapped_column(default="")
    minded_by: Mapped[str] = mapped_column(default="")
    ours_alone: Mapped[bool] = mapped_column(default=False)


@append_only
class EventAnswer(OfHousehold):
    """ "Does this change anything about the methadone at home? No, because …", or yes after all; the newest stands."""

    __table_args__ = (CheckConstraint("length(because) > 0", name="says_why"),)

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"), index=True)
    because: Mapped[str]
    changes: Mapped[bool] = mapped_column(default=False)


@append_only
class ExposureAct(OfHousehold):
    """What was done when a child may have swallowed some, by whom."""

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"), index=True)
    what: Mapped[str]
    by_name: Mapped[str]
    done_at: Mapped[datetime]


@append_only
class Contact(AboutHousehold):
    """We met or spoke with a service user."""

    __table_args__ = entry(constant("how", ContactHow))

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    how: Mapped[str]
    what: Mapped[str] = mapped_column(default="")
    ours_alone: Mapped[bool] = mapped_column(default=False)


@append_only
class Call(AboutHousehold):
    """A call between professionals: who, when, what was said, what was agreed (SEED 10.9)."""

    __table_args__ = entry()

    family_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_agency.id"), index=True)
    with_name: Mapped[str]
    said: Mapped[str]
    agreed: Mapped[str] = mapped_column(default="")
    ours_alone: Mapped[bool] = mapped_column(default=True)


@append_only
class CallConfirmed(OfHousehold):
    """A call was confirmed in writing."""

    call_id: Mapped[UUID] = mapped_column(ForeignKey("call.id"), unique=True)


@append_only
class HeardFrom(AboutHousehold):
    """An agency told us something, or that there is nothing new."""

    __table_args__ = entry()

    family_agency_id: Mapped[UUID] = mapped_column(ForeignKey("family_agency.id"), index=True)
    said: Mapped[str]
    ours_alone: Mapped[bool] = mapped_column(default=True)


@append_only
class ChildSeen(AboutHousehold):
    """When a child was seen, where, how they were, and their own words (SEED 10.17)."""

    __table_args__ = entry(constant("alert", Alert))

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"), index=True)
    child_id: Mapped[UUID] = mapped_column(ForeignKey("child.id"), index=True)
    family_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_agency.id"), index=True)
    by_role: Mapped[str] = mapped_column(default="")
    place: Mapped[str]
    description: Mapped[str]
    alert: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    mood: Mapped[str] = mapped_column(default="")
    did: Mapped[str] = mapped_column(default="")
    health: Mapped[str] = mapped_column(default="")
    ours_alone: Mapped[bool] = mapped_column(default=False)
