"""Each adult's own agreement: they agree their part, decline, or are not told; and the person who does not agree."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from people.rules import PART_WORDS
from safetyplans import actions
from safetyplans.forms import DeclineForm, NotToldForm, PartForm
from safetyplans.queries import draft_of, times_asked
from safetyplans.rules import last_said
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, recorded, whose
from staff.access import allowed, found
from staff.rules import Permission


@blueprint.route("/adults/<uuid:adult_id>", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def agree_part(person_id: UUID, adult_id: UUID) -> ResponseReturnValue:
    """An adult agrees their part in the plan: signed here, on paper, or said and heard."""
    here = whose(person_id)
    adult = here.adult(adult_id)
    form = PartForm(data={"happened_on": here.on, "plan": _standing(here), "seen": times_asked(adult_id)})
    if form.validate_on_submit():
        gone = recorded(
            form,
            lambda: actions.agree_part(
                adult_id=adult_id,
                happened_on=form.happened_on.data,
                plan_id=_uuid(form.plan.data),
                picture=form.picture(),
                seen=form.seen.data,
                **form.proof(),
                **here.signed,
            ),
            here.header,
        )
        if gone is not None:
            flash("Their agreement is recorded.", "success")
            return gone
    return render_template(
        "safetyplans/agree_part.html",
        here=here,
        form=form,
        adult=adult,
        last=last_said(adult.id, here.plans.agreements),
        words=PART_WORDS,
        back_to=plan_page(here.header),
    )


@blueprint.route("/adults/<uuid:adult_id>/decline", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def decline_part(person_id: UUID, adult_id: UUID) -> ResponseReturnValue:
    """An adult does not agree their part: why, and what then."""
    here = whose(person_id)
    adult = here.adult(adult_id)
    form = DeclineForm(data={"happened_on": here.on, "plan": _standing(here)})
    if form.validate_on_submit():
        gone = recorded(
            form,
            lambda: actions.decline_part(
                adult_id=adult_id,
                because=form.because.data or "",
                what_then=form.what_then.data or "",
                plan_id=_uuid(form.plan.data),
                happened_on=form.happened_on.data,
                **here.signed,
            ),
            here.header,
        )
        if gone is not None:
            flash("Recorded. What keeps the children safe meanwhile is yours to settle today.", "success")
            return gone
    return render_template(
        "safetyplans/decline.html", here=here, form=form, name=adult.name, back_to=plan_page(here.header)
    )


@blueprint.route("/decline", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def decline_plan(person_id: UUID) -> ResponseReturnValue:
    """The person does not agree what was talked through. It stays as it was said, to be gone on with."""
    here = whose(person_id)
    found(draft_of(person_id))
    form = DeclineForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        because, then, day = form.because.data or "", form.what_then.data or "", form.happened_on.data
        gone = recorded(
            form,
            lambda: actions.decline_plan(because=because, what_then=then, happened_on=day, **here.signed),
            here.header,
        )
        if gone is not None:
            flash("Recorded. What was talked through is kept, and can be gone on with.", "success")
            return gone
    return render_template(
        "safetyplans/decline.html", here=here, form=form, name=here.header.called, back_to=plan_page(here.header)
    )


@blueprint.route("/adults/<uuid:adult_id>/not-told", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def not_told(person_id: UUID, adult_id: UUID) -> ResponseReturnValue:
    """An adult is not told, because; their part in the plan is removed."""
    here = whose(person_id)
    adult = here.adult(adult_id)
    form = NotToldForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        because, day = form.because.data or "", form.happened_on.data
        gone = recorded(
            form,
            lambda: actions.record_not_told(adult_id=adult_id, because=because, happened_on=day, **here.signed),
            here.header,
        )
        if gone is not None:
            flash("Recorded. They have no part in the plan now.", "success")
            return gone
    return render_template(
        "safetyplans/not_told.html", here=here, form=form, adult=adult, back_to=plan_page(here.header)
    )


def _standing(here: Whose) -> str:
    """The version that stands while the page is made; nothing before there is one."""
    return here.plans.plan.id if here.plans.plan else ""


def _uuid(text: str | None) -> UUID | None:
    """The version a page showed. What is no identifier is none there is."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
