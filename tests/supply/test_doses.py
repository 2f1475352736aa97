"""Doses and bottles: one entry stands, put right beside what it said; and supply read as it was known."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.conflict import Conflict, Refused
from core.db import db
from supply.actions import (
    correct_dose,
    record_bottle,
    record_dose,
    record_prescriber_spoken,
    set_arrangement_in_use,
    withdraw_dose,
)
from supply.models import Dose
from supply.queries import supply_of
from supply.rules import DoseHow, Went
from supply.rules.counter import DoseDetails, Second
from supply.rules.facts import InUseSource, SupplyOf
from tests.people.builders import AT, TODAY, a_home, later, statements
from tests.staff.builders import a_pharmacy
from tests.supply.writing import SUNDAY, SUPERVISED, prescribed, shut, signed, told

pytestmark = pytest.mark.usefixtures("inside")


def test_one_entry_stands_for_a_dose_and_the_second_hears_which() -> None:
    home = a_home()
    record_dose(for_on=TODAY, how=DoseHow.SUPERVISED, **signed(home))
    with pytest.raises(Conflict, match="already recorded: supervised, written down on 2 March 2026 at 9am"):
        record_dose(for_on=TODAY, how=DoseHow.MISSED, **signed(home, at=later()))
    record_dose(for_on=TODAY, how=DoseHow.TAKE_HOME, part=2, details=DoseDetails(second=Second.SPLIT), **signed(home))
    assert [(dose.part, dose.how) for dose in told(home).doses] == [(1, DoseHow.SUPERVISED), (2, DoseHow.TAKE_HOME)]


def test_the_database_itself_lets_one_entry_stand() -> None:
    home = a_home()
    record_dose(for_on=TODAY, how=DoseHow.SUPERVISED, **signed(home))
    row = db.session.scalars(select(Dose)).one()
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


def test_the_counter_s_list_reads_of_days_gone_by_only_what_was_missed_or_put_right() -> None:
    home = a_home()
    for days, how in ((3, DoseHow.SUPERVISED), (2, DoseHow.MISSED), (1, DoseHow.MISSED), (0, DoseHow.SUPERVISED)):
        day = TODAY - timedelta(days=days)
        record_dose(for_on=day, how=how, happened_on=day, **signed(home))
    yesterday = TODAY - timedelta(days=1)
    correct_dose(for_on=yesterday, how=DoseHow.SUPERVISED, because="Pressed the wrong line", **signed(home, at=later()))
    read = supply_of([home.person_id], everyday_since=TODAY)[home.person_id].doses
    assert sorted((dose.for_on, dose.version) for dose in read) == [
        (TODAY - timedelta(days=2), 1),
        (yesterday, 1),
        (yesterday, 2),
        (TODAY, 1),
    ]
