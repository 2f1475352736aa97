"""Who service users are, whose they are and whether they are here: one statement, however many people."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from core.db import db
from people.models import (
    CareEnded,
    KeyworkerAssignment,
    Membership,
    PersonDetails,
    PharmacyAssignment,
    ServiceUser,
)
from people.queries.newest import is_newest
from people.rules import CareHow, PersonHeader
from staff.models import Pharmacy, StaffMember


@cache
def header_query() -> Select[*tuple[Any, ...]]:
    """The newest facts of each service user; narrow it with `where`, read it with `headers`."""
    person = ServiceUser.id
    return (
        select(
            ServiceUser, PersonDetails, Membership, KeyworkerAssignment, StaffMember.name, PharmacyAssignment,
            Pharmacy.name, CareEnded,
        )
        .select_from(ServiceUser)
        .join(PersonDetails, is_newest(PersonDetails, PersonDetails.person_id, person))
        .join(Membership, is_newest(Membership, Membership.person_id, person))
        .outerjoin(KeyworkerAssignment, is_newest(KeyworkerAssignment, KeyworkerAssignment.person_id, person))
        .outerjoin(StaffMember, StaffMember.id == KeyworkerAssignment.staff_id)
        .outerjoin(PharmacyAssignment, is_newest(PharmacyAssignment, PharmacyAssignment.person_id, person))
        .outerjoin(Pharmacy, Pharmacy.id == PharmacyAssignment.pharmacy_id)
        .outerjoin(CareEnded, is_newest(CareEnded, CareEnded.person_id, person))
        .order_by(ServiceUser.recorded_at, ServiceUser.id)
    )  # fmt: skip


def still_here() -> ColumnElement[bool]:
    """A condition on `header_query`: care has not ended, or the person came back."""
    return CareEnded.id.is_(None) | (CareEnded.how == CareHow.RETURNED)


def headers(query: Select[*tuple[Any, ...]]) -> tuple[PersonHeader, ...]:
    """The people of a `header_query`, in its order."""
    return tuple(_header(*row) for row in db.session.execute(query))


def _header(
    person: ServiceUser,
    details: PersonDetails,
    membership: Membership,
    keyworker: KeyworkerAssignment | None,
    keyworker_name: str | None,
    pharmacy: PharmacyAssignment | None,
    pharmacy_name: str | None,
    care: CareEnded | None,
) -> PersonHeader:
    ended = care if care is not None and care.how != CareHow.RETURNED else None
    return PersonHeader(
        id=str(person.id),
        service_id=str(person.service_id),
        household_id=str(membership.household_id),
        reference=person.reference,
        registered_on=person.registered_on,
        registered_at=person.recorded_at,
        family_name=details.family_name,
        given_names=details.given_names,
        known_as=details.known_as,
        born_on=details.born_on,
        nhs_number=details.nhs_number,
        phone=details.phone,
        treatment_started_on=details.treatment_started_on,
        leaflet_language=details.leaflet_language,
        leaflet_format=details.leaflet_format,
        keyworker_id=_text(keyworker.staff_id) if keyworker else None,
        keyworker_name=keyworker_name or "",
        pharmacy_id=_text(pharmacy.pharmacy_id) if pharmacy else None,
        pharmacy_name=pharmacy_name or "",
        ended=ended.how if ended else None,
        ended_on=ended.happened_on if ended else None,
        details_version=details.version,
        keyworker_version=keyworker.version if keyworker else 0,
        pharmacy_version=pharmacy.version if pharmacy else 0,
        membership_version=membership.version,
        moved_at=membership.recorded_at if membership.version > 1 else None,
        care_version=care.version if care else 0,
    )


def _text(identifier: UUID | None) -> str | None:
    return None if identifier is None else str(identifier)
