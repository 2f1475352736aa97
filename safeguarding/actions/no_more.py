"""What an event does to the child it is about: a pregnancy that ended, or a death, takes it off every page at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from core.conflict import Refused
from people.actions import child_back, child_gone
from people.queries import family
from people.rules import ChildGone
from safeguarding.models import AboutHousehold
from safeguarding.rules import EventKind, EventSaid

_WHY: Mapping[str, ChildGone] = MappingProxyType(
    {EventKind.CHILD_DIED: ChildGone.DIED, EventKind.PREGNANCY_ENDED: ChildGone.PREGNANCY_ENDED}
)


def with_child_meant(household_id: UUID, said: EventSaid) -> EventSaid:
    """The same, about the one unborn child there is where a pregnancy ended and nobody said whose.

    Raises Refused where more than one is expected: another unborn child is never taken off with this one.
    """
    if said.kind is not EventKind.PREGNANCY_ENDED or said.about_child_id is not None:
        return said
    unborn = [child for child in family(household_id).children if child.unborn]
    if len(unborn) > 1:
        raise Refused(("about", "Choose the child: more than one is expected here"))
    return replace(said, about_child_id=UUID(unborn[0].id)) if unborn else said


def take_off_pages(said: EventSaid, on: date, *, by: UUID, at: datetime) -> None:
    """Take the child off the pages from a London day on, where the event says that the child is no more."""
    why = _WHY.get(said.kind)
    if why is not None and said.about_child_id is not None:
        child_gone(child_id=said.about_child_id, why=why, on=on, by=by, at=at)


def bring_back(before: AboutHousehold, *, by: UUID, at: datetime) -> None:
    """Show the child again that an entry took off the pages, now that it is taken back or about another."""
    why, child_id = _WHY.get(getattr(before, "kind", "")), getattr(before, "about_child_id", None)
    if why is not None and child_id is not None:
        child_back(child_id=child_id, why=why, by=by, at=at)
