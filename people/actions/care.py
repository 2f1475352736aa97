"""Writes about whether a person is here: care ended, they died, came back, or were recorded twice."""

from datetime import date, datetime
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.histories import newest, refuse, version_of
from people.actions.memberships import join_as_merged
from people.models import CareEnded, ServiceUser
from people.queries import as_frozen, held, household_of
from people.rules import FROZEN, LONGEST_TEXT, CareHow, Problem, blank, day_problems, too_early, too_long

_TWO = "A record here is frozen for an inquiry: two records stay two until a manager lets go of it"


def end_care(
    *,
    person_id: UUID,
    how: CareHow,
    why: str,
    happened_on: date,
    by: UUID,
    at: datetime,
    still_at_home: str = "",
    seen: int | None = None,
) -> int:
    """Record that care ended or the person died: why, when, and what is still at home; which version that is.

    Raises Refused where care has ended already or the rules refuse, Conflict where a newer version is there.
    """
    latest = newest(CareEnded, person_id=person_id)
    over = latest is not None and latest.how != CareHow.RETURNED
    wrong: tuple[Problem, ...] = (("how", "Their care here has ended already"),) if over else ()
    refuse(
        (
            *wrong,
            *_problems(why, still_at_home, happened_on, at),
            *_kind_problems(how),
            *_frozen_problems(person_id, latest, happened_on),
        )
    )
    row = CareEnded(person_id=person_id, how=how, why=why.strip(), still_at_home=still_at_home, happened_on=happened_on)
    return _append(row, latest, "end_care", seen, by=by, at=at)


def return_to_care(
    *, person_id: UUID, why: str, happened_on: date, by: UUID, at: datetime, seen: int | None = None
) -> int:
    """Record that a person came back: everything known of them stands again. Raises as `end_care` does."""
    latest = newest(CareEnded, person_id=person_id)
    here = latest is None or latest.how == CareHow.RETURNED
    wrong: tuple[Problem, ...] = (("how", "Their care here has not ended"),) if here else ()
    refuse((*wrong, *_problems(why, "", happened_on, at), *_frozen_problems(person_id, latest, happened_on)))
    row = CareEnded(person_id=person_id, how=CareHow.RETURNED, why=why.strip(), happened_on=happened_on)
    return _append(row, latest, "return_to_care", seen, by=by, at=at)


def merge_people(
    *, person_id: UUID, into_person_id: UUID, why: str, by: UUID, at: datetime, on: date | None = None
) -> None:
    """Record that `person_id` is the same person as `into_person_id`, who goes on. Both histories are kept.

    Where the two were in different households, the one recorded twice comes into the other's, with everybody of
    theirs where they were the only service user. Raises Refused for people of two services, for one and the same, and
    while a record is frozen.
    """
    day = on or day_of(at)
    one, other = db.session.get_one(ServiceUser, person_id), db.session.get_one(ServiceUser, into_person_id)
    latest = newest(CareEnded, person_id=person_id)
    same = person_id == into_person_id or one.service_id != other.service_id
    twice = latest is not None and latest.how == CareHow.MERGED
    wrong: tuple[Problem, ...] = (("into", "Choose the other record of this person, at this service"),) if same else ()
    frozen = any(held(home) for home in map(household_of, (person_id, into_person_id)) if home is not None)
    done: tuple[Problem, ...] = (("into", "This record has been brought together with another one"),) if twice else ()
    refuse((*wrong, *done, *_problems(why, "", day, at), *((("into", _TWO),) if frozen else ())))
    target = household_of(into_person_id)
    if target is not None:
        join_as_merged(person_id, target, day, by=by, at=at)
    row = CareEnded(
        person_id=person_id, how=CareHow.MERGED, why=why.strip(), happened_on=day, merged_into_id=into_person_id
    )
    _append(row, latest, "merge_people", None, by=by, at=at)
    record_change("merge_people", by=by, at=at, household=target, person=into_person_id, about=str(person_id))


def _append(row: CareEnded, latest: CareEnded | None, verb: str, seen: int | None, *, by: UUID, at: datetime) -> int:
    row.version = following(version_of(latest), seen)
    row.recorded_at, row.recorded_by_id = at, by
    append(row)
    record_change(verb, by=by, at=at, household=household_of(row.person_id), person=row.person_id)
    return row.version


def _problems(why: str, still_at_home: str, on: date, at: datetime) -> tuple[Problem, ...]:
    return (
        *blank("why", why, "Say why, in a few words"),
        *too_long("why", why, LONGEST_TEXT),
        *too_long("still_at_home", still_at_home, LONGEST_TEXT),
        *day_problems("happened_on", on, day_of(at)),
    )


def _frozen_problems(person_id: UUID, latest: CareEnded | None, on: date) -> tuple[Problem, ...]:
    """Refuses a day before what is frozen, and to take back that somebody died or was recorded twice."""
    frozen = as_frozen(CareEnded, household_of(person_id), person_id=person_id)
    if frozen is None or latest is None:
        return ()
    stands = frozen.version == latest.version and frozen.how in (CareHow.DIED, CareHow.MERGED)
    return (("how", FROZEN),) if stands else too_early("happened_on", on, frozen.happened_on)


def _kind_problems(how: CareHow) -> tuple[Problem, ...]:
    fits = how in (CareHow.ENDED, CareHow.DIED)
    return () if fits else (("how", "Say whether care ended or the person died"),)
