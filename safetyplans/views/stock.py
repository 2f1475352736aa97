"""A service's lockable boxes as stock: on the shelf, out with people, owed, given back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db
from safetyplans.actions import count_boxes
from safetyplans.forms import CountForm
from safetyplans.queries import shelf_lines, stock
from safetyplans.views.blueprint import blueprint as plan_pages
from staff.access import allowed, found, viewer
from staff.rules import Permission

boxes = Blueprint("boxes", __name__, url_prefix="/boxes")
plan_pages.record_once(lambda setup: setup.app.register_blueprint(boxes))


@boxes.route("", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def list_boxes() -> ResponseReturnValue:
    """Where every box of the service is, and who waits for one."""
    service_id, at = found(viewer().service_id), clock.now()
    record_view("list_boxes", by=viewer().staff_id, at=at)
    form = CountForm(data={"happened_on": clock.day_of(at)})
    if form.validate_on_submit() and _counted(form, service_id):
        flash("The shelf is counted anew.", "success")
        return redirect(url_for("boxes.list_boxes"))
    return render_template(
        "safetyplans/list_boxes.html", form=form, stock=stock(service_id), shelf=shelf_lines(service_id)
    )


def _counted(form: CountForm, service_id: UUID) -> bool:
    """Whether it was recorded; where not, the form says why."""
    try:
        count_boxes(
            service_id=service_id,
            boxes=form.count(),
            because=form.because.data or "",
            happened_on=form.happened_on.data,
            by=viewer().staff_id,
            at=clock.now(),
        )
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return False
    return True
