"""Taking a household's place in the database: what a gate reads stays as it is until the commit."""

from uuid import UUID

from core.conflict import Refused
from core.db import db
from people.models import Household
from people.queries import household_of


def hold_household_of(person_id: UUID) -> UUID:
    """The household of a person, held until the commit: who records about it next waits, then sees this.

    Raises Refused where there is no such person.
    """
    household_id = household_of(person_id)
    if household_id is None:
        raise Refused(("person", "There is no such person here"))
    db.session.get_one(Household, household_id, with_for_update=True, populate_existing=True)
    return household_id
