"""Writes about service users: registering them, correcting what is known, the leaflets they need, what they think."""

from base64 import b32encode
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import select

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.histories import columns_of, newest, refuse, said_of
from people.actions.memberships import append_membership
from people.actions.workers import append_keyworker, append_pharmacy
from people.identifiers import keys_of, sound_of, standard_nhs_number
from people.models import ConsentView, Household, NameToken, PersonDetails, ServiceUser
from people.queries import as_frozen, household_of, person_by_reference
from people.rules import (
    LONGEST_TEXT,
    WHO_A_PERSON_IS,
    ConsentAnswer,
    MembershipHow,
    PersonSaid,
    Problem,
    changed_problems,
    consent_problems,
    person_problems,
    too_long,
)


@dataclass(frozen=True, slots=True)
class Registered:
    """Who was registered, and the household they are of."""

    person_id: UUID
    household_id: UUID


def register_person(
    *,
    service_id: UUID,
    said: PersonSaid,
    by: UUID,
    at: datetime,
    reference: str = "",
    registered_on: date | None = None,
    keyworker_id: UUID | None = None,
    pharmacy_id: UUID | None = None,
    household_id: UUID | None = None,
) -> Registered:
    """Register a service user, in a household of their own unless one of the service is named.

    An empty `reference` gets one made for it. Raises Refused for what the rules refuse, a reference in use, a
    keyworker who is not the service's, a closed pharmacy.
    """
    on = registered_on or day_of(at)
    refuse((*_problems(said, day_of(at)), *_reference_problems(service_id, reference)))
    household = household_id or _new_household(service_id, on)
    user = ServiceUser(
        id=uuid4(), service_id=service_id, reference="", registered_on=on, recorded_at=at, recorded_by_id=by
    )
    user.reference = reference.strip() or _made_reference(user.id)
    append(user)
    _append_details(user, said, 1, "", by=by, at=at)
    registered = MembershipHow.REGISTERED
    append_membership(user.id, household, on, how=registered, version=1, by=by, at=at)
    append_keyworker(service_id, user.id, keyworker_id, on, version=1, by=by, at=at)
    if pharmacy_id is not None:
        append_pharmacy(user.id, pharmacy_id, on, version=1, by=by, at=at)
    record_change("register_person", by=by, at=at, household=household, person=user.id)
    return Registered(user.id, household)


def _new_household(service_id: UUID, on: date) -> UUID:
    household = Household(id=uuid4(), service_id=service_id, next_change_on=on)
    append(household)
    return household.id


def _made_reference(person_id: UUID) -> str:
    """Eight letters and digits that nobody mixes up when reading them out."""
    return b32encode(sha256(person_id.bytes).digest()).decode()[:8]


def _problems(said: PersonSaid, on: date) -> tuple[Problem, ...]:
    wrong = said.nhs_number is not None and standard_nhs_number(said.nhs_number) != said.nhs_number
    number: tuple[Problem, ...] = (("nhs_number", "This is not an NHS number. Check the ten digits"),) if wrong else ()
    return (*person_problems(said, on), *number)


def _reference_problems(service_id: UUID, reference: str) -> tuple[Problem, ...]:
    if not reference.strip():
        return ()
    if len(reference) > 40:
        return (("reference", "A reference has 40 characters or fewer"),)
    taken = person_by_reference(service_id, reference)
    return (("reference", f"{taken.name} has this reference already"),) if taken else ()


def correct_details(
    *, person_id: UUID, said: PersonSaid, by: UUID, at: datetime, because: str = "", seen: int | None = None
) -> int:
    """Record what is known of a person as a new version, and say which it is; nothing new, nothing recorded.

    Raises Refused for what the rules refuse, and for what is frozen; Conflict where a newer version than `seen` is
    there.
    """
    household = household_of(person_id)
    frozen = as_frozen(PersonDetails, household, person_id=person_id)
    held = changed_problems(frozen, said, WHO_A_PERSON_IS) if frozen else ()
    refuse((*_problems(said, day_of(at)), *too_long("because", because, LONGEST_TEXT), *held))
    latest = _latest(person_id)
    if said_of(PersonSaid, latest) == said:
        return latest.version
    version = following(latest.version, seen)
    _append_details(db.session.get_one(ServiceUser, person_id), said, version, because, by=by, at=at)
    record_change("correct_details", by=by, at=at, household=household, person=person_id)
    return version


def record_needs(
    *, person_id: UUID, language: str | None, format: str | None, by: UUID, at: datetime, seen: int | None = None
) -> int:
    """Record in which language and format a person reads leaflets: a new version of their details."""
    said = replace(said_of(PersonSaid, _latest(person_id)), leaflet_language=language, leaflet_format=format)
    return correct_details(person_id=person_id, said=said, by=by, at=at, seen=seen)


def record_treatment_start(
    *, person_id: UUID, started_on: date | None, by: UUID, at: datetime, seen: int | None = None
) -> int:
    """Record when treatment began: a new version of the person's details."""
    said = replace(said_of(PersonSaid, _latest(person_id)), treatment_started_on=started_on)
    return correct_details(person_id=person_id, said=said, by=by, at=at, seen=seen)


def _latest(person_id: UUID) -> PersonDetails:
    latest = newest(PersonDetails, person_id=person_id)
    if latest is None:
        raise LookupError("a service user without details")
    return latest


def _append_details(user: ServiceUser, said: PersonSaid, version: int, because: str, *, by: UUID, at: datetime) -> None:
    details = PersonDetails(
        person_id=user.id, version=version, because=because, recorded_at=at, recorded_by_id=by, **columns_of(said)
    )
    append(details)
    _keep_names(user, said)


def _keep_names(user: ServiceUser, said: PersonSaid) -> None:
    """Add the words of a name under which nobody could find this person yet. Former names stay."""
    known = set(db.session.scalars(select(NameToken.word).where(NameToken.person_id == user.id)))
    words = frozenset().union(*map(keys_of, (said.given_names, said.family_name, said.known_as)))
    db.session.add_all(
        NameToken(service_id=user.service_id, person_id=user.id, word=word, sound=sound_of(word))
        for word in sorted(words - known)
    )
    db.session.flush()


def record_consent_view(
    *,
    person_id: UUID,
    view: ConsentAnswer,
    asked_on: date,
    by: UUID,
    at: datetime,
    not_asked_because: str = "",
) -> UUID:
    """Record what a person thinks of sharing their plan; the newest stands. Raises Refused."""
    refuse(consent_problems(view, not_asked_because, asked_on, day_of(at)))
    row = ConsentView(
        id=uuid4(),
        person_id=person_id,
        view=view,
        not_asked_because=not_asked_because.strip() or None,
        asked_on=asked_on,
        recorded_at=at,
        recorded_by_id=by,
    )
    append(row)
    household = household_of(person_id)
    record_change("record_consent_view", by=by, at=at, household=household, person=person_id, about=str(row.id))
    return row.id
