"""Who belongs to a family: names and dates of birth, for what is recorded about them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.db import db
from people.models import Adult, AdultDetails, Child, ChildDetails, FamilyAgency


@dataclass(slots=True)
class Members:
    """The newest names of one family by id, and the children's dates of birth (none for the unborn)."""

    children: dict[UUID, str] = field(default_factory=dict)
    born_on: dict[UUID, date | None] = field(default_factory=dict)
    adults: dict[UUID, str] = field(default_factory=dict)

    def name_of(self, child_id: UUID | None, adult_id: UUID | None) -> str:
        """The name of the child or adult that something is about; empty where it is about neither."""
        if child_id is not None:
            return self.children.get(child_id, "")
        return "" if adult_id is None else self.adults.get(adult_id, "")


def members(household_ids: Sequence[UUID]) -> dict[UUID, Members]:
    """The children and adults ever known of these households, the newest version of each: two statements."""
    found: dict[UUID, Members] = defaultdict(Members)
    children = (
        select(Child.household_id, Child.id, ChildDetails.name, ChildDetails.born_on)
        .join(ChildDetails, ChildDetails.child_id == Child.id)
        .where(Child.household_id.in_(household_ids))
        .order_by(ChildDetails.version)
    )
    for household_id, child_id, name, born_on in db.session.execute(children):
        found[household_id].children[child_id] = name
        found[household_id].born_on[child_id] = born_on
    adults = (
        select(Adult.household_id, Adult.id, AdultDetails.name)
        .join(AdultDetails, AdultDetails.adult_id == Adult.id)
        .where(Adult.household_id.in_(household_ids))
        .order_by(AdultDetails.version)
    )
    for household_id, adult_id, name in db.session.execute(adults):
        found[household_id].adults[adult_id] = name
    return found


def is_agency_of(household_id: UUID, family_agency_id: UUID) -> bool:
    """Whether the link to an agency is this family's."""
    query = select(FamilyAgency.id).where(FamilyAgency.id == family_agency_id)
    return db.session.scalar(query.where(FamilyAgency.household_id == household_id)) is not None
