"""What a manager sees of sharing across a service: questions, plans gone astray, who was reminded. Fixed statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, select

from core.db import db
from people.models import Agency, FamilyAgency, ServiceUser
from safetyplans.models import AgencyReply, LinkAnswer, Share, ShareBecame, ShareLink
from safetyplans.rules import Became


@dataclass(frozen=True, slots=True)
class SharingLine:
    """One line about one sending: whose plan, to which agency, on which London day."""

    person_id: UUID
    share_id: UUID
    agency_name: str
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question that an agency asked by its link about somebody's plan, and nobody has answered: when (UTC)."""

    person_id: UUID
    share_id: UUID
    answer_id: UUID
    agency_name: str
    at: datetime


def questions_waiting(service_id: UUID, *, person_id: UUID | None = None, limit: int = 100) -> list[QuestionLine]:
    """What agencies asked by their links and nobody has answered, the oldest first; about one person, or everybody."""
    answered = exists().where(AgencyReply.answer_id == LinkAnswer.id)
    query = (
        select(Share.person_id, Share.id, LinkAnswer.id, Agency.name, LinkAnswer.at)
        .join(ShareLink, ShareLink.share_id == Share.id)
        .join(LinkAnswer, LinkAnswer.link_id == ShareLink.id)
        .join(FamilyAgency, FamilyAgency.id == Share.family_agency_id)
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .join(ServiceUser, ServiceUser.id == Share.person_id)
        .where(ServiceUser.service_id == service_id, LinkAnswer.question != "", ~answered)
        .order_by(LinkAnswer.at, LinkAnswer.id)
    )
    if person_id is not None:
        query = query.where(Share.person_id == person_id)
    return [QuestionLine(*row) for row in db.session.execute(query.limit(limit))]


def gone_astray(service_id: UUID, since: date, *, limit: int = 100) -> list[SharingLine]:
    """Plans that went to the wrong place since a London day, the newest first, and what was done to get them back."""
    query = (
        select(Share.person_id, Share.id, Agency.name, ShareBecame.happened_on, ShareBecame.recalled)
        .join(ShareBecame, ShareBecame.share_id == Share.id)
        .join(FamilyAgency, FamilyAgency.id == Share.family_agency_id)
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .join(ServiceUser, ServiceUser.id == Share.person_id)
        .where(
            ServiceUser.service_id == service_id,
            ShareBecame.what == Became.WRONG_ADDRESS,
            ShareBecame.happened_on >= since,
        )
        .order_by(ShareBecame.happened_on.desc(), ShareBecame.id)
        .limit(limit)
    )
    return [SharingLine(*row) for row in db.session.execute(query)]


def reminded_on(person_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], date]:
    """When each agency was last reminded of each person's plan, by person and the family's link to the agency."""
    query = (
        select(Share.person_id, Share.family_agency_id, func.max(ShareBecame.happened_on))
        .join(ShareBecame, ShareBecame.share_id == Share.id)
        .where(Share.person_id.in_(list(person_ids)), ShareBecame.what == Became.CHASED)
        .group_by(Share.person_id, Share.family_agency_id)
    )
    return {(person, agency): on for person, agency, on in db.session.execute(query)}
