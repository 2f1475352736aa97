"""A family as it is now, with what its facts imply: the unborn child of a pregnancy, nobody who is no more."""

from uuid import UUID

from people.queries import family_of
from people.rules import Family
from safeguarding.queries import histories
from safeguarding.rules import EventFact
from safeguarding.rules.reading import living
from supply.queries.of_people import supply_of
from supply.rules.implied import with_implied


def family_now(person_id: UUID) -> Family | None:
    """The family of a person who was found by a scoped query; none where there is no such person."""
    found = _family_and_events(person_id)
    return None if found is None else found[0]


def events_spoken_of(person_id: UUID) -> tuple[EventFact, ...]:
    """What somebody wrote down as having happened to their family and is still spoken of, in order of recording."""
    found = _family_and_events(person_id)
    return () if found is None else tuple(one for one in living(found[1]) if one.recorded_by)


def _family_and_events(person_id: UUID) -> tuple[Family, tuple[EventFact, ...]] | None:
    family = family_of(person_id)
    if family is None:
        return None
    household = UUID(family.household_id)
    supplied = supply_of([UUID(person.id) for person in family.people])
    known, history = with_implied(family, histories([household])[household], supplied.values())
    return known, history.events
