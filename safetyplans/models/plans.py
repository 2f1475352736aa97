"""Agreed plans, agreements, copies, files, visits, boxes. Agreed versions never change."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from core.db import Base, Fact, Row, Words, append_only, constant
from safetyplans.rules import (
    AgreedHow,
    Answer,
    BoxLock,
    BoxState,
    CheckResult,
    CopyHow,
    Evidence,
    FileKind,
    Layout,
    LeafletStatus,
    NaloxoneState,
    QueryKind,
    Reader,
    StorageAnswer,
    Told,
)

MOST_BYTES = 4_000_000
"""No picture is kept that is larger: they are made small before (core/pictures.py)."""


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

    `usual_bottles` and `when_most` are what its print says of other days and of when the most is there. `teach_back`:
    what the person said when asked, by question. `held_at`: the paper file in which the signed paper lies.
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
    what_changed: Mapped[str] = mapped_column(default="")
    teach_back: Mapped[dict[str, Any] | None]
    strengths: Mapped[str | None]
    held_at: Mapped[str | None]


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
    """An adult with a part agreed it; or declined; or was not told, because …, and has no part.

    `plan_id`: the version they had before them. It says how they agreed in `agreed_how`; `how` is in words.
    """

    __table_args__ = (
        CheckConstraint(
            "agrees OR not_told_because IS NOT NULL OR declined_because IS NOT NULL", name="agrees_or_says_why_not"
        ),
        CheckConstraint("agreed_how <> 'said' OR length(coalesce(witness, '')) > 0", name="said_before_a_witness"),
        constant("agreed_how", AgreedHow),
    )

    adult_id: Mapped[UUID] = mapped_column(ForeignKey("adult.id"), index=True)
    agrees: Mapped[bool]
    not_told_because: Mapped[str | None]
    how: Mapped[str] = mapped_column(default="")
    happened_on: Mapped[date]
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("safety_plan.id"))
    agreed_how: Mapped[str | None]
    witness: Mapped[str | None]
    held_at: Mapped[str | None]
    declined_because: Mapped[str | None]
    what_then: Mapped[str | None]


@append_only
class PlanDeclined(AboutPerson, Base):
    """The person did not agree what was talked through: why, and what then. `version`: the one it would have been."""

    __table_args__ = (CheckConstraint("length(because) > 0 AND length(what_then) > 0", name="says_why_and_what_then"),)

    version: Mapped[int]
    because: Mapped[str]
    what_then: Mapped[str]


@append_only
class PrintedCopy(AboutPerson, Base):
    """A copy of one version that was printed: for whom, how set, and its number, which stands on every page."""

    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        constant("reader", Reader),
        constant("layout", Layout),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"))
    number: Mapped[int]
    reader: Mapped[str]
    layout: Mapped[str]
    plain_cover: Mapped[bool] = mapped_column(default=False)
    family_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("family_agency.id"))
    parts: Mapped[Words] = mapped_column(default=list)


@append_only
class PlanCopy(AboutPerson, Base):
    """A copy of an agreed plan was given to the person, declined, or is kept for them at the clinic."""

    __table_args__ = (constant("how", CopyHow),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    how: Mapped[str]


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
    more_at_home: Mapped[bool | None]
    how_we_know: Mapped[str | None]


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
class PlanFile(AboutPerson, Base):
    """A picture kept for good: a signature, a signed paper, a photo. Made anew by us: only the picture is in it."""

    __table_args__ = (
        constant("kind", FileKind),
        CheckConstraint(f"size > 0 AND size <= {MOST_BYTES}", name="is_no_larger_than_that"),
        CheckConstraint(
            "(plan_id IS NOT NULL AND check_id IS NULL AND seen_id IS NULL)"
            " OR (plan_id IS NULL AND agreement_id IS NULL AND (check_id IS NULL) <> (seen_id IS NULL))",
            name="belongs_to_one_thing",
        ),
    )

    kind: Mapped[str]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("adult_agreement.id"))
    check_id: Mapped[UUID | None] = mapped_column(ForeignKey("storage_check.id"), index=True)
    seen_id: Mapped[UUID | None] = mapped_column(ForeignKey("storage_seen.id"), index=True)


@append_only
class PictureTakenBack(Fact, Base):
    """A photo or a scan was the wrong one: why, and the right one where it is there. It is shown to nobody any more."""

    __table_args__ = (
        UniqueConstraint("file_id", "version"),
        CheckConstraint("length(because) > 0", name="says_why"),
        CheckConstraint("right_id IS NULL OR right_id <> file_id", name="is_not_its_own_right_one"),
    )

    file_id: Mapped[UUID] = mapped_column(ForeignKey("plan_file.id"))
    version: Mapped[int]
    because: Mapped[str]
    right_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_file.id"))


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
