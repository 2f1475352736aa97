"""What the person holds: their copy of the plan."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from safetyplans import actions
from safetyplans.forms import CopyForm
from safetyplans.rules import CopyHow
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import plan_page, recorded, whose
from staff.access import allowed, found
from staff.rules import Permission


@blueprint.route("/copy", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def give_copy(person_id: UUID) -> ResponseReturnValue:
    """Hand over the person's copy: given, declined, or kept for them at the clinic."""
    here = whose(person_id)
    plan = found(here.plans.plan)
    form = CopyForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        how, day = CopyHow(form.how.data), form.happened_on.data
        gone = recorded(
            form,
            lambda: actions.record_copy(how=how, happened_on=day, plan_id=UUID(plan.id), **here.signed),
            here.header,
        )
        if gone is not None:
            flash("What became of their copy is recorded.", "success")
            return gone
    return render_template(
        "safetyplans/give_copy.html", here=here, form=form, plan=plan, back_to=plan_page(here.header)
    )
