"""Looking again: the plan review, and the care-plan review with the storage risk in it."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from core.db import db
from core.findings import Stopped
from core.forms import Choice
from core.wording import short_day
from safeguarding.rules import EVENT_WORDS, EventFact
from safetyplans import actions
from safetyplans.forms import CareReviewForm, PlanReviewForm
from safetyplans.queries import events_to_consider
from safetyplans.rules import cover_now, review_within
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, recorded, whose
from staff.access import allowed, found
from staff.rules import Permission

CLOSED = "An entry kept closed"


@blueprint.route("/review", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def review_plan(person_id: UUID) -> ResponseReturnValue:
    """Look at the plan again together."""
    here = whose(person_id)
    found(here.plans.plan)
    form = PlanReviewForm(data={"happened_on": here.on, "review_on": review_within(here.on, here.policy)})
    form.events.offer(_choices(here))
    if form.validate_on_submit() and _day_fits(here, form) and _all_considered(form):
        try:
            day = form.happened_on.data
            gone = recorded(
                form,
                lambda: actions.review_plan(said=form.said(), policy=here.policy, happened_on=day, **here.signed),
                here.header,
            )
            if gone is not None:
                flash("The review is recorded.", "success")
                return gone
        except Stopped as stopped:
            db.session.rollback()
            form.add_problem("bottles", stopped.stops[0].sentence)
    return render_template(
        "safetyplans/review_plan.html",
        here=here,
        form=form,
        cover=cover_now(here.plans),
        back_to=plan_page(here.header),
    )


@blueprint.route("/care-review", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def review_care_plan(person_id: UUID) -> ResponseReturnValue:
    """Close a care-plan review, with the storage risk talked about (SEED 10.19)."""
    here = whose(person_id)
    form = CareReviewForm(data={"happened_on": here.on, "review_on": review_within(here.on, here.policy)})
    form.events.offer(_choices(here))
    if form.validate_on_submit() and _day_fits(here, form):
        try:
            gone = recorded(form, lambda: _record_care_review(here, form), here.header)
            if gone is not None:
                flash("The care-plan review is closed.", "success")
                return gone
        except Stopped as stopped:
            db.session.rollback()
            for name, words in _missing(stopped).items():
                form.add_problem(name, words)
    return render_template("safetyplans/review_care_plan.html", here=here, form=form, back_to=plan_page(here.header))


def _choices(here: Whose) -> list[Choice]:
    """What has happened since the last review; what is kept closed is not named on a page turned to the person."""
    return [
        Choice(event.id, f"{_event_words(event)}, {short_day(event.happened_on)}")
        for event in events_to_consider(here.person_id, here.safeguarding)
    ]


def _event_words(event: EventFact) -> str:
    return CLOSED if event.ours_alone else EVENT_WORDS[event.kind]


def _day_fits(here: Whose, form: PlanReviewForm | CareReviewForm) -> bool:
    """The next look is no later than twelve weeks on; a day too early is met by the act itself."""
    last = review_within(form.happened_on.data, here.policy)
    if form.review_on.data <= last:
        return True
    form.add_problem("review_on", f"Choose a day by {short_day(last)}")
    return False


def _all_considered(form: PlanReviewForm) -> bool:
    """What happened since the last review is considered, all of it, before a review is saved from the page."""
    if {each.value for each in form.events.offered} <= set(form.events.data or ()):
        return True
    form.add_problem("events", "Talk about each of these before the review is saved")
    return False


def _record_care_review(here: Whose, form: CareReviewForm) -> None:
    language, format = here.header.leaflet_language or "en", here.header.leaflet_format or "standard"
    actions.review_care_plan(
        said=form.said(language, format),
        safeguarding=here.safeguarding,
        happened_on=form.happened_on.data,
        **here.signed,
    )


_MISSING = {
    "risk_discussed": "Talk about how the methadone is kept at home before the review is closed",
    "leaflet": "Say whether they have the leaflet; where we have no record of it, who gave it and when",
    "events": "Talk about each of these before the review is closed",
}


def _missing(stopped: Stopped) -> dict[str, str]:
    return {name: _MISSING[name] for stop in stopped.stops for name in stop.because}
