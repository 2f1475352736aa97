"""Agreeing a plan, and answering later what was left for later."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from core.findings import Finding, Stopped
from core.wording import short_day
from safetyplans import actions
from safetyplans.asking import MOMENTS, TEACH_BACK
from safetyplans.forms import AgreeForm, agree_form, answer_in, later_form
from safetyplans.items import ITEMS, Item
from safetyplans.printing import read_aloud
from safetyplans.queries import Draft, draft_of, item_version, last_version
from safetyplans.rules import KEPT_CLOSED, NOTHING_YET, answers_of, half_answered, review_within
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, recorded, whose
from safetyplans.views.talking import still_to_do, talked_through
from staff.access import allowed, found
from staff.rules import Permission


@blueprint.route("/agree", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def agree_plan(person_id: UUID) -> ResponseReturnValue:
    """Agree the plan as a whole: or see what is still to do, with nothing typed lost."""
    here = whose(person_id)
    draft = draft_of(person_id)
    if draft is None and here.plans.plan is None:
        return redirect(url_for("safetyplans.talk_through", person_id=person_id))
    said = talked_through(here, draft)
    form = agree_form(
        amount=here.amount,
        today=here.on,
        last_review_on=review_within(here.on, here.policy),
        revision=draft.revision if draft else 0,
        version=last_version(person_id),
    )
    if not form.validate_on_submit():
        return _show(here, form)
    plan = form.said(said, here.amount)
    if half_answered(said.answers):
        return _show(here, form)
    try:
        agreed = actions.agree_plan(
            said=plan,
            most_at_home=here.amount.bottles or 0,
            policy=here.policy,
            happened_on=form.agreed_on.data,
            seen_version=seen(form.version.data),
            seen_revision=form.revision.data or 0,
            picture=form.picture(),
            **here.signed,
        )
        commit()
    except Stopped as stopped:
        db.session.rollback()
        return _show(here, form, stopped.stops)
    except Refused as refused:
        db.session.rollback()
        form.add_problems(("agreed_on" if name == "happened_on" else name, words) for name, words in refused.problems)
        return _show(here, form)
    flash(f"Version {agreed.version} of the plan is agreed. Next: print it, and hand them their copy.", "success")
    return redirect(plan_page(here.header))


def _show(here: Whose, form: AgreeForm, stops: tuple[Finding, ...] = ()) -> str:
    """The page, with what is still to do before the plan is agreed."""
    draft = draft_of(here.person_id)
    answers = talked_through(here, draft).answers
    bottles = max(here.amount.bottles or 0, form.bottles.data or 0)
    if any("review_on" in stop.because for stop in stops):
        last = review_within(form.agreed_on.data or here.on, here.policy)
        form.add_problem("review_on", f"Choose a day after it was agreed, and by {short_day(last)}")
    form.review_on.hint = f"By {short_day(review_within(here.on, here.policy))} at the latest."
    return render_template(
        "safetyplans/agree_plan.html",
        here=here,
        form=form,
        draft=draft,
        to_do=still_to_do(here, answers, bottles),
        unasked=_unasked(draft),
        aloud=read_aloud(answers),
        talk=url_for("safetyplans.talk_through", person_id=here.header.id),
    )


def _unasked(draft: Draft | None) -> list[str]:
    """What was not asked by name yet, and which question was not asked back: worth a minute, and no stop."""
    if draft is None:
        return []
    ticked = {tick for one in draft.said.answers.values() for tick in one.ticks}
    answered = {code for code, words in (draft.said.teach_back or {}).items() if words}
    moments = [f"{one.words}." for one in MOMENTS if one.code not in ticked]
    return [*moments, *(one.words for one in TEACH_BACK if one.code not in answered)]


@blueprint.route("/items/<code>", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def answer_item(person_id: UUID, code: str) -> ResponseReturnValue:
    """Answer one item that was left for later."""
    here = whose(person_id)
    one, plan = _asked(code), found(here.plans.plan)
    standing = answers_of(plan.items).get(code, NOTHING_YET)
    form = later_form(one, standing, item_version(UUID(plan.id), code))
    if form.validate_on_submit():
        try:
            gone = recorded(
                form,
                lambda: actions.answer_item(
                    code=code,
                    answer=answer_in(form, one),
                    plan_id=UUID(plan.id),
                    seen_version=seen(form.version.data),
                    **here.signed,
                ),
                here.header,
            )
            if gone is not None:
                return gone
        except Stopped as stopped:
            db.session.rollback()
            form.add_problem(f"{code}_answer", stopped.stops[0].sentence)
    return render_template(
        "safetyplans/answer_item.html",
        here=here,
        form=form,
        one=one,
        closed=KEPT_CLOSED,
        back_to=plan_page(here.header),
    )


def seen(version: int | None) -> int:
    """The version a page showed. A page that does not say has seen none that there is."""
    return -1 if version is None else version


def _asked(code: str) -> Item:
    """An item that people answer. 404 for any other."""
    return found(next((one for one in ITEMS if one.code == code and one.asked), None))
