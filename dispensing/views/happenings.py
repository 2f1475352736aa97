"""What else happens at the counter: no dose taken, one vomited, bottles brought back or lost, storage asked about."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from dispensing.actions import counter as actions
from dispensing.forms.counter import (
    KIND_WORDS,
    TAKE_BACK,
    BottleBackForm,
    Kind,
    LostForm,
    MissedForm,
    NotGivenForm,
    StorageForm,
    TakeBackForm,
    VomitedForm,
)
from dispensing.views.blueprint import blueprint
from dispensing.views.counter_page import come_to, entry_page, happened_lately, written
from safetyplans.actions import ask_about_storage
from safetyplans.rules import StorageAnswer
from staff.access import allowed, found
from staff.rules import Permission
from supply.rules import DoseHow
from supply.rules.counter import DoseDetails, Given, NotGivenBecause

MISSED_HINT = "It is told to the keyworker and the prescriber as soon as it makes three days in a row."
RETURNED_HINT = (
    "For destruction: use your own returns record. This is no controlled-drug register, and no record of destruction."
)
TAKE_BACK_HINT = "It stays readable, with your reason. If something else happened, write that down afterwards."
REPLACED_HINT = "If a new prescription comes for it, write that down as replaced."


@blueprint.route("/desk/people/<uuid:person_id>/no-dose/<any('missed','not-wanted'):kind>", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def record_missed(person_id: UUID, kind: str) -> ResponseReturnValue:
    """A dose that was missed, or not wanted."""
    here = come_to(person_id, "record_missed")
    form = MissedForm(data={"for_on": here.on})
    if form.validate_on_submit():
        how = DoseHow.MISSED if kind == Kind.MISSED else DoseHow.REFUSED
        given = [Given(form.for_on.data, how)]
        details = DoseDetails(note=form.note.data or "")
        happened_on = min(form.for_on.data, here.on)
        return written(here, given, lambda: actions.record_given(here.counter, given, details, happened_on), form, kind)
    return entry_page(here, form, kind, KIND_WORDS[Kind(kind)], hint=MISSED_HINT)


@blueprint.route("/desk/people/<uuid:person_id>/no-dose/not-given", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def record_not_given(person_id: UUID) -> ResponseReturnValue:
    """A dose that the pharmacist did not give, and why."""
    here = come_to(person_id, "record_not_given")
    form = NotGivenForm()
    if form.validate_on_submit():
        given = [Given(here.on, DoseHow.NOT_GIVEN)]
        details = DoseDetails(why=NotGivenBecause(form.why.data), note=form.note.data or "")
        return written(
            here,
            given,
            lambda: actions.record_not_given(here.counter, here.on, details, child_was_with_them=bool(form.child.data)),
            form,
            Kind.NOT_GIVEN,
        )
    return entry_page(here, form, Kind.NOT_GIVEN, KIND_WORDS[Kind.NOT_GIVEN])


@blueprint.route("/desk/people/<uuid:person_id>/vomited", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def record_vomited(person_id: UUID) -> ResponseReturnValue:
    """A dose that came up again."""
    here = come_to(person_id, "record_vomited")
    form = VomitedForm()
    if form.validate_on_submit():
        return written(
            here,
            (),
            lambda: actions.record_vomited(here.counter, here.on, form.what.data or "", seen=form.seen.data == "seen"),
            form,
            Kind.VOMITED,
        )
    return entry_page(here, form, Kind.VOMITED, KIND_WORDS[Kind.VOMITED], hint=REPLACED_HINT)


@blueprint.route("/desk/people/<uuid:person_id>/bottle-back", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def record_returned(person_id: UUID) -> ResponseReturnValue:
    """A bottle brought back, for destruction."""
    here = come_to(person_id, "record_returned")
    form = BottleBackForm()
    if form.validate_on_submit():
        for_on = form.for_on.data
        return written(here, (), lambda: actions.record_returned(here.counter, for_on, here.on), form, Kind.RETURNED)
    return entry_page(here, form, Kind.RETURNED, KIND_WORDS[Kind.RETURNED], hint=RETURNED_HINT)


@blueprint.route("/desk/people/<uuid:person_id>/bottle-lost", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def record_lost(person_id: UUID) -> ResponseReturnValue:
    """A bottle that was lost or stolen."""
    here = come_to(person_id, "record_lost")
    form = LostForm()
    if form.validate_on_submit():
        for_on, what = form.for_on.data, form.what.data or ""
        return written(here, (), lambda: actions.record_lost(here.counter, for_on, here.on, what), form, Kind.LOST)
    return entry_page(here, form, Kind.LOST, KIND_WORDS[Kind.LOST], hint=REPLACED_HINT)


@blueprint.route(
    "/desk/people/<uuid:person_id>/take-back/<any('bottle','sick'):what>/<uuid:entry_id>", methods=["GET", "POST"]
)
@allowed(Permission.COUNTER)
def take_back_entry(person_id: UUID, what: str, entry_id: UUID) -> ResponseReturnValue:
    """Take back an entry about a bottle, or about being sick, with the reason."""
    here = come_to(person_id, "take_back_entry")
    entry = found(next((one for one in happened_lately(here) if (one.what, one.id) == (what, entry_id)), None))
    form = TakeBackForm()
    if form.validate_on_submit():
        because = form.because.data or ""
        return written(here, (), lambda: actions.take_back(here.counter, what, entry_id, because), form, TAKE_BACK)
    return entry_page(here, form, TAKE_BACK, f"Take back: {entry.words}", hint=TAKE_BACK_HINT)


@blueprint.route("/desk/people/<uuid:person_id>/storage", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def ask_storage(person_id: UUID) -> ResponseReturnValue:
    """The three questions about storage; a "no" goes to the keyworker's list."""
    here = come_to(person_id, "ask_storage")
    form = StorageForm(prefix="storage")
    if form.validate_on_submit():
        try:
            ask_about_storage(
                person_id=person_id,
                locked=StorageAnswer(form.locked.data),
                out_of_reach=StorageAnswer(form.out_of_reach.data),
                nothing_new=StorageAnswer(form.nothing_new.data),
                what=form.what.data or "",
                by=here.counter.by,
                at=here.counter.at,
            )
            commit()
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
        else:
            flash("What they said about storage is written down. A “no” is on the keyworker’s list.", "success")
            return redirect(url_for("dispensing.counter_person", person_id=person_id))
    return entry_page(here, form, "storage", "Three questions about storage")
