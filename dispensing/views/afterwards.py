"""When the network is down: the pack on paper, and entering it afterwards with both times kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock, policy
from core.audit import record_view
from core.conflict import Conflict, Refused
from core.db import commit, db
from core.forms import Problem
from core.wording import counted
from dispensing import queries
from dispensing.actions.counter import Counter, record_given
from dispensing.forms.afterwards import NOT_GIVEN, WROTE_WORDS, DayForm, PaperLine, Wrote, read_lines
from dispensing.printing import pack_pdf
from dispensing.queries.desk import LOOKS_BACK
from dispensing.rules.counter_words import entry_words, what_is_due
from dispensing.views.blueprint import blueprint
from people.queries import people_of_pharmacy
from people.rules import PersonHeader
from safetyplans.rules.policy import SafetyPlanPolicy
from staff.access import allowed, found, viewer
from staff.queries import pharmacy_by_id
from staff.rules import Permission
from supply.queries import supply_of
from supply.rules import DoseHow, SupplyPolicy
from supply.rules.counter import DoseDetails, Given
from supply.rules.due import due_today, entries_on
from supply.rules.facts import SupplyOf

FARTHEST_BACK = timedelta(days=28)


@blueprint.get("/desk/pack")
@allowed(Permission.COUNTER)
def print_pack() -> ResponseReturnValue:
    """Today's and tomorrow's list, how each plan stands, and a blank sheet, as a PDF."""
    pharmacy_id, at = found(viewer().pharmacy_id), clock.now()
    record_view("print_pack", by=viewer().staff_id, at=at)
    on = clock.day_of(at)
    numbers = policy.current().section(SafetyPlanPolicy, on=on)
    name = found(pharmacy_by_id(pharmacy_id)).name
    answer = make_response(pack_pdf(pharmacy_id, name, on, at, numbers, _numbers(on)))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="counter-{on.isoformat()}.pdf"'
    return answer


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the paper: what was due that day, what is written down, what was typed."""

    header: PersonHeader
    due: str
    done: str
    line: PaperLine
    problem: str = ""


@blueprint.route("/desk/afterwards", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def enter_afterwards() -> ResponseReturnValue:
    """Enter what was written on paper; each line is recorded on its own, and what cannot be stays with its words."""
    looking, at = viewer(), clock.now()
    pharmacy_id, today = found(looking.pharmacy_id), clock.day_of(at)
    form = DayForm(data={"day": today})
    day = _day(form, today)
    people = sorted(people_of_pharmacy(pharmacy_id, limit=queries.MOST_AT_DESK), key=queries.as_listed)
    ids = [header.id for header in people]
    lines = {line.person_id: line for line in read_lines(request.form, ids, day)}
    done, problems = 0, dict[str, str]()
    if request.method == "POST" and request.form.get("step") == "save" and not form.errors:
        supplies = _supplies(ids, day)
        for header in people:
            counter = Counter(header, supplies[header.id], pharmacy_id, looking.staff_id, at, _numbers(today))
            problem = _save(counter, lines[header.id], day)
            done += problem == ""
            problems |= {header.id: problem} if problem else {}
    else:
        record_view("enter_afterwards", by=looking.staff_id, at=at)
    if done:
        flash(
            f"{counted(done, 'line')} written down, with the time it happened and the time it was entered.", "success"
        )
    if done and not problems:
        return redirect(url_for("dispensing.counter"))
    supplies = _supplies(ids, day)
    rows = [_row(header, supplies[header.id], day, lines[header.id], problems.get(header.id, "")) for header in people]
    return render_template(
        "dispensing/enter_afterwards.html",
        form=form,
        day=day,
        today=today,
        rows=rows,
        words=WROTE_WORDS,
        row_problems=[_to_put_right(row) for row in rows if row.problem],
    )


def _to_put_right(row: Row) -> Problem:
    """What is wrong with a line, for the summary: at its time where that cannot be read, else at what was chosen."""
    where = "time" if row.line.problem else "wrote"
    return Problem(f"{where}-{row.header.id}", f"{row.header.name}: {row.problem}")


def _day(form: DayForm, today: date) -> date:
    """The day asked about: today, unless a day of the last weeks was sent."""
    if request.method != "POST" or not form.validate():
        return today
    day: date = form.day.data
    if not today - FARTHEST_BACK <= day <= today:
        form.add_problem("day", "The day must be today, or in the last four weeks")
        return today
    return day


def _numbers(on: date) -> SupplyPolicy:
    return policy.current().section(SupplyPolicy, on=on)


def _supplies(ids: list[str], day: date) -> dict[str, SupplyOf]:
    found_ones = supply_of([UUID(one) for one in ids], doses_since=day - LOOKS_BACK)
    return {str(one): supply for one, supply in found_ones.items()}


def _save(counter: Counter, line: PaperLine, day: date) -> str | None:
    """Record one line on its own: "" where it is written down, words where it cannot be, none where it is empty."""
    if line.wrote is None:
        return None
    if line.problem:
        return line.problem
    given = due_today(counter.supply, day).given if line.wrote is Wrote.USUAL else (Given(day, _how(line.wrote)),)
    if not given:
        return "Nothing was due that day by what is in use: write it down on the person’s own page"
    details = DoseDetails(
        mg=_mg(counter.supply, day) if line.wrote is Wrote.USUAL else None,
        why=NOT_GIVEN.get(line.wrote),
        happened_at=line.happened_at,
    )
    try:
        record_given(counter, given, details, day)
        commit()
    except (Refused, Conflict) as problem:
        db.session.rollback()
        return str(problem)
    return ""


def _how(wrote: Wrote) -> DoseHow:
    return {Wrote.MISSED: DoseHow.MISSED, Wrote.REFUSED: DoseHow.REFUSED}.get(wrote, DoseHow.NOT_GIVEN)


def _mg(supply: SupplyOf, day: date) -> Decimal | None:
    terms = supply.terms_on(day)
    return terms.mg_a_day if terms else None


def _row(header: PersonHeader, supply: SupplyOf, day: date, line: PaperLine, problem: str) -> Row:
    due = what_is_due(due_today(supply, day), supply.terms_on(day), is_today=False)
    return Row(header, due, entry_words(entries_on(supply, day)), line, problem)
