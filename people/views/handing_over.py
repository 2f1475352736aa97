"""Keyworkers: how many people each has, who has none, and handing people over."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from core.wording import counted
from people import actions
from people.forms import hand_over_form
from people.queries import caseloads, people_of_keyworker, people_without_keyworker, possible_keyworkers
from people.rules import PersonHeader
from people.views.blueprint import blueprint
from people.views.desk import saved
from staff.access import allowed, found, viewer
from staff.queries import staff_line
from staff.rules import Permission

MOST_AT_ONCE = 200


@blueprint.get("/keyworkers")
@allowed(Permission.HAND_OVER_PEOPLE)
def list_keyworkers() -> ResponseReturnValue:
    """Who has how many people, and who has no keyworker."""
    service_id = found(viewer().service_id)
    record_view("list_keyworkers", by=viewer().staff_id, at=clock.now())
    return render_template(
        "people/list_keyworkers.html",
        workers=caseloads(service_id),
        nobody=people_without_keyworker(service_id, limit=MOST_AT_ONCE),
        may={worker.id for worker in possible_keyworkers(service_id)},
    )


@blueprint.route("/keyworkers/<uuid:staff_id>", methods=["GET", "POST"])
@allowed(Permission.HAND_OVER_PEOPLE)
def hand_over_people(staff_id: UUID) -> ResponseReturnValue:
    """Hand the people of one worker to another, or share them out."""
    service_id = found(viewer().service_id)
    line = found(staff_line(service_id, staff_id))
    record_view("hand_over_people", by=viewer().staff_id, at=clock.now())
    return _hand_over(service_id, line.member.name, people_of_keyworker(service_id, staff_id), leaving=str(staff_id))


@blueprint.route("/keyworkers/nobody", methods=["GET", "POST"])
@allowed(Permission.HAND_OVER_PEOPLE)
def share_out_people() -> ResponseReturnValue:
    """Name a keyworker for those who have none."""
    service_id = found(viewer().service_id)
    record_view("share_out_people", by=viewer().staff_id, at=clock.now())
    return _hand_over(service_id, "", people_without_keyworker(service_id, limit=MOST_AT_ONCE), leaving="")


def _hand_over(service_id: UUID, name: str, people: tuple[PersonHeader, ...], *, leaving: str) -> ResponseReturnValue:
    workers = {worker.id: worker.name for worker in possible_keyworkers(service_id) if worker.id != leaving}
    form = hand_over_form(people, workers)
    if form.validate_on_submit():
        to = form.to(people)
        if not to:
            form.add_problem("everybody", "Choose who takes over")
        elif saved(
            form,
            lambda: actions.hand_over_people(
                service_id=service_id, to=to, seen=form.versions(), by=viewer().staff_id, at=clock.now()
            ),
        ):
            flash(f"{counted(len(to), 'person', 'people')} handed over.", "success")
            return redirect(url_for("people.list_keyworkers"))
    return render_template("people/hand_over_people.html", form=form, name=name, people=people, workers=workers)
