"""Arrangements, calendars, prescriptions: what can be, how it is stored, how it is said."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supply.rules import (
    MEDICINES,
    METHADONE,
    NEVER_CLOSED,
    PATTERN_WORDS,
    SUPERVISED_EVERY_DAY,
    UNKNOWN_ARRANGEMENT,
    WEEKDAYS,
    WORDING_WORDS,
    Arrangement,
    Attendance,
    Calendar,
    Pattern,
    PrescriptionTerms,
    SupplyPolicy,
    Wording,
    describe,
    from_days,
    from_pattern,
    from_plain,
    horizon_ends_on,
    supervised_days_a_week,
)
from tests.supply.pharmacies import (
    DAILY,
    FIVE_DAYS,
    MON,
    MON_WATCHED_THU,
    NO_WORDING,
    SAT,
    SATURDAY_AWAY,
    SIX_DAYS,
    SUN,
    SUPERVISED,
    THREE,
    TWO,
    WATCHED,
    WEEKLY,
    fortnightly,
    shut,
)

WEDNESDAY = date(2026, 12, 9)


def test_an_absent_weekday_is_not_attended() -> None:
    arrangement = from_days({"monday": "supervised", "thursday": "take-home"})

    assert arrangement.days == (Attendance.SUPERVISED, None, None, Attendance.TAKE_HOME, None, None, None)
    assert arrangement.pattern is Pattern.OWN


@pytest.mark.parametrize(
    "days", [{"mon": "supervised"}, {"Monday": "supervised"}, {"monday": "clinic"}, {"monday": ""}, {}]
)
def test_a_week_that_cannot_be_is_refused(days: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_days(days)


def test_a_word_that_is_no_pattern_is_refused() -> None:
    with pytest.raises(ValueError, match="4-a-week"):
        from_pattern("4-a-week")


def test_own_days_are_not_made_from_a_pattern_s_name() -> None:
    with pytest.raises(ValueError, match="from its days"):
        from_pattern(Pattern.OWN)


def test_fortnightly_counts_from_the_first_monday_on_or_after_its_start() -> None:
    assert fortnightly(WEDNESDAY).anchor == date(2026, 12, 14)
    assert fortnightly(date(2026, 12, 14)).anchor == date(2026, 12, 14)


def test_fortnightly_without_its_start_is_refused() -> None:
    with pytest.raises(ValueError, match="day it started"):
        from_pattern(Pattern.FORTNIGHTLY)


def test_every_second_week_counts_from_the_first_attended_day_on_or_after_its_start() -> None:
    # From Wednesday 9 December the next Tuesday is the 15th, in the week of Monday 14.
    assert from_days({"tuesday": "take-home"}, 2, WEDNESDAY).anchor == date(2026, 12, 14)
    # Friday is the 11th, in the same week.
    assert from_days({"friday": "take-home"}, 2, WEDNESDAY).anchor == date(2026, 12, 7)


@pytest.mark.parametrize("every_weeks", [0, 3, -1])
def test_other_rhythms_are_refused(every_weeks: int) -> None:
    with pytest.raises(ValueError, match="second week"):
        Arrangement(Pattern.OWN, DAILY.days, every_weeks)


def test_not_known_is_a_value() -> None:
    assert not UNKNOWN_ARRANGEMENT.is_known
    assert SUPERVISED_EVERY_DAY.is_known
    with pytest.raises(ValueError, match="not known"):
        Arrangement(Pattern.UNKNOWN, DAILY.days)
    with pytest.raises(ValueError, match="at least one day"):
        Arrangement(Pattern.OWN, UNKNOWN_ARRANGEMENT.days)


def test_daily_supervision_is_every_day_of_the_week() -> None:
    assert SUPERVISED.is_daily_supervision
    assert from_pattern("supervised-with-closed-days").is_daily_supervision
    assert from_days(dict.fromkeys(WEEKDAYS, "supervised")).is_daily_supervision
    assert not SIX_DAYS.is_daily_supervision
    assert not DAILY.is_daily_supervision
    assert not UNKNOWN_ARRANGEMENT.is_daily_supervision


@given(
    st.dictionaries(st.sampled_from(WEEKDAYS), st.sampled_from(["supervised", "take-home"]), min_size=1),
    st.sampled_from([1, 2]),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
)
def test_what_is_stored_is_read_back_the_same(days: dict[str, str], every_weeks: int, starts_on: date) -> None:
    arrangement = from_days(days, every_weeks, starts_on)

    assert from_plain(json.loads(json.dumps(arrangement.to_plain()))) == arrangement


@pytest.mark.parametrize("pattern", [one for one in Pattern if one is not Pattern.OWN])
def test_every_pattern_is_read_back_the_same(pattern: Pattern) -> None:
    arrangement = from_pattern(pattern, WEDNESDAY)

    assert from_plain(json.loads(json.dumps(arrangement.to_plain()))) == arrangement


def test_an_arrangement_can_be_a_key() -> None:
    assert len({from_days({"monday": "supervised"}), from_days({"monday": "supervised"})}) == 1


@pytest.mark.parametrize(
    ("arrangement", "wording", "closed", "expected"),
    [
        (SUPERVISED, NO_WORDING, (), "7"),
        (SUPERVISED, NO_WORDING, (SUN,), "6"),
        (SIX_DAYS, NO_WORDING, (SUN,), "6"),
        (DAILY, WATCHED, (), "0"),
        (THREE, NO_WORDING, (), "0"),
        (THREE, WATCHED, (), "3"),
        (THREE, WATCHED, (MON,), "2"),
        (MON_WATCHED_THU, WATCHED, (), "1"),
        (WEEKLY, WATCHED, (), "1"),
        (fortnightly(WEDNESDAY), WATCHED, (), "0.5"),
        (UNKNOWN_ARRANGEMENT, WATCHED, (), "0"),
    ],
)
def test_supervised_days_a_week_are_those_on_which_a_dose_is_swallowed_there(
    arrangement: Arrangement, wording: frozenset[Wording], closed: tuple[int, ...], expected: str
) -> None:
    assert supervised_days_a_week(arrangement, wording, frozenset(closed)) == Decimal(expected)


@pytest.mark.parametrize(
    ("arrangement", "calendar", "wording", "words"),
    [
        (SUPERVISED, NEVER_CLOSED, NO_WORDING, "Supervised every day"),
        (SUPERVISED, shut(SUN), NO_WORDING, "Supervised every day, Sunday's bottle taken home on Saturday"),
        (
            SUPERVISED,
            shut(SAT, SUN),
            NO_WORDING,
            "Supervised every day, Saturday's and Sunday's bottles taken home on Friday",
        ),
        (SIX_DAYS, NEVER_CLOSED, NO_WORDING, "Supervised Monday to Saturday, Sunday's bottle taken home on Saturday"),
        (
            FIVE_DAYS,
            NEVER_CLOSED,
            NO_WORDING,
            "Supervised Monday to Friday, Saturday's and Sunday's bottles taken home on Friday",
        ),
        (SATURDAY_AWAY, NEVER_CLOSED, NO_WORDING, "Supervised Monday to Friday, 2 bottles taken home on Saturday"),
        (DAILY, NEVER_CLOSED, NO_WORDING, "Picked up every day: 1 bottle each time"),
        (DAILY, shut(SUN), NO_WORDING, "Picked up Monday to Saturday: 1 bottle each time, 2 on Saturday"),
        (
            THREE,
            NEVER_CLOSED,
            NO_WORDING,
            "Picked up on Monday, Wednesday and Friday: 2 bottles each time, 3 on Friday",
        ),
        (TWO, NEVER_CLOSED, NO_WORDING, "Picked up on Monday and Thursday: 3 bottles each time, 4 on Thursday"),
        (WEEKLY, NEVER_CLOSED, NO_WORDING, "Picked up every Monday: 7 bottles"),
        (WEEKLY, shut(SUN, MON), NO_WORDING, "Picked up every Saturday: 7 bottles"),
        (WEEKLY, NEVER_CLOSED, WATCHED, "Supervised every Monday, 6 bottles taken home on Monday"),
        (fortnightly(WEDNESDAY), NEVER_CLOSED, NO_WORDING, "Picked up every second Monday: 14 bottles"),
        (fortnightly(WEDNESDAY), shut(SUN, MON), NO_WORDING, "Picked up every second Saturday: 14 bottles"),
        (UNKNOWN_ARRANGEMENT, shut(SUN), NO_WORDING, "Not known"),
    ],
)
def test_an_arrangement_is_said_in_plain_words(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], words: str
) -> None:
    assert describe(arrangement, calendar, wording) == words


def test_bank_holidays_do_not_change_how_an_arrangement_is_said() -> None:
    bank_holiday = Calendar(bank_holidays_shut=True, bank_holidays=frozenset({date(2001, 1, 1)}))

    assert describe(SUPERVISED, bank_holiday) == "Supervised every day"


def test_everything_has_its_words() -> None:
    assert set(PATTERN_WORDS) == set(Pattern)
    assert set(WORDING_WORDS) == set(Wording)


def test_a_pharmacy_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="never opens"):
        shut(*range(7))
    with pytest.raises(ValueError, match="from 0"):
        shut(7)


def test_bank_holidays_count_only_where_the_pharmacy_shuts() -> None:
    christmas = frozenset({date(2026, 12, 25)})

    assert Calendar(bank_holidays=christmas).is_open(date(2026, 12, 25))
    assert not Calendar(bank_holidays_shut=True, bank_holidays=christmas).is_open(date(2026, 12, 25))


def test_a_planned_closure_is_one_that_the_usual_week_does_not_make() -> None:
    monday, sunday = date(2026, 12, 28), date(2026, 12, 27)
    calendar = Calendar(frozenset({SUN}), True, frozenset({monday}), closed_days=frozenset({sunday}))

    assert calendar.is_planned_closure(monday)
    assert not calendar.is_planned_closure(sunday)
    assert not calendar.is_planned_closure(date(2026, 12, 29))


@pytest.mark.parametrize("mg", ["0", "-1"])
def test_a_prescription_for_nothing_is_refused(mg: str) -> None:
    with pytest.raises(ValueError, match="more than 0 mg"):
        PrescriptionTerms(Decimal(mg), WEDNESDAY)


def test_a_prescription_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        PrescriptionTerms(Decimal(60), WEDNESDAY, ends_on=date(2026, 12, 8))


def test_a_prescription_covers_its_first_and_its_last_day() -> None:
    terms = PrescriptionTerms(Decimal(60), WEDNESDAY, ends_on=date(2026, 12, 11))

    assert [terms.covers(date(2026, 12, day)) for day in (8, 9, 11, 12)] == [False, True, True, False]
    assert PrescriptionTerms(Decimal(60), WEDNESDAY).covers(date(2030, 1, 1))


@pytest.mark.parametrize("wording", list(Wording))
def test_closed_day_supply_needs_its_wording_or_instalments_written_for_the_day_before(wording: Wording) -> None:
    terms = PrescriptionTerms(Decimal(60), WEDNESDAY, wording=frozenset({wording}))

    assert terms.allows_closed_day_supply == (wording in (Wording.CLOSED_DAYS, Wording.INSTALMENTS_DAY_BEFORE))


def test_a_millilitre_of_the_usual_methadone_is_a_milligram() -> None:
    assert METHADONE.ml(Decimal("45.5")) == Decimal("45.5")
    assert next(iter(MEDICINES.values())) is METHADONE
    assert [one.code for one in MEDICINES.values() if one.ml(Decimal(8)) is None] == [
        "buprenorphine-tablets",
        "buprenorphine-injection",
    ]


POLICY = SupplyPolicy(horizon_days=28, over_limit_days=7, missed_days_in_a_row=3, missed_while_titrating=1)


@pytest.mark.parametrize(
    ("review_on", "last"),
    [
        (None, date(2027, 1, 6)),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (WEDNESDAY, WEDNESDAY),
        (date(2026, 12, 8), date(2027, 1, 6)),
    ],
)
def test_the_most_at_home_is_looked_for_until_the_review_or_for_four_weeks(review_on: date | None, last: date) -> None:
    assert horizon_ends_on(WEDNESDAY, review_on, POLICY) == last
