"""Referrals about a child, what became of them, our view, and disagreement until it is resolved."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from safeguarding import actions
from safeguarding.forms import (
    NotReferredForm,
    OurViewForm,
    OutcomeForm,
    ResolveForm,
    TheirPlanForm,
    escalate_form,
    referral_form,
)
from safeguarding.queries import history
from safeguarding.rules import OUTCOME_WORDS, REFERRAL_WORDS, VIEW_WORDS, OurView, TheirPlanKind
from safeguarding.views.blueprint import blueprint
from safeguarding.views.desk import Desk, saved, sit_down
from staff.access import allowed, found
from staff.rules import Permission


@blueprint.get("/referrals")
@allowed(Permission.PEOPLE)
def list_referrals(person_id: UUID) -> ResponseReturnValue:
    """Every referral about this family, what became of it, our view, and each step of disagreement."""
    desk = sit_down(person_id)
    known = history(desk.household_id)
    return render_template(
        "safeguarding/list_referrals.html",
        person=desk.header,
        known=known,
        children={child.id: child.name for child in (*desk.family.children, *desk.family.gone)},
        kinds=REFERRAL_WORDS,
        results=OUTCOME_WORDS,
        views=VIEW_WORDS,
        agree=OurView.AGREE,
    )


@blueprint.route("/referrals/refer", methods=["GET", "POST"])
@allowed(Permission.REFER)
def refer(person_id: UUID) -> ResponseReturnValue:
    """Record a referral as sent, or as told by phone."""
    desk = sit_down(person_id)
    form = referral_form(desk.family, desk.today)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.refer(
            person_id=person_id,
            said=form.said(),
            happened_on=form.happened_on.data,
            told_by_phone=form.told_by_phone.data,
            **desk.signed,
        ),
    ):
        flash("The referral is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return render_template(
        "safeguarding/refer.html", person=desk.header, form=form, title="Refer to children's services"
    )


@blueprint.route("/referrals/<uuid:referral_id>/complete", methods=["GET", "POST"])
@allowed(Permission.REFER)
def complete_referral(person_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """Write down what a referral told by phone still misses."""
    desk = sit_down(person_id)
    fact = next((one for one in history(desk.household_id).referrals if one.id == str(referral_id)), None)
    form = referral_form(desk.family, desk.today, found(fact))
    del form.told_by_phone, form.happened_on
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.complete_referral(
            entry_id=referral_id, said=form.said(), because="Completed in writing", **desk.signed
        ),
    ):
        flash("The referral is complete.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return render_template("safeguarding/refer.html", person=desk.header, form=form, title="Complete the referral")


@blueprint.route("/referrals/not-referred", methods=["GET", "POST"])
@allowed(Permission.REFER)
def not_referred(person_id: UUID) -> ResponseReturnValue:
    """Record why no referral is made, or by when it is decided."""
    desk, form = sit_down(person_id), NotReferredForm()
    if form.validate_on_submit() and saved(
        form, lambda: actions.not_referred(person_id=person_id, **form.values(), **desk.signed)
    ):
        flash("Recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "No referral, or not yet")


@blueprint.route("/referrals/<uuid:referral_id>/outcome", methods=["GET", "POST"])
@allowed(Permission.REFER)
def record_outcome(person_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """Record what became of a referral."""
    desk = sit_down(person_id)
    form = OutcomeForm(data={"happened_on": desk.today})
    if form.validate_on_submit() and saved(
        form, lambda: actions.record_outcome(referral_id=referral_id, **form.values(), **desk.signed)
    ):
        flash("The answer is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "What became of the referral")


@blueprint.route("/outcomes/<uuid:outcome_id>/our-view", methods=["GET", "POST"])
@allowed(Permission.REFER)
def give_our_view(person_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Record what we think of an answer."""
    desk, form = sit_down(person_id), OurViewForm()
    if form.validate_on_submit() and saved(
        form, lambda: actions.give_our_view(outcome_id=outcome_id, view=OurView(form.view.data), **desk.signed)
    ):
        flash("Our view is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "Our view")


@blueprint.route("/outcomes/<uuid:outcome_id>/escalate", methods=["GET", "POST"])
@allowed(Permission.REFER)
def escalate(person_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Take a disagreement one step further."""
    desk = sit_down(person_id)
    form = escalate_form([stage.name for stage in desk.policy.escalation_stages], desk.today)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.escalate(
            outcome_id=outcome_id, stage=form.stage.data or "", happened_on=form.happened_on.data, **desk.signed
        ),
    ):
        flash("The step is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "Take a disagreement further")


@blueprint.route("/outcomes/<uuid:outcome_id>/resolve", methods=["GET", "POST"])
@allowed(Permission.REFER)
def resolve(person_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Record how a disagreement ended and who agreed."""
    desk, form = sit_down(person_id), ResolveForm()
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.resolve(
            outcome_id=outcome_id, text=form.text.data or "", agreed_by=form.agreed_by.data or "", **desk.signed
        ),
    ):
        flash("Recorded: the disagreement is resolved.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "A disagreement is resolved")


@blueprint.route("/their-plan", methods=["GET", "POST"])
@allowed(Permission.REFER)
def record_their_plan(person_id: UUID) -> ResponseReturnValue:
    """Record a plan of children's services, and whether we hold the written copy."""
    desk = sit_down(person_id)
    form = TheirPlanForm(data={"happened_on": desk.today})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_their_plan(
            kind=TheirPlanKind(form.kind.data), held=form.held.data, happened_on=form.happened_on.data, **desk.signed
        ),
    ):
        flash("The plan is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "A plan of children's services")


def _form(desk: Desk, form: object, title: str) -> str:
    return render_template(
        "safeguarding/form.html", person=desk.header, form=form, title=title, came_from="safeguarding.list_referrals"
    )
