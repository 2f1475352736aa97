"""What the desk of one pharmacy reads: who comes today, and one person with whom to ring. The pharmacy first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from core.bank_holidays import Nation
from core.db import db
from dispensing.queries.alike import like_named
from dispensing.rules.counter_words import act_words, dose_words, entry_words, what_is_due
from people.queries import named_at_pharmacy
from people.rules import PersonHeader, PersonNamed
from safetyplans.models import PharmacistCheck, PharmacistQuery, StorageAsked
from safetyplans.queries import Asked, asked_by_pharmacist
from staff.models import Service, StaffMember
from supply.queries import supply_of
from supply.rules import SupplyPolicy
from supply.rules.due import due_today, entries_on, missed_to_speak_about
from supply.rules.facts import SupplyOf

LOOKS_BACK = timedelta(days=35)
"""How far back the counter reads doses: longer than any instalment and any run of missed days it asks about."""

MOST_AT_DESK = 200
"""So many people are listed; others are found by name or date of birth."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """Somebody of this pharmacy on a day: what is due in words and as a press, what is written down, who is like.

    `due`: something is to be done here today. `act`: the usual press, empty where there is none. `done`: what stands.
    `speak`: days missed in a row about which nobody has spoken to the prescriber yet.
    """

    header: PersonNamed
    today: str
    dose: str
    act: str
    done: str
    due: bool
    alike: tuple[PersonNamed, ...] = ()
    speak: int = 0


_Said = tuple[str, str, str, bool]
"""What is due in words, the dose, the press, and whether something is due."""

_Same = dict[tuple[int, int, int], _Said]
"""By the objects (all alive while the list is made) of an arrangement, a prescription and a calendar."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom the counter rings: the keyworker by name, the service by telephone."""

    keyworker: str
    service: str
    phone: str
    out_of_hours: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The last time a pharmacist looked at the plan and ticked "checked"."""

    by: str
    at: datetime


def desk_lines(pharmacy_id: UUID, on: date, policy: SupplyPolicy) -> tuple[DeskLine, ...]:
    """This pharmacy's people on a London day: those due and not written down first, then by name. Six statements."""
    people = named_at_pharmacy(pharmacy_id, limit=MOST_AT_DESK)
    alike = like_named(people.values())
    supplies = supply_of(people, doses_since=on - LOOKS_BACK, everyday_since=on)
    same: _Same = {}
    lines = [_line(header, supplies[one], alike, on, policy, same) for one, header in people.items()]
    return tuple(sorted(lines, key=_order))


def _order(line: DeskLine) -> tuple[bool, str, str]:
    return not (line.due or bool(line.done)), *as_listed(line.header)


def as_listed(header: PersonNamed | PersonHeader) -> tuple[str, str]:
    """By what the counter's lists are sorted, on the screen and on paper: the family name, then the whole."""
    return header.family_name.casefold(), header.name


def _line(
    header: PersonNamed,
    supply: SupplyOf,
    alike: Mapping[str, tuple[PersonNamed, ...]],
    on: date,
    policy: SupplyPolicy,
    same: _Same,
) -> DeskLine:
    today, dose, act, is_due = _said(supply, on) if supply.doses else _said_once(supply, on, same)
    return DeskLine(
        header=header,
        today=today,
        dose=dose,
        act=act,
        done=entry_words(entries_on(supply, on)) if supply.doses else "",
        due=is_due,
        alike=alike.get(header.id, ()),
        speak=len(missed_to_speak_about(supply, on, policy)) if supply.doses else 0,
    )


def _said_once(supply: SupplyOf, on: date, same: _Same) -> _Said:
    """What is said of everybody of whom nothing is written down, and who have the same in use, prescribed and open."""
    fact = supply.in_use_on(on)
    which = (id(fact.arrangement) if fact else 0, id(supply.terms_on(on)), id(supply.calendar))
    if which not in same:
        same[which] = _said(supply, on)
    return same[which]


def _said(supply: SupplyOf, on: date) -> _Said:
    due, terms = due_today(supply, on), supply.terms_on(on)
    dose = dose_words(terms, ()) if due.given else ""
    return what_is_due(due, terms), dose, act_words(due.given), bool(due.given) or due.done


def alike_at(pharmacy_id: UUID, person_id: UUID) -> tuple[PersonNamed, ...]:
    """Those at this counter who are called like a person."""
    return like_named(named_at_pharmacy(pharmacy_id, limit=MOST_AT_DESK).values()).get(str(person_id), ())


def ring(header: PersonHeader) -> Ring:
    """Whom to ring about a person."""
    service = db.session.get_one(Service, UUID(header.service_id))
    return Ring(header.keyworker_name, service.name, service.phone, service.out_of_hours)


def nation_of(service_id: UUID) -> Nation:
    """Whose bank holidays count for a service's working days."""
    return Nation(db.session.get_one(Service, service_id).nation)


def last_checked(pharmacy_id: UUID, person_id: UUID) -> Checked | None:
    """When somebody of this pharmacy last ticked "checked"."""
    query = (
        select(StaffMember.name, PharmacistCheck.recorded_at)
        .join(StaffMember, StaffMember.id == PharmacistCheck.recorded_by_id)
        .where(PharmacistCheck.person_id == person_id, StaffMember.pharmacy_id == pharmacy_id)
        .order_by(PharmacistCheck.recorded_at.desc(), PharmacistCheck.id)
    )
    row = db.session.execute(query.limit(1)).first()
    return Checked(row.name, row.recorded_at) if row else None


def asked_here(pharmacy_id: UUID, person_id: UUID) -> list[Asked]:
    """What this pharmacy asked or raised about a person, newest first, with the answers."""
    query = (
        select(PharmacistQuery.id)
        .join(StaffMember, StaffMember.id == PharmacistQuery.recorded_by_id)
        .where(PharmacistQuery.person_id == person_id, StaffMember.pharmacy_id == pharmacy_id)
    )
    ours: Collection[UUID] = set(db.session.scalars(query))
    return [one for one in asked_by_pharmacist(person_id) if one.row.id in ours]


def storage_questions_due(person_id: UUID, on: date, every_days: int) -> bool:
    """Whether the three questions about storage were not asked for so many days before a London day."""
    query = select(StorageAsked.happened_on).where(
        StorageAsked.person_id == person_id, StorageAsked.happened_on > on - timedelta(days=every_days)
    )
    return db.session.scalar(query.limit(1)) is None
