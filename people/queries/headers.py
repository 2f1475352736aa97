"""Who service users are, whose they are and whether they are here: one statement, however many people."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from core.db import read
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
from staff.models import Pharmacy, Service, StaffMember


@cache
def header_query() -> Select[*tuple[Any, ...]]:
    """The newest facts of each service user; narrow it with `where`, read it with `headers`."""
    person = ServiceUser.id
    return (
        select(
            person, ServiceUser.service_id, ServiceUser.reference, ServiceUser.registered_on, ServiceUser.recorded_at,
            PersonDetails.family_name, PersonDetails.given_names, PersonDetails.known_as, PersonDetails.born_on,
            PersonDetails.nhs_number, PersonDetails.phone, PersonDetails.treatment_started_on,
            PersonDetails.leaflet_language, PersonDetails.leaflet_format, PersonDetails.version,
            Membership.household_id, Membership.version, Membership.recorded_at,
            KeyworkerAssignment.staff_id, KeyworkerAssignment.version, StaffMember.name,
            PharmacyAssignment.pharmacy_id, PharmacyAssignment.version, Pharmacy.name,
            CareEnded.how, CareEnded.happened_on, CareEnded.version, Service.code,
        )
        .select_from(ServiceUser)
        .join(Service, Service.id == ServiceUser.service_id)
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


def headers(query: Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None) -> tuple[PersonHeader, ...]:
    """The people of a `header_query`, in its order; `values` are those of a query that is kept."""
    return tuple(_header(*tuple[Any, ...](row)) for row in read(query, values))


def _header(
    person_id: UUID,
    service_id: UUID,
    reference: str,
    registered_on: date,
    registered_at: datetime,
    family_name: str,
    given_names: str,
    known_as: str,
    born_on: date | None,
    nhs_number: str | None,
    phone: str,
    treatment_started_on: date | None,
    leaflet_language: str | None,
    leaflet_format: str | None,
    details_version: int,
    household_id: UUID,
    membership_version: int,
    moved_at: datetime,
    keyworker_id: UUID | None,
    keyworker_version: int | None,
    keyworker_name: str | None,
    pharmacy_id: UUID | None,
    pharmacy_version: int | None,
    pharmacy_name: str | None,
    care: str | None,
    care_on: date | None,
    care_version: int | None,
    service_code: str,
) -> PersonHeader:
    ended = care is not None and care != CareHow.RETURNED
    return PersonHeader(
        id=str(person_id),
        service_id=str(service_id),
        household_id=str(household_id),
        reference=reference,
        registered_on=registered_on,
        registered_at=registered_at,
        family_name=family_name,
        given_names=given_names,
        known_as=known_as,
        born_on=born_on,
        nhs_number=nhs_number,
        phone=phone,
        treatment_started_on=treatment_started_on,
        leaflet_language=leaflet_language,
        leaflet_format=leaflet_format,
        keyworker_id=_text(keyworker_id),
        keyworker_name=keyworker_name or "",
        pharmacy_id=_text(pharmacy_id),
        pharmacy_name=pharmacy_name or "",
        ended=care if ended else None,
        ended_on=care_on if ended else None,
        details_version=details_version,
        keyworker_version=keyworker_version or 0,
        pharmacy_version=pharmacy_version or 0,
        membership_version=membership_version,
        moved_at=moved_at if membership_version > 1 else None,
        care_version=care_version or 0,
        service_code=service_code,
    )  # fmt: skip


def _text(identifier: UUID | None) -> str | None:
    return None if identifier is None else str(identifier)
