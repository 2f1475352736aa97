"""Writes about the agencies around a family: who works with it, named workers, and that one has left."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.histories import newest, refuse, version_of
from people.models import Agency, FamilyAgency, FamilyAgencyDetails, Household
from people.queries import as_frozen
from people.rules import FROZEN, LONGEST_NAME, Problem, day_problems, too_long


def add_agency_to_family(
    *,
    household_id: UUID,
    agency_id: UUID,
    by: UUID,
    at: datetime,
    worker_name: str = "",
    has_part: bool = False,
    from_on: date | None = None,
) -> UUID:
    """Record that an agency works with a family, from a day on; one that had left is back. Returns the link's id.

    Raises Refused for another service's agency, or what the rules refuse.
    """
    on = from_on or day_of(at)
    refuse((*_scope_problems(household_id, agency_id), *_link_problems(worker_name, on, None, at)))
    query = select(FamilyAgency).where(FamilyAgency.household_id == household_id, FamilyAgency.agency_id == agency_id)
    link = db.session.scalar(query)
    latest = newest(FamilyAgencyDetails, family_agency_id=link.id) if link else None
    if link is not None and latest is not None and latest.left_on is None:
        return link.id
    if link is None:
        link = FamilyAgency(id=uuid4(), household_id=household_id, agency_id=agency_id)
        append(link)
    _append(link, version_of(latest) + 1, worker_name, has_part, on, by=by, at=at)
    record_change("add_agency_to_family", by=by, at=at, household=household_id, about=str(link.id))
    return link.id


def _scope_problems(household_id: UUID, agency_id: UUID) -> tuple[Problem, ...]:
    query = select(Agency.id).join(Household, Household.service_id == Agency.service_id)
    known = db.session.scalar(query.where(Household.id == household_id, Agency.id == agency_id))
    return () if known else (("agency", "Choose an agency from this service's directory"),)


def change_family_agency(
    *,
    family_agency_id: UUID,
    worker_name: str,
    has_part: bool,
    by: UUID,
    at: datetime,
    from_on: date | None = None,
    seen: int | None = None,
) -> int:
    """Record the named worker, and whether the agency has a part in the plan, as a new version; say which it is.

    Raises Refused, or Conflict where a newer version than `seen` is there.
    """
    link, latest = db.session.get_one(FamilyAgency, family_agency_id), _latest(family_agency_id)
    on = from_on or latest.from_on
    moved = latest.left_on is None and on != latest.from_on
    refuse((*_link_problems(worker_name, on, None, at), *(_frozen_problems(link, latest, "from_on") if moved else ())))
    if latest.left_on is None and (latest.worker_name, latest.has_part, latest.from_on) == (worker_name, has_part, on):
        return latest.version
    version = following(latest.version, seen)
    _append(link, version, worker_name, has_part, on, by=by, at=at)
    record_change("change_family_agency", by=by, at=at, household=link.household_id, about=str(link.id))
    return version


def agency_left(*, family_agency_id: UUID, on: date, by: UUID, at: datetime, seen: int | None = None) -> int:
    """Record that an agency no longer works with a family. Raises Refused, or Conflict as above."""
    link, latest = db.session.get_one(FamilyAgency, family_agency_id), _latest(family_agency_id)
    if latest.left_on == on:
        return latest.version
    frozen = _frozen_problems(link, latest, "left_on") if latest.left_on else ()
    refuse((*_link_problems("", latest.from_on, on, at), *frozen))
    version = following(latest.version, seen)
    _append(link, version, latest.worker_name, latest.has_part, latest.from_on, left_on=on, by=by, at=at)
    record_change("agency_left", by=by, at=at, household=link.household_id, about=str(link.id))
    return version


def carry_agency(*, family_agency_id: UUID, into: UUID, by: UUID, at: datetime) -> None:
    """Record that an agency works with the family in its new household, with the same id and all that is known."""
    link, latest = db.session.get_one(FamilyAgency, family_agency_id), _latest(family_agency_id)
    link.household_id = into
    _append(
        link, latest.version + 1, latest.worker_name, latest.has_part, latest.from_on, left_on=latest.left_on, by=by,
        at=at,
    )  # fmt: skip


def _latest(family_agency_id: UUID) -> FamilyAgencyDetails:
    latest = newest(FamilyAgencyDetails, family_agency_id=family_agency_id)
    if latest is None:
        raise LookupError("an agency of a family without details")
    return latest


def _link_problems(worker_name: str, from_on: date, left_on: date | None, at: datetime) -> tuple[Problem, ...]:
    today = day_of(at)
    early = left_on is not None and left_on < from_on
    return (
        *too_long("worker_name", worker_name, LONGEST_NAME),
        *day_problems("from_on", from_on, today),
        *(day_problems("left_on", left_on, today) if left_on else ()),
        *((("left_on", "The day they stopped cannot be before the day they started"),) if early else ()),
    )


def _frozen_problems(link: FamilyAgency, latest: FamilyAgencyDetails, field: str) -> tuple[Problem, ...]:
    """Refuses to change a day that stood when the family's record was frozen."""
    frozen = as_frozen(FamilyAgencyDetails, link.household_id, family_agency_id=link.id)
    stood = frozen is not None and (frozen.from_on, frozen.left_on) == (latest.from_on, latest.left_on)
    return ((field, FROZEN),) if stood else ()


def _append(
    link: FamilyAgency,
    version: int,
    worker_name: str,
    has_part: bool,
    from_on: date,
    *,
    by: UUID,
    at: datetime,
    left_on: date | None = None,
) -> None:
    append(
        FamilyAgencyDetails(
            family_agency_id=link.id,
            version=version,
            household_id=link.household_id,
            worker_name=worker_name,
            has_part=has_part,
            from_on=from_on,
            left_on=left_on,
            recorded_at=at,
            recorded_by_id=by,
        )
    )
