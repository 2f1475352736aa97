"""Supervision, caseloads and disagreements for a manager; guidance and training for everybody."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.forms import TrainingForm
from casework.queries.managing import caseloads, minutes_since, newest_decisions, steps_between, to_supervise
from casework.rules.policy import CaseworkPolicy
from casework.views.blueprint import blueprint
from core import clock
from core.audit import record_view
from core.calendar import add_months
from core.conflict import Refused
from core.db import commit, db
from core.policy import current
from dispensing.queries import policies_of
from people.queries import person_headers
from safeguarding.rules import OUTCOME_WORDS, GuidancePolicy, OutcomeResult, SafeguardingPolicy
from staff.access import allowed, found, viewer
from staff.actions import record_training
from staff.queries import active_staff, service_by_id, trainings_of
from staff.rules import Permission

Section = TypeVar("Section")

SHOWN = 40
DECISIONS = 15
YEAR = 12


@blueprint.get("/supervision")
@allowed(Permission.REPORTS)
def supervision() -> ResponseReturnValue:
    """Which case is talked through first: by risk, and by how long ago it was."""
    looking, at = viewer(), clock.now()
    record_view("supervision", by=looking.staff_id, at=at)
    service_id, on = found(looking.service_id), clock.day_of(at)
    numbers = policies_of(service_id, current(), on).safeguarding
    cases = to_supervise(service_id, on, numbers.signals_window_days)
    decisions = newest_decisions(service_id, limit=DECISIONS)
    headers = person_headers({*(one.person_id for one in cases[:SHOWN]), *(one.person_id for one in decisions)})
    return render_template(
        "casework/supervision.html",
        on=on,
        cases=cases[:SHOWN],
        more=len(cases) - SHOWN,
        decisions=decisions,
        headers=headers,
        minutes=minutes_since(service_id, add_months(on, -YEAR)),
        window=numbers.signals_window_days,
    )


@blueprint.get("/caseloads")
@allowed(Permission.REPORTS)
def caseload() -> ResponseReturnValue:
    """How much each worker carries: people, children, joint work, what is overdue."""
    looking, at = viewer(), clock.now()
    record_view("caseload", by=looking.staff_id, at=at)
    service_id, on = found(looking.service_id), clock.day_of(at)
    weights = _section(CaseworkPolicy, on)
    joint_from = policies_of(service_id, current(), on).safeguarding.co_ordinator_from_agencies
    rows = sorted(
        ((one, one.weight(weights)) for one in caseloads(service_id, on, joint_from)), key=lambda pair: -pair[1]
    )
    return render_template("casework/caseload.html", rows=rows, weights=weights, joint_from=joint_from)


@blueprint.get("/disagreements")
@allowed(Permission.REPORTS)
def disagreements() -> ResponseReturnValue:
    """Every use of the way to disagree, counted for the partnership's form. No name is on it."""
    looking, at = viewer(), clock.now()
    record_view("disagreements", by=looking.staff_id, at=at)
    service, on = found(service_by_id(found(looking.service_id))), clock.day_of(at)
    first, last = _day("from", add_months(on, -3)), _day("until", on)
    steps = steps_between(service.id, first, last)
    return render_template(
        "casework/disagreements.html",
        service=service.name,
        first=first,
        last=last,
        steps=steps,
        by_stage=_in_order(Counter(step.stage for step in steps), on),
        results={result.value: OUTCOME_WORDS[result] for result in OutcomeResult},
    )


@blueprint.get("/guidance")
@allowed(Permission.PEOPLE)
def guidance() -> ResponseReturnValue:
    """The guidance in force today, and who had which training when."""
    looking, on = viewer(), clock.day_of(clock.now())
    service_id = found(looking.service_id)
    return render_template(
        "casework/guidance.html",
        guidance=_section(GuidancePolicy, on),
        trainings=trainings_of(service_id),
        may_record=looking.may(Permission.MANAGE_TEAM),
    )


@blueprint.route("/guidance/training", methods=["GET", "POST"])
@allowed(Permission.MANAGE_TEAM)
def add_training() -> ResponseReturnValue:
    """Write down that somebody had training."""
    looking, at = viewer(), clock.now()
    service_id = found(looking.service_id)
    form = TrainingForm(data={"done_on": clock.day_of(at)})
    form.staff.offer((str(one.id), one.name) for one in active_staff(service_id))
    if form.validate_on_submit():
        try:
            record_training(service_id=service_id, **form.values(), by=looking.staff_id, at=at)
            commit()
            flash("The training is written down.", "success")
            return redirect(url_for("casework.guidance"))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("casework/add_training.html", form=form)


def _in_order(counts: Mapping[str, int], on: date) -> list[tuple[str, int]]:
    """Counts by stage, as one stage follows the other at this service; those it has no longer come last."""
    stages = [one.name.casefold() for one in _section(SafeguardingPolicy, on).escalation_stages]
    place = {name: number for number, name in enumerate(stages)}
    return sorted(counts.items(), key=lambda one: (place.get(one[0].casefold(), len(stages)), one[0]))


def _section(kind: type[Section], on: date) -> Section:
    service = found(service_by_id(found(viewer().service_id)))
    return current().section(kind, on=on, service_code=service.code)


def _day(name: str, otherwise: date) -> date:
    """A day of the address; what is none is as usual."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise
