"""The monthly completeness figure: who counts, from when, and what was given."""

from datetime import date
from uuid import uuid4

import pytest

from casework.rules.completeness import Had, Span, Treated, months_until

TODAY = date(2026, 11, 25)


def person(*spans: Span, had: tuple[Had, ...] = ()) -> Treated:
    return Treated(uuid4(), list(spans), list(had))


@pytest.mark.parametrize(
    ("one", "october", "november"),
    [
        (person(Span(date(2026, 11, 2))), (0, 0, 0), (1, 0, 0)),
        (person(Span(date(2026, 10, 31))), (1, 0, 0), (1, 0, 0)),
        (person(Span(date(2026, 1, 1), date(2026, 10, 30))), (0, 0, 0), (0, 0, 0)),
        (person(Span(date(2026, 1, 1), date(2026, 10, 31))), (1, 0, 0), (0, 0, 0)),
        (person(Span(date(2026, 1, 1)), had=(Had(date(2026, 11, 3)),)), (1, 0, 0), (1, 1, 0)),
        (person(Span(date(2026, 1, 1)), had=(Had(date(2026, 9, 3), declined=True),)), (1, 0, 1), (1, 0, 1)),
        (
            person(Span(date(2026, 1, 1)), had=(Had(date(2026, 9, 3), declined=True), Had(date(2026, 11, 1)))),
            (1, 0, 1),
            (1, 1, 0),
        ),
        (person(), (0, 0, 0), (0, 0, 0)),
    ],
)
def test_somebody_counts_at_the_months_end_with_what_they_had_by_then(
    one: Treated, october: tuple[int, ...], november: tuple[int, ...]
) -> None:
    now, before = months_until(TODAY, [one])[:2]
    assert (before.treated, before.given, before.declined) == october
    assert (now.treated, now.given, now.declined) == november


def test_the_present_month_runs_up_to_today_and_there_are_twelve() -> None:
    months = months_until(TODAY, [person(Span(date(2026, 11, 26)))])
    assert len(months) == 12
    assert (months[0].first, months[0].last, months[0].treated) == (date(2026, 11, 1), TODAY, 0)
    assert (months[-1].first, months[-1].last) == (date(2025, 12, 1), date(2025, 12, 31))


def test_the_figure_is_a_share_and_none_where_nobody_is_treated() -> None:
    had = person(Span(date(2026, 1, 1)), had=(Had(date(2026, 11, 3)), Had(date(2026, 11, 4))))
    now = months_until(TODAY, [had, person(Span(date(2026, 1, 1))), person(Span(date(2026, 1, 1)))])[0]
    assert (now.percent, now.neither, now.given_this_month) == (33, 2, 2)
    assert months_until(TODAY, [])[0].percent is None
