"""Meetings, joint actions and what was agreed before a birth as facts; what two services share."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from core.db import db
from people.models import Household
from people.queries import linked_households
from safeguarding.models import BeforeBirth, IdentityConsidered, JointAction, Meeting, SharedNote
from safeguarding.queries.facts import text
from safeguarding.queries.standing import rows, standing
from safeguarding.rules import BeforeBirthFact, IdentityFact, JointActionFact, MeetingFact, SharedFact
from staff.models import Service


def meetings(some: Iterable[Meeting]) -> tuple[MeetingFact, ...]:
    """The meetings that stand, in order of recording."""
    return tuple(
        MeetingFact(
            id=text(one.row.entry_id),
            what=one.row.what,
            happened_on=one.row.happened_on,
            recorded_at=one.since,
            came=tuple(one.row.came),
            asked=tuple(one.row.asked),
            agreed=one.row.agreed,
            next_on=one.row.next_on,
            recorded_by=text(one.row.recorded_by_id),
            ours_alone=one.row.ours_alone,
        )
        for one in standing(some)
    )


def joint_actions(some: Iterable[JointAction]) -> tuple[JointActionFact, ...]:
    """What agencies said they would do, done or not, in order of recording."""
    return tuple(
        JointActionFact(
            id=text(one.row.entry_id),
            what=one.row.what,
            by_name=one.row.by_name,
            due_on=one.row.due_on,
            happened_on=one.row.happened_on,
            recorded_at=one.since,
            agency_id=text(one.row.family_agency_id),
            done_on=one.row.done_on,
            recorded_by=text(one.row.recorded_by_id),
            version=one.row.version,
        )
        for one in standing(some)
    )


def before_births(some: Iterable[BeforeBirth]) -> tuple[BeforeBirthFact, ...]:
    """Who leads until each child is born, the newest for each child."""
    newest = {one.row.child_id: one for one in standing(some)}
    return tuple(
        BeforeBirthFact(
            id=text(one.row.entry_id),
            child_id=text(one.row.child_id),
            by_name=one.row.by_name,
            happened_on=one.row.happened_on,
            recorded_at=one.since,
            assessment_by=one.row.assessment_by,
            agreed=one.row.agreed,
            recorded_by=text(one.row.recorded_by_id),
        )
        for one in newest.values()
    )


def identities(some: Iterable[IdentityConsidered]) -> tuple[IdentityFact, ...]:
    """What each child's background means for the help they get, the newest for each child."""
    newest = {one.row.child_id: one for one in standing(some)}
    return tuple(
        IdentityFact(
            id=text(one.row.entry_id),
            child_id=text(one.row.child_id),
            what=one.row.what,
            happened_on=one.row.happened_on,
            recorded_at=one.since,
            recorded_by=text(one.row.recorded_by_id),
        )
        for one in newest.values()
    )


def shared_by(household_id: UUID) -> tuple[SharedFact, ...]:
    """What this service lets the other drug service read, newest first. One statement."""
    return _shared([household_id])


def shared_with(household_id: UUID) -> tuple[SharedFact, ...]:
    """What other services let this one read of the same family: only where both sides linked it. Two statements."""
    theirs = linked_households(household_id)
    return _shared(theirs) if theirs else ()


def _shared(household_ids: Iterable[UUID]) -> tuple[SharedFact, ...]:
    wanted = list(household_ids)
    query = select(Household.id, Service.name).join(Service, Service.id == Household.service_id)
    names = {row.id: row.name for row in db.session.execute(query.where(Household.id.in_(wanted)))}
    found = [one for some in rows(SharedNote, wanted).values() for one in standing(some)]
    return tuple(
        SharedFact(text(one.row.entry_id), one.row.what, one.row.happened_on, one.since, names[one.row.household_id])
        for one in sorted(found, key=lambda one: (one.since, one.row.entry_id), reverse=True)
    )
