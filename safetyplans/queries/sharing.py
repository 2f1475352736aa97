"""Everything about sharing one person's plan, and what stands behind a link. A fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.db import db
from core.one_time import is_code
from people.models import Agency, FamilyAgency, ServiceUser
from people.queries import consent_views, family_of
from people.rules import Family
from safeguarding.models import HeardFrom
from safetyplans.models import (
    Acknowledgement,
    AgencyReply,
    LinkAnswer,
    LinkCode,
    LinkStep,
    SafetyPlan,
    Share,
    ShareBecame,
    ShareLink,
)
from safetyplans.queries.pages import latest_plan
from safetyplans.queries.taking_back import plan_counts
from safetyplans.rules import (
    UNSENT,
    AnswerFact,
    Became,
    BecameFact,
    LinkFact,
    LinkStepKind,
    SendingFact,
    SentBy,
    SharingView,
    Step,
    withdrawn_since,
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
    facts = _link_facts(rows)
    return {row.share_id: facts[row.id] for row in rows}


def _link_facts(rows: Iterable[ShareLink]) -> dict[UUID, LinkFact]:
    """Links with their newest code and their steps, in two statements."""
    wanted = [row.id for row in rows]
    codes: dict[UUID, LinkCode] = {}
    for code in db.session.scalars(select(LinkCode).where(LinkCode.link_id.in_(wanted)).order_by(LinkCode.number)):
        codes[code.link_id] = code
    steps: dict[UUID, list[Step]] = defaultdict(list)
    query = (
        select(LinkStep, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == LinkStep.by_id)
        .where(LinkStep.link_id.in_(wanted))
        .order_by(LinkStep.number)
    )
    for step, name in db.session.execute(query):
        steps[step.link_id].append(Step(LinkStepKind(step.kind), step.at, step.code, name or ""))
    return {row.id: _link_fact(row, codes.get(row.id), steps[row.id]) for row in rows}


def _link_fact(row: ShareLink, code: LinkCode | None, steps: Sequence[Step]) -> LinkFact:
    return LinkFact(
        id=str(row.id),
        made_at=row.recorded_at,
        expires_at=row.expires_at,
        code=code.number if code else 0,
        code_made_at=code.recorded_at if code else None,
        steps=tuple(steps),
    )


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


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a link: the sending, whose plan, at which service, to which of the family's agencies."""

    link: LinkFact
    link_id: UUID
    share_id: UUID
    service_id: UUID
    person_id: UUID
    plan_id: UUID
    family_agency_id: UUID
    agency_name: str
    made_by: UUID
    parts: tuple[str, ...] = ()
    code_hash: str | None = None


def behind(token_hash: str) -> Behind | None:
    """What stands behind the link with this token; none where there is no such link."""
    query = (
        select(ShareLink, Share, Agency.name, Agency.service_id)
        .join(Share, Share.id == ShareLink.share_id)
        .join(FamilyAgency, FamilyAgency.id == Share.family_agency_id)
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .where(ShareLink.token_hash == token_hash)
    )
    found = db.session.execute(query).first()
    if found is None:
        return None
    row, share, agency_name, service_id = found
    link = _link_facts([row])[row.id]
    return Behind(
        link=link,
        link_id=row.id,
        share_id=share.id,
        service_id=service_id,
        person_id=share.person_id,
        plan_id=share.plan_id,
        family_agency_id=share.family_agency_id,
        agency_name=agency_name,
        made_by=row.recorded_by_id,
        parts=tuple(share.parts or ()),
        code_hash=_code_hash(row.id, link.code),
    )


def is_newest_code(link: LinkFact, typed: str) -> bool:
    """Whether that is the newest code of a link. Slow, as guessing is to be: before anything is held to be written."""
    return is_code(typed, _code_hash(UUID(link.id), link.code))


def _code_hash(link_id: UUID, number: int) -> str | None:
    query = select(LinkCode.code_hash).where(LinkCode.link_id == link_id, LinkCode.number == number)
    return db.session.scalar(query)


def hold_link(link_id: UUID) -> LinkFact:
    """The link as it stands, nobody else writing a step of it before this transaction ends."""
    row: Any = db.session.scalars(select(ShareLink).where(ShareLink.id == link_id).with_for_update()).one()
    return _link_facts([row])[link_id]


def session_opened_at(link: LinkFact, session_hash: str) -> datetime | None:
    """When this browser opened the link with its newest code; none where it did not, or where it was finished since."""
    query = (
        select(LinkStep)
        .where(
            LinkStep.link_id == UUID(link.id),
            LinkStep.code == link.code,
            LinkStep.kind.in_((LinkStepKind.OPENED.value, LinkStepKind.FINISHED.value)),
        )
        .order_by(LinkStep.number.desc())
        .limit(1)
    )
    step = db.session.scalar(query)
    return step.at if step is not None and step.session_hash == session_hash else None


def links_to(person_id: UUID, family_agency_id: UUID) -> list[UUID]:
    """Every link ever made to one of the family's agencies for this person's plan."""
    query = (
        select(ShareLink.id)
        .join(Share, Share.id == ShareLink.share_id)
        .where(Share.person_id == person_id, Share.family_agency_id == family_agency_id)
    )
    return list(db.session.scalars(query.order_by(ShareLink.recorded_at, ShareLink.id)))


def links_to_version(plan_id: UUID) -> list[UUID]:
    """Every link ever made to one version."""
    query = select(ShareLink.id).join(Share, Share.id == ShareLink.share_id).where(Share.plan_id == plan_id)
    return list(db.session.scalars(query.order_by(ShareLink.recorded_at, ShareLink.id)))


def link_of(share_id: UUID) -> UUID | None:
    """The link of a sending."""
    return db.session.scalar(select(ShareLink.id).where(ShareLink.share_id == share_id))


def agencies_of_links(link_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of the agencies that these links are for."""
    query = (
        select(ShareLink.id, Agency.name)
        .join(Share, Share.id == ShareLink.share_id)
        .join(FamilyAgency, FamilyAgency.id == Share.family_agency_id)
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .where(ShareLink.id.in_(list(link_ids)))
    )
    return {row.id: row.name for row in db.session.execute(query)}


def last_answer(link_id: UUID) -> tuple[str, str, str] | None:
    """What was last said by a link: their part, their news, their question."""
    query = (
        select(Acknowledgement.our_part, HeardFrom.said, LinkAnswer.question)
        .join(Acknowledgement, Acknowledgement.id == LinkAnswer.acknowledgement_id)
        .outerjoin(HeardFrom, HeardFrom.id == LinkAnswer.heard_from_id)
        .where(LinkAnswer.link_id == link_id)
        .order_by(LinkAnswer.at.desc(), LinkAnswer.id)
        .limit(1)
    )
    row = db.session.execute(query).first()
    return None if row is None else (row[0], row[1] or "", row[2])


def written_by_link(person_ids: Sequence[UUID]) -> dict[str, str]:
    """The ids of answers and news that agencies wrote by their links themselves, and whose they are."""
    query = (
        select(LinkAnswer.acknowledgement_id, LinkAnswer.heard_from_id, Agency.name)
        .join(ShareLink, ShareLink.id == LinkAnswer.link_id)
        .join(Share, Share.id == ShareLink.share_id)
        .join(FamilyAgency, FamilyAgency.id == Share.family_agency_id)
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .where(Share.person_id.in_(person_ids))
    )
    return {
        str(key): name
        for answer_id, heard_id, name in db.session.execute(query)
        for key in (answer_id, heard_id)
        if key is not None
    }


@dataclass(frozen=True, slots=True)
class Reminder:
    """A sending by email that nobody has answered: to which address, who sent it, how often they were reminded."""

    id: UUID
    service_id: UUID
    sent_to: str
    sent_by: UUID
    reminded: int


def reminder_for(share_id: UUID) -> Reminder | None:
    """What a reminder needs; none where it was answered or came back, is outdated, or they have left."""
    share = db.session.get(Share, share_id)
    if share is None or not share.sent_to:
        return None
    sending = next((one for one in sendings_of(share.person_id) if one.id == str(share_id)), None)
    if sending is None or sending.unsent or sending.acknowledged_at or _overtaken(share):
        return None
    service_id = db.session.scalar(select(ServiceUser.service_id).where(ServiceUser.id == share.person_id))
    if service_id is None:
        return None
    return Reminder(share.id, service_id, share.sent_to, share.recorded_by_id, len(sending.chased))


def view_now(person_id: UUID) -> tuple[SharingView | None, datetime | None]:
    """What the person last said about sharing, and when (UTC) that was written down; none where nobody asked."""
    views = consent_views(person_id)
    return (SharingView(views[0].view.value), views[0].recorded_at) if views else (None, None)


def why_held_back(share_id: UUID) -> str:
    """Why a sending that still waits is not to go any more, in a sentence; empty where it goes.

    What goes unasked was decided for the child's sake: it goes whatever they say since, and the pages say that.
    """
    share = db.session.get_one(Share, share_id, populate_existing=True)
    to_them = [one for one in sendings_of(share.person_id) if one.agency_id == str(share.family_agency_id)]
    mine = next(one for one in to_them if one.id == str(share_id))
    if any(one.recorded_at > mine.recorded_at for one in to_them):
        return "Something newer was written down about sending it to them."
    if mine.view is SharingView.AGREES and withdrawn_since(mine, *view_now(share.person_id)):
        return "They have said since that they do not want it shared."
    return _overtaken(share)


def _overtaken(share: Share) -> str:
    """Why what was sent, or was to be, is no longer what stands, in a sentence; empty where it is."""
    newer, family = latest_plan(share.person_id), family_of(share.person_id)
    working = {one.id for one in family.agencies} if family else set()
    if str(share.family_agency_id) not in working:
        return "The agency no longer works with the family."
    if newer is None or (newer.recorded_at < share.recorded_at and newer.id != share.plan_id):
        return "That version of the plan was taken back."
    if newer.id != share.plan_id:
        return "There is a newer version of the plan."
    return "Their care here has ended." if _ended(family, share.person_id) else ""


def _ended(family: Family | None, person_id: UUID) -> bool:
    people = family.people if family else ()
    return any(one.ended for one in people if one.id == str(person_id))


def sent_by_whom(share_id: UUID) -> UUID:
    """The member of staff who sent it."""
    return db.session.get_one(Share, share_id).recorded_by_id


def is_unsent(share_id: UUID) -> bool:
    """Whether staff wrote down that it came back, or goes to the wrong place."""
    query = select(ShareBecame.id).where(ShareBecame.share_id == share_id, ShareBecame.what.in_(UNSENT)).limit(1)
    return db.session.scalar(query) is not None
