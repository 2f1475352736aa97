"""What is prescribed today, where the next prescription is written down already."""

from datetime import UTC, date, datetime
from decimal import Decimal

from supply.rules import PrescriptionTerms
from supply.rules.facts import PrescriptionFact, SupplyOf


def prescribed(mg: int, starts_on: date) -> PrescriptionFact:
    """A prescription written down in one order."""
    return PrescriptionFact(str(mg), PrescriptionTerms(Decimal(mg), starts_on), datetime(2026, 11, 1, tzinfo=UTC))


SUPPLY = SupplyOf("her", (prescribed(40, date(2026, 11, 2)), prescribed(50, date(2026, 12, 1))))


def test_a_prescription_that_starts_later_does_not_end_the_one_that_runs() -> None:
    running = SUPPLY.terms_on(date(2026, 11, 30))
    assert running is not None and running.mg_a_day == 40


def test_the_next_prescription_counts_from_the_day_it_starts() -> None:
    running = SUPPLY.terms_on(date(2026, 12, 1))
    assert running is not None and running.mg_a_day == 50


def test_before_the_first_begins_the_first_to_come_is_what_is_known() -> None:
    known = SUPPLY.terms_on(date(2026, 10, 1))
    assert known is not None and known.mg_a_day == 40
