"""What is due at the counter on a day, what is said before it is done, and what can never be written down."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from core.calendar import at_london, day_of
from supply.rules import (
    MEDICINES,
    NEVER_CLOSED,
    UNKNOWN_ARRANGEMENT,
    Arrangement,
    Calendar,
    DoseFact,
    DoseHow,
    PrescriptionTerms,
    SupplyPolicy,
    Wording,
)
from supply.rules.counter import DoseDetails, Given, NotGivenBecause, Second, dose_problems
from supply.rules.due import (
    are_everyday,
    asks_first,
    became_so_many,
    due_today,
    missed_to_speak_about,
    not_provided,
)
from supply.rules.facts import InUseFact, PrescriptionFact, SpokenFact, SupplyOf
from tests.supply.pharmacies import DAILY, ENGLISH, IRISH, SUN, SUPERVISED, THREE, WEEKLY, closed_from, shut

POLICY = SupplyPolicy(horizon_days=28, over_limit_days=7, missed_days_in_a_row=3, missed_while_titrating=1)
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
HOME, HERE = DoseHow.TAKE_HOME, DoseHow.SUPERVISED
DAY = timedelta(days=1)


def supply(
    arrangement: Arrangement | None = SUPERVISED,
    calendar: Calendar = NEVER_CLOSED,
    *,
    doses: tuple[DoseFact, ...] = (),
    spoken: tuple[SpokenFact, ...] = (),
    **terms: object,
) -> SupplyOf:
    prescribed = replace(PrescriptionTerms(Decimal(60), date(2025, 1, 1)), **terms)  # type: ignore[arg-type]
    used = () if arrangement is None else (InUseFact(arrangement, date(2025, 1, 1), LONG_AGO, "told"),)
    return SupplyOf("1", (PrescriptionFact("1", prescribed, LONG_AGO),), used, calendar, doses, spoken=spoken)


def dose(day: date, how: DoseHow, **more: object) -> DoseFact:
    return DoseFact(day, how, day, at_london(day, 10), **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Due:
    name: str
    supply: SupplyOf
    on: date
    given: tuple[tuple[str, DoseHow], ...]
    known: bool = True


MONDAY = date(2027, 2, 8)
DUE = [
    Due("supervised on a Monday", supply(), MONDAY, (("2027-02-08", HERE),)),
    Due("Saturday before a closed Sunday", supply(calendar=shut(SUN)), date(2027, 2, 13),
        (("2027-02-13", HERE), ("2027-02-14", HOME))),
    Due("closed on Sunday itself", supply(calendar=shut(SUN)), date(2027, 2, 14), ()),
    Due("Christmas Eve 2026, Sundays closed", supply(calendar=ENGLISH), date(2026, 12, 24),
        (("2026-12-24", HERE), *((f"2026-12-{day}", HOME) for day in (25, 26, 27, 28)))),
    Due("Saturday before a Northern Irish 12 July", supply(DAILY, IRISH), date(2027, 7, 10),
        (("2027-07-10", HOME), ("2027-07-11", HOME), ("2027-07-12", HOME))),
    Due("weekly on its Monday", supply(WEEKLY), MONDAY,
        tuple((f"2027-02-{day:02}", HOME) for day in range(8, 15))),
    Due("weekly on a Tuesday", supply(WEEKLY), MONDAY + DAY, ()),
    Due("clocks go forward: a day is a day", supply(DAILY), date(2027, 3, 28), (("2027-03-28", HOME),)),
    Due("clocks go back", supply(DAILY), date(2026, 10, 25), (("2026-10-25", HOME),)),
    Due("29 February", supply(DAILY), date(2028, 2, 29), (("2028-02-29", HOME),)),
    Due("tomorrow shut at short notice", supply(calendar=closed_from(MONDAY + DAY, MONDAY + DAY)), MONDAY,
        (("2027-02-08", HERE), ("2027-02-09", HOME))),
    Due("after the prescription ended", supply(ends_on=date(2027, 2, 7)), MONDAY, ()),
    Due("before it begins", supply(starts_on=date(2027, 2, 9)), MONDAY, ()),
    Due("only up to its last day", supply(WEEKLY, ends_on=date(2027, 2, 9)), MONDAY,
        (("2027-02-08", HOME), ("2027-02-09", HOME))),
    Due("nobody knows what is in use", supply(None), MONDAY, (), known=False),
    Due("not known is a value", supply(UNKNOWN_ARRANGEMENT), MONDAY, (), known=False),
    Due("an injection", supply(medicine=MEDICINES["buprenorphine-injection"]), MONDAY, ()),
    Due("tablets", supply(DAILY, medicine=MEDICINES["buprenorphine-tablets"]), MONDAY, (("2027-02-08", HOME),)),
    Due("written down already", supply(doses=(dose(MONDAY, HERE),)), MONDAY, ()),
    Due("what is left of a missed collection", supply(THREE, doses=(dose(MONDAY, DoseHow.MISSED),)), MONDAY + DAY,
        (("2027-02-09", HOME),)),
    Due("missed today, no usual press", supply(WEEKLY, doses=(dose(MONDAY, DoseHow.MISSED),)), MONDAY, ()),
    Due("not given today, with a closed day's bottle", supply(calendar=shut(SUN),
        doses=(dose(date(2027, 2, 13), DoseHow.NOT_GIVEN),)), date(2027, 2, 13), ()),
    Due("a bottle handed over a week ago and missed at home is no missed collection",
        supply(WEEKLY, doses=(replace(dose(MONDAY, DoseHow.MISSED), happened_on=MONDAY - 7 * DAY),)), MONDAY,
        tuple((f"2027-02-{day:02}", HOME) for day in range(9, 15))),
    Due("a day without an entry is not a missed one", supply(THREE), MONDAY + DAY, ()),
]  # fmt: skip


@pytest.mark.parametrize("case", DUE, ids=lambda case: case.name)
def test_what_is_due_is_what_was_worked_out_by_hand(case: Due) -> None:
    due = due_today(case.supply, case.on)
    assert tuple((each.for_on.isoformat(), each.how) for each in due.given) == case.given
    assert due.known == case.known


MISSED_3 = tuple(dose(MONDAY - DAY * count, DoseHow.MISSED) for count in (3, 2, 1))


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (supply(), ()),
        (supply(ends_on=date(2027, 2, 7)), ("ended on",)),
        (supply(ends_on=date(2027, 2, 7), calendar=closed_from(MONDAY, MONDAY)), ()),
        (supply(doses=MISSED_3), ("3 doses in a row were missed",)),
        (supply(doses=MISSED_3[1:]), ()),
        (supply(doses=(*MISSED_3, dose(MONDAY, HERE))), ()),
        (supply(ends_on=date(2027, 2, 7), doses=MISSED_3), ("ended on", "3 doses in a row were missed")),
        (supply(calendar=closed_from(MONDAY + DAY, MONDAY + DAY)), ("we know of no wording",)),
    ],
)
def test_on_paper_it_stands_whom_to_speak_to_the_prescriber_about_first(
    known: SupplyOf, words: tuple[str, ...]
) -> None:
    said = asks_first(known, due_today(known, MONDAY), POLICY)
    assert len(said) == len(words)
    assert all(word in sentence for word, sentence in zip(words, said, strict=True)), said


@dataclass(frozen=True)
class Told:
    name: str
    supply: SupplyOf
    given: tuple[Given, ...]
    words: tuple[str, ...]
    on: date = field(default=MONDAY)


SATURDAY = date(2027, 2, 13)
MISSED_3 = tuple(dose(MONDAY - DAY * back, DoseHow.MISSED) for back in (3, 2, 1))
TOLD = [
    Told("nothing", supply(), (Given(MONDAY, HERE),), ()),
    Told("a closed day without wording", supply(calendar=shut(SUN)),
         (Given(SATURDAY, HERE), Given(SATURDAY + DAY, HOME)), ("no wording on the prescription for closed days",),
         SATURDAY),
    Told("a closed day with wording", supply(calendar=shut(SUN), wording=frozenset({Wording.CLOSED_DAYS})),
         (Given(SATURDAY, HERE), Given(SATURDAY + DAY, HOME)), (), SATURDAY),
    Told("more bottles than days", supply(DAILY), tuple(Given(MONDAY + DAY * more, HOME) for more in range(3)),
         ("does not have 2 bottles handed over today",)),
    Told("a day outside the prescription", supply(DAILY, ends_on=MONDAY),
         (Given(MONDAY, HOME), Given(MONDAY + DAY, HOME)), ("does not cover Tuesday 9 February 2027", "1 bottle")),
    Told("taken home where it is supervised", supply(), (Given(MONDAY, HOME),), ("dose is taken here",)),
    Told("supervised where it is not due", supply(WEEKLY), (Given(MONDAY + DAY, HERE),), ("no dose is due here",),
         MONDAY + DAY),
    Told("a second one", supply(doses=(dose(MONDAY, HERE),)), (Given(MONDAY, HERE, 2),),
         ("no dose is due here today", "this is a second one")),
    Told("three missed days", supply(doses=MISSED_3), (Given(MONDAY, HERE),), ("Speak to the prescriber",)),
    Told("one missed while titrating", supply(doses=MISSED_3[-1:], titrating=True), (Given(MONDAY, HERE),),
         ("1 dose in a row was missed",)),
    Told("three missed days spoken about", supply(doses=MISSED_3, spoken=(SpokenFact(at_london(MONDAY, 9), MONDAY),)),
         (Given(MONDAY, HERE),), ()),
    Told("the rest of a missed collection", supply(THREE, doses=(dose(MONDAY, DoseHow.MISSED),)),
         (Given(MONDAY + DAY, HOME),), ("The collection of Monday 8 February 2027 was missed",), MONDAY + DAY),
    Told("the bottles of a collection missed today", supply(WEEKLY, doses=(dose(MONDAY, DoseHow.MISSED),)),
         (Given(MONDAY + DAY, HOME),), ("The collection of Monday 8 February 2027 was missed", "1 bottle")),
    Told("an injection", supply(medicine=MEDICINES["buprenorphine-injection"]), (Given(MONDAY, HERE),),
         ("nothing is due at the counter", "no dose is due here")),
    Told("nobody knows", supply(None), (Given(MONDAY, HERE),), ("do not know which arrangement",)),
    Told("closed today", supply(calendar=closed_from(MONDAY, MONDAY)), (Given(MONDAY, HERE),),
         ("the pharmacy is closed today", "no dose is due here")),
]  # fmt: skip


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.name)
def test_what_is_not_provided_for_is_said_in_so_many_sentences(case: Told) -> None:
    said = not_provided(case.supply, due_today(case.supply, case.on), case.given, POLICY)
    assert len(said) == len(case.words), said
    for sentence, words in zip(said, case.words, strict=True):
        assert words in sentence


NOON = at_london(MONDAY, 12)


@pytest.mark.parametrize(
    ("given", "details", "happened_on", "fields"),
    [
        (Given(MONDAY + DAY, HERE), DoseDetails(), MONDAY, ["for_on"]),
        (Given(MONDAY + DAY, HOME), DoseDetails(), MONDAY, []),
        (Given(MONDAY, HERE), DoseDetails(), MONDAY + DAY, ["happened_on"]),
        (Given(MONDAY, HERE), DoseDetails(happened_at=NOON + timedelta(minutes=1)), MONDAY, ["happened_at"]),
        (Given(MONDAY, DoseHow.NOT_GIVEN), DoseDetails(), MONDAY, ["why"]),
        (Given(MONDAY, DoseHow.NOT_GIVEN), DoseDetails(why=NotGivenBecause.UNWELL), MONDAY, []),
        (Given(MONDAY, HERE, 2), DoseDetails(), MONDAY, ["second"]),
        (Given(MONDAY, HERE, 2), DoseDetails(second=Second.SPLIT), MONDAY, []),
        (Given(MONDAY, HERE, 2), DoseDetails(second=Second.REPLACEMENT), MONDAY,
         ["replaces_dated_on", "replaces_serial"]),
        (Given(MONDAY, HERE, 2), DoseDetails(second=Second.REPLACEMENT, replaces_dated_on=MONDAY + DAY,
         replaces_serial="A1"), MONDAY, ["replaces_dated_on"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_field(
    given: Given, details: DoseDetails, happened_on: date, fields: list[str]
) -> None:
    assert [name for name, _ in dose_problems(given, details, happened_on, NOON)] == fields


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 27, 23, 59, tzinfo=UTC), date(2027, 3, 27)),
        (datetime(2027, 3, 28, 23, 1, tzinfo=UTC), date(2027, 3, 29)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_dose_round_a_change_of_the_clocks_is_of_its_london_day(instant: datetime, day: date) -> None:
    assert day_of(instant) == day
    assert dose_problems(Given(day, HERE), DoseDetails(), day, instant) == []
    assert dose_problems(Given(day + DAY, HERE), DoseDetails(), day, instant) != []


@pytest.mark.parametrize(
    ("given", "doses", "nothing"),
    [
        ((Given(MONDAY, HERE), Given(MONDAY + DAY, HOME)), (), True),
        ((Given(MONDAY - DAY, HERE),), (), False),
        ((Given(MONDAY, DoseHow.MISSED),), (), False),
        ((Given(MONDAY, HERE, 2),), (), False),
        ((Given(MONDAY, HOME),), (dose(MONDAY, HOME, part=2),), False),
    ],
)
def test_only_the_everyday_leaves_every_finding_as_it_is(
    given: tuple[Given, ...], doses: tuple[DoseFact, ...], nothing: bool
) -> None:
    assert are_everyday(supply(doses=doses), given, MONDAY) is nothing


def test_a_dose_whose_entry_was_taken_back_is_no_first_one() -> None:
    assert not are_everyday(replace(supply(), taken_back=frozenset({MONDAY})), [Given(MONDAY, HERE)], MONDAY)


def test_a_dose_not_given_counts_as_missed_for_tolerance() -> None:
    mixed = (MISSED_3[0], replace(MISSED_3[1], how=DoseHow.NOT_GIVEN), replace(MISSED_3[2], how=DoseHow.REFUSED))
    assert len(missed_to_speak_about(supply(doses=mixed), MONDAY, POLICY)) == 3


def test_what_was_missed_today_is_written_down_and_no_longer_due() -> None:
    due = due_today(supply(WEEKLY, doses=(dose(MONDAY, DoseHow.REFUSED),)), MONDAY)
    assert (due.done, due.missed_on, due.given) == (True, MONDAY, ())


def test_a_later_single_miss_does_not_hide_three_that_nobody_spoke_about() -> None:
    later = dose(MONDAY + DAY, DoseHow.MISSED)
    doses = (*MISSED_3, dose(MONDAY, HERE), later)
    run = tuple(one.for_on for one in MISSED_3)
    assert missed_to_speak_about(supply(doses=doses), MONDAY + 2 * DAY, POLICY) == run
    spoken = (SpokenFact(at_london(MONDAY, 9), MONDAY),)
    assert missed_to_speak_about(supply(doses=doses, spoken=spoken), MONDAY + 2 * DAY, POLICY) == ()


@pytest.mark.parametrize(
    ("run", "before", "told"),
    [
        ((0, 1, 2), [(0, 1)], True),
        ((0, 1, 2, 3, 4), [(0, 1), (3, 4)], True),
        ((0, 1, 2, 3), [(0, 1, 2)], False),
        ((0, 1, 2), [(0, 1, 2), (8,)], False),
        ((5, 6, 7), [(0, 1, 2), (5, 6)], True),
        ((0,), [], True),
        ((0, 1), [(0,)], False),
        ((), [(0, 1)], False),
    ],
    ids=["third", "between two", "fourth", "another day", "a second three", "titrating", "titrating again", "none"],
)
def test_the_keyworker_is_told_once_of_a_run_in_whatever_order_it_is_entered(
    run: tuple[int, ...], before: list[tuple[int, ...]], told: bool
) -> None:
    def days(one: tuple[int, ...]) -> tuple[date, ...]:
        return tuple(MONDAY + DAY * count for count in one)

    assert became_so_many(days(run), [days(one) for one in before], POLICY) is told
