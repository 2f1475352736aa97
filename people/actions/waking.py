"""What touches many families at once: their findings are looked at again by the next pass (design.md, Lists)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select, update

from core.db import db
from people.models import Household, Membership, ServiceUser
from people.queries.newest import is_newest


def look_again(*, person_ids: Collection[UUID], on: date) -> None:
    """Set the next change of these people's households to the London day `on`, unless it is sooner. One statement."""
    theirs = (
        select(Membership.household_id)
        .join(ServiceUser, ServiceUser.id == Membership.person_id)
        .where(is_newest(Membership, Membership.person_id, ServiceUser.id), ServiceUser.id.in_(person_ids))
    )
    later = or_(Household.next_change_on.is_(None), Household.next_change_on > on)
    db.session.execute(update(Household).where(Household.id.in_(theirs), later).values(next_change_on=on))
