"""Everything about people's supply, in a fixed number of statements however many they are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from core.db import db
from supply.models import ArrangementInUse, Bottle, Dose, PrescriberSpoken, Prescription
from supply.queries.pharmacies import Opening, openings
from supply.rules import (
    MEDICINES,
    NEVER_CLOSED,
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

_Row = TypeVar("_Row", Prescription, ArrangementInUse, Dose, Bottle, PrescriberSpoken)
_ByPerson = dict[UUID, list[_Row]]
_UNKNOWN_HOURS = Opening(NEVER_CLOSED, hours_known=False)


def supply_of(
    person_ids: Collection[UUID],
    *,
    known_at: datetime | None = None,
    doses_since: date | None = None,
    everyday_since: date | None = None,
) -> dict[UUID, SupplyOf]:
    """What is known of each person's supply, each kind in order of recording: eight statements.

    `known_at`: only what was recorded by that instant (UTC). `doses_since`: only doses of that London day or later.
    `everyday_since`: of the days before it only what was missed, not given or put right, as the counter's list asks.
    """
    rows = _load(person_ids, known_at, doses_since, everyday_since)
    pharmacies = {some[-1].pharmacy_id for some in rows.prescriptions.values() if some[-1].pharmacy_id is not None}
    opening = openings(pharmacies, known_at=known_at)
    return {person_id: _supply(person_id, rows, opening) for person_id in person_ids}


@dataclass(frozen=True, slots=True)
class _Rows:
    prescriptions: _ByPerson[Prescription]
    in_use: _ByPerson[ArrangementInUse]
    doses: _ByPerson[Dose]
    bottles: _ByPerson[Bottle]
    spoken: _ByPerson[PrescriberSpoken]


def _load(
    person_ids: Collection[UUID], known_at: datetime | None, doses_since: date | None, everyday_since: date | None
) -> _Rows:
    recent: tuple[ColumnElement[bool], ...] = () if doses_since is None else (Dose.for_on >= doses_since,)
    if everyday_since is not None:
        odd = Dose.how.in_([how.value for how in NOT_TAKEN]) | (Dose.version > 1)
        recent = (*recent, (Dose.for_on >= everyday_since) | odd)
    return _Rows(
        _rows(Prescription, person_ids, known_at),
        _rows(ArrangementInUse, person_ids, known_at),
        _rows(Dose, person_ids, known_at, *recent),
        _rows(Bottle, person_ids, known_at),
        _rows(PrescriberSpoken, person_ids, known_at),
    )


def _rows(model: type[_Row], person_ids: Collection[UUID], known_at: datetime | None, *only: Any) -> _ByPerson[_Row]:
    query = select(model).where(model.person_id.in_(person_ids), *only)
    if known_at is not None:
        query = query.where(model.recorded_at <= known_at)
    found: _ByPerson[_Row] = defaultdict(list)
    for row in db.session.scalars(query.order_by(model.recorded_at, model.id)):
        found[row.person_id].append(row)
    return found


def _supply(person_id: UUID, rows: _Rows, opening: dict[UUID, Opening]) -> SupplyOf:
    prescriptions = sorted(rows.prescriptions.get(person_id, ()), key=lambda row: row.version)
    pharmacy_id = prescriptions[-1].pharmacy_id if prescriptions else None
    calendar = _UNKNOWN_HOURS if pharmacy_id is None else opening[pharmacy_id]
    prescribed = tuple(_prescription(row) for row in prescriptions)
    in_use = tuple(_in_use(row) for row in rows.in_use.get(person_id, ()))
    known = SupplyOf(str(person_id), prescriptions=prescribed, in_use=in_use, calendar=calendar.calendar)
    return SupplyOf(
        person_id=str(person_id),
        prescriptions=prescribed,
        in_use=in_use,
        calendar=calendar.calendar,
        doses=tuple(_dose(row, known) for row in _not_withdrawn(rows.doses.get(person_id, ()))),
        bottles=tuple(_bottle(row) for row in rows.bottles.get(person_id, ())),
        spoken=tuple(_spoken(row) for row in rows.spoken.get(person_id, ())),
        hours_known=calendar.hours_known,
    )


def _prescription(row: Prescription) -> PrescriptionFact:
    return PrescriptionFact(
        str(row.id), terms_of(row), row.recorded_at, "" if row.pharmacy_id is None else str(row.pharmacy_id)
    )


def terms_of(row: Prescription) -> PrescriptionTerms:
    """What a prescription says."""
    return PrescriptionTerms(
        mg_a_day=row.mg_a_day,
        starts_on=row.starts_on,
        medicine=MEDICINES[row.medicine],
        wording=frozenset(Wording(word) for word in row.wording),
        titrating=row.titrating,
        ends_on=row.ends_on,
    )


def _in_use(row: ArrangementInUse) -> InUseFact:
    return InUseFact(from_plain(row.arrangement), row.from_on, row.recorded_at, row.source, bool(row.since_unknown))


def _not_withdrawn(doses: Collection[Dose]) -> list[Dose]:
    """Every version of the entries that stand; those whose newest version takes them back are left out whole."""
    newest: dict[tuple[str, date, int], Dose] = {}
    for row in sorted(doses, key=lambda dose: dose.version):
        newest[row.medicine, row.for_on, row.part] = row
    standing = (row for row in doses if not newest[row.medicine, row.for_on, row.part].withdrawn)
    return sorted(standing, key=lambda row: (row.recorded_at, row.for_on, row.part, row.version))


def _dose(row: Dose, known: SupplyOf) -> DoseFact:
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


def _bottle(row: Bottle) -> BottleFact:
    return BottleFact(Went(row.went), row.happened_on, row.recorded_at, row.for_on)


def _spoken(row: PrescriberSpoken) -> SpokenFact:
    return SpokenFact(row.recorded_at, row.happened_on, row.spoke_to, row.advice, row.supplied)
