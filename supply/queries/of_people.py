"""Everything about people's supply, in a fixed number of statements however many they are."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Executable,
    Row,
    Select,
    Text,
    bindparam,
    cast,
    exists,
    literal,
    null,
    select,
    text,
    union_all,
)

from core.columns import UtcDateTime
from core.db import Among, read
from supply.models import ODD, ArrangementInUse, Bottle, BottleTakenBack, Dose, PrescriberSpoken, Prescription
from supply.queries.pharmacies import EVER, Opening, openings
from supply.rules import (
    MEDICINES,
    NEVER_CLOSED,
    Arrangement,
    BottleFact,
    DoseFact,
    DoseHow,
    PrescriptionTerms,
    Went,
    Wording,
    dose_taken_at_home,
    from_plain,
)
from supply.rules.counter import Second
from supply.rules.facts import InUseFact, PrescriptionFact, SpokenFact, SupplyOf
from supply.rules.recorded import NOT_TAKEN

_NOT_TAKEN = tuple(how.value for how in NOT_TAKEN)
_UNKNOWN_HOURS = Opening(NEVER_CLOSED, hours_known=False)
_ByPerson = dict[UUID, list[Row[Any]]]


def supply_of(
    person_ids: Collection[UUID],
    *,
    known_at: datetime | None = None,
    doses_since: date | None = None,
    everyday_since: date | None = None,
) -> dict[UUID, SupplyOf]:
    """What is known of each person's supply, each kind in order of recording: five statements.

    `known_at`: only what was recorded by that instant (UTC). `doses_since`: only doses of that London day or later.
    `everyday_since`: as the counter's list asks. Of the days before it only what was missed, not given or put right;
    no bottles; and with whom it was spoken only where something was missed.
    """
    alone = len(person_ids) == 1
    values = {
        "ids": next(iter(person_ids)) if alone else list(person_ids),
        "known_at": known_at or EVER,
        "doses_since": doses_since or date.min,
        "last_day": date.max,  # between two days PostgreSQL expects few, and keeps the plan it has
        "everyday_since": everyday_since,
    }
    rows = _load(values, alone) if everyday_since is None else _load_at_counter(values, alone)
    pharmacies = {some[-1].pharmacy_id for some in rows.prescriptions.values() if some[-1].pharmacy_id is not None}
    opening = openings(pharmacies, known_at=known_at)
    return {person_id: _supply(person_id, rows, opening) for person_id in person_ids}


@dataclass(frozen=True, slots=True)
class _Rows:
    prescriptions: _ByPerson
    in_use: _ByPerson
    doses: _ByPerson
    bottles: _ByPerson = field(default_factory=dict)
    spoken: _ByPerson = field(default_factory=dict)


def _load(values: dict[str, Any], alone: bool) -> _Rows:
    return _Rows(
        *_in_force(values, alone),
        doses=_read(_doses(alone), values),
        bottles=_read(_bottles(alone), values),
        spoken=_read(_spokens(alone), values),
    )


def _load_at_counter(values: dict[str, Any], alone: bool) -> _Rows:
    few = _read(_doses_at_counter(alone), values)
    missed = any(row.how in _NOT_TAKEN for some in few.values() for row in some)
    return _Rows(*_in_force(values, alone), doses=few, spoken=_read(_spokens(alone), values) if missed else {})


def _in_force(values: dict[str, Any], alone: bool) -> tuple[_ByPerson, _ByPerson]:
    """What is prescribed, and what is in use."""
    prescribed: _ByPerson = {}
    in_use: _ByPerson = {}
    for row in read(_prescribed_and_in_use(alone), values):
        (prescribed if row[_SOURCE] is None else in_use).setdefault(row[0], []).append(row)
    return prescribed, in_use


def _read(query: Executable, values: dict[str, Any]) -> _ByPerson:
    found: _ByPerson = {}
    for row in read(query, values):
        found.setdefault(row[0], []).append(row)
    return found


def _of(alone: bool, model: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    """What was recorded of some people by an instant, as a statement that is made once: for one, and for many.

    The plan for an unknown number of people is never the cheapest for one: PostgreSQL would think of it anew each time.
    """
    theirs = model.person_id == bindparam("ids") if alone else Among(model.person_id, "ids")
    return select(model.person_id, *columns).where(theirs, model.recorded_at <= bindparam("known_at"))


@cache
def _prescribed_and_in_use(alone: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Prescriptions, and arrangements in use, which alone have a source: in one, as every press asks for both."""
    one, used, none = Prescription, ArrangementInUse, null()
    prescribed = _of(
        alone, one, one.id, one.medicine, one.mg_a_day, one.pharmacy_id, one.starts_on, one.ends_on,
        cast(one.wording, Text).label("plain"), one.titrating, one.recorded_at, none.label("source"), one.version,
    )  # fmt: skip
    in_use = _of(
        alone, used, used.id, none, none, none, used.from_on, none,
        cast(used.arrangement, Text), used.since_unknown, used.recorded_at, used.source, literal(0),
    )  # fmt: skip
    return union_all(prescribed, in_use).order_by("version", "recorded_at", "id")


_SOURCE = 10
"""Where an arrangement's source stands in such a row: what hundreds of rows are asked for, is asked by its place."""


@cache
def _doses(alone: bool) -> Select[*tuple[Any, ...]]:
    return _doses_from("doses_since", alone)


@cache
def _doses_at_counter(alone: bool) -> Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]:
    """Every dose from a day on, and of those before it the few that are odd.

    Of one person they are picked out of a month's; of many each kind is found by an index of its own.
    """
    everyday: BindParameter[date] = bindparam("everyday_since")
    odd = text(f"({ODD})")
    if alone:
        return _doses_from("doses_since", alone).where((Dose.for_on >= everyday) | odd)
    few = _doses_from("doses_since", alone).where(Dose.for_on < everyday, odd)
    return union_all(_doses_from("everyday_since", alone), few)


def _doses_from(day: str, alone: bool) -> Select[*tuple[Any, ...]]:
    one = Dose
    columns = (one.for_on, one.how, one.happened_on, one.recorded_at, one.part, one.version, one.withdrawn, one.why)
    found = _of(alone, one, *columns, one.second, one.mg, one.medicine, one.happened_at)
    return found.where(one.for_on.between(bindparam(day), bindparam("last_day")))


@cache
def _bottles(alone: bool) -> Select[*tuple[Any, ...]]:
    one = Bottle
    found = _of(alone, one, one.went, one.happened_on, one.recorded_at, one.for_on)
    return found.where(not_taken_back(bindparam("known_at", type_=UtcDateTime()))).order_by(one.recorded_at, one.id)


def not_taken_back(known_at: ColumnElement[datetime] | None = None) -> ColumnElement[bool]:
    """A condition on Bottle: the entry was not taken back, as known at an instant."""
    back = exists().where(BottleTakenBack.bottle_id == Bottle.id)
    return ~(back if known_at is None else back.where(BottleTakenBack.recorded_at <= known_at))


@cache
def _spokens(alone: bool) -> Select[*tuple[Any, ...]]:
    one = PrescriberSpoken
    columns = (one.recorded_at, one.happened_on, one.spoke_to, one.advice, one.supplied)
    return _of(alone, one, *columns).order_by(one.recorded_at, one.id)


def _supply(person_id: UUID, rows: _Rows, opening: dict[UUID, Opening]) -> SupplyOf:
    prescriptions = rows.prescriptions.get(person_id, ())
    pharmacy_id = prescriptions[-1].pharmacy_id if prescriptions else None
    calendar = _UNKNOWN_HOURS if pharmacy_id is None else opening[pharmacy_id]
    known = SupplyOf(
        person_id=str(person_id),
        prescriptions=tuple(_prescription(*row[1:10]) for row in prescriptions),
        in_use=tuple(_in_use(*row[5:11]) for row in rows.in_use.get(person_id, ())),
        calendar=calendar.calendar,
        bottles=tuple(_bottle(row) for row in rows.bottles.get(person_id, ())) if rows.bottles else (),
        spoken=tuple(_spoken(row) for row in rows.spoken.get(person_id, ())) if rows.spoken else (),
        hours_known=calendar.hours_known,
    )
    doses = rows.doses.get(person_id)
    return _with_doses(known, doses) if doses else known


@lru_cache(maxsize=4096)
def _prescription(
    prescription_id: UUID,
    medicine: str,
    mg_a_day: Decimal,
    pharmacy_id: UUID | None,
    starts_on: date,
    ends_on: date | None,
    wording: str,
    titrating: bool,
    recorded_at: datetime,
) -> PrescriptionFact:
    """A prescription as it is read: the rows never change, and the counter reads them all day."""
    terms = _terms(mg_a_day, starts_on, medicine, _words(wording), titrating, ends_on)
    return PrescriptionFact(str(prescription_id), terms, recorded_at, "" if pharmacy_id is None else str(pharmacy_id))


def _words(plain: str) -> tuple[str, ...]:
    return tuple(json.loads(plain))


def terms_of(row: Any) -> PrescriptionTerms:
    """What a row of Prescription says."""
    return _terms(row.mg_a_day, row.starts_on, row.medicine, tuple(row.wording), row.titrating, row.ends_on)


@lru_cache(maxsize=4096)
def _terms(
    mg_a_day: Decimal, starts_on: date, medicine: str, wording: tuple[str, ...], titrating: bool, ends_on: date | None
) -> PrescriptionTerms:
    """One object for what is prescribed alike."""
    return PrescriptionTerms(
        mg_a_day=mg_a_day,
        starts_on=starts_on,
        medicine=MEDICINES[medicine],
        wording=frozenset(Wording(word) for word in wording),
        titrating=titrating,
        ends_on=ends_on,
    )


@lru_cache(maxsize=4096)
def _in_use(
    from_on: date, _ends_on: None, arrangement: str, since_unknown: bool | None, recorded_at: datetime, source: str
) -> InUseFact:
    """What is in use as it is read, likewise."""
    return InUseFact(_arrangement(arrangement), from_on, recorded_at, source, bool(since_unknown))


@lru_cache(maxsize=1024)
def _arrangement(plain: str) -> Arrangement:
    """An arrangement as it is stored; most people have one of few."""
    return from_plain(json.loads(plain))


def _with_doses(known: SupplyOf, doses: Collection[Row[Any]]) -> SupplyOf:
    """Every version of the entries that stand; those whose newest version takes them back are left out whole."""
    newest: dict[tuple[str, date, int], Row[Any]] = {}
    for row in sorted(doses, key=lambda dose: dose.version):
        newest[row.medicine, row.for_on, row.part] = row
    standing = (row for row in doses if not newest[row.medicine, row.for_on, row.part].withdrawn)
    ordered = sorted(standing, key=lambda row: (row.recorded_at, row.for_on, row.part, row.version))
    taken_back = frozenset(row.for_on for row in newest.values() if row.withdrawn)
    return replace(known, doses=tuple(_dose(row, known) for row in ordered), taken_back=taken_back)


def _dose(row: Row[Any], known: SupplyOf) -> DoseFact:
    return DoseFact(
        for_on=row.for_on,
        how=DoseHow(row.how),
        happened_on=row.happened_on,
        recorded_at=row.recorded_at,
        part=row.part,
        version=row.version,
        due_at_home=row.how == DoseHow.MISSED.value and _due_at_home(row.for_on, known),
        why=row.why or "",
        replaces=row.second == Second.REPLACEMENT,
        mg=row.mg,
        medicine=row.medicine,
        happened_at=row.happened_at,
    )


def _due_at_home(day: date, known: SupplyOf) -> bool:
    """Whether the arrangement then in use had that day's dose taken at home; no where it is not known."""
    fact, terms = known.in_use_on(day), known.terms_on(day)
    if fact is None or terms is None or not terms.medicine.goes_home:
        return False
    return dose_taken_at_home(fact.arrangement, known.calendar, terms.wording, day) is True


def _bottle(row: Row[Any]) -> BottleFact:
    return BottleFact(Went(row.went), row.happened_on, row.recorded_at, row.for_on)


def _spoken(row: Row[Any]) -> SpokenFact:
    return SpokenFact(row.recorded_at, row.happened_on, row.spoke_to, row.advice, row.supplied)
