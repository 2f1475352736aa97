"""Single entries and their versions."""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from core.db import db
from people.queries import earlier_households
from safeguarding.models import AboutHousehold, ChildSeen, Contact, Event, OutcomeView
from safeguarding.rules import Alert, ContactHow, EventKind, OurView

Entry = TypeVar("Entry", bound=AboutHousehold)


def versions(model: type[Entry], household_id: UUID, entry_id: UUID) -> list[Entry]:
    """Every version of an entry of this family, oldest first; empty where there is no such entry.

    What people brought along from the households they came from is theirs to correct as well.
    """
    theirs = [household_id, *(UUID(span.household_id) for span in earlier_households(household_id))]
    query = select(model).where(model.household_id.in_(theirs), model.entry_id == entry_id)
    return list(db.session.scalars(query.order_by(model.version)))


def newest(model: type[Entry], household_id: UUID, entry_id: UUID) -> Entry | None:
    """The version of an entry of this family that stands; none where there is none, or it was withdrawn."""
    found = versions(model, household_id, entry_id)
    return found[-1] if found and not found[-1].withdrawn else None


def view_of(outcome_id: UUID) -> OurView | None:
    """Our newest view of an outcome; none where we gave none."""
    query = select(OutcomeView.view).where(OutcomeView.outcome_id == outcome_id)
    view = db.session.scalar(query.order_by(OutcomeView.recorded_at.desc(), OutcomeView.id).limit(1))
    return None if view is None else OurView(view)


def has_exposure(household_id: UUID) -> bool:
    """Whether it stands recorded that a child of this family may have swallowed some, or was unusually sleepy."""
    theirs = [household_id, *(UUID(span.household_id) for span in earlier_households(household_id))]
    told = select(Event.entry_id).where(Event.household_id.in_(theirs), Event.kind == EventKind.CHILD_EXPOSURE.value)
    seen = select(ChildSeen.entry_id).where(
        ChildSeen.household_id.in_(theirs), ChildSeen.alert == Alert.UNUSUALLY_SLEEPY.value
    )
    events = (newest(Event, household_id, one) for one in sorted(set(db.session.scalars(told))))
    children = (newest(ChildSeen, household_id, one) for one in sorted(set(db.session.scalars(seen))))
    return any(row is not None and row.kind == EventKind.CHILD_EXPOSURE.value for row in events) or any(
        row is not None and row.alert == Alert.UNUSUALLY_SLEEPY.value for row in children
    )


def same_contact_since(
    household_id: UUID, person_id: UUID, how: ContactHow, happened_on: date, what: str, since: datetime
) -> bool:
    """Whether the very same contact was recorded with this person at or after an instant (UTC)."""
    query = select(Contact.id).where(
        Contact.household_id == household_id,
        Contact.person_id == person_id,
        Contact.how == how.value,
        Contact.happened_on == happened_on,
        Contact.what == what.strip(),
        Contact.recorded_at >= since,
    )
    return db.session.scalar(query.limit(1)) is not None


def same_event_since(
    household_id: UUID, kind: EventKind, happened_on: date, about_child_id: UUID | None, since: datetime
) -> bool:
    """Whether an event of the same kind, day and child was recorded for this family at or after an instant (UTC)."""
    query = select(Event.id).where(
        Event.household_id == household_id,
        Event.kind == kind.value,
        Event.happened_on == happened_on,
        Event.about_child_id.is_(None) if about_child_id is None else Event.about_child_id == about_child_id,
        Event.recorded_at >= since,
    )
    return db.session.scalar(query.limit(1)) is not None
