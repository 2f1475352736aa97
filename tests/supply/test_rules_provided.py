"""What a prescription provides for by its wording, and what is believed to be at home, in words."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.bank_holidays import Nation
from core.calendar import at_london
from safeguarding.rules import EventFact, EventKind
from supply.rules import (
    MEDICINES,
    Arrangement,
    BottleFact,
    Calendar,
    DoseFact,
    DoseHow,
    Pattern,
    PrescriptionTerms,
    Went,
    Wording,
    from_pattern,
)
from supply.rules.facts import InUseFact, PrescriptionFact, SupplyOf
from supply.rules.home_words import believed_words, household_words
from supply.rules.prescribing import PrescribingPolicy
from supply.rules.provided import Provided, provisions
from tests.supply.pharmacies import DAILY, NO_WORDING, SUN, SUPERVISED, WEEKLY, shut

POLICY = PrescribingPolicy(most_mg_a_day=500, starts_within_days=90, slip_times=10, most_instalment_days=14)
ON = date(2027, 2, 8)
ALL = frozenset(Wording)
YES, MISSING, NOT_NEEDED = Provided.YES, Provided.MISSING, Provided.NOT_NEEDED


@dataclass(frozen=True)
class Case:
    name: str
    arrangement: Arrangement | None
    calendar: Calendar
    wording: frozenset[Wording]
    provided: tuple[Provided, ...]
    """Closed days, missed collection, three missed days, supervised, containers, length."""


CASES = [
    Case("supervised, never closed", SUPERVISED, Calendar(), NO_WORDING,
         (NOT_NEEDED, NOT_NEEDED, MISSING, MISSING, NOT_NEEDED, YES)),
    Case("supervised, Sundays closed", SUPERVISED, shut(SUN), NO_WORDING,
         (MISSING, NOT_NEEDED, MISSING, MISSING, NOT_NEEDED, YES)),
    Case("weekly", WEEKLY, shut(SUN), NO_WORDING, (NOT_NEEDED, MISSING, MISSING, NOT_NEEDED, MISSING, YES)),
    Case("everything said", WEEKLY, shut(SUN), ALL, (YES, YES, YES, YES, YES, YES)),
    Case("written for the day before", DAILY, shut(SUN), frozenset({Wording.INSTALMENTS_DAY_BEFORE}),
         (YES, NOT_NEEDED, MISSING, NOT_NEEDED, NOT_NEEDED, YES)),
    Case("nobody knows what is in use", None, Calendar(), NO_WORDING,
         (MISSING, MISSING, MISSING, NOT_NEEDED, NOT_NEEDED, YES)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_prescription_provides_for_what_it_says(case: Case) -> None:
    terms = PrescriptionTerms(Decimal(60), ON, wording=case.wording, ends_on=date(2027, 2, 21))
    rows = provisions(terms, case.arrangement, case.calendar, Nation.ENGLAND_AND_WALES, ON, POLICY)
    assert tuple(row.provided for row in rows) == case.provided


@pytest.mark.parametrize(
    ("nation", "ends_on", "provided"),
    [
        (Nation.ENGLAND_AND_WALES, date(2027, 2, 22), MISSING),
        (Nation.SCOTLAND, date(2027, 2, 22), YES),
        (Nation.NORTHERN_IRELAND, None, MISSING),
    ],
)
def test_how_long_one_form_lasts_depends_on_the_nation(
    nation: Nation, ends_on: date | None, provided: Provided
) -> None:
    terms = PrescriptionTerms(Decimal(60), ON, ends_on=ends_on)
    assert provisions(terms, DAILY, Calendar(), nation, ON, POLICY)[-1].provided is provided


def test_an_injection_puts_nothing_at_home_and_needs_no_wording() -> None:
    terms = PrescriptionTerms(Decimal(16), ON, medicine=MEDICINES["buprenorphine-injection"])
    (row,) = provisions(terms, None, Calendar(), Nation.SCOTLAND, ON, POLICY)
    assert row.provided is NOT_NEEDED


def handed(day: int, on: int = 8, **more: object) -> DoseFact:
    at = at_london(date(2027, 2, on), 10)
    return DoseFact(date(2027, 2, day), DoseHow.TAKE_HOME, date(2027, 2, on), at, **more)  # type: ignore[arg-type]


SUPPLY = SupplyOf("1", (PrescriptionFact("1", PrescriptionTerms(Decimal(60), ON), datetime(2027, 2, 1, tzinfo=UTC)),))


@pytest.mark.parametrize(
    ("doses", "bottles", "summary"),
    [
        ((), (), "Not known: the counter has written nothing down for two weeks"),
        ((DoseFact(ON, DoseHow.SUPERVISED, ON, at_london(ON, 10)),), (), "None"),
        ((handed(8), handed(9), handed(10)), (), "3 bottles (180\u00a0mg)"),
        ((handed(8, mg=Decimal(90)),), (), "1 bottle (90\u00a0mg)"),
        ((handed(8), handed(9)), (BottleFact(Went.RETURNED, ON, at_london(ON, 12), date(2027, 2, 9)),),
         "1 bottle (60\u00a0mg)"),
        ((handed(8), handed(9)), (BottleFact(Went.LOST, ON, at_london(ON, 12), date(2027, 2, 9)),),
         "1 bottle (60\u00a0mg), and perhaps 1 more"),
        ((handed(7, 6), DoseFact(date(2027, 2, 7), DoseHow.MISSED, ON, at_london(ON, 9), version=2)), (),
         "1 bottle (60\u00a0mg)"),
    ],
)  # fmt: skip
def test_what_is_believed_to_be_at_home_is_said_in_one_line(
    doses: tuple[DoseFact, ...], bottles: tuple[BottleFact, ...], summary: str
) -> None:
    assert believed_words(replace(SUPPLY, doses=doses, bottles=bottles), ON, ()).summary == summary


@pytest.mark.parametrize(
    ("pattern", "whose", "summary"),
    [
        (Pattern.DAILY_PICK_UP, "1", "1 bottle (60\u00a0mg), and perhaps 1 more"),
        (Pattern.DAILY_PICK_UP, "", "1 bottle (60\u00a0mg), and perhaps 1 more"),
        (Pattern.DAILY_PICK_UP, "2", "1 bottle (60\u00a0mg)"),
        (Pattern.SUPERVISED_7, "1", "1 bottle (60\u00a0mg)"),
    ],
)
def test_a_bottle_may_be_full_after_somebody_with_a_dose_at_home_was_sick(
    pattern: Pattern, whose: str, summary: str
) -> None:
    in_use = InUseFact(from_pattern(pattern), date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC), "told")
    sick = EventFact("e", EventKind.VOMITING, date(2027, 2, 7), at_london(date(2027, 2, 7), 9), person_id=whose)
    known = replace(SUPPLY, in_use=(in_use,), doses=(handed(8),))
    assert believed_words(known, ON, [sick]).summary == summary


def test_a_household_s_adults_are_counted_together_and_unknown_is_said() -> None:
    mother = believed_words(replace(SUPPLY, doses=(handed(8), handed(9))), ON, ())
    father = believed_words(replace(SUPPLY, doses=(handed(8),)), ON, ())
    nobody = believed_words(SUPPLY, ON, ())
    assert household_words([mother, father]) == "3 bottles (180\u00a0mg)"
    assert household_words([mother, nobody]) == "At least 2 bottles (120\u00a0mg); not all of it is known"
    assert household_words([nobody, nobody]) == "Not known"
