"""The most at home at once: a table worked out by hand, and a slow simulation that moves bottles about."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.bank_holidays import Nation, bank_holidays
from supply.rules import (
    METHADONE,
    WEEKDAYS,
    Arrangement,
    Attendance,
    Calendar,
    Pattern,
    PrescriptionTerms,
    Wording,
    day_by_day,
    from_days,
    from_pattern,
    most_at_home,
    usual_at_home,
)
from tests.supply.bottles import carry_bottles
from tests.supply.pharmacies import (
    AT_CHRISTMAS,
    AT_EASTER,
    DAY,
    ENGLAND,
    IN_JULY,
    IN_MAY,
    MON,
    NO_WORDING,
    NORTHERN_IRELAND,
    SCOTLAND,
    SUN,
    WATCHED,
    WEEKLY,
    closed_from,
    fortnightly,
    shut,
)
from tests.supply.worked_by_hand import TABLE, Case

MG = Decimal("45.5")


def terms(wording: frozenset[Wording] = NO_WORDING) -> PrescriptionTerms:
    return PrescriptionTerms(MG, date(2025, 1, 1), METHADONE, wording)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_the_most_at_home_is_what_was_worked_out_by_hand(case: Case) -> None:
    most = most_at_home(case.arrangement, case.calendar, terms(case.wording), *case.span)

    assert most is not None
    assert (most.bottles, most.on) == (case.bottles, date.fromisoformat(case.on))
    assert most.mg == case.bottles * MG


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_the_slow_simulation_agrees_with_what_was_worked_out_by_hand(case: Case) -> None:
    slow = carry_bottles(case.arrangement, case.calendar, case.wording, *case.span)

    assert max(home for _, home in slow.values()) == case.bottles


def test_the_table_is_long_enough() -> None:
    assert len({case.name for case in TABLE}) == len(TABLE) >= 60


@pytest.mark.parametrize(
    ("nation", "written"),
    [
        (Nation.ENGLAND_AND_WALES, ENGLAND),
        (Nation.SCOTLAND, SCOTLAND),
        (Nation.NORTHERN_IRELAND, NORTHERN_IRELAND),
    ],
)
def test_the_bank_holidays_written_down_are_the_nation_s(nation: Nation, written: frozenset[date]) -> None:
    listed = bank_holidays(nation, 2025, 2028)
    asked_about = {first + DAY * count for first, last in SPANS for count in range((last - first).days + 1)}

    assert listed & asked_about == written & asked_about


SPANS = [AT_CHRISTMAS, AT_EASTER, IN_MAY, IN_JULY]


# Arbitrary arrangements and pharmacies.

ATTENDANCES = st.sampled_from([None, Attendance.SUPERVISED, Attendance.TAKE_HOME])
BASE = date(2027, 11, 1)


def days_near_base() -> st.SearchStrategy[date]:
    return st.dates(BASE - DAY * 60, BASE + DAY * 200)


@st.composite
def arrangements(draw: st.DrawFn) -> Arrangement:
    starts_on = draw(days_near_base())
    pattern = draw(st.sampled_from([*Pattern]))
    if pattern not in (Pattern.OWN, Pattern.UNKNOWN):
        return from_pattern(pattern, starts_on)
    drawn = draw(st.lists(ATTENDANCES, min_size=7, max_size=7).filter(any))
    days = {name: one for name, one in zip(WEEKDAYS, drawn, strict=True) if one is not None}
    return from_days(days, draw(st.sampled_from([1, 2])), starts_on)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    run_from, length = draw(days_near_base()), draw(st.integers(0, 24))
    run = {run_from + DAY * count for count in range(length)}
    return Calendar(
        closed_weekdays=draw(st.frozensets(st.integers(0, 6), max_size=6)),
        bank_holidays_shut=draw(st.booleans()),
        bank_holidays=draw(st.frozensets(days_near_base(), max_size=8)),
        closed_days=frozenset(run | draw(st.frozensets(days_near_base(), max_size=5))),
        open_days=draw(st.frozensets(days_near_base(), max_size=5)),
    )


WORDINGS = st.sampled_from([NO_WORDING, WATCHED])
SLOWLY = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOWLY
@given(arrangements(), calendars(), WORDINGS, days_near_base(), st.integers(0, 84))
@example(WEEKLY, shut(SUN, MON), NO_WORDING, BASE, 0)
@example(fortnightly(BASE), closed_from(BASE, BASE + DAY * 24), WATCHED, BASE + DAY * 12, 20)
def test_every_day_is_what_moving_the_bottles_gives(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], first: date, length: int
) -> None:
    last = first + DAY * length
    slow = carry_bottles(arrangement, calendar, wording, first, last)
    quick = day_by_day(arrangement, calendar, wording, first, last)

    assert quick is not None
    assert {one.day: (one.handed_over, one.at_home) for one in quick} == slow
    most = most_at_home(arrangement, calendar, terms(wording), first, last)
    assert most is not None
    assert most.bottles == max(home for _, home in slow.values())
    assert slow[most.on][1] == most.bottles
    assert all(home < most.bottles for day, (_, home) in slow.items() if day < most.on)


@SLOWLY
@given(arrangements(), calendars(), WORDINGS, days_near_base(), st.integers(0, 60), days_near_base())
def test_one_more_closed_day_never_lowers_what_is_at_home_on_any_day(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], first: date, length: int, closed: date
) -> None:
    last = first + DAY * length
    before = day_by_day(arrangement, calendar, wording, first, last)
    after = day_by_day(arrangement, closed_from(closed, closed, calendar), wording, first, last)

    assert before is not None
    assert after is not None
    assert all(more.at_home >= less.at_home for more, less in zip(after, before, strict=True))


@SLOWLY
@given(arrangements(), calendars(), WORDINGS, days_near_base(), st.integers(0, 60))
def test_closed_days_are_named_exactly_where_they_put_more_at_home(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], first: date, length: int
) -> None:
    last = first + DAY * length
    most = most_at_home(arrangement, calendar, terms(wording), first, last)
    usual = usual_at_home(arrangement, terms(wording), first, last)

    assert most is not None
    assert usual is not None
    assert most.because_closed == bool(most.closed_days) == (most.bottles > usual.bottles)
    assert not any(calendar.is_open(day) for day in most.closed_days)
    assert all(earlier < later for earlier, later in pairwise(most.closed_days))
