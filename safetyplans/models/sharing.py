"""Plans sent to agencies, what became of them, and the links by which agencies without an account read and answer."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, Row, Words, append_only, constant
from safetyplans.models.plans import AboutPerson
from safetyplans.rules import Became, LinkStepKind, SentBy, SharingView


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
    family_agency_id: Mapped[UUID] = mapped_column(ForeignKey("family_agency.id"), index=True)
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
    parts: Mapped[Words | None]
    sent_to: Mapped[str | None]


@append_only
class Acknowledgement(Fact, Base):
    """An agency has the plan, and says what its part is."""

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id"), index=True)
    our_part: Mapped[str] = mapped_column(default="")
    happened_on: Mapped[date]


@append_only
class ShareBecame(Fact, Base):
    """What became of a sending: it arrived, came back, was asked about again, went to the wrong place."""

    __table_args__ = (
        constant("what", Became),
        CheckConstraint(
            "what <> 'wrong-address' OR (length(said) > 0 AND length(recalled) > 0 AND length(told) > 0)",
            name="a_breach_says_what_was_done",
        ),
    )

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id"), index=True)
    what: Mapped[str]
    happened_on: Mapped[date]
    said: Mapped[str] = mapped_column(default="")
    recalled: Mapped[str] = mapped_column(default="")
    told: Mapped[str] = mapped_column(default="")


@append_only
class ShareLink(Fact, Base):
    """The door to one sending for people without an account. The token of its address is kept as a hash alone."""

    __table_args__ = (UniqueConstraint("share_id"), UniqueConstraint("token_hash"))

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id"))
    token_hash: Mapped[str]
    expires_at: Mapped[datetime]


@append_only
class LinkCode(Fact, Base):
    """A code that opens a link once, kept as a hash; the newest alone counts."""

    __table_args__ = (UniqueConstraint("link_id", "number"),)

    link_id: Mapped[UUID] = mapped_column(ForeignKey("share_link.id"))
    number: Mapped[int]
    code_hash: Mapped[str]


@append_only
class LinkStep(Row, Base):
    """What happened at a link, in order, so that two at once cannot both be the next. `by_id`: staff, where it was."""

    __table_args__ = (
        UniqueConstraint("link_id", "number"),
        UniqueConstraint("session_hash"),
        constant("kind", LinkStepKind),
        CheckConstraint("(kind = 'opened') = (session_hash IS NOT NULL)", name="opened_for_one_browser"),
    )

    link_id: Mapped[UUID] = mapped_column(ForeignKey("share_link.id"))
    number: Mapped[int]
    kind: Mapped[str]
    code: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    session_hash: Mapped[str | None]


@append_only
class LinkAnswer(Row, Base):
    """What an agency wrote by its link itself: the answer and the news it became, and what it asked."""

    link_id: Mapped[UUID] = mapped_column(ForeignKey("share_link.id"), index=True)
    at: Mapped[datetime]
    acknowledgement_id: Mapped[UUID] = mapped_column(ForeignKey("acknowledgement.id"), unique=True)
    heard_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("heard_from.id"), unique=True)
    question: Mapped[str] = mapped_column(default="")


@append_only
class AgencyReply(Fact, Base):
    """What we answered to an agency's question."""

    __table_args__ = (CheckConstraint("length(text) > 0", name="says_something"),)

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("link_answer.id"), index=True)
    text: Mapped[str]
    happened_on: Mapped[date]
