"""The pages of figures: what a manager reads, downloads and prints, and what is refused."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from casework import cli
from casework.rules.figures.table import as_csv
from core.clock import day_of, now
from core.db import commit
from core.policy import current
from tests.casework.crowd import a_crowd
from tests.people.builders import statements
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient

SignIn = Callable[..., Person]


@pytest.fixture
def manager(client: StrictClient, inside: Flask) -> Person:
    """A manager of a service with seven families, each with a child and a dose at home, and no plan."""
    crowd = a_crowd(7, with_child=True)
    someone = a_staff_member("manager", service=crowd.service)
    commit()
    cli.rebuild(on=day_of(now()), policy=current())
    put_into_session(client, someone)
    return someone


def test_a_manager_reads_how_far_the_plans_have_come(client: StrictClient, manager: Person) -> None:
    with statements() as sent:
        page = client.get("/reports").text
    assert "Homes with a child and a dose at home" in page
    assert re.search(r"Storage plan agreed.*?0 of 7 \(0%\)", page, re.S)
    assert "Worked out on" in page and page.count('class="fig-bar"') > 12
    assert len(sent) < 45
    outside = client.get("/reports?whom=others").text
    assert "0 of 5 (0%)" in outside and "Small numbers are withheld" in outside


def test_the_figures_come_as_a_table_for_a_spreadsheet(client: StrictClient, manager: Person) -> None:
    answer = client.get("/reports/figures.csv?whom=others")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    agreed = next(row for row in rows if row[1:2] == ["Storage plan agreed"])
    assert agreed[2:6] == ["0", "5", "0", "0 of 5 (0%)"] and "agreed a storage plan" in agreed[6]
    assert ["For whom", "To hand on"] in rows


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    typed = ["=1+1", "+44", "-5", "@SUM(A1)", "\tx", "\rx", "plain", 'a "quote", and\na line', -3]
    (row,) = list(csv.reader(io.StringIO(as_csv([typed]).removeprefix("\ufeff"), newline="")))
    assert row == ["'=1+1", "'+44", "'-5", "'@SUM(A1)", "'\tx", "'\rx", "plain", 'a "quote", and\na line', "'-3"]


def test_the_report_is_printed(client: StrictClient, manager: Person) -> None:
    answer = client.get("/reports/print?whom=others")
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"from": "2026-05-01", "until": "2026-04-01"}, "The last day must be on or after the first day"),
        ({"from": "2001-01-01", "until": "2026-04-01"}, "Ask for 10 years at most"),
        ({"from": "later", "until": "2026-04-01"}, "Enter the first day"),
        ({"from": "9999-01-01", "until": "9999-12-31"}, "The first day must be today or before"),
    ],
)
def test_days_that_cannot_be_are_said_and_this_quarter_is_shown(
    client: StrictClient, manager: Person, days: dict[str, str], says: str
) -> None:
    answer = client.get("/reports", query_string=days)
    assert answer.status_code == 422 and says in answer.text and "Storage plan agreed" in answer.text


def test_ten_years_and_a_time_before_anything_was_recorded_have_a_report(client: StrictClient, manager: Person) -> None:
    on = day_of(now())
    for first, last in ((on - timedelta(days=3650), on), (on - timedelta(days=900), on - timedelta(days=890))):
        assert client.get(f"/reports?from={first}&until={last}").status_code == 200
