"""Prescriptions, pharmacies, the arrangement in use and doses: written down, refused, read back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.bank_holidays import Nation
from core.conflict import Conflict, Refused
from core.db import db
from people.models import Household
from people.queries import person
from staff.models import Pharmacy
from supply.actions import (
    close_day,
    correct_dose,
    open_day,
    prescribe,
    record_bottle,
    record_dose,
    record_prescriber_spoken,
    set_arrangement_in_use,
    set_pharmacy_hours,
    withdraw_dose,
)
from supply.models import Dose, Prescription
from supply.queries import person_ids_at, supply_of
from supply.rules import DoseHow, Pattern, Went, Wording, from_pattern
from supply.rules.facts import InUseSource, SupplyOf
from supply.rules.prescribing import PrescribingPolicy, PrescriptionSaid, unlikely
from tests.people.builders import AT, TODAY, Home, a_home, later, statements
from tests.staff.builders import a_pharmacy

pytestmark = pytest.mark.usefixtures("inside")

DAILY = from_pattern(Pattern.DAILY_PICK_UP)
SUPERVISED = from_pattern(Pattern.SUPERVISED_7)
SUNDAY = 6


def signed(home: Home, **values: Any) -> dict[str, Any]:
    """Whose, who records, and when."""
    return {"household_id": home.household_id, "person_id": home.person_id, **home.signed} | values


def prescribed(home: Home, pharmacy: Pharmacy | None = None, **values: Any) -> Prescription:
    """60 mg a day from today, flushed."""
    acting = {name: values.pop(name) for name in ("at", "seen_version") if name in values}
    said: dict[str, Any] = {"mg_a_day": Decimal(60), "starts_on": TODAY}
    said["pharmacy_id"] = pharmacy.id if pharmacy else None
    return prescribe(said=PrescriptionSaid(**said | values), **signed(home, **acting))


def told(home: Home) -> SupplyOf:
    """What is known of the person's supply."""
    return supply_of([home.person_id])[home.person_id]


def shut(pharmacy: Pharmacy, home: Home, *weekdays: int, bank_holidays: bool = False, **values: Any) -> None:
    """The pharmacy's usual hours."""
    set_pharmacy_hours(
        pharmacy_id=pharmacy.id,
        closed_weekdays=weekdays,
        shut_on_bank_holidays=bank_holidays,
        nation=values.pop("nation", Nation.ENGLAND_AND_WALES),
        **home.signed | values,
    )


def test_a_prescription_is_read_back_as_terms() -> None:
    home = a_home()
    pharmacy = a_pharmacy(home.service)
    row = prescribed(
        home,
        pharmacy,
        mg_a_day=Decimal("62.5"),
        ends_on=TODAY + timedelta(days=13),
        wording=frozenset({Wording.CLOSED_DAYS, Wording.SEPARATE_CONTAINERS}),
        titrating=True,
    )
    (one,) = told(home).prescriptions
    assert (one.id, one.pharmacy_id, one.recorded_at) == (str(row.id), str(pharmacy.id), AT)
    assert (one.terms.mg_a_day, one.terms.starts_on, one.terms.ends_on) == (
        Decimal("62.5"),
        TODAY,
        TODAY + timedelta(days=13),
    )
    assert one.terms.wording == {Wording.CLOSED_DAYS, Wording.SEPARATE_CONTAINERS}
    assert one.terms.titrating


def test_a_new_prescription_is_the_next_version_and_the_older_stays() -> None:
    home = a_home()
    prescribed(home)
    prescribed(home, mg_a_day=Decimal(70), at=later())
    assert [one.terms.mg_a_day for one in told(home).prescriptions] == [Decimal(60), Decimal(70)]


def test_nothing_is_prescribed_for_nothing_nor_ends_before_it_starts() -> None:
    home = a_home()
    with pytest.raises(Refused) as refused:
        prescribed(home, mg_a_day=Decimal(0), ends_on=TODAY - timedelta(days=1), medicine="aspirin")
    assert [field for field, _ in refused.value.problems] == ["mg_a_day", "medicine", "ends_on"]
    assert told(home).prescriptions == ()


def test_ten_times_the_dose_and_a_year_ahead_are_taken_for_slips() -> None:
    policy = PrescribingPolicy(most_mg_a_day=500, starts_within_days=90)
    said = PrescriptionSaid(mg_a_day=Decimal(2000), starts_on=TODAY + timedelta(days=91))
    assert [field for field, _ in unlikely(said, TODAY, policy)] == ["mg_a_day", "starts_on"]
    assert not unlikely(PrescriptionSaid(Decimal(500), TODAY + timedelta(days=90)), TODAY, policy)


def test_two_people_cannot_replace_the_same_prescription() -> None:
    home = a_home()
    prescribed(home, seen_version=0)
    prescribed(home, seen_version=1)
    with pytest.raises(Conflict):
        prescribed(home, seen_version=1)


def test_the_pharmacy_of_a_prescription_serves_the_person() -> None:
    home = a_home()
    pharmacy = a_pharmacy(home.service)
    prescribed(home, pharmacy)
    header = person(home.service.id, home.person_id)
    assert header is not None
    assert header.pharmacy_id == str(pharmacy.id)
    assert person_ids_at(pharmacy.id) == [home.person_id]


def test_a_pharmacy_closed_for_good_is_refused_and_nothing_is_left() -> None:
    home = a_home()
    with pytest.raises(Refused, match="pharmacy from the list"):
        prescribed(home, a_pharmacy(closed_at=AT))
    assert told(home).prescriptions == ()


def test_hours_nobody_recorded_are_not_taken_for_open_on_bank_holidays() -> None:
    home = a_home()
    prescribed(home, a_pharmacy(home.service, nation="scotland"))
    supply = told(home)
    assert not supply.hours_known
    assert not supply.calendar.is_open(date(2027, 1, 4)), "2 January is a holiday in Scotland, kept on Monday"
    assert supply.calendar.is_open(date(2026, 3, 8))


def test_hours_bank_holidays_and_odd_days_make_the_calendar() -> None:
    home = a_home()
    pharmacy = a_pharmacy(home.service)
    prescribed(home, pharmacy)
    shut(pharmacy, home, SUNDAY, bank_holidays=True, nation=Nation.NORTHERN_IRELAND)
    close_day(pharmacy_id=pharmacy.id, day=date(2026, 3, 4), why="Training", **home.signed)
    open_day(pharmacy_id=pharmacy.id, day=date(2026, 3, 8), **home.signed)
    calendar = told(home).calendar
    assert told(home).hours_known
    assert not calendar.is_open(date(2026, 3, 4))
    assert calendar.is_open(date(2026, 3, 8))
    assert not calendar.is_open(date(2026, 3, 15))
    assert not calendar.is_open(date(2027, 7, 12))


def test_the_newest_word_about_a_day_stands() -> None:
    home = a_home()
    pharmacy = a_pharmacy(home.service)
    prescribed(home, pharmacy)
    close_day(pharmacy_id=pharmacy.id, day=date(2026, 3, 4), seen_version=0, **home.signed)
    open_day(pharmacy_id=pharmacy.id, day=date(2026, 3, 4), seen_version=1, **home.signed)
    assert told(home).calendar.is_open(date(2026, 3, 4))
    with pytest.raises(Conflict):
        close_day(pharmacy_id=pharmacy.id, day=date(2026, 3, 4), seen_version=1, **home.signed)


@pytest.mark.parametrize("weekdays", [range(7), [7], [-1]])
def test_a_pharmacy_that_never_opens_is_refused(weekdays: list[int]) -> None:
    home = a_home()
    with pytest.raises(Refused, match="at least one day"):
        shut(a_pharmacy(home.service), home, *weekdays)


def test_a_closure_has_every_family_it_touches_looked_at_again_and_nobody_else() -> None:
    home, other = a_home(), a_home()
    pharmacy = a_pharmacy(home.service)
    prescribed(home, pharmacy)
    for row in db.session.scalars(select(Household)):
        row.next_change_on = TODAY + timedelta(days=50)
    db.session.flush()
    close_day(pharmacy_id=pharmacy.id, day=TODAY, **home.signed)
    db.session.commit()
    db.session.expire_all()
    assert db.session.get_one(Household, home.household_id).next_change_on == TODAY
    assert db.session.get_one(Household, other.household_id).next_change_on == TODAY + timedelta(days=50)


def test_the_newest_word_about_what_is_in_use_stands_from_its_day() -> None:
    home = a_home()
    start: dict[str, Any] = signed(home, source=InUseSource.TOLD)
    set_arrangement_in_use(arrangement=SUPERVISED, from_on=TODAY - timedelta(days=30), **start)
    set_arrangement_in_use(arrangement=DAILY, from_on=TODAY + timedelta(days=1), **start | {"at": later()})
    supply = told(home)
    today, tomorrow = supply.in_use_on(TODAY), supply.in_use_on(TODAY + timedelta(days=1))
    assert today is not None
    assert tomorrow is not None
    assert (today.arrangement, today.source) == (SUPERVISED, "told")
    assert tomorrow.arrangement == DAILY
    assert supply.in_use_on(TODAY - timedelta(days=31)) is None


def test_one_entry_stands_for_a_dose_and_the_second_hears_which() -> None:
    home = a_home()
    record_dose(for_on=TODAY, how=DoseHow.SUPERVISED, **signed(home))
    with pytest.raises(Conflict, match="already recorded: supervised, written down on 2 March 2026 at 9am"):
        record_dose(for_on=TODAY, how=DoseHow.MISSED, **signed(home, at=later()))
    record_dose(for_on=TODAY, how=DoseHow.TAKE_HOME, part=2, **signed(home))
    assert [(dose.part, dose.how) for dose in told(home).doses] == [(1, DoseHow.SUPERVISED), (2, DoseHow.TAKE_HOME)]


def test_the_database_itself_lets_one_entry_stand() -> None:
    home = a_home()
    row = record_dose(for_on=TODAY, how=DoseHow.SUPERVISED, **signed(home))
    db.session.commit()
    db.session.add(
        Dose(
            person_id=row.person_id, medicine=row.medicine, for_on=row.for_on, part=1, version=1, how="missed",
            happened_on=TODAY, recorded_at=AT, recorded_by_id=home.worker.staff_id,
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_dose_is_put_right_beside_what_it_said() -> None:
    home = a_home()
    record_dose(for_on=TODAY, how=DoseHow.SUPERVISED, **signed(home))
    with pytest.raises(Refused, match="why you are changing"):
        correct_dose(for_on=TODAY, how=DoseHow.MISSED, because="", **signed(home))
    correct_dose(for_on=TODAY, how=DoseHow.MISSED, because="Pressed the wrong line", **signed(home, at=later()))
    assert [(dose.version, dose.how) for dose in told(home).doses] == [(1, DoseHow.SUPERVISED), (2, DoseHow.MISSED)]
    with pytest.raises(Conflict):
        correct_dose(for_on=TODAY, how=DoseHow.REFUSED, because="x", seen_version=1, **signed(home))


def test_a_dose_on_the_wrong_person_is_taken_back_and_can_be_recorded_rightly_later() -> None:
    home = a_home()
    record_dose(for_on=TODAY, how=DoseHow.SUPERVISED, **signed(home))
    withdraw_dose(for_on=TODAY, because="Another person", **signed(home, at=later(1)))
    assert told(home).doses == ()
    with pytest.raises(Refused, match="Nothing is recorded"):
        correct_dose(for_on=TODAY, how=DoseHow.MISSED, because="x", **signed(home))
    record_dose(for_on=TODAY, how=DoseHow.MISSED, **signed(home, at=later(2)))
    assert [dose.version for dose in told(home).doses] == [1, 2, 3]
    assert told(home).doses[-1].how is DoseHow.MISSED


def test_a_day_that_has_not_come_has_no_dose_given_but_may_be_handed_over() -> None:
    home = a_home()
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="not come yet"):
        record_dose(for_on=tomorrow, how=DoseHow.SUPERVISED, **signed(home))
    with pytest.raises(Refused, match="today or in the past"):
        record_dose(for_on=tomorrow, how=DoseHow.TAKE_HOME, happened_on=tomorrow, **signed(home))
    record_dose(for_on=tomorrow, how=DoseHow.TAKE_HOME, **signed(home))
    assert [dose.for_on for dose in told(home).doses] == [tomorrow]


def test_a_missed_dose_that_was_due_at_home_says_so() -> None:
    home = a_home()
    pharmacy = a_pharmacy(home.service)
    prescribed(home, pharmacy, starts_on=TODAY - timedelta(days=7))
    shut(pharmacy, home, SUNDAY)
    set_arrangement_in_use(
        arrangement=SUPERVISED, from_on=TODAY - timedelta(days=7), **signed(home, source=InUseSource.TOLD)
    )
    sunday = TODAY - timedelta(days=1)
    record_dose(for_on=sunday, how=DoseHow.MISSED, **signed(home))
    record_dose(for_on=TODAY, how=DoseHow.MISSED, **signed(home))
    assert {dose.for_on: dose.due_at_home for dose in told(home).doses} == {sunday: True, TODAY: False}


def test_bottles_and_what_the_prescriber_said_are_read_back() -> None:
    home = a_home()
    record_bottle(went=Went.RETURNED, for_on=TODAY, **signed(home))
    record_prescriber_spoken(advice="See her tomorrow", supplied=False, spoke_to="Dr Lee", **signed(home))
    supply = told(home)
    assert [(bottle.went, bottle.for_on) for bottle in supply.bottles] == [(Went.RETURNED, TODAY)]
    assert [(one.spoke_to, one.advice, one.supplied) for one in supply.spoken] == [
        ("Dr Lee", "See her tomorrow", False)
    ]
    with pytest.raises(Refused, match="advised"):
        record_prescriber_spoken(advice=" ", supplied=True, **signed(home))


def test_supply_is_read_as_it_was_known_at_an_instant() -> None:
    home = a_home()
    prescribed(home)
    prescribed(home, mg_a_day=Decimal(90), at=later(10))
    then = supply_of([home.person_id], known_at=later(5))[home.person_id]
    assert [one.terms.mg_a_day for one in then.prescriptions] == [Decimal(60)]


def test_only_recent_doses_are_read_where_that_is_asked() -> None:
    home = a_home()
    for days in (0, 1, 2):
        record_dose(for_on=TODAY - timedelta(days=days), how=DoseHow.SUPERVISED, **signed(home))
    recent = supply_of([home.person_id], doses_since=TODAY - timedelta(days=1))[home.person_id]
    assert len(recent.doses) == 2


def test_supply_costs_the_same_statements_however_many_people() -> None:
    people: list[UUID] = []
    with_everything = []
    for _ in range(3):
        home = a_home()
        pharmacy = a_pharmacy(home.service)
        prescribed(home, pharmacy)
        shut(pharmacy, home, SUNDAY)
        record_dose(for_on=TODAY, how=DoseHow.MISSED, **signed(home))
        people.append(home.person_id)
    db.session.commit()
    for some in (people[:1], people):
        with statements() as sent:
            supply_of(some)
        with_everything.append(len(sent))
    assert with_everything[0] == with_everything[1]


def test_nothing_known_is_no_crash() -> None:
    home = a_home()
    assert told(home) == SupplyOf(str(home.person_id))
