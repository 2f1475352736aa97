"""Whether a sending still goes, or a reminder of it: overtaken, objected to, called back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.db import db
from people.models import ServiceUser
from people.queries import consent_views, family_of
from people.rules import Family
from safetyplans.models import (
    Share,
    ShareBecame,
)
from safetyplans.queries.pages import latest_plan
from safetyplans.queries.sendings import sendings_of
from safetyplans.rules import (
    UNSENT,
    SharingView,
    withdrawn_since,
)


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
