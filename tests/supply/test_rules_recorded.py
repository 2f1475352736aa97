"""What the counter wrote down: missed doses, undrunk bottles, and what is believed to be at home."""

from datetime import UTC, date, datetime, timedelta

import pytest

from supply.rules import (
    Believed,
    BottleFact,
    DoseFact,
    DoseHow,
    SupplyPolicy,
    UndrunkBecause,
    VomitedFact,
    Went,
    believed_at_home,
    consecutive_missed,
    missed_runs,
    prescriber_is_asked,
    undrunk,
)

POLICY = SupplyPolicy(horizon_days=28, over_limit_days=7, missed_days_in_a_row=3, missed_while_titrating=1)
SUPERVISED, TAKE_HOME, MISSED, REFUSED = DoseHow.SUPERVISED, DoseHow.TAKE_HOME, DoseHow.MISSED, DoseHow.REFUSED
NOTHING = Believed((), (), (), ())


def feb(day: int) -> date:
    """A day of February 2027; the 8th is a Monday."""
    return date(2027, 2, day)


def at(day: int, minute: int = 0) -> datetime:
    """Nine o'clock on a day of February 2027, and some minutes."""
    return datetime(2027, 2, day, 9, tzinfo=UTC) + timedelta(minutes=minute)


def dose(for_day: int, how: DoseHow, on: int | None = None, **other: int) -> DoseFact:
    """An entry for a day's dose, written on that day or another."""
    happened = for_day if on is None else on
    return DoseFact(feb(for_day), how, feb(happened), at(happened), other.get("part", 1), other.get("version", 1))


def missed_at_home(for_day: int) -> DoseFact:
    """A missed dose that the arrangement had taken at home."""
    return DoseFact(feb(for_day), MISSED, feb(for_day), at(for_day), due_at_home=True)


def went(where: Went, on: int, for_day: int | None = None) -> BottleFact:
    """Where a bottle went, written a minute after the doses of that day."""
    return BottleFact(where, feb(on), at(on, 1), None if for_day is None else feb(for_day))


WEEK = [dose(day, TAKE_HOME, on=8) for day in range(8, 15)]


def test_what_was_handed_over_and_is_not_yet_due_is_at_home() -> None:
    assert believed_at_home(WEEK, [], feb(8)).bottles == 7
    assert believed_at_home(WEEK, [], feb(10)).not_yet_due == tuple(feb(day) for day in range(10, 15))
    assert believed_at_home(WEEK, [], feb(14)).bottles == 1
    assert believed_at_home(WEEK, [], feb(15)) == NOTHING


def test_nothing_is_at_home_before_it_is_handed_over() -> None:
    assert believed_at_home(WEEK, [], feb(7)) == NOTHING


def test_a_supervised_dose_is_never_at_home() -> None:
    assert believed_at_home([dose(8, SUPERVISED)], [], feb(8)) == NOTHING


def test_a_day_without_an_entry_is_neither_missed_nor_at_home() -> None:
    doses = [dose(8, SUPERVISED), dose(12, SUPERVISED)]

    assert believed_at_home(doses, [], feb(10)) == NOTHING
    assert missed_runs(doses, feb(12)) == ()
    assert consecutive_missed(doses, feb(12)) == 0


def test_a_bottle_handed_over_and_then_missed_is_still_at_home() -> None:
    doses = [*WEEK, dose(9, MISSED, version=2)]

    assert believed_at_home(doses, [], feb(14)) == Believed((feb(14),), (feb(9),), (), ())
    assert [(one.for_on, one.because) for one in undrunk(doses, [], feb(9))] == [
        (feb(9), UndrunkBecause.MISSED_TAKE_HOME)
    ]


def test_a_missed_dose_that_was_due_at_home_may_be_there() -> None:
    assert believed_at_home([missed_at_home(9)], [], feb(9)).undrunk == (feb(9),)


def test_a_missed_supervised_dose_leaves_nothing_at_home() -> None:
    assert undrunk([dose(8, SUPERVISED), dose(9, MISSED)], [], feb(9)) == ()


def test_a_dose_refused_at_the_counter_leaves_nothing_at_home() -> None:
    assert believed_at_home([dose(9, REFUSED)], [], feb(9)) == NOTHING


def test_handed_over_by_mistake_and_corrected_to_supervised_is_not_at_home() -> None:
    assert believed_at_home([dose(9, TAKE_HOME), dose(9, SUPERVISED, version=2)], [], feb(9)) == NOTHING


@pytest.mark.parametrize("where", [Went.DRUNK_LATER, Went.RETURNED, Went.DESTROYED])
def test_saying_where_the_bottle_went_accounts_for_it(where: Went) -> None:
    doses = [missed_at_home(9)]

    assert undrunk(doses, [went(where, 10)], feb(9)) != ()
    assert undrunk(doses, [went(where, 10)], feb(10)) == ()
    assert believed_at_home(doses, [went(where, 10)], feb(10)) == NOTHING


def test_a_lost_bottle_is_accounted_for_and_said_to_be_lost() -> None:
    assert believed_at_home([missed_at_home(9)], [went(Went.LOST, 10)], feb(10)) == Believed((), (), (), (feb(9),))


def test_a_bottle_lost_before_its_day_is_not_counted_and_said_to_be_lost() -> None:
    believed = believed_at_home(WEEK, [went(Went.LOST, 12, for_day=13)], feb(12))

    assert believed == Believed((feb(12), feb(14)), (), (), (feb(13),))


def test_a_bottle_returned_before_its_day_is_not_counted() -> None:
    assert believed_at_home(WEEK, [went(Went.RETURNED, 12, for_day=13)], feb(12)).not_yet_due == (feb(12), feb(14))


def test_a_return_that_names_no_day_takes_no_bottle_away_that_is_still_to_be_drunk() -> None:
    assert believed_at_home(WEEK, [went(Went.RETURNED, 12)], feb(12)).bottles == 3


def test_an_entry_that_names_a_day_accounts_for_that_day_alone() -> None:
    doses = [missed_at_home(9), missed_at_home(10)]

    assert [one.for_on for one in undrunk(doses, [went(Went.RETURNED, 10, for_day=9)], feb(10))] == [feb(10)]
    assert undrunk(doses, [went(Went.RETURNED, 10)], feb(10)) == ()


def test_an_entry_recorded_before_the_bottle_was_missed_accounts_for_nothing() -> None:
    assert undrunk([missed_at_home(11)], [went(Went.RETURNED, 10)], feb(11)) != ()


def test_a_bottle_may_be_at_home_after_vomiting() -> None:
    vomited = [VomitedFact(feb(9), at(9))]

    assert undrunk([], [], feb(8), vomited) == ()
    assert [one.because for one in undrunk([], [], feb(9), vomited)] == [UndrunkBecause.VOMITED]
    assert believed_at_home([], [], feb(9), vomited) == Believed((), (), (feb(9),), ())
    assert undrunk([], [went(Went.RETURNED, 9)], feb(9), vomited) == ()


def test_a_part_of_a_split_dose_may_be_at_home() -> None:
    doses = [dose(9, SUPERVISED), dose(9, TAKE_HOME, part=2)]

    assert [(one.for_on, one.because) for one in undrunk(doses, [], feb(9))] == [(feb(9), UndrunkBecause.SPLIT)]


def test_the_last_bottle_before_a_gap_may_be_at_home() -> None:
    doses = [dose(13, SUPERVISED), dose(14, TAKE_HOME, on=13), dose(15, MISSED)]

    assert [(one.for_on, one.because) for one in undrunk(doses, [], feb(15))] == [(feb(14), UndrunkBecause.GAP)]
    assert undrunk(doses[:2], [], feb(15)) == ()


def test_missed_days_in_a_row_are_counted() -> None:
    doses = [dose(8, SUPERVISED), *(dose(day, MISSED) for day in (9, 10, 11))]

    assert [consecutive_missed(doses, feb(day)) for day in range(8, 13)] == [0, 1, 2, 3, 3]


def test_a_refused_dose_was_not_taken_either() -> None:
    assert consecutive_missed([dose(9, MISSED), dose(10, REFUSED), dose(11, MISSED)], feb(11)) == 3


def test_a_dose_given_ends_the_count_and_the_run_is_remembered() -> None:
    doses = [*(dose(day, MISSED) for day in (8, 9, 10)), dose(11, SUPERVISED), dose(12, MISSED)]

    assert consecutive_missed(doses, feb(11)) == 0
    assert consecutive_missed(doses, feb(12)) == 1
    assert missed_runs(doses, feb(12)) == ((feb(8), feb(9), feb(10)), (feb(12),))


def test_a_day_without_an_entry_ends_a_run() -> None:
    doses = [dose(8, MISSED), dose(9, MISSED), dose(11, MISSED)]

    assert missed_runs(doses, feb(11)) == ((feb(8), feb(9)), (feb(11),))
    assert consecutive_missed(doses, feb(11)) == 1


def test_a_correction_takes_a_day_out_of_a_run() -> None:
    doses = [*(dose(day, MISSED) for day in (8, 9, 10)), dose(9, SUPERVISED, version=2)]

    assert missed_runs(doses, feb(10)) == ((feb(8),), (feb(10),))


def test_a_split_dose_of_which_a_part_was_taken_is_not_missed() -> None:
    doses = [dose(8, SUPERVISED, part=1), dose(8, MISSED, part=2), dose(9, MISSED, part=1), dose(9, MISSED, part=2)]

    assert missed_runs(doses, feb(9)) == ((feb(9),),)


def test_doses_to_come_are_not_counted() -> None:
    assert consecutive_missed([dose(8, MISSED), dose(9, MISSED)], feb(8)) == 1


@pytest.mark.parametrize(
    ("missed", "titrating", "asked"),
    [(0, True, False), (1, True, True), (1, False, False), (2, False, False), (3, False, True), (4, False, True)],
)
def test_the_prescriber_is_asked_after_three_days_or_one_while_titrating(
    missed: int, titrating: bool, asked: bool
) -> None:
    assert prescriber_is_asked(missed, titrating, POLICY) is asked
