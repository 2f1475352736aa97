"""Closed days and bank holidays ahead, each with what it does to whom."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.queries.closures import closures_ahead_of
from casework.views.blueprint import blueprint
from core import clock
from core.audit import record_view
from core.policy import current
from dispensing.queries import policies_of
from staff.access import allowed, found, viewer
from staff.rules import Permission


@blueprint.get("/closures")
@allowed(Permission.PEOPLE)
def list_closures() -> ResponseReturnValue:
    """What the closures of the next four weeks do: to a keyworker's own people first, to everybody's at a press."""
    looking, at = viewer(), clock.now()
    record_view("list_closures", by=looking.staff_id, at=at)
    service_id, on = found(looking.service_id), clock.day_of(at)
    usual = "everybody" if looking.may(Permission.REPORTS) else "mine"
    whose = request.args.get("whose", usual)
    policies = policies_of(service_id, current(), on)
    ahead = closures_ahead_of(service_id, on, policies, looking.staff_id if whose == "mine" else None)
    return render_template(
        "casework/list_closures.html",
        ahead=ahead,
        today=on,
        mine=whose == "mine",
        weeks=policies.safetyplans.closure_notice_days // 7,
    )
