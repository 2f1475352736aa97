"""Writes about who works with whom: the keyworker, the pharmacy, and handing people over."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.histories import newest, refuse, version_of
from people.models import KeyworkerAssignment, PharmacyAssignment, ServiceUser
from people.queries import household_of, person_headers, possible_keyworkers
from people.rules import Problem, day_problems
from staff.models import Pharmacy


def assign_keyworker(
    *,
    person_id: UUID,
    staff_id: UUID | None,
    by: UUID,
    at: datetime,
    from_on: date | None = None,
    seen: int | None = None,
) -> int:
    """Name a person's keyworker (None: nobody) and say which version that is; no change, nothing recorded.

    Raises Refused for somebody who may not be one here, Conflict where a newer version than `seen` is there.
    """
    on = from_on or day_of(at)
    user = db.session.get_one(ServiceUser, person_id)
    latest = newest(KeyworkerAssignment, person_id=person_id)
    if latest is not None and latest.staff_id == staff_id:
        return latest.version
    version = following(version_of(latest), seen)
    append_keyworker(user.service_id, person_id, staff_id, on, version=version, by=by, at=at)
    record_change("assign_keyworker", by=by, at=at, household=household_of(person_id), person=person_id)
    return version


def append_keyworker(
    service_id: UUID, person_id: UUID, staff_id: UUID | None, on: date, *, version: int, by: UUID, at: datetime
) -> None:
    """Append a version of who is keyworker. Raises Refused for somebody who may not be one at this service."""
    refuse((*_keyworker_problems(service_id, {staff_id}), *day_problems("from_on", on, day_of(at))))
    append(
        KeyworkerAssignment(
            person_id=person_id, version=version, staff_id=staff_id, from_on=on, recorded_at=at, recorded_by_id=by
        )
    )


def _keyworker_problems(service_id: UUID, wanted: set[UUID | None]) -> tuple[Problem, ...]:
    asked = {str(staff_id) for staff_id in wanted if staff_id is not None}
    if asked and not asked <= {worker.id for worker in possible_keyworkers(service_id)}:
        return (("keyworker", "Choose a keyworker from the staff of this service whose account is open"),)
    return ()


def hand_over_people(
    *,
    service_id: UUID,
    to: Mapping[UUID, UUID],
    by: UUID,
    at: datetime,
    from_on: date | None = None,
    seen: Mapping[UUID, int] | None = None,
) -> int:
    """Give each person (the key) to a keyworker (the value), all or none; how many changed hands.

    Raises Refused where a worker may not be keyworker or a person is not the service's, Conflict where somebody
    else has named another keyworker since `seen`.
    """
    people = person_headers(to)
    foreign = any(id not in people or people[id].service_id != str(service_id) for id in to)
    wrong: tuple[Problem, ...] = (("people", "Somebody on this list is not with this service"),) if foreign else ()
    on = from_on or day_of(at)
    refuse((*wrong, *_keyworker_problems(service_id, set(to.values())), *day_problems("from_on", on, day_of(at))))
    changed = [id for id, staff_id in to.items() if people[id].keyworker_id != str(staff_id)]
    for id in changed:
        version = following(people[id].keyworker_version, (seen or {}).get(id))
        append(
            KeyworkerAssignment(
                person_id=id, version=version, staff_id=to[id], from_on=on, recorded_at=at, recorded_by_id=by
            )
        )
        record_change("hand_over_people", by=by, at=at, household=UUID(people[id].household_id), person=id)
    return len(changed)


def assign_pharmacy(
    *,
    person_id: UUID,
    pharmacy_id: UUID | None,
    by: UUID,
    at: datetime,
    from_on: date | None = None,
    seen: int | None = None,
) -> int:
    """Say which pharmacy serves a person (None: none), from a day that may be to come; which version that is.

    No change, nothing recorded. The pharmacy can prepare: it sees the person from the recording on.

    Raises Refused for a closed pharmacy, Conflict where a newer version is there.
    """
    on = from_on or day_of(at)
    latest = newest(PharmacyAssignment, person_id=person_id)
    if latest is not None and latest.pharmacy_id == pharmacy_id:
        return latest.version
    version = following(version_of(latest), seen)
    append_pharmacy(person_id, pharmacy_id, on, version=version, by=by, at=at)
    record_change("assign_pharmacy", by=by, at=at, household=household_of(person_id), person=person_id)
    return version


def append_pharmacy(
    person_id: UUID, pharmacy_id: UUID | None, on: date, *, version: int, by: UUID, at: datetime
) -> None:
    """Append a version of which pharmacy serves. Raises Refused for one that is closed or unknown."""
    refuse(_pharmacy_problems(pharmacy_id))
    append(
        PharmacyAssignment(
            person_id=person_id, version=version, pharmacy_id=pharmacy_id, from_on=on, recorded_at=at,
            recorded_by_id=by,
        )
    )  # fmt: skip


def _pharmacy_problems(pharmacy_id: UUID | None) -> tuple[Problem, ...]:
    if pharmacy_id is None:
        return ()
    query = select(Pharmacy.id).where(Pharmacy.id == pharmacy_id, Pharmacy.closed_at.is_(None))
    return () if db.session.scalar(query) else (("pharmacy", "Choose a pharmacy from the list"),)
