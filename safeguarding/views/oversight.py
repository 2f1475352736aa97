"""Reviews, supervision, looks, support and the co-ordinator."""

from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from safeguarding import actions
from safeguarding.forms import (
    CoOrdinatorForm,
    LookForm,
    ReviewForm,
    SupervisionForm,
    SupportForm,
)
from safeguarding.rules import LookKind
from safeguarding.views.blueprint import blueprint
from safeguarding.views.desk import Desk, saved, sit_down
from staff.access import allowed, viewer
from staff.rules import Permission


@blueprint.route("/support", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def offer_support(person_id: UUID) -> ResponseReturnValue:
    """Record that support was offered; declined is an answer too."""
    desk = sit_down(person_id)
    form = SupportForm(data={"happened_on": desk.today})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.offer_support(
            person_id=person_id,
            happened_on=form.happened_on.data,
            what=form.what.data or "",
            declined=form.declined.data,
            **desk.signed,
        ),
    ):
        flash("The offer of support is recorded.", "success")
        return redirect(desk.page)
    return _form(desk, form, "Offer support")


@blueprint.route("/safeguarding-review", methods=["GET", "POST"])
@allowed(Permission.REFER)
def record_safeguarding_review(person_id: UUID) -> ResponseReturnValue:
    """Record the review after a child may have swallowed some."""
    desk = sit_down(person_id)
    form = ReviewForm(data={"happened_on": desk.today})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_safeguarding_review(
            by_name=form.by_name.data or "",
            decision=form.decision.data or "",
            happened_on=form.happened_on.data,
            **desk.signed,
        ),
    ):
        flash("The review is recorded.", "success")
        return redirect(desk.page)
    return _form(desk, form, "Safeguarding review")


@blueprint.route("/supervision", methods=["GET", "POST"])
@allowed(Permission.REPORTS)
def record_supervision(person_id: UUID) -> ResponseReturnValue:
    """Record reflective supervision of this case."""
    desk = sit_down(person_id)
    form = SupervisionForm(data={"happened_on": desk.today})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_supervision(
            person_id=person_id,
            by_name=viewer().name,
            said=form.said(),
            happened_on=form.happened_on.data,
            **desk.signed,
        ),
    ):
        flash("The supervision is recorded.", "success")
        return redirect(desk.page)
    return _form(desk, form, "Supervision")


@blueprint.route("/manager-look", methods=["GET", "POST"])
@allowed(Permission.LOOK_AT_EXCEPTION)
def manager_look(person_id: UUID) -> ResponseReturnValue:
    """Record a manager's look at what is building up."""
    return _look(person_id, LookKind.MANAGER, "A manager's look")


@blueprint.route("/prescriber-look", methods=["GET", "POST"])
@allowed(Permission.AUTHORISE_DECISION)
def prescriber_look(person_id: UUID) -> ResponseReturnValue:
    """Record the prescriber's look at what was told."""
    return _look(person_id, LookKind.PRESCRIBER, "The prescriber's look")


@blueprint.route("/co-ordinator", methods=["GET", "POST"])
@allowed(Permission.REPORTS)
def name_co_ordinator(person_id: UUID) -> ResponseReturnValue:
    """Name the one co-ordinator of a family."""
    desk, form = sit_down(person_id), CoOrdinatorForm()
    if form.validate_on_submit() and saved(
        form, lambda: actions.name_co_ordinator(name=form.name.data or "", **desk.signed)
    ):
        flash("The co-ordinator is named.", "success")
        return redirect(desk.page)
    return _form(desk, form, "Co-ordinator")


def _look(person_id: UUID, kind: LookKind, title: str) -> ResponseReturnValue:
    desk, form = sit_down(person_id), LookForm()
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.look(
            person_id=person_id, kind=kind, by_name=viewer().name, what=form.what.data or "", **desk.signed
        ),
    ):
        flash("Recorded that you looked.", "success")
        return redirect(desk.page)
    return _form(desk, form, title)


def _form(desk: Desk, form: object, title: str) -> str:
    return render_template("safeguarding/form.html", person=desk.header, form=form, title=title)
