"""What is recorded about a family's safety. Rows are appended; a correction is the next version of an entry."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem

from core.db import Base, Fact, Words, append_only, constant
from safeguarding.rules import (
    Alert,
    ContactHow,
    EventKind,
    EventSource,
    LookKind,
    OurView,
    OutcomeResult,
    ReferralKind,
    TheirPlanKind,
)


class OfHousehold(Fact, Base):
    """A fact about one household."""

    __abstract__ = True

    @declared_attr
    def household_id(cls) -> Mapped[UUID]:  # noqa: N805
        """Whose family it is."""
        return mapped_column(ForeignKey("household.id"), index=True)


class AboutHousehold(OfHousehold):
    """An entry about one household, on a London day.

    `entry_id` is the id of the first version and stays over corrections; the highest version stands, unless withdrawn.
    """

    __abstract__ = True

    happened_on: Mapped[date]
    entry_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(default=1)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str | None]


def _entry(*more: SchemaItem) -> tuple[SchemaItem, ...]:
    """The constraints of every entry, and its own."""
    return (
        UniqueConstraint("entry_id", "version"),
        CheckConstraint("version = 1 OR because IS NOT NULL", name="a_correction_says_why"),
        CheckConstraint("(version = 1) = (entry_id = id)", name="the_first_version_names_the_entry"),
        *more,
    )


@append_only
class Event(AboutHousehold):
    """Something that happened, who saw it, who knows, how sure it is."""

    __table_args__ = _entry(constant("kind", EventKind), constant("source", EventSource))

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))
    kind: Mapped[str]
    source: Mapped[str | None]
    about_child_id: Mapped[UUID | None] = mapped_column(ForeignKey("child.id"))
    about_adult_id: Mapped[UUID | None] = mapped_column(ForeignKey("adult.id"))
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
class Contact(AboutHousehold):
    """We met or spoke with a service user."""

    __table_args__ = _entry(constant("how", ContactHow))

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    how: Mapped[str]
    what: Mapped[str] = mapped_column(default="")
    ours_alone: Mapped[bool] = mapped_column(default=False)


@append_only
class Call(AboutHousehold):
    """A call between professionals: who, when, what was said, what was agreed (SEED 10.9)."""

    __table_args__ = _entry()

    family_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_agency.id"))
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

    __table_args__ = _entry()

    family_agency_id: Mapped[UUID] = mapped_column(ForeignKey("family_agency.id"))
    said: Mapped[str]
    ours_alone: Mapped[bool] = mapped_column(default=True)


@append_only
class ChildSeen(AboutHousehold):
    """When a child was seen, where, how they were, and their own words (SEED 10.17)."""

    __table_args__ = _entry(constant("alert", Alert))

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))
    child_id: Mapped[UUID] = mapped_column(ForeignKey("child.id"))
    family_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_agency.id"))
    by_role: Mapped[str] = mapped_column(default="")
    place: Mapped[str]
    description: Mapped[str]
    alert: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    ours_alone: Mapped[bool] = mapped_column(default=False)


@append_only
class SafeguardingReview(AboutHousehold):
    """The review after a child may have swallowed some."""

    __table_args__ = _entry()

    by_name: Mapped[str]
    decision: Mapped[str]


@append_only
class Referral(AboutHousehold):
    """A referral about a child, sent; or why not; or by when it will be decided."""

    __table_args__ = _entry(
        constant("kind", ReferralKind),
        CheckConstraint(
            "not_sent_because IS NULL OR length(not_sent_because) > 0",
            name="not_sent_says_why",
        ),
        CheckConstraint(
            "told_by_phone OR not_sent_because IS NOT NULL OR decide_by IS NOT NULL OR "
            "(child_id IS NOT NULL AND kind IS NOT NULL AND length(seen) > 0 AND length(for_the_child) > 0)",
            name="sent_in_writing_is_complete",
        ),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))
    child_id: Mapped[UUID | None] = mapped_column(ForeignKey("child.id"))
    kind: Mapped[str | None]
    seen: Mapped[str] = mapped_column(default="")
    for_the_child: Mapped[str] = mapped_column(default="")
    to_whom: Mapped[str] = mapped_column(default="")
    asked_for: Mapped[str] = mapped_column(default="")
    told_by_phone: Mapped[bool] = mapped_column(default=False)
    not_sent_because: Mapped[str | None]
    decide_by: Mapped[date | None]


@append_only
class ReferralOutcome(AboutHousehold):
    """What became of a referral."""

    __table_args__ = _entry(constant("result", OutcomeResult))

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    result: Mapped[str]
    what: Mapped[str] = mapped_column(default="")


@append_only
class OutcomeView(OfHousehold):
    """What we think of an outcome; the newest stands."""

    __table_args__ = (constant("view", OurView),)

    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("referral_outcome.id"), index=True)
    view: Mapped[str]


@append_only
class Escalation(AboutHousehold):
    """One step of professional disagreement (SEED 10.16)."""

    __table_args__ = _entry()

    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("referral_outcome.id"))
    stage: Mapped[str]


@append_only
class EscalationResolved(OfHousehold):
    """How a disagreement ended, and who agreed."""

    __table_args__ = (
        CheckConstraint(
            "length(text) > 0 AND length(agreed_by) > 0",
            name="says_what_was_resolved_and_with_whom",
        ),
    )

    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("referral_outcome.id"), index=True)
    text: Mapped[str]
    agreed_by: Mapped[str]


@append_only
class TheirPlan(AboutHousehold):
    """A child in need or child protection plan of another agency; the newest of a kind stands."""

    __table_args__ = _entry(constant("kind", TheirPlanKind))

    kind: Mapped[str]
    held: Mapped[bool] = mapped_column(default=False)


@append_only
class Supervision(AboutHousehold):
    """Reflective supervision of one case (SEED 9.1)."""

    __table_args__ = _entry()

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    by_name: Mapped[str]
    better_for_the_child: Mapped[str]


@append_only
class Look(AboutHousehold):
    """A manager looked at what is building up, or a prescriber at what was told."""

    __table_args__ = _entry(constant("kind", LookKind))

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))
    kind: Mapped[str]
    by_name: Mapped[str]
    what: Mapped[str] = mapped_column(default="")


@append_only
class CoOrdinator(AboutHousehold):
    """The one named co-ordinator of a family (SEED 10.13); the newest stands."""

    __table_args__ = _entry()

    name: Mapped[str]


@append_only
class SupportOffered(AboutHousehold):
    """Support was offered after a stressor (SEED 7.5)."""

    __table_args__ = _entry()

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
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

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))
    code: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    because: Mapped[str]
    by_name: Mapped[str]
    until: Mapped[date]


@append_only
class ExposureAct(OfHousehold):
    """What was done when a child may have swallowed some, by whom."""

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("event.id"), index=True)
    what: Mapped[str]
    by_name: Mapped[str]
    done_at: Mapped[datetime]
