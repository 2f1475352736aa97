"""Prescriptions, pharmacies and the arrangement in use: written down, refused, read back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from core.bank_holidays import Nation
from core.conflict import Conflict, Refused
from core.db import db
from people.models import Household
from people.queries import person
from supply.actions import (
    close_day,
    open_day,
    set_arrangement_in_use,
)
from supply.queries import person_ids_at
from supply.rules import Wording
from supply.rules.facts import InUseSource
from supply.rules.prescribing import PrescribingPolicy, PrescriptionSaid, unlikely
from tests.people.builders import AT, TODAY, a_home, later
from tests.staff.builders import a_pharmacy
from tests.supply.writing import DAILY, SUNDAY, SUPERVISED, prescribed, shut, signed, told

pytestmark = pytest.mark.usefixtures("inside")


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
    policy = PrescribingPolicy(most_mg_a_day=500, starts_within_days=90, slip_times=10, most_instalment_days=14)
    said = PrescriptionSaid(mg_a_day=Decimal(2000), starts_on=TODAY + timedelta(days=91))
    assert [field for field, _ in unlikely(said, TODAY, policy)] == ["mg_a_day", "starts_on"]
    assert not unlikely(PrescriptionSaid(Decimal(500), TODAY + timedelta(days=90)), TODAY, policy)
    thirty = PrescriptionSaid(Decimal(30), TODAY).terms()
    assert [field for field, _ in unlikely(PrescriptionSaid(Decimal(300), TODAY), TODAY, policy, thirty)] == [
        "mg_a_day"
    ]
    assert not unlikely(PrescriptionSaid(Decimal(90), TODAY), TODAY, policy, thirty)


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
