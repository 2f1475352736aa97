"""Which households' facts bear on a household now, and which households at other services are the same family."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.db import db
from people.models import FamilyLink, Membership
from people.rules import MembershipHow


@dataclass(frozen=True, slots=True)
class Span:
    """A household that somebody came from: what was recorded of it until `until_at` is part of the history.

    `how` they left it: after `joined` and `merged` everything of it counts here; after `moved` and `split` only
    what is about this person, or about a child who came along (children keep their ids).
    """

    household_id: str
    person_id: str
    how: MembershipHow
    until_at: datetime


def earlier_households(household_id: UUID) -> tuple[Span, ...]:
    """The households from which people came to this one, in order of their coming. One statement."""
    return earlier_households_of([household_id])[household_id]


def earlier_households_of(household_ids: Collection[UUID]) -> dict[UUID, tuple[Span, ...]]:
    """The same for several households, in one statement however many they are."""
    here = aliased(Membership)
    query = (
        select(Membership)
        .where(Membership.person_id.in_(select(here.person_id).where(here.household_id.in_(household_ids))))
        .order_by(Membership.recorded_at, Membership.person_id, Membership.version)
    )
    by_person: dict[UUID, list[Membership]] = defaultdict(list)
    for row in db.session.scalars(query):
        by_person[row.person_id].append(row)
    found: dict[UUID, tuple[Span, ...]] = dict.fromkeys(household_ids, ())
    for rows in by_person.values():
        for household_id in {row.household_id for row in rows} & found.keys():
            found[household_id] += tuple(_spans(household_id, rows))
    return found


def _spans(household_id: UUID, rows: list[Membership]) -> list[Span]:
    """What one person brought along: every household before their last coming here."""
    last = max(index for index, row in enumerate(rows) if row.household_id == household_id)
    return [
        Span(str(row.household_id), str(row.person_id), MembershipHow(following.how), following.recorded_at)
        for row, following in pairwise(rows[: last + 1])
        if row.household_id != household_id
    ]


def linked_households(household_id: UUID) -> tuple[UUID, ...]:
    """Households at other services that both sides say are the same family. One statement."""
    theirs = aliased(FamilyLink)
    query = (
        select(FamilyLink.other_household_id)
        .join(
            theirs,
            (theirs.household_id == FamilyLink.other_household_id)
            & (theirs.other_household_id == FamilyLink.household_id),
        )
        .where(FamilyLink.household_id == household_id)
        .order_by(FamilyLink.recorded_at, FamilyLink.id)
    )
    return tuple(db.session.scalars(query))
