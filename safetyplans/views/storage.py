"""Storage visits, boxes, naloxone, and answers to the pharmacist."""

from uuid import UUID

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue

from safetyplans import actions
from safetyplans.forms import AnswerForm, BoxForm, NaloxoneForm, StorageCheckForm
from safetyplans.queries import asked
from safetyplans.rules import QUERY_WORDS, BoxState, CheckResult, NaloxoneState, QueryKind
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import plan_page, recorded, whose
from staff.access import allowed, found, viewer
from staff.rules import Permission


@blueprint.route("/storage-visit", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_storage_check(person_id: UUID) -> ResponseReturnValue:
    """Record a storage visit at home."""
    here = whose(person_id)
    form = StorageCheckForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        said, day = form.said(), form.happened_on.data
        gone = recorded(
            form, lambda: actions.record_storage_check(said=said, happened_on=day, **here.signed), here.header
        )
        if gone is not None:
            flash(_after_visit(said.result), "success")
            return gone
    return render_template(
        "safetyplans/record_storage_check.html", here=here, form=form, back_to=plan_page(here.header)
    )


def _after_visit(result: CheckResult) -> str:
    """What comes next: where it is not safe yet, prescriber and safeguarding lead are told that day."""
    if result is CheckResult.NOT_SAFE:
        return "The visit is recorded. Ring the prescriber and the safeguarding lead today."
    return "The visit is recorded."


@blueprint.route("/box", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_box(person_id: UUID) -> ResponseReturnValue:
    """Record a lockable box."""
    here = whose(person_id)
    form = BoxForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        told = {"kind": form.kind.data or "", "serial": form.serial.data or "", "happened_on": form.happened_on.data}
        state = BoxState(form.state.data)
        gone = recorded(form, lambda: actions.record_box(state=state, **told, **here.signed), here.header)
        if gone is not None:
            flash("The box is recorded.", "success")
            return gone
    return render_template("safetyplans/record_box.html", here=here, form=form, back_to=plan_page(here.header))


@blueprint.route("/naloxone", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_naloxone(person_id: UUID) -> ResponseReturnValue:
    """Record that naloxone was given or declined."""
    here = whose(person_id)
    form = NaloxoneForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        told = {"expires_on": form.expires_on.data, "happened_on": form.happened_on.data}
        state = NaloxoneState(form.state.data)
        gone = recorded(form, lambda: actions.record_naloxone(state=state, **told, **here.signed), here.header)
        if gone is not None:
            flash("Naloxone is recorded.", "success")
            return gone
    return render_template("safetyplans/record_naloxone.html", here=here, form=form, back_to=plan_page(here.header))


@blueprint.route("/questions/<uuid:query_id>", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def answer_query(person_id: UUID, query_id: UUID) -> ResponseReturnValue:
    """Answer the pharmacist; a concern is a manager's to answer."""
    here = whose(person_id)
    question = found(asked(person_id, query_id))
    if question.row.kind == QueryKind.CONCERN and not viewer().may(Permission.READ_AUDIT):
        abort(403)
    form = AnswerForm()
    if form.validate_on_submit():
        text = form.text.data or ""
        gone = recorded(form, lambda: actions.answer_query(text=text, query_id=query_id, **here.signed), here.header)
        if gone is not None:
            flash("The answer is recorded. The pharmacist can read it.", "success")
            return gone
    return render_template(
        "safetyplans/answer_query.html",
        here=here,
        form=form,
        question=question,
        words=QUERY_WORDS,
        back_to=plan_page(here.header),
    )
