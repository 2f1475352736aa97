"""What stands behind a link: whose plan, which code, every step; and what was written by it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db
from core.one_time import is_code
from people.models import Agency, FamilyAgency
from safeguarding.models import HeardFrom
from safetyplans.models import (
    Acknowledgement,
    LinkAnswer,
    LinkCode,
    LinkStep,
    Share,
    ShareLink,
)
from safetyplans.rules import (
    LinkFact,
    LinkStepKind,
    Step,
)
from staff.models import StaffMember


def link_facts(rows: Iterable[ShareLink]) -> dict[UUID, LinkFact]:
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
    link = link_facts([row])[row.id]
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
    return link_facts([row])[link_id]


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
