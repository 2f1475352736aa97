"""Fields: what was typed comes back, and what is wrong is said in whole sentences."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from core.forms import (
    CheckboxesField,
    CheckboxField,
    Choice,
    DateField,
    Form,
    LongTextField,
    NumberField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from core.settings import Settings
from tests.databases import make_app
from tests.strict_client import check_page

ANSWERS = (Choice("yes", "Yes", "They are here today"), Choice("no", "No"))


class Everything(Form):
    name = TextField("Name", required="Enter a name", hint="As on the prescription", width=20)
    reason = LongTextField("Reason", max_length=4000)
    dose = NumberField("Dose", low=1, high=500, places=2, suffix="mg a day")
    bottles = NumberField("Bottles", low=0, high=31)
    born_on = DateField("Date of birth", required="Enter the date of birth")
    seen_on = DateField("Seen on", optional=True)
    here = RadiosField("Are they here?", choices=ANSWERS, required="Say whether they are here", inline=True)
    day = SelectField("Day", choices=[("mon", "Monday"), ("tue", "Tuesday")])
    days = CheckboxesField("Days", choices=[("mon", "Monday"), ("tue", "Tuesday")])
    agreed = CheckboxField("They agree", required="Tick the box once they agree")
    version = VersionField()


GOOD = {
    "name": " Zoë  O’Neill ",
    "born_on-day": "3",
    "born_on-month": "March",
    "born_on-year": "2025",
    "here": "yes",
    "agreed": "y",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, for its templates alone: nothing is asked of a database."""
    folder = tmp_path_factory.mktemp("forms")
    return make_app(f"sqlite:///{folder / 'none.sqlite'}", folder)


@pytest.fixture
def asked(pages: Flask) -> Iterator[None]:
    with pages.test_request_context():
        yield


def sent(**typed: Any) -> Everything:
    form = Everything(MultiDict(GOOD | typed))
    form.validate()
    return form


def sentences(**typed: Any) -> list[str]:
    return [problem.sentence for problem in sent(**typed).problems()]


@pytest.mark.usefixtures("asked")
class TestFields:
    def test_what_is_right_becomes_values(self) -> None:
        form = sent(dose="62.5", bottles="2", day="tue", days="mon", version="7")
        assert form.problems() == []
        assert form.name.data == "Zoë  O’Neill"
        assert form.born_on.data == date(2025, 3, 3)
        assert (form.dose.data, form.bottles.data) == (Decimal("62.5"), 2)
        assert (form.here.data, form.day.data, form.days.data) == ("yes", "tue", ["mon"])
        assert (form.agreed.data, form.version.data, form.seen_on.data) == (True, 7, None)

    def test_everything_that_is_missing_is_said_at_once(self) -> None:
        form = Everything(MultiDict({}))
        form.validate()
        assert [(problem.field_id, problem.sentence) for problem in form.problems()] == [
            ("name", "Enter a name"),
            ("born_on-day", "Enter the date of birth"),
            ("here", "Say whether they are here"),
            ("agreed", "Tick the box once they agree"),
        ]

    @pytest.mark.parametrize(
        ("day", "month", "year", "sentence", "where"),
        [
            ("31", "2", "2025", "Date of birth must be a real date", "day"),
            ("0", "1", "2025", "Date of birth must be a real date", "day"),
            ("1", "13", "2025", "Date of birth must be a real date", "day"),
            ("1", "smarch", "2025", "Date of birth must be a real date", "day"),
            ("one", "1", "2025", "Date of birth must be a real date", "day"),
            ("1", "1", "1850", "Date of birth must be a real date", "day"),
            ("1", "1", "85", "Date of birth must have a year of 4 numbers, for example 1990", "day"),
            ("", "1", "2025", "Date of birth must include a day", "day"),
            ("1", "", "2025", "Date of birth must include a month", "month"),
            ("1", "", "", "Date of birth must include a month and a year", "month"),
            ("٣", "1", "2025", "Date of birth must be a real date", "day"),
        ],
    )
    def test_an_impossible_date_says_what_is_wrong_with_it(
        self, day: str, month: str, year: str, sentence: str, where: str
    ) -> None:
        typed = {"born_on-day": day, "born_on-month": month, "born_on-year": year}
        form = sent(**typed)
        assert [(problem.field_id, problem.sentence) for problem in form.problems()] == [(f"born_on-{where}", sentence)]
        assert form.born_on.typed == {"day": day, "month": month, "year": year}

    def test_a_date_that_may_be_left_out_must_still_be_a_real_one(self) -> None:
        assert sentences(**{"seen_on-month": "3", "seen_on-year": "2025"}) == ["Seen on must include a day"]
        assert sentences(**{"seen_on-day": "30", "seen_on-month": "2", "seen_on-year": "2025"}) == [
            "Seen on must be a real date"
        ]

    @pytest.mark.parametrize("month", ["3", "03", "mar", "Mar", "MARCH"])
    def test_a_month_may_be_a_number_or_a_name(self, month: str) -> None:
        assert sent(**{"born_on-month": month}).born_on.data == date(2025, 3, 3)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("0", "Dose must be 1 or more"),
            ("2,000", "Dose must be 500 or less"),
            ("lots", "Dose must be a number, like 35 or 37.5"),
            ("37,5", "Dose must be a number, like 35 or 37.5"),
            ("0,500", "Dose must be a number, like 35 or 37.5"),
            ("1_0", "Dose must be a number, like 35 or 37.5"),
            ("٣٠", "Dose must be a number, like 35 or 37.5"),
            ("nan", "Dose must be a number, like 35 or 37.5"),
            ("1e2", "Dose must be a number, like 35 or 37.5"),
            ("60.005", "Dose must have 2 decimal places or fewer"),
        ],
    )
    def test_an_impossible_amount_says_what_is_wrong_with_it(self, typed: str, sentence: str) -> None:
        form = sent(dose=typed)
        assert [problem.sentence for problem in form.problems()] == [sentence]
        assert form.dose._value() == typed

    def test_a_whole_number_has_no_part(self) -> None:
        assert sentences(bottles="1.5") == ["Bottles must be a whole number"]

    def test_a_reason_of_ten_thousand_characters_is_refused_with_its_length_and_kept(self) -> None:
        form = sent(reason="x" * 10_000)
        assert [problem.sentence for problem in form.problems()] == [
            "Reason must be 4,000 characters or fewer. You have written 10,000."
        ]
        assert form.reason.data == "x" * 10_000

    def test_an_emoji_is_as_welcome_as_any_letter(self) -> None:
        assert sent(reason="She is well 👶🏽").reason.data == "She is well 👶🏽"

    def test_characters_that_no_database_keeps_are_dropped(self) -> None:
        assert sent(name="Sam\x00 \ud800Lee\x07").name.data == "Sam Lee"

    @pytest.mark.parametrize("unseen", ["\u200b", " \u200d\ufeff "])
    def test_a_name_of_nothing_that_can_be_seen_is_no_name(self, unseen: str) -> None:
        assert sentences(name=unseen) == ["Enter a name"]

    def test_lines_end_in_one_way_so_that_they_count_once(self) -> None:
        assert sent(reason="one\r\ntwo\rthree").reason.data == "one\ntwo\nthree"

    @pytest.mark.parametrize("field", ["here", "day", "days"])
    def test_an_answer_that_was_not_offered_is_refused(self, field: str) -> None:
        assert sentences(**{field: "perhaps"}) == ["Choose one of the answers shown"]

    def test_a_version_that_is_no_number_counts_as_none(self) -> None:
        assert sent(version="7; drop table").version.data is None

    def test_a_problem_found_by_a_rule_stands_beside_its_field(self) -> None:
        form = sent()
        form.add_problems([("name", "Somebody has that name"), ("nowhere", "And there is this")])
        assert [(problem.field_id, problem.sentence) for problem in form.problems()] == [
            ("name", "Somebody has that name"),
            ("maincontent", "And there is this"),
        ]


PAGE = """{% extends "layouts/page.html" %}
{% from "components/form.html" import form as shown %}
{% set title = "Everything" %}{% set problems = form.problems() %}
{% block content %}{{ shown(form, "Save", cancel="/") }}{% endblock %}"""


def shown(app: Flask, typed: dict[str, str]) -> str:
    with app.test_request_context():
        form = Everything(MultiDict(typed))
        form.validate()
        words = {"looking": None, "navigation": (), "product_name": "Safe at Home", "demonstration_from": None}
        words["reminders_missed_since"] = None
        app.jinja_env.globals.setdefault("idle_minutes", Settings().idle_minutes)
        app.template_context_processors[None] = []
        return render_template_string(PAGE, form=form, **words)


@pytest.mark.parametrize("typed", [{}, GOOD, GOOD | {"reason": "x" * 5000, "dose": "lots", "born_on-day": "99"}])
def test_every_field_is_shown_soundly_with_and_without_problems(pages: Flask, typed: dict[str, str]) -> None:
    check_page(shown(pages, typed))


def test_script_in_what_was_typed_is_shown_as_text(pages: Flask) -> None:
    page = shown(pages, GOOD | {"name": "<script>alert(1)</script>", "reason": "</textarea><script>", "dose": '"><b>'})
    check_page(page)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_lines_in_a_text_area_come_back_as_they_were_typed(pages: Flask) -> None:
    assert ">one\n  two\nthree</textarea>" in shown(pages, GOOD | {"reason": "one\n  two\nthree"})
