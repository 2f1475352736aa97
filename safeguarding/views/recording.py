"""Record something: what happened, contacts, calls, what agencies say, children seen. Each in under a minute."""

from datetime import timedelta
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from safeguarding import actions
from safeguarding.forms import (
    EventForm,
    NewContactForm,
    call_form,
    child_seen_form,
    contact_form,
    event_form,
    heard_from_form,
)
from safeguarding.queries import same_contact_since, same_event_since
from safeguarding.rules import ALERT_HINTS, EVENT_GROUPS, EVENT_WORDS, SEEN_WORDS, STRESSORS, EventKind
from safeguarding.views.blueprint import blueprint
from safeguarding.views.desk import Desk, not_found, saved, sit_down
from staff.access import allowed
from staff.rules import Permission


@blueprint.get("/record")
@allowed(Permission.PEOPLE)
def record_something(person_id: UUID) -> ResponseReturnValue:
    """Choose what to record."""
    desk = sit_down(person_id)
    return render_template(
        "safeguarding/record_something.html", person=desk.header, groups=EVENT_GROUPS, words=EVENT_WORDS
    )


@blueprint.route("/record/event/<kind>", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_event(person_id: UUID, kind: str) -> ResponseReturnValue:
    """Record one event."""
    desk, what = sit_down(person_id), _kind(kind)
    form, entry_id, twice = event_form(what, desk.family, desk.today), uuid4(), False
    if form.validate_on_submit():
        twice = _just_recorded(desk, form, what) and not form.again.data
        if not twice and saved(form, lambda: _record(desk, form, what, entry_id)):
            flash(f"Recorded: {EVENT_WORDS[what]}.", "success")
            return redirect(_next_page(desk, what, entry_id))
    return render_template(
        "safeguarding/record_event.html",
        person=desk.header,
        form=form,
        title=EVENT_WORDS[what],
        urgent=what is EventKind.CHILD_EXPOSURE,
        twice=twice,
    )


@blueprint.route("/record/contact", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_contact(person_id: UUID) -> ResponseReturnValue:
    """Record that we met or spoke with the person."""
    desk = sit_down(person_id)
    form, twice = contact_form(desk.today), False
    if form.validate_on_submit():
        twice = _contact_just_recorded(desk, form) and not form.again.data
        if not twice and saved(
            form, lambda: actions.record_contact(person_id=person_id, **form.values(), **desk.signed)
        ):
            flash("The contact is recorded.", "success")
            return redirect(desk.page)
    if not twice:
        del form.again
    return render_template(
        "safeguarding/form.html", person=desk.header, form=form, title="Record a contact", twice=twice
    )


@blueprint.route("/record/call", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_call(person_id: UUID) -> ResponseReturnValue:
    """Record a call between professionals."""
    desk = sit_down(person_id)
    form = call_form(desk.family, desk.today)

    def act() -> None:
        call = actions.record_call(
            said=form.told(desk.family), happened_on=form.happened_on.data, person_id=person_id, **desk.signed
        )
        if form.confirmed.data:
            actions.confirm_call(entry_id=call.entry_id, **desk.signed)

    if form.validate_on_submit() and saved(form, act):
        flash("The call is recorded.", "success")
        return redirect(desk.page)
    return render_template("safeguarding/form.html", person=desk.header, form=form, title="Record a call")


@blueprint.route("/record/heard-from", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_heard_from(person_id: UUID) -> ResponseReturnValue:
    """Record what an agency of the family told us, or that there is nothing new."""
    desk = sit_down(person_id)
    form = heard_from_form(desk.family, desk.today)
    if form.validate_on_submit() and saved(form, lambda: actions.record_heard_from(**form.values(), **desk.signed)):
        flash("What they said is recorded.", "success")
        return redirect(desk.page)
    return render_template(
        "safeguarding/record_heard_from.html", person=desk.header, form=form, agencies=desk.family.agencies
    )


@blueprint.route("/record/child-seen", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_child_seen(person_id: UUID) -> ResponseReturnValue:
    """Record that a child was seen."""
    desk = sit_down(person_id)
    form = child_seen_form(desk.family, desk.today)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_child_seen(
            person_id=person_id, said=form.told(), happened_on=form.happened_on.data, **desk.signed
        ),
    ):
        alert = form.told().alert
        flash(SEEN_WORDS[alert], "info" if alert in ALERT_HINTS else "success")
        return redirect(desk.page)
    return render_template(
        "safeguarding/record_child_seen.html", person=desk.header, form=form, children=form.child.offered
    )


def _kind(text: str) -> EventKind:
    try:
        return EventKind(text)
    except ValueError:
        not_found()


def _record(desk: Desk, form: EventForm, kind: EventKind, entry_id: UUID) -> None:
    actions.record_event(
        entry_id=entry_id,
        person_id=desk.person_id,
        said=form.said(kind),
        happened_on=form.happened_on.data,
        changes_nothing_because=form.changes_nothing_because(),
        **desk.signed,
    )


def _just_recorded(desk: Desk, form: EventForm, kind: EventKind) -> bool:
    """Whether the same was recorded a moment ago: a button pressed twice, or truly two."""
    since = desk.at - timedelta(seconds=desk.policy.same_again_seconds)
    child_id, _ = form.about_ids()
    day = form.happened_on.data or desk.today
    return same_event_since(desk.household_id, kind, day, child_id, since)


def _contact_just_recorded(desk: Desk, form: NewContactForm) -> bool:
    """The same about a contact."""
    since, said = desk.at - timedelta(seconds=desk.policy.same_again_seconds), form.values()
    return same_contact_since(desk.household_id, desk.person_id, said["how"], said["happened_on"], said["what"], since)


def _next_page(desk: Desk, kind: EventKind, entry_id: UUID) -> str:
    """What comes next: what to do now after a possible swallowing, an offer of support when times are hard."""
    if kind is EventKind.CHILD_EXPOSURE:
        return url_for("safeguarding.record_exposure_act", person_id=desk.person_id, entry_id=entry_id)
    if kind in STRESSORS or kind in (EventKind.CHILD_DIED, EventKind.PREGNANCY_ENDED):
        return url_for("safeguarding.offer_support", person_id=desk.person_id)
    return desk.page
