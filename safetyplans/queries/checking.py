"""What acts ask before they write."""

from uuid import UUID

from sqlalchemy import func, select

from core.db import db
from leaflets.queries import current_version, newest_issued
from leaflets.rules import Format, LeafletCode
from people.models import Adult, ServiceUser
from safeguarding.rules import EventFact, SafeguardingPolicy
from safeguarding.rules.reading import reopening_events
from safetyplans.models import AdultAgreement, Share, StorageCheck
from safetyplans.queries.gathering import plans_of
from safetyplans.rules import to_consider
from staff.models import Role, StaffMember, User
from staff.rules import RoleName
from supply.queries import events_spoken_of

DECIDES_TO_SHARE = (RoleName.MANAGER, RoleName.SAFEGUARDING_LEAD)


def leaflet_given_out(person_id: UUID, language: str, format: str) -> UUID | None:
    """The version of the risk leaflet that a person is given: signed off by their service, else the newest issued."""
    service_id = db.session.scalar(select(ServiceUser.service_id).where(ServiceUser.id == person_id))
    if service_id is None or format not in set(Format):
        return None
    edition = current_version(service_id, LeafletCode.RISK, language, Format(format))
    if edition is not None:
        return edition.id
    issued = newest_issued(LeafletCode.RISK, language, Format(format))
    return issued.id if issued else None


def is_adult_of(household_id: UUID, adult_id: UUID) -> bool:
    """Whether an adult is of this household."""
    query = select(Adult.id).where(Adult.id == adult_id, Adult.household_id == household_id)
    return db.session.scalar(query) is not None


def times_asked(adult_id: UUID) -> int:
    """How often it was written down what an adult said of their part."""
    query = select(func.count()).select_from(AdultAgreement).where(AdultAgreement.adult_id == adult_id)
    return db.session.scalar(query) or 0


def shares_with(person_id: UUID, family_agency_id: UUID) -> tuple[UUID, ...]:
    """The ids of all that was written down about sending a plan to one agency: sent, or not."""
    query = select(Share.id).where(Share.person_id == person_id, Share.family_agency_id == family_agency_id)
    return tuple(db.session.scalars(query))


def times_visited(person_id: UUID) -> int:
    """How many storage visits to a person's home were written down."""
    query = select(func.count()).select_from(StorageCheck).where(StorageCheck.person_id == person_id)
    return db.session.scalar(query) or 0


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
    events = reopening_events(events_spoken_of(person_id), safeguarding)
    return to_consider(events, plans_of([person_id])[person_id])
