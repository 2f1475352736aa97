"""A family as it is now, with what its facts imply: the unborn child of a pregnancy, nobody who is no more."""

from uuid import UUID

from people.queries import family_of
from people.rules import Family
from safeguarding.queries import histories
from supply.queries.of_people import supply_of
from supply.rules.implied import with_implied


def family_now(person_id: UUID) -> Family | None:
    """The family of a person who was found by a scoped query; none where there is no such person."""
    family = family_of(person_id)
    if family is None:
        return None
    household = UUID(family.household_id)
    supplied = supply_of([UUID(person.id) for person in family.people])
    return with_implied(family, histories([household])[household], supplied.values())[0]
