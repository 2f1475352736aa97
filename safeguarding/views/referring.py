"""Referrals about a child, why none was made, and the plans of children's services."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import policy
from core.forms import Form
from people.queries import person
from people.rules import PersonHeader
from safeguarding import actions
from safeguarding.forms import NotReferredForm, ReferralForm, TheirPlanForm, referral_form
from safeguarding.queries import history
from safeguarding.rules import (
    MISSING,
    THEIR_PLAN_WORDS,
    GuidancePolicy,
    Problem,
    ReferralFact,
    ReferralKind,
    TheirPlanKind,
    missing_parts,
    speaks_only_of_adults,
)
from safeguarding.views.attached import attachment
from safeguarding.views.blueprint import blueprint
from safeguarding.views.cards import OWNER_WORDS, assessments_by_child, cards_of, referral_of
from safeguarding.views.desk import Desk, not_found, saved, sit_down
from safeguarding.views.papers import referral_pdf
from staff.access import allowed, found
from staff.rules import Permission


@blueprint.get("/referrals")
@allowed(Permission.PEOPLE)
def list_referrals(person_id: UUID) -> ResponseReturnValue:
    """Every referral about this family, what became of it, our view, and each step of disagreement."""
    desk = sit_down(person_id)
    known = history(desk.household_id)
    cards = cards_of(desk, known)
    return render_template(
        "safeguarding/list_referrals.html",
        person=desk.header,
        cards=cards,
        assessed=assessments_by_child(desk, known),
        plans=known.their_plans,
        plan_words=THEIR_PLAN_WORDS,
        stages=desk.policy.escalation_stages,
        roles=OWNER_WORDS,
        guidance=policy.current().section(GuidancePolicy, on=desk.today),
    )


@blueprint.route("/referrals/refer", methods=["GET", "POST"])
@allowed(Permission.REFER)
def refer(person_id: UUID) -> ResponseReturnValue:
    """Record a referral as sent, or as told by phone. What speaks of the adult alone is asked about, once."""
    desk = sit_down(person_id)
    plan = attachment(person_id)
    form = referral_form(desk.family, desk.today, kind=_kind_wanted())
    if plan is None:
        del form.with_plan
    sent = form.validate_on_submit()
    question = sent and not form.told_by_phone.data and _only_of_adults(desk, form)
    if question:
        form.add_problems(_missing(form))
    elif sent and saved(
        form,
        lambda: actions.refer(
            person_id=person_id,
            said=form.said(plan.version if plan else None),
            happened_on=form.happened_on.data,
            told_by_phone=form.told_by_phone.data,
            **desk.signed,
        ),
    ):
        flash("The referral is recorded. Print it, and send it as you usually do.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _refer_page(desk, form, "Refer about a child", question)


@blueprint.route("/referrals/<uuid:referral_id>/complete", methods=["GET", "POST"])
@allowed(Permission.REFER)
def complete_referral(person_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """Write down what a referral told by phone still misses."""
    desk = sit_down(person_id)
    fact = referral_of(desk, referral_id)
    about = _about(desk, fact)
    if request.method == "GET" and _is_elsewhere(desk, about):
        return redirect(url_for("safeguarding.complete_referral", person_id=about.id, referral_id=referral_id))
    plan = attachment(UUID(about.id))
    form = referral_form(desk.family, desk.today, fact)
    del form.told_by_phone, form.happened_on
    if plan is None:
        del form.with_plan
    sent = form.validate_on_submit()
    question = sent and _only_of_adults(desk, form)
    if question:
        form.add_problems(_missing(form))
    elif sent and saved(
        form,
        lambda: actions.complete_referral(
            entry_id=referral_id,
            said=form.said(plan.version if plan else None),
            because="Completed in writing",
            **desk.signed,
        ),
    ):
        flash("The referral is complete. Print it, send it, and say here that it went.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    gone = fact.plan_version if plan is None else None
    return _refer_page(desk, form, "Complete the referral", question, plan_not_found=gone)


@blueprint.post("/referrals/<uuid:referral_id>/confirm")
@allowed(Permission.REFER)
def confirm_referral(person_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """Record that what was told by phone went in writing."""
    desk, form = sit_down(person_id), Form()
    referral_of(desk, referral_id)
    if form.validate_on_submit():
        if saved(form, lambda: actions.confirm_referral(referral_id=referral_id, **desk.signed)):
            flash("Recorded: the referral went in writing.", "success")
        else:
            flash("Complete it in writing first.", "error")
            return redirect(url_for("safeguarding.complete_referral", person_id=person_id, referral_id=referral_id))
    return redirect(url_for("safeguarding.list_referrals", person_id=person_id))


@blueprint.get("/referrals/<uuid:referral_id>/print")
@allowed(Permission.REFER)
def print_referral(person_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """The referral as a form to send, the child first, with the storage plan where it goes with it."""
    desk = sit_down(person_id, about=str(referral_id))
    fact = referral_of(desk, referral_id)
    if not fact.sent:
        not_found()
    about = _about(desk, fact)
    if _is_elsewhere(desk, about):
        return redirect(url_for("safeguarding.print_referral", person_id=about.id, referral_id=referral_id))
    response = make_response(referral_pdf(desk, fact, about))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = 'inline; filename="referral.pdf"'
    return response


def _about(desk: Desk, fact: ReferralFact) -> PersonHeader:
    """Whom a referral was made about: not always whoever of the household it was opened under."""
    if fact.person_id in ("", desk.header.id):
        return desk.header
    return found(person(UUID(desk.header.service_id), UUID(fact.person_id)))


def _is_elsewhere(desk: Desk, about: PersonHeader) -> bool:
    """Whether the referral stands on the page of another of this household. Who moved away since has none with it."""
    return about.id != desk.header.id and about.household_id == desk.header.household_id


def _kind_wanted() -> str | None:
    asked = request.args.get("kind", "")
    return asked if asked in set(ReferralKind) else None


def _only_of_adults(desk: Desk, form: ReferralForm) -> bool:
    """Whether to ask what it means for the child: asked already means that it goes as it is."""
    if form.asked.data:
        return False
    form.asked.data = "yes"
    children = [child.name for child in (*desk.family.children, *desk.family.gone)]
    adults = [desk.header.name, desk.header.called, *(adult.name for adult in desk.family.adults)]
    return speaks_only_of_adults(form.text(), children, adults)


def _missing(form: ReferralForm) -> list[Problem]:
    said = form.said()
    parts = missing_parts(
        child_id=str(said.child_id or ""), kind=said.kind, seen=said.seen, for_the_child=said.for_the_child
    )
    return [(part, MISSING[part]) for part in parts]


def _refer_page(desk: Desk, form: ReferralForm, title: str, question: bool, plan_not_found: int | None = None) -> str:
    chosen = next((child.name for child in desk.family.children if child.id == form.child.data), "the child")
    return render_template(
        "safeguarding/refer.html",
        person=desk.header,
        form=form,
        title=title,
        question=question,
        plan_not_found=plan_not_found,
        child=chosen,
        children=desk.family.children,
    )


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


@blueprint.route("/their-plan", methods=["GET", "POST"])
@allowed(Permission.REFER)
def record_their_plan(person_id: UUID) -> ResponseReturnValue:
    """Record a plan of children's services, and whether we hold the written copy."""
    desk = sit_down(person_id)
    form = TheirPlanForm(data={"happened_on": desk.today})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_their_plan(
            kind=TheirPlanKind(form.kind.data),
            held=form.held.data,
            happened_on=form.happened_on.data,
            agencies_parts=form.agencies_parts.data or "",
            review_on=form.review_on.data,
            **desk.signed,
        ),
    ):
        flash("The plan is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "A plan of children's services")


def _form(desk: Desk, form: object, title: str) -> str:
    return render_template(
        "safeguarding/form.html", person=desk.header, form=form, title=title, came_from="safeguarding.list_referrals"
    )
