"""Who is at home and who works with them, as entries: asked, born, come, left, moved, and whose they are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.queries.chronology.reading import of_people
from casework.rules.entries import Entry, EntryKind, Parts
from core.calendar import day_of
from core.db import db
from core.wording import short_day
from people.models import (
    Adult,
    AdultDetails,
    Agency,
    CareEnded,
    Child,
    ChildDetails,
    ConsentView,
    FamilyAgency,
    FamilyAgencyDetails,
    HouseholdAsked,
    KeyworkerAssignment,
    Membership,
)
from people.rules import (
    ADULT_ROLE_WORDS,
    AGENCY_ROLE_WORDS,
    ANSWER_WORDS,
    CARE_WORDS,
    CONSENT_WORDS,
    GONE_WORDS,
    HOW_WORDS,
    PART_WORDS,
    AdultPart,
    AdultRole,
    AgencyRole,
    CareHow,
    ChildGone,
    ChildHow,
    ConsentAnswer,
    HouseholdAnswer,
    MembershipHow,
)
from staff.models import StaffMember

Signed = Iterator[tuple[Entry, UUID]]

MEMBERSHIP_WORDS = {
    MembershipHow.REGISTERED: "Registered here",
    MembershipHow.MOVED: "Moved to another household",
    MembershipHow.SPLIT: "The household split",
    MembershipHow.JOINED: "Two households became one",
    MembershipHow.MERGED: "Two records became one",
}
SPOKEN_OF_NO_MORE = frozenset({ChildGone.DIED, ChildGone.PREGNANCY_ENDED})


def at_home(household_id: UUID, person_ids: Sequence[UUID]) -> Signed:
    """Each with who signed it; the number of statements does not depend on how much there is."""
    yield from _asked(household_id)
    yield from _children(household_id)
    yield from _adults(household_id)
    yield from _agencies(household_id)
    yield from _persons(person_ids)


def _entry(row: Any, on: date | None, title: str, parts: Parts = (), **more: Any) -> tuple[Entry, UUID]:
    given: dict[str, Any] = {
        "key": str(row.id),
        "kind": EntryKind.FAMILY,
        "title": title,
        "happened_on": on or day_of(row.recorded_at),
        "recorded_at": row.recorded_at,
        "parts": tuple((what, words) for what, words in parts if words),
    }
    return Entry(**given | more), row.recorded_by_id


def _asked(household_id: UUID) -> Signed:
    for row in db.session.scalars(select(HouseholdAsked).where(HouseholdAsked.household_id == household_id)):
        answer = ANSWER_WORDS[HouseholdAnswer(row.answer)]
        because = (("Because", row.because or ""),)
        yield _entry(row, row.asked_on, f"Asked who lives, stays and visits: {answer.lower()}", because)


def _histories(things: Any, key: str) -> Iterator[list[Any]]:
    """The versions of each thing, oldest first."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in sorted(things, key=lambda row: row.version):
        found[getattr(row, key)].append(row)
    yield from found.values()


def _children(household_id: UUID) -> Signed:
    query = select(ChildDetails).join(Child, Child.id == ChildDetails.child_id)
    for versions in _histories(db.session.scalars(query.where(Child.household_id == household_id)), "child_id"):
        last = versions[-1]
        closed = last.gone is not None and ChildGone(last.gone) in SPOKEN_OF_NO_MORE
        before = None
        for row in versions:
            yield from _child(row, before, closed)
            before = row


def _child(row: ChildDetails, before: ChildDetails | None, closed: bool) -> Signed:
    """What a version of a child says that the one before did not."""
    if before is None and row.born_on is None:
        due = (("Due", short_day(row.due_on) if row.due_on else ""),)
        yield _entry(row, None, f"{row.name} is expected", due, key=f"pregnancy-{row.child_id}", closed=closed)
    elif before is None:
        parts: Parts = (("Born", short_day(row.born_on) if row.born_on else ""), ("How", HOW_WORDS[ChildHow(row.how)]))
        yield _entry(row, None, f"{row.name} is known", parts, closed=closed)
    elif before.born_on is None and row.born_on is not None:
        yield _entry(row, row.born_on, f"{row.name} was born", key=f"birth-{row.child_id}", closed=closed)
    if before is not None and before.how != row.how:
        yield _entry(row, None, f"{row.name}: {HOW_WORDS[ChildHow(row.how)].lower()}", closed=closed)
    if row.gone and (before is None or before.gone != row.gone):
        gone = GONE_WORDS[ChildGone(row.gone)]
        yield _entry(row, row.gone_on, f"{row.name}: {gone.lower()}", key=f"gone-{row.id}", closed=closed)


def _adults(household_id: UUID) -> Signed:
    query = select(AdultDetails).join(Adult, Adult.id == AdultDetails.adult_id)
    for versions in _histories(db.session.scalars(query.where(Adult.household_id == household_id)), "adult_id"):
        before = None
        for row in versions:
            yield from _adult(row, before)
            before = row


def _adult(row: AdultDetails, before: AdultDetails | None) -> Signed:
    """What a version of an adult says that the one before did not. Their own supply stays closed."""
    part = ", ".join(PART_WORDS[AdultPart(one)].lower() for one in row.part)
    if before is None:
        title = f"{row.name} is at home: {ADULT_ROLE_WORDS[AdultRole(row.role)].lower()}"
        yield _entry(row, row.since_on, title, (("Part in the plan", part),), key=f"new-adult-{row.adult_id}")
    elif sorted(before.part) != sorted(row.part):
        yield _entry(row, None, f"{row.name}'s part in the plan: {part or 'none'}")
    if row.own_supply and (before is None or not before.own_supply):
        title = f"{row.name} has methadone or other opioids of their own"
        yield _entry(row, None, title, key=f"own-supply-{row.id}", closed=True)
    if row.left_on and (before is None or not before.left_on):
        yield _entry(row, row.left_on, f"{row.name} left", key=f"adult-left-{row.adult_id}")


def _agencies(household_id: UUID) -> Signed:
    query = (
        select(FamilyAgencyDetails, Agency)
        .join(FamilyAgency, FamilyAgency.id == FamilyAgencyDetails.family_agency_id)
        .join(Agency, Agency.id == FamilyAgency.agency_id)
        .where(FamilyAgency.household_id == household_id)
        .order_by(FamilyAgencyDetails.version)
    )
    seen: dict[UUID, FamilyAgencyDetails] = {}
    for row, agency in db.session.execute(query):
        before = seen.get(row.family_agency_id)
        link = frozenset({str(row.family_agency_id)})
        role = AGENCY_ROLE_WORDS[AgencyRole(agency.role)]
        if before is None or (before.left_on and not row.left_on):
            parts: Parts = (("Who", row.worker_name), ("Part in the plan", "Yes" if row.has_part else ""))
            yield _entry(row, row.from_on, f"{agency.name} ({role}) works with the family", parts, agencies=link)
        elif row.left_on and not before.left_on:
            yield _entry(row, row.left_on, f"{agency.name} ({role}) no longer works with the family", agencies=link)
        seen[row.family_agency_id] = row


def _persons(person_ids: Sequence[UUID]) -> Signed:
    for member in of_people(Membership, person_ids):
        title = MEMBERSHIP_WORDS[MembershipHow(member.how)]
        yield _entry(member, member.from_on, title, person_id=str(member.person_id))
    for care in of_people(CareEnded, person_ids):
        parts: Parts = (("Why", care.why), ("Still at home", care.still_at_home))
        yield _entry(care, care.happened_on, CARE_WORDS[CareHow(care.how)], parts, person_id=str(care.person_id))
    for view in of_people(ConsentView, person_ids):
        parts = (("Because", view.not_asked_because or ""),)
        title = f"Sharing the plan: {CONSENT_WORDS[ConsentAnswer(view.view)].lower()}"
        yield _entry(view, view.asked_on, title, parts, person_id=str(view.person_id))
    yield from _keyworkers(person_ids)


def _keyworkers(person_ids: Sequence[UUID]) -> Signed:
    query = (
        select(KeyworkerAssignment, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == KeyworkerAssignment.staff_id)
        .where(KeyworkerAssignment.person_id.in_(person_ids))
    )
    for row, name in db.session.execute(query.order_by(KeyworkerAssignment.recorded_at, KeyworkerAssignment.id)):
        title = f"Keyworker: {name}" if name else "No keyworker"
        yield _entry(row, row.from_on, title, person_id=str(row.person_id))
