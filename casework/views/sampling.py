"""An audit of recording: families drawn at random, what to ask of each, on the screen, on paper and as a table."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.queries.sampling import drawn
from casework.rules.figures.policy import ReportsPolicy
from casework.rules.figures.table import as_csv
from casework.rules.sampling import MOST_DRAW, QUESTIONS, Drawn, draw_number
from casework.views.blueprint import blueprint
from casework.views.reports import as_file, as_pdf
from core import clock
from core.audit import record_view
from core.policy import current
from leaflets.pdf import render_pdf, without_emoji
from leaflets.sheets import fill
from staff.access import allowed, found, viewer
from staff.queries import service_by_id
from staff.rules import Permission

TITLE = "Audit of recording"


@blueprint.get("/reports/sample")
@allowed(Permission.REPORTS)
def audit_sample() -> ResponseReturnValue:
    """The families that `?draw=` a number draws; today's number where none is asked for."""
    number = _number()
    return render_template(
        "casework/audit_sample.html",
        title=TITLE,
        number=number,
        drawn=[
            (one, url_for("casework.chronology", person_id=one.person_id)) for one in _drawn("audit_sample", number)
        ],
        questions=QUESTIONS,
        another=url_for("casework.audit_sample", draw=(number + 1) % MOST_DRAW),
        csv=url_for("casework.audit_sample_table", draw=number),
        print=url_for("casework.print_audit_sample", draw=number),
    )


@blueprint.get("/reports/sample.csv")
@allowed(Permission.REPORTS)
def audit_sample_table() -> ResponseReturnValue:
    """The same for a spreadsheet, with an empty cell for each question; by reference alone."""
    number = _number()
    rows: list[list[object]] = [["Draw", "Reference", "Missing", "Decisions", *(words for _, words in QUESTIONS)]]
    rows += [
        [number, one.reference, "; ".join(one.missing), one.decisions, *("" for _ in QUESTIONS)]
        for one in _drawn("audit_sample_table", number)
    ]
    return as_file(as_csv(rows), f"audit-{number}.csv")


@blueprint.get("/reports/sample/print")
@allowed(Permission.REPORTS)
def print_audit_sample() -> ResponseReturnValue:
    """The same on paper: a sheet for each family, by reference alone, to be filled in by hand."""
    number = _number()
    service = found(service_by_id(found(viewer().service_id)))
    html = fill(
        "casework/print_audit_sample.html",
        title=TITLE,
        drawn=_drawn("print_audit_sample", number),
        questions=QUESTIONS,
        number=number,
        service=service.name,
        on=clock.day_of(clock.now()),
    )
    return as_pdf(render_pdf(without_emoji(html), title=TITLE), f"audit-{number}.pdf")


def _number() -> int:
    today = clock.day_of(clock.now())
    return draw_number(request.args.get("draw", ""), today.year * 10000 + today.month * 100 + today.day)


def _drawn(verb: str, number: int) -> list[Drawn]:
    looking, at = viewer(), clock.now()
    record_view(verb, by=looking.staff_id, at=at, about=str(number))
    service_id: UUID = found(looking.service_id)
    service = found(service_by_id(service_id))
    rules = current().section(ReportsPolicy, on=clock.day_of(at), service_code=service.code)
    return drawn(service_id, number, rules.audit_sample)
