"""What the pharmacist writes down at the counter, and whom that tells. Nothing here withholds a dose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.calendar import day_of
from core.db import db
from core.wording import listed, long_day
from people.rules import PersonHeader
from safeguarding.actions import record_event, withdraw_event
from safeguarding.models import Event
from safeguarding.rules import EventKind, EventSaid, EventSource
from safetyplans.actions import ask_query, raise_concern
from supply.actions import record_bottle, record_doses, withdraw_bottle
from supply.models import Bottle
from supply.queries import supply_of
from supply.rules import METHADONE, DoseHow, SupplyPolicy, Went
from supply.rules.counter import DoseDetails, Given, NotGivenBecause
from supply.rules.due import are_everyday, became_so_many, missed_to_speak_about
from supply.rules.facts import SupplyOf
from supply.rules.recorded import NOT_TAKEN, missed_runs

SEEN_BY = "The pharmacy"
_PRESSED_TWICE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Counter:
    """Who stands at which counter, when, and whose supply it is about."""

    header: PersonHeader
    supply: SupplyOf
    pharmacy_id: UUID
    by: UUID
    at: datetime
    policy: SupplyPolicy

    @property
    def person_id(self) -> UUID:
        """Whose supply."""
        return UUID(self.header.id)

    @property
    def household_id(self) -> UUID:
        """Their household."""
        return UUID(self.header.household_id)


def record_given(counter: Counter, given: Sequence[Given], details: DoseDetails, happened_on: date) -> tuple[date, ...]:
    """Write down doses given, handed over, missed or not given on a London day.

    Hands back the days missed in a row about which the prescriber is to be spoken to now; keyworker and prescriber are
    told of them at once. Raises Conflict where one of the doses is recorded already, Refused for what cannot be.
    """
    terms = counter.supply.terms_on(happened_on)
    record_doses(
        household_id=counter.household_id,
        person_id=counter.person_id,
        given=given,
        by=counter.by,
        at=counter.at,
        happened_on=happened_on,
        medicine=terms.medicine.code if terms else METHADONE.code,
        pharmacy_id=counter.pharmacy_id,
        details=details,
        everyday=are_everyday(counter.supply, given, day_of(counter.at)),
    )
    if any(each.how in NOT_TAKEN for each in given):
        return tell_of_missed(counter)
    return ()


def tell_of_missed(counter: Counter) -> tuple[date, ...]:
    """Put it on the keyworker's list, beside the prescriber's own finding, with the entry that makes it so many.

    After the entry, with the counter as it stood before it. Hands back as `record_given`.
    """
    today = day_of(counter.at)
    now = supply_of([counter.person_id])[counter.person_id]
    run = missed_to_speak_about(now, today, counter.policy)
    if became_so_many(run, missed_runs(counter.supply.doses, today), counter.policy):
        which = listed(long_day(day) for day in run)
        text = f"Missed: {which}. The prescriber and you have been told. What happens next, and who sees them?"
        ask_query(person_id=counter.person_id, text=text, by=counter.by, at=counter.at)
    return run


def record_not_given(
    counter: Counter, on: date, details: DoseDetails, *, child_was_with_them: bool
) -> tuple[date, ...]:
    """Write down that no dose was given, and why. A child beside somebody drowsy is a concern for the manager at once.

    Hands back and raises as `record_given`.
    """
    run = record_given(counter, [Given(on, DoseHow.NOT_GIVEN)], details, on)
    if child_was_with_them and details.why is NotGivenBecause.INTOXICATED:
        text = f"They were drowsy or unwell at the counter, and a child was with them. {details.note}".strip()
        raise_concern(person_id=counter.person_id, text=text, by=counter.by, at=counter.at)
    return run


def record_vomited(counter: Counter, on: date, what: str, *, seen: bool) -> None:
    """Write down that a dose was vomited on a London day, seen here or told; a button pressed twice is one event."""
    source = EventSource.SEEN if seen else EventSource.SELF_REPORT
    pressed_before = select(Event.id).where(
        Event.person_id == counter.person_id,
        Event.kind == EventKind.VOMITING.value,
        Event.source == source.value,
        Event.what == what,
        Event.happened_on == on,
        Event.recorded_by_id == counter.by,
        Event.recorded_at > counter.at - _PRESSED_TWICE,
    )
    if db.session.scalar(pressed_before.limit(1)) is None:
        _event(counter, EventKind.VOMITING, on, what, source)


def record_lost(counter: Counter, for_on: date | None, on: date, what: str) -> None:
    """Write down that a bottle was lost or stolen: where it is nobody knows, and the family's plan is looked at."""
    if _bottle(counter, Went.LOST, for_on, on).recorded_at < counter.at:
        return  # pressed twice: it is written down already, and so is what happened
    _event(counter, EventKind.DOSE_LOST_OR_STOLEN, on, what, EventSource.SELF_REPORT)


def record_returned(counter: Counter, for_on: date | None, on: date) -> None:
    """Write down that a bottle was brought back, for destruction. The pharmacy's own returns record is elsewhere."""
    _bottle(counter, Went.RETURNED, for_on, on)


def take_back(counter: Counter, what: str, entry_id: UUID, because: str) -> None:
    """Take back what was written down beside the doses ("bottle" or "sick"), with the reason; it stays readable.

    A bottle that was not lost after all takes back with it what was told to have happened. Raises Refused and Conflict.
    """
    said: dict[str, Any] = {
        "household_id": counter.household_id,
        "because": because,
        "by": counter.by,
        "at": counter.at,
    }
    if what == "sick":
        withdraw_event(entry_id=entry_id, **said)
        return
    bottle = db.session.get_one(Bottle, entry_id)
    withdraw_bottle(bottle=bottle, **said)
    told = select(Event.entry_id).where(
        Event.person_id == counter.person_id,
        Event.kind == EventKind.DOSE_LOST_OR_STOLEN.value,
        Event.recorded_at == bottle.recorded_at,
        Event.recorded_by_id == bottle.recorded_by_id,
        Event.version == 1,
    )
    if bottle.went == Went.LOST.value:
        for event in db.session.scalars(told):
            withdraw_event(entry_id=event, **said)


def _bottle(counter: Counter, went: Went, for_on: date | None, on: date) -> Bottle:
    return record_bottle(
        household_id=counter.household_id,
        person_id=counter.person_id,
        went=went,
        for_on=for_on,
        happened_on=on,
        by=counter.by,
        at=counter.at,
    )


def _event(counter: Counter, kind: EventKind, on: date, what: str, source: EventSource) -> None:
    record_event(
        household_id=counter.household_id,
        person_id=counter.person_id,
        said=EventSaid(kind=kind, source=source, seen_by=SEEN_BY, what=what),
        by=counter.by,
        at=counter.at,
        happened_on=on,
    )
