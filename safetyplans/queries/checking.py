"""What acts ask before they write."""

from uuid import UUID

from sqlalchemy import select

from core.db import db
from leaflets.models import LeafletVersion
from people.models import Adult, ServiceUser
from safeguarding.queries import history
from safeguarding.rules import EventFact, SafeguardingPolicy
from safeguarding.rules.reading import living, reopening_events
from safetyplans.queries.gathering import LEAFLET_CODE, homes_of, plans_of
from safetyplans.rules import to_consider
from staff.models import Role, StaffMember, User
from staff.rules import RoleName

DECIDES_TO_SHARE = (RoleName.MANAGER, RoleName.SAFEGUARDING_LEAD)


def newest_leaflet(language: str, format: str) -> LeafletVersion | None:
    """The newest version of the leaflet in a language and format."""
    query = (
        select(LeafletVersion)
        .where(
            LeafletVersion.code == LEAFLET_CODE,
            LeafletVersion.language == language,
            LeafletVersion.format == format,
        )
        .order_by(LeafletVersion.version.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def is_adult_of(household_id: UUID, adult_id: UUID) -> bool:
    """Whether an adult is of this household."""
    query = select(Adult.id).where(Adult.id == adult_id, Adult.household_id == household_id)
    return db.session.scalar(query) is not None


def may_decide_to_share(person_id: UUID, staff_id: UUID) -> bool:
    """Whether a member of staff is an active manager or safeguarding lead of the person's service."""
    query = (
        select(StaffMember.id)
        .join(ServiceUser, ServiceUser.service_id == StaffMember.service_id)
        .join(User, User.id == StaffMember.user_id)
        .where(
            ServiceUser.id == person_id,
            StaffMember.id == staff_id,
            StaffMember.disabled_at.is_(None),
            User.active,
            User.roles.any(Role.name.in_(DECIDES_TO_SHARE)),
        )
    )
    return db.session.scalar(query) is not None


def events_to_consider(person_id: UUID, safeguarding: SafeguardingPolicy) -> tuple[EventFact, ...]:
    """What happened since the last review that a review has to consider, in order of recording."""
    home = homes_of([person_id]).get(person_id)
    if home is None:
        return ()
    events = living(history(home).events)
    return to_consider(reopening_events(events, safeguarding), plans_of([person_id])[person_id])
