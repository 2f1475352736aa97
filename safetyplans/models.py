"""Storage safety plans and everything that happens to one. Agreed versions never change."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from core.db import Base, Fact, Row, Words, append_only, constant
from safetyplans.rules import (
    AgreedHow,
    Answer,
    BoxState,
    CheckResult,
    CopyHow,
    Evidence,
    LeafletStatus,
    NaloxoneState,
    QueryKind,
    SentBy,
    SharingView,
    StorageAnswer,
)


class AboutPerson(Fact):
    """A fact about one service user, on a London day."""

    @declared_attr
    def person_id(cls) -> Mapped[UUID]:  # noqa: N805
        """Whose it is."""
        return mapped_column(ForeignKey("service_user.id"), index=True)

    happened_on: Mapped[date]


class PlanDraft(Row, Base):
    """The plan as it is being talked through; `revision` refuses a stale save. Gone once agreed."""

    __table_args__ = (UniqueConstraint("person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    revision: Mapped[int] = mapped_column(default=1)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))


@append_only
class SafetyPlan(AboutPerson, Base):
    """One agreed version of a person's storage safety plan, and the most it covers (bottles, mg at once).

    `usual_bottles` and `when_most` are what its print says of other days and of when the most is there.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        constant("evidence", Evidence),
        constant("agreed_how", AgreedHow),
        CheckConstraint("bottles >= 0 AND mg >= 0", name="covers_no_less_than_nothing"),
        CheckConstraint("review_on > happened_on", name="is_looked_at_again"),
        CheckConstraint("agreed_how <> 'said' OR length(witness) > 0", name="said_before_a_witness"),
    )

    version: Mapped[int]
    agreed_how: Mapped[str]
    evidence: Mapped[str]
    bottles: Mapped[int]
    mg: Mapped[Decimal]
    usual_bottles: Mapped[int | None]
    when_most: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date]
    witness: Mapped[str] = mapped_column(default="")
    own_words: Mapped[str] = mapped_column(default="")
    said_back: Mapped[str] = mapped_column(default="")
    what_changed: Mapped[str] = mapped_column(default="")


@append_only
class PlanItem(Fact, Base):
    """How one item of a plan was answered; the highest version of an item stands (a "not yet" is answered later).

    `private` is for the case file alone: no print reads it.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "code", "version"),
        constant("answer", Answer),
        CheckConstraint("answer = 'agreed' OR length(coalesce(because, '')) > 0", name="says_why_not_agreed"),
        CheckConstraint("answer <> 'not-yet' OR by_on IS NOT NULL", name="not_yet_has_a_day"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"))
    code: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    answer: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    private: Mapped[str] = mapped_column(default="")
    ticks: Mapped[Words] = mapped_column(default=list)
    because: Mapped[str | None]
    by_on: Mapped[date | None]


@append_only
class AdultAgreement(Fact, Base):
    """An adult with a part agreed it; or was not told, because …, and has no part."""

    __table_args__ = (CheckConstraint("agrees OR not_told_because IS NOT NULL", name="agrees_or_says_why_not_told"),)

    adult_id: Mapped[UUID] = mapped_column(ForeignKey("adult.id"), index=True)
    agrees: Mapped[bool]
    not_told_because: Mapped[str | None]
    how: Mapped[str] = mapped_column(default="")
    happened_on: Mapped[date]


@append_only
class PlanCopy(AboutPerson, Base):
    """A copy of an agreed plan was given to the person, declined, or is kept for them at the clinic."""

    __table_args__ = (constant("how", CopyHow),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    how: Mapped[str]


@append_only
class Share(AboutPerson, Base):
    """A version of a plan was sent to an agency; or was not, because …"""

    __table_args__ = (
        constant("view", SharingView),
        constant("sent_by", SentBy),
        CheckConstraint(
            "length(coalesce(not_sent_because, '')) > 0 OR coalesce(view, '') = 'agrees' OR ("
            "length(coalesce(necessary_because, '')) > 0 AND length(coalesce(basis, '')) > 0"
            " AND decided_by_id IS NOT NULL"
            " AND (told_on IS NOT NULL OR length(coalesce(not_told_because, '')) > 0))",
            name="sent_without_agreement_is_justified",
        ),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    family_agency_id: Mapped[UUID] = mapped_column(ForeignKey("family_agency.id"))
    sent_by: Mapped[str | None]
    view: Mapped[str | None]
    not_asked_because: Mapped[str | None]
    basis: Mapped[str | None]
    necessary_because: Mapped[str | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    told_on: Mapped[date | None]
    not_told_because: Mapped[str | None]
    not_sent_because: Mapped[str | None]
    delivered: Mapped[bool] = mapped_column(default=False)


@append_only
class Acknowledgement(Fact, Base):
    """An agency has the plan, and says what its part is."""

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id"), index=True)
    our_part: Mapped[str] = mapped_column(default="")
    happened_on: Mapped[date]


@append_only
class PlanReview(AboutPerson, Base):
    """A plan looked at again. `events`: the chronology entries considered; empty with `all_events`: all before it."""

    __table_args__ = (constant("evidence", Evidence),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    evidence: Mapped[str | None]
    changes: Mapped[str] = mapped_column(default="")
    bottles: Mapped[int | None]
    mg: Mapped[Decimal | None]
    all_events: Mapped[bool] = mapped_column(default=True)
    events: Mapped[Words] = mapped_column(default=list)
    review_on: Mapped[date | None]


@append_only
class CarePlanReview(AboutPerson, Base):
    """A closed care-plan review, with the storage risk talked through (SEED 10.19)."""

    __table_args__ = (
        constant("leaflet_status", LeafletStatus),
        CheckConstraint("risk_discussed", name="storage_risk_was_discussed"),
    )

    risk_discussed: Mapped[bool]
    leaflet_status: Mapped[str | None]
    leaflet_given_by: Mapped[str] = mapped_column(default="")
    leaflet_given_on: Mapped[date | None]
    better_for_the_child: Mapped[str] = mapped_column(default="")
    all_events: Mapped[bool] = mapped_column(default=True)
    events: Mapped[Words] = mapped_column(default=list)
    review_on: Mapped[date | None]


@append_only
class StorageCheck(AboutPerson, Base):
    """A storage visit at home. Its date is shown: a good one yesterday proves nothing today (domain.md 4.2)."""

    __table_args__ = (
        constant("result", CheckResult),
        CheckConstraint("(result = 'fix-by') = (fix_by IS NOT NULL)", name="fix_by_has_its_day"),
    )

    result: Mapped[str]
    fix_by: Mapped[date | None]
    what: Mapped[str] = mapped_column(default="")


@append_only
class LeafletGiven(AboutPerson, Base):
    """Written information was given: version, language, format, and what the person said back; or was declined.

    `pharmacy_id`: at whose counter. `signed_copy`: the second copy was signed and is kept (domain.md 1.4).
    `not_theirs_because`: why it was not in the language and format they need.
    """

    leaflet_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("leaflet_version.id"), index=True)
    language: Mapped[str] = mapped_column(default="en")
    format: Mapped[str] = mapped_column(default="standard")
    given_by: Mapped[str] = mapped_column(default="")
    said_back: Mapped[str] = mapped_column(default="")
    declined: Mapped[bool] = mapped_column(default=False)
    pharmacy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pharmacy.id"))
    signed_copy: Mapped[bool] = mapped_column(default=False)
    not_theirs_because: Mapped[str] = mapped_column(default="")


@append_only
class PharmacistCheck(Fact, Base):
    """A pharmacist looked at the plan and ticked "checked"."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("safety_plan.id"))
    what: Mapped[str] = mapped_column(default="")


@append_only
class StorageAsked(AboutPerson, Base):
    """The three questions about storage, as the pharmacist asked them when doses were handed over."""

    __table_args__ = (
        constant("locked", StorageAnswer),
        constant("out_of_reach", StorageAnswer),
        constant("nothing_new", StorageAnswer),
    )

    locked: Mapped[str]
    out_of_reach: Mapped[str]
    nothing_new: Mapped[str]
    what: Mapped[str] = mapped_column(default="")


@append_only
class PharmacistQuery(Fact, Base):
    """A question for the keyworker, or a concern for the manager."""

    __table_args__ = (constant("kind", QueryKind),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]


@append_only
class QueryAnswer(Fact, Base):
    """The answer to a pharmacist; the first answers it, later ones add."""

    query_id: Mapped[UUID] = mapped_column(ForeignKey("pharmacist_query.id"), index=True)
    text: Mapped[str]


@append_only
class Box(AboutPerson, Base):
    """A lockable box: given, their own and seen, or owed."""

    __table_args__ = (Index("ix_box_serial", "serial"), constant("state", BoxState))

    state: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    serial: Mapped[str] = mapped_column(default="")


@append_only
class Naloxone(AboutPerson, Base):
    """Naloxone given or declined, and when the kit expires."""

    __table_args__ = (constant("state", NaloxoneState),)

    state: Mapped[str]
    expires_on: Mapped[date | None]
