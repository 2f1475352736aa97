"""Every sending of one person's plan and what became of it. A fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.db import db
from safeguarding.models import HeardFrom
from safetyplans.models import (
    Acknowledgement,
    AgencyReply,
    LinkAnswer,
    SafetyPlan,
    Share,
    ShareBecame,
    ShareLink,
)
from safetyplans.queries.links import link_facts
from safetyplans.queries.taking_back import plan_counts
from safetyplans.rules import (
    AnswerFact,
    Became,
    BecameFact,
    LinkFact,
    SendingFact,
    SentBy,
    SharingView,
)
from staff.models import StaffMember


def sendings_of(person_id: UUID) -> tuple[SendingFact, ...]:
    """Every sending of this person's plan (found by a scoped query), in order of recording."""
    decider = aliased(StaffMember)
    query = (
        select(Share, SafetyPlan.version, StaffMember.name, decider.name, ~plan_counts())
        .join(SafetyPlan, SafetyPlan.id == Share.plan_id)
        .join(StaffMember, StaffMember.id == Share.recorded_by_id)
        .outerjoin(decider, decider.id == Share.decided_by_id)
        .where(Share.person_id == person_id)
        .order_by(Share.recorded_at, Share.id)
    )
    rows = list(db.session.execute(query))
    wanted = [row.Share.id for row in rows]
    became, links, said = _became(wanted), _links(wanted), _said(wanted)
    return tuple(
        _sending(share, version, by, decided, taken_back, became[share.id], links.get(share.id), said[share.id])
        for share, version, by, decided, taken_back in rows
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """An acknowledgement and, where it came by the link, what else was written with it."""

    row: Acknowledgement
    answer: AnswerFact | None


def _sending(
    row: Share,
    version: int,
    by: str,
    decided: str | None,
    taken_back: bool,
    became: Sequence[BecameFact],
    link: LinkFact | None,
    said: Sequence[_Said],
) -> SendingFact:
    parts = [one.row.our_part for one in said if one.row.our_part]
    return SendingFact(
        id=str(row.id),
        agency_id=str(row.family_agency_id),
        version=version,
        on=row.happened_on,
        recorded_at=row.recorded_at,
        sent_by=SentBy(row.sent_by) if row.sent_by else None,
        view=SharingView(row.view) if row.view else None,
        recorded_by=by,
        not_sent_because=row.not_sent_because or "",
        not_asked_because=row.not_asked_because or "",
        necessary_because=row.necessary_because or "",
        basis=row.basis or "",
        decided_by=decided or "",
        decided_by_id=str(row.decided_by_id or ""),
        told_on=row.told_on,
        not_told_because=row.not_told_because or "",
        sent_to=row.sent_to or "",
        parts=tuple(row.parts or ()),
        delivered=row.delivered,
        became=tuple(became),
        link=link,
        acknowledged_at=said[0].row.recorded_at if said else None,
        our_part=parts[-1] if parts else "",
        answers=tuple(one.answer for one in said if one.answer is not None),
        taken_back=taken_back,
    )


def _became(share_ids: Sequence[UUID]) -> dict[UUID, list[BecameFact]]:
    query = (
        select(ShareBecame, StaffMember.name)
        .join(StaffMember, StaffMember.id == ShareBecame.recorded_by_id)
        .where(ShareBecame.share_id.in_(share_ids))
        .order_by(ShareBecame.recorded_at, ShareBecame.id)
    )
    found: dict[UUID, list[BecameFact]] = defaultdict(list)
    for row, name in db.session.execute(query):
        found[row.share_id].append(
            BecameFact(Became(row.what), row.happened_on, row.recorded_at, name, row.said, row.recalled, row.told)
        )
    return found


def _links(share_ids: Sequence[UUID]) -> dict[UUID, LinkFact]:
    rows = list(db.session.scalars(select(ShareLink).where(ShareLink.share_id.in_(share_ids))))
    facts = link_facts(rows)
    return {row.share_id: facts[row.id] for row in rows}


def _said(share_ids: Sequence[UUID]) -> dict[UUID, list[_Said]]:
    query = (
        select(Acknowledgement, LinkAnswer, HeardFrom.said)
        .outerjoin(LinkAnswer, LinkAnswer.acknowledgement_id == Acknowledgement.id)
        .outerjoin(HeardFrom, HeardFrom.id == LinkAnswer.heard_from_id)
        .where(Acknowledgement.share_id.in_(share_ids))
        .order_by(Acknowledgement.recorded_at, Acknowledgement.id)
    )
    rows = list(db.session.execute(query))
    replies = _replies([answer.id for _, answer, _ in rows if answer is not None])
    found: dict[UUID, list[_Said]] = defaultdict(list)
    for row, answer, news in rows:
        fact = _answer(row, answer, news or "", replies.get(answer.id)) if answer is not None else None
        found[row.share_id].append(_Said(row, fact))
    return found


def _answer(row: Acknowledgement, answer: LinkAnswer, news: str, reply: AgencyReply | None) -> AnswerFact:
    return AnswerFact(
        id=str(answer.id),
        at=answer.at,
        our_part=row.our_part,
        news=news,
        question=answer.question,
        reply=reply.text if reply else "",
        replied_on=reply.happened_on if reply else None,
    )


def _replies(answer_ids: Sequence[UUID]) -> dict[UUID, AgencyReply]:
    query = select(AgencyReply).where(AgencyReply.answer_id.in_(answer_ids)).order_by(AgencyReply.recorded_at)
    return {row.answer_id: row for row in db.session.scalars(query)}
