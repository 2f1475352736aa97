"""What managers and commissioners see: figures with charts, as a table for a spreadsheet, and printed for a quarter."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.charts import bar, draw_trend
from casework.queries.figures import report
from casework.rules.entries import filter_from_plain
from casework.rules.figures.table import as_csv, rows_of
from casework.rules.figures.values import READER_WORDS, Reader, Report, Span, for_others, quarter_of, span_problems
from casework.views.blueprint import blueprint
from core import clock
from core.audit import record_view
from core.calendar import add_months
from core.forms import Problem
from core.policy import current
from leaflets.pdf import render_pdf, without_emoji
from leaflets.sheets import fill
from staff.access import allowed, found, viewer
from staff.rules import Permission

PRINT_FONT = "Print Figures, Print Latin, Print Latin Extended"
WHOM = "whom"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks a report for, and what is wrong with it."""

    span: Span
    reader: Reader
    problems: tuple[Problem, ...] = ()

    def values(self, reader: Reader | None = None) -> dict[str, Any]:
        """The parts of an address that ask for it again."""
        days = {"from": self.span.first.isoformat(), "until": self.span.last.isoformat()}
        return days | {WHOM: (reader or self.reader).value}


@blueprint.get("/reports")
@allowed(Permission.REPORTS)
def reports() -> ResponseReturnValue:
    """The figures of the viewer's service, `?from=` and `until=` London days; this quarter where none are asked for."""
    on = clock.day_of(clock.now())
    wanted = _wanted(on)
    made = _report(wanted, "reports")
    return render_template(
        "casework/reports.html",
        report=made,
        wanted=wanted,
        bar=bar,
        trend=draw_trend(made.trend),
        readers=[(one, READER_WORDS[one], url_for("casework.reports", **wanted.values(one))) for one in Reader],
        spans=[
            (words, url_for("casework.reports", **Wanted(span, wanted.reader).values())) for words, span in _spans(on)
        ],
        csv=url_for("casework.reports_table", **wanted.values()),
        print=url_for("casework.print_report", **wanted.values()),
        looks=_looks(),
        problems=wanted.problems,
    ), (422 if wanted.problems else 200)


@blueprint.get("/reports/figures.csv")
@allowed(Permission.REPORTS)
def reports_table() -> ResponseReturnValue:
    """The same figures for a spreadsheet."""
    wanted = _wanted(clock.day_of(clock.now()))
    return as_file(as_csv(rows_of(_report(wanted, "reports_table"))), "figures.csv")


@blueprint.get("/reports/print")
@allowed(Permission.REPORTS)
def print_report() -> ResponseReturnValue:
    """The same figures as a printed report."""
    wanted = _wanted(clock.day_of(clock.now()))
    made = _report(wanted, "print_report")
    title = "Methadone at home and children: report"
    trend = draw_trend(made.trend, font=PRINT_FONT)
    html = fill("casework/print_report.html", title=title, report=made, bar=bar, trend=trend, printed_by=viewer().name)
    return as_pdf(render_pdf(without_emoji(html), title=title), "report.pdf")


def as_pdf(content: bytes, name: str) -> Response:
    """A print, shown in the browser."""
    response = make_response(content)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def as_file(text: str, name: str) -> Response:
    """A table, handed over as a file."""
    response = make_response(text)
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report(wanted: Wanted, verb: str) -> Report:
    looking, at = viewer(), clock.now()
    record_view(verb, by=looking.staff_id, at=at, about=wanted.reader.value)
    service_id: UUID = found(looking.service_id)
    made = report(service_id, wanted.span, at, current())
    return for_others(made) if wanted.reader is Reader.OTHERS else made


def _wanted(on: date) -> Wanted:
    """What the address asks for; this quarter where it asks for no days, or for none that can be."""
    reader = Reader.OTHERS if request.args.get(WHOM) == Reader.OTHERS else Reader.OURS
    usual = Span(quarter_of(on).first, on)
    if not request.args.get("from") and not request.args.get("until"):
        return Wanted(usual, reader)
    asked = filter_from_plain(request.args)
    problems = tuple(Problem(where, what) for where, what in span_problems(asked.first, asked.last, on))
    if problems or asked.first is None or asked.last is None:
        return Wanted(usual, reader, problems)
    return Wanted(Span(asked.first, asked.last), reader)


def _spans(on: date) -> list[tuple[str, Span]]:
    return [
        ("This quarter so far", Span(quarter_of(on).first, on)),
        ("Last quarter", quarter_of(on, back=1)),
        ("The last 12 months", Span(add_months(on, -12), on)),
    ]


def _looks() -> dict[str, tuple[str, str]]:
    """Where a group of figures leads a manager."""
    return {
        "overdue": ("See what is overdue", url_for("casework.work_list", show="all", overdue="yes")),
        "sample": ("Draw families for an audit of recording", url_for("casework.audit_sample")),
    }
