"""What the gate asks of an arrangement."""

import timeit
from datetime import date
from decimal import Decimal

import pytest

from supply.rules import (
    MEDICINES,
    NEVER_CLOSED,
    UNKNOWN_ARRANGEMENT,
    Arrangement,
    Calendar,
    MostAtHome,
    PrescriptionTerms,
    SupplyPolicy,
    Wording,
    adds_safety,
    beyond_limit_without_closures,
    day_by_day,
    dose_taken_at_home,
    forced_by_closures,
    from_days,
    most_at_home,
    puts_dose_at_home,
    relaxes,
    relies_on_closed_day_supply,
    usual_at_home,
)
from tests.supply.pharmacies import (
    AT_CHRISTMAS,
    AT_EASTER,
    CLOSED_DAYS,
    DAILY,
    DAY,
    ENGLISH,
    FEBRUARY,
    FIVE_DAYS,
    FRIDAYS,
    IN_AUGUST,
    MON,
    NO_WORDING,
    SIX_DAYS,
    SUN,
    SUPERVISED,
    THREE,
    TWO,
    WATCHED,
    WEDNESDAYS_WATCHED,
    WEEKLY,
    closed_from,
    fortnightly,
    shut,
)

POLICY = SupplyPolicy(horizon_days=28, over_limit_days=7, missed_days_in_a_row=3, missed_while_titrating=1)
TERMS = PrescriptionTerms(Decimal(60), date(2025, 1, 1))
WATCHED_TERMS = PrescriptionTerms(Decimal(60), date(2025, 1, 1), wording=WATCHED)
INJECTION = PrescriptionTerms(Decimal(24), date(2025, 1, 1), MEDICINES["buprenorphine-injection"])
TABLETS = PrescriptionTerms(Decimal(8), date(2025, 1, 1), MEDICINES["buprenorphine-tablets"])
SUNDAYS_SHUT = shut(SUN)
WEDNESDAYS = from_days({"wednesday": "take-home"})


def test_a_week_is_told_day_by_day() -> None:
    week = day_by_day(SUPERVISED, SUNDAYS_SHUT, NO_WORDING, date(2027, 2, 12), date(2027, 2, 15))

    assert week is not None
    assert [(one.day.day, one.is_open, one.attended, one.supervised, one.handed_over, one.at_home) for one in week] == [
        (12, True, True, True, 0, 0),
        (13, True, True, True, 1, 1),
        (14, False, False, False, 0, 1),
        (15, True, True, True, 0, 0),
    ]
    assert [one.brought_forward for one in week] == [(), (date(2027, 2, 14),), (), ()]


def test_the_closed_days_behind_the_most_are_named() -> None:
    most = most_at_home(WEEKLY, ENGLISH, TERMS, *AT_EASTER)

    easter = (date(2027, 3, 28), date(2027, 3, 29))
    assert most == MostAtHome(9, Decimal(540), date(2027, 3, 27), because_closed=True, closed_days=easter)


def test_without_closures_nothing_is_because_of_them() -> None:
    assert usual_at_home(WEEKLY, TERMS, *AT_EASTER) == MostAtHome(7, Decimal(420), date(2027, 3, 22))


def test_a_moved_collection_that_raises_nothing_is_not_the_reason() -> None:
    # Mondays move to Sunday: 3 there as on Friday anyway.
    most = most_at_home(THREE, shut(MON), TERMS, *FEBRUARY)

    assert most is not None
    assert (most.bottles, most.because_closed, most.closed_days) == (3, False, ())


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="before the first"):
        most_at_home(WEEKLY, NEVER_CLOSED, TERMS, date(2027, 2, 8), date(2027, 2, 7))


def test_an_arrangement_that_is_not_known_is_neither_yes_nor_no() -> None:
    assert day_by_day(UNKNOWN_ARRANGEMENT, ENGLISH, NO_WORDING, *FEBRUARY) is None
    assert most_at_home(UNKNOWN_ARRANGEMENT, ENGLISH, TERMS, *FEBRUARY) is None
    assert usual_at_home(UNKNOWN_ARRANGEMENT, TERMS, *FEBRUARY) is None
    assert puts_dose_at_home(UNKNOWN_ARRANGEMENT, ENGLISH, TERMS, *FEBRUARY) is None
    assert relies_on_closed_day_supply(UNKNOWN_ARRANGEMENT, ENGLISH, TERMS, *FEBRUARY) is None
    assert forced_by_closures(UNKNOWN_ARRANGEMENT, ENGLISH, TERMS, *FEBRUARY) is None
    assert beyond_limit_without_closures(UNKNOWN_ARRANGEMENT, ENGLISH, TERMS, *FEBRUARY, POLICY) is None
    assert dose_taken_at_home(UNKNOWN_ARRANGEMENT, ENGLISH, NO_WORDING, FEBRUARY[0]) is None


def test_an_injection_puts_nothing_at_home_and_tablets_do() -> None:
    assert most_at_home(WEEKLY, ENGLISH, INJECTION, *FEBRUARY) == MostAtHome(0, Decimal(0), FEBRUARY[0])
    assert puts_dose_at_home(UNKNOWN_ARRANGEMENT, ENGLISH, INJECTION, *FEBRUARY) is False
    assert relies_on_closed_day_supply(SUPERVISED, ENGLISH, INJECTION, *FEBRUARY) is False
    assert beyond_limit_without_closures(fortnightly(FEBRUARY[0]), ENGLISH, INJECTION, *FEBRUARY, POLICY) is False
    assert not relaxes(SUPERVISED, DAILY, ENGLISH, INJECTION, *FEBRUARY)
    most = most_at_home(WEEKLY, NEVER_CLOSED, TABLETS, *FEBRUARY)
    assert most is not None
    assert (most.bottles, most.mg) == (7, Decimal(56))


@pytest.mark.parametrize(
    ("arrangement", "calendar", "wording", "day", "at_home"),
    [
        (SUPERVISED, NEVER_CLOSED, NO_WORDING, date(2027, 2, 14), False),
        (SUPERVISED, SUNDAYS_SHUT, NO_WORDING, date(2027, 2, 14), True),
        (SUPERVISED, SUNDAYS_SHUT, NO_WORDING, date(2027, 2, 13), False),
        (WEEKLY, NEVER_CLOSED, NO_WORDING, date(2027, 2, 8), True),
        (WEEKLY, NEVER_CLOSED, WATCHED, date(2027, 2, 8), False),
        (WEEKLY, NEVER_CLOSED, WATCHED, date(2027, 2, 9), True),
        (WEEKLY, shut(MON), WATCHED, date(2027, 2, 8), True),
        (SIX_DAYS, NEVER_CLOSED, NO_WORDING, date(2027, 2, 14), True),
    ],
)
def test_whose_dose_is_taken_at_home(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], day: date, at_home: bool
) -> None:
    assert dose_taken_at_home(arrangement, calendar, wording, day) is at_home


@pytest.mark.parametrize(
    ("arrangement", "calendar", "at_home"),
    [
        (SUPERVISED, NEVER_CLOSED, False),
        (SUPERVISED, SUNDAYS_SHUT, True),
        (SUPERVISED, closed_from(date(2027, 2, 10), date(2027, 2, 10)), True),
        (SUPERVISED, closed_from(date(2027, 2, 16), date(2027, 2, 16)), False),
        (SIX_DAYS, NEVER_CLOSED, True),
        (DAILY, NEVER_CLOSED, True),
    ],
)
def test_a_supervised_person_with_a_closed_day_has_a_dose_at_home(
    arrangement: Arrangement, calendar: Calendar, at_home: bool
) -> None:
    assert puts_dose_at_home(arrangement, calendar, TERMS, *FEBRUARY) is at_home


@pytest.mark.parametrize(
    ("arrangement", "calendar", "first", "last", "relies"),
    [
        (SUPERVISED, NEVER_CLOSED, *FEBRUARY, False),
        (SUPERVISED, SUNDAYS_SHUT, *FEBRUARY, True),
        (CLOSED_DAYS, SUNDAYS_SHUT, *FEBRUARY, True),
        # Sunday is not attended: Saturday's instalment holds its dose anyway.
        (SIX_DAYS, SUNDAYS_SHUT, *FEBRUARY, False),
        (SIX_DAYS, ENGLISH, *AT_EASTER, True),
        (WEEKLY, SUNDAYS_SHUT, *FEBRUARY, False),
        # Easter Monday is collected on Saturday 27, beyond Friday 26.
        (WEEKLY, ENGLISH, date(2027, 3, 22), date(2027, 3, 26), False),
        (WEEKLY, ENGLISH, date(2027, 3, 22), date(2027, 3, 27), True),
        # On the closed Sunday itself; and on the Monday after it, when it is over.
        (SUPERVISED, SUNDAYS_SHUT, date(2027, 2, 14), date(2027, 2, 14), True),
        (SUPERVISED, SUNDAYS_SHUT, date(2027, 2, 15), date(2027, 2, 19), False),
    ],
)
def test_closed_day_supply_is_relied_on_where_an_attended_day_is_closed(
    arrangement: Arrangement, calendar: Calendar, first: date, last: date, relies: bool
) -> None:
    assert relies_on_closed_day_supply(arrangement, calendar, TERMS, first, last) is relies


@pytest.mark.parametrize(("arrangement", "bottles"), [(SUPERVISED, 2), (DAILY, 2), (THREE, 1), (WEEKLY, 2)])
def test_what_easter_forces_is_what_it_adds(arrangement: Arrangement, bottles: int) -> None:
    assert forced_by_closures(arrangement, ENGLISH, TERMS, *AT_EASTER) == bottles


RELAXING = [
    # in use, asked, calendar, terms, span, relaxes, adds safety
    (SUPERVISED, DAILY, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    (DAILY, SUPERVISED, NEVER_CLOSED, TERMS, FEBRUARY, False, True),
    (SUPERVISED, SUPERVISED, ENGLISH, TERMS, AT_CHRISTMAS, False, False),
    (WEEKLY, WEEKLY, ENGLISH, TERMS, AT_EASTER, False, False),
    (WEEKLY, SUPERVISED, ENGLISH, TERMS, AT_CHRISTMAS, False, True),
    (TWO, WEEKLY, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    (WEEKLY, TWO, NEVER_CLOSED, TERMS, FEBRUARY, False, True),
    (WEEKLY, fortnightly(FEBRUARY[0]), NEVER_CLOSED, TERMS, (FEBRUARY[0] - DAY * 3, FEBRUARY[0] - DAY), True, False),
    # Four bottles at Christmas are forced on anybody: another name for the same days relaxes nothing.
    (SUPERVISED, CLOSED_DAYS, ENGLISH, TERMS, AT_CHRISTMAS, False, False),
    # Sunday is not attended, and the pharmacy is shut on Sundays: nobody could be supervised then.
    (SUPERVISED, SIX_DAYS, SUNDAYS_SHUT, TERMS, FEBRUARY, False, False),
    (SUPERVISED, SIX_DAYS, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    # First arrangements, and ones after an unknown.
    (None, SUPERVISED, ENGLISH, TERMS, AT_CHRISTMAS, False, False),
    (None, SIX_DAYS, SUNDAYS_SHUT, TERMS, FEBRUARY, False, False),
    (None, SIX_DAYS, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    (None, DAILY, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    (UNKNOWN_ARRANGEMENT, SUPERVISED, NEVER_CLOSED, TERMS, FEBRUARY, False, False),
    (UNKNOWN_ARRANGEMENT, DAILY, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    (SUPERVISED, UNKNOWN_ARRANGEMENT, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    # At Christmas 2 a week has 7 at once, and Wednesdays have 7 always: the usual week tells them apart.
    (TWO, WEDNESDAYS, ENGLISH, TERMS, AT_CHRISTMAS, True, False),
    # 7 a week both, but Mondays have 11 at Christmas where Fridays have 8.
    (FRIDAYS, WEEKLY, ENGLISH, TERMS, AT_CHRISTMAS, True, False),
    (WEEKLY, FRIDAYS, ENGLISH, TERMS, AT_CHRISTMAS, False, True),
    # One day supervised, but six bottles at home where there was one: not more safety.
    (DAILY, WEDNESDAYS_WATCHED, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    (DAILY, FIVE_DAYS, NEVER_CLOSED, TERMS, FEBRUARY, True, False),
    (DAILY, SIX_DAYS, NEVER_CLOSED, TERMS, FEBRUARY, False, True),
    # Fewer supervised days and fewer bottles at once: it relaxes, and it lowers the most at home.
    (THREE, DAILY, NEVER_CLOSED, WATCHED_TERMS, FEBRUARY, True, True),
]


@pytest.mark.parametrize(("in_use", "asked", "calendar", "terms", "span", "relaxing", "safer"), RELAXING)
def test_relaxing_and_adding_safety_are_told_apart(
    in_use: Arrangement | None,
    asked: Arrangement,
    calendar: Calendar,
    terms: PrescriptionTerms,
    span: tuple[date, date],
    relaxing: bool,
    safer: bool,
) -> None:
    assert relaxes(in_use, asked, calendar, terms, *span) is relaxing
    assert adds_safety(in_use, asked, calendar, terms, *span) is safer


def test_an_injection_instead_of_bottles_is_more_safety() -> None:
    assert adds_safety(WEEKLY, SUPERVISED, NEVER_CLOSED, INJECTION, *FEBRUARY)
    assert not adds_safety(None, SUPERVISED, NEVER_CLOSED, INJECTION, *FEBRUARY)


@pytest.mark.parametrize(
    ("arrangement", "calendar", "span", "beyond"),
    [
        (WEEKLY, NEVER_CLOSED, FEBRUARY, False),
        (fortnightly(FEBRUARY[0]), NEVER_CLOSED, FEBRUARY, True),
        # 9 = 7 and the closed Sunday and Monday; 11 = 7 and the four days of Christmas; 8 = 7 and Friday 25.
        (WEEKLY, ENGLISH, AT_EASTER, False),
        (WEEKLY, ENGLISH, AT_CHRISTMAS, False),
        (FRIDAYS, ENGLISH, AT_CHRISTMAS, False),
        # 18 = 14 and four.
        (fortnightly(date(2026, 12, 9)), ENGLISH, AT_CHRISTMAS, True),
        # Seven or fourteen closed days in a row, all of them the closure's.
        (SUPERVISED, closed_from(date(2027, 8, 2), date(2027, 8, 15)), IN_AUGUST, False),
        (WEEKLY, closed_from(date(2027, 8, 2), date(2027, 8, 15)), IN_AUGUST, False),
        # Shut every Monday: eight every week, and no closure was planned for it.
        (WEEKLY, shut(MON), FEBRUARY, True),
        (SUPERVISED, shut(SUN), FEBRUARY, False),
        (TWO, ENGLISH, AT_CHRISTMAS, False),
    ],
)
def test_a_planned_closure_may_exceed_the_limit_by_its_own_days_alone(
    arrangement: Arrangement, calendar: Calendar, span: tuple[date, date], beyond: bool
) -> None:
    assert beyond_limit_without_closures(arrangement, calendar, TERMS, *span, POLICY) is beyond


def test_twelve_weeks_take_well_under_two_milliseconds() -> None:
    first, last = date(2027, 1, 11), date(2027, 4, 5)

    assert min(timeit.repeat(lambda: most_at_home(DAILY, ENGLISH, TERMS, first, last), number=1, repeat=30)) < 0.002
