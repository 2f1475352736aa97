"""The national return about children: what is missing, for whom, and where it is answered."""

from datetime import date
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.forms import ReturnForm
from casework.queries.returning import ReturnLine, return_of, return_page, return_parts
from casework.returns import DataSet, data_set_on
from casework.rules.figures.table import as_csv
from casework.rules.returning import FROM_WORDS, MISSING_WORDS, Answered, From
from casework.views.arriving import whose
from casework.views.blueprint import blueprint
from casework.views.reports import as_file
from core import clock
from core.audit import record_view
from core.db import commit
from core.policy import current
from dispensing.queries import policies_of
from people.actions import answer_return as write_down
from people.queries import return_answers, return_versions
from people.rules import RETURN_QUESTION_WORDS, PeoplePolicy, ReturnQuestion
from staff.access import allowed, found, viewer
from staff.rules import Permission

A_PART = 1000
"""So many households in one table: a second or two of work."""

HOW_MANY = "How many children under 18 live in the same home?"


@blueprint.get("/reports/return")
@allowed(Permission.REPORTS)
def national_return() -> ResponseReturnValue:
    """The people in treatment a page at a time, `?after=` a household; what is missing leads to its page."""
    on = clock.day_of(clock.now())
    service_id, policy = _arrived("national_return", on)
    page = return_page(service_id, on, policy, after=_household(request.args.get("after", "")))
    missing = [one for one in page.lines if one.said.missing]
    return render_template(
        "casework/national_return.html",
        on=on,
        data_set=_data_set(on),
        lines=[_row(one) for one in missing],
        complete=len(page.lines) - len(missing),
        people=len(page.lines),
        older=url_for("casework.national_return", after=page.after) if page.after else None,
        newest=url_for("casework.national_return") if request.args.get("after") else None,
        parts=[url_for("casework.national_return_table", after=one) for one in return_parts(service_id, A_PART)],
    )


@blueprint.get("/reports/return.csv")
@allowed(Permission.REPORTS)
def national_return_table() -> ResponseReturnValue:
    """One part of everybody's answers in the codes of the data set, by reference; missing ones are blank and named."""
    on = clock.day_of(clock.now())
    service_id, policy = _arrived("national_return_table", on)
    data_set = _data_set(on)
    page = return_page(service_id, on, policy, after=_household(request.args.get("after", "")), limit=A_PART)
    rows = [_heads(data_set), *(_line(one, data_set) for one in page.lines)]
    return as_file(as_csv(rows), f"return-{data_set.version.lower()}.csv")


@blueprint.route("/people/<uuid:person_id>/return", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def answer_return(person_id: UUID) -> ResponseReturnValue:
    """One person's answers: what the household says, and what only they can say."""
    at = clock.now()
    header = whose(person_id, "answer_return", at)
    on = clock.day_of(at)
    policy = policies_of(UUID(header.service_id), current(), on).people
    before = return_answers([person_id]).get(person_id, {})
    known = {question.value.replace("-", "_"): answer.value for question, answer in before.items()}
    form = ReturnForm(data={"seen": return_versions(person_id)} | known)
    if form.validate_on_submit():
        write_down(person_id=person_id, said=form.said(), by=viewer().staff_id, at=at, seen=form.seen.data)
        commit()
        flash("Recorded.", "success")
        return redirect(url_for("casework.answer_return", person_id=person_id))
    said = return_of(UUID(header.household_id), person_id, on, policy)
    return render_template(
        "casework/answer_return.html",
        header=header,
        rows=[
            *((RETURN_QUESTION_WORDS[question], _words(one)) for question, one in said.answers.items()),
            (HOW_MANY, "" if said.in_house is None else str(said.in_house)),
        ],
        form=form,
        problems=form.problems(),
    )


def _arrived(verb: str, on: date) -> tuple[UUID, PeoplePolicy]:
    looking = viewer()
    record_view(verb, by=looking.staff_id, at=clock.now())
    service_id: UUID = found(looking.service_id)
    return service_id, policies_of(service_id, current(), on).people


def _data_set(on: date) -> DataSet:
    return data_set_on(on, current_app.extensions["settings"].instance_folder)


def _household(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _row(line: ReturnLine) -> dict[str, object]:
    return {
        "name": line.header.name,
        "reference": line.header.reference,
        "missing": [MISSING_WORDS[one] for one in line.said.missing],
        "href": url_for("casework.answer_return", person_id=line.header.id),
        "ask": url_for("people.show_household", person_id=line.header.id) if line.said.in_house is None else "",
    }


def _words(one: Answered) -> str:
    return f"{one.words} ({FROM_WORDS[one.source]})" if one.answer else FROM_WORDS[one.source].capitalize()


def _heads(data_set: DataSet) -> list[object]:
    names = [data_set.fields[question.value] or question.value for question in ReturnQuestion]
    return ["Reference", *names, data_set.fields["in-house"] or "in-house", "Missing"]


def _line(line: ReturnLine, data_set: DataSet) -> list[object]:
    said = line.said
    answers = [
        data_set.code(question, one.answer) if one.answer and one.source is not From.BLANK else ""
        for question, one in said.answers.items()
    ]
    count: object = "" if said.in_house is None else said.in_house
    return [line.header.reference, *answers, count, "; ".join(MISSING_WORDS[one] for one in said.missing)]
