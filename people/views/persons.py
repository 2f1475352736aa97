"""Registering a service user, correcting their details, their keyworker, and what they think of sharing."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from core.conflict import Refused
from people import actions
from people.forms import ConsentForm, CorrectForm, FindForm, KeyworkerForm, RegisterForm
from people.queries import (
    consent_views,
    details_history,
    person_by_reference,
    possible_duplicates,
    possible_keyworkers,
)
from people.rules import CONSENT_WORDS, ConsentAnswer
from people.views.blueprint import blueprint
from people.views.desk import saved, sit_down
from staff.access import allowed, found, viewer
from staff.rules import Permission


@blueprint.route("/people/register", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def register_person() -> ResponseReturnValue:
    """Register a service user; those who may be the same person are shown first."""
    service_id, by, at = found(viewer().service_id), viewer().staff_id, clock.now()
    workers = {worker.id: worker.name for worker in possible_keyworkers(service_id)}
    searched = request.form.get("searched") == "yes"
    form = RegisterForm(None if searched else request.form or None, data=_start(workers) | _searched(searched))
    form.keyworker.offer(workers.items())
    form.today = clock.day_of(at)
    if searched or not form.validate_on_submit():
        return render_template("people/register_person.html", form=form, same=())
    same = possible_duplicates(service_id, form.said)
    if same and not form.are_others(each.header.id for each in same):
        record_view("view_possible_duplicates", by=by, at=at)
        form.not_these.data = " ".join(each.header.id for each in same)
        return render_template("people/register_person.html", form=form, same=same)
    registered: list[UUID] = []
    if saved(form, lambda: registered.append(_register(form, service_id, by=by, at=at))):
        flash(f"{form.said.given_names} {form.said.family_name} is registered.".strip(), "success")
        return redirect(url_for("people.ask_household", person_id=registered[0]))
    return render_template("people/register_person.html", form=form, same=())


def _start(workers: dict[str, str]) -> dict[str, Any]:
    """The viewer is keyworker unless somebody else is chosen."""
    mine = str(viewer().staff_id)
    return {"keyworker": mine if mine in workers else ""}


def _searched(searched: bool) -> dict[str, Any]:
    """What was typed into the search, so that it need not be typed again: the last word is the family name."""
    if not searched:
        return {}
    form = FindForm()
    given, _, family = (form.text.data or "").rpartition(" ")
    return {
        "given_names": given,
        "family_name": family,
        "born_on": form.born_on.data,
        "nhs_number": form.nhs_number.data,
        "reference": form.reference.data,
    }


def _register(form: RegisterForm, service_id: UUID, **signed: Any) -> UUID:
    """Record the person, in the household of whoever they live with. Raises Refused for an unknown reference."""
    shared = (form.shares_with.data or "").strip()
    other = person_by_reference(service_id, shared) if shared else None
    if shared and other is None:
        raise Refused(("shares_with", "Nobody here has this reference. Check it, or leave it empty"))
    registered = actions.register_person(
        service_id=service_id,
        said=form.said,
        reference=form.reference.data or "",
        keyworker_id=form.keyworker_id,
        household_id=UUID(other.household_id) if other else None,
        **signed,
    )
    return registered.person_id


@blueprint.route("/people/<uuid:person_id>/details", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def correct_details(person_id: UUID) -> ResponseReturnValue:
    """Correct who somebody is: a new version, the old ones stay."""
    desk = sit_down(person_id)
    header = desk.header
    known = {name: getattr(header, name) for name in header.said().__dataclass_fields__}
    form = CorrectForm(data=known | {"nhs_number": header.nhs_number_spaced, "version": header.details_version})
    form.today = desk.today
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.correct_details(
            person_id=person_id, said=form.said, because=form.because.data or "", seen=form.version.data, **desk.signed
        ),
    ):
        flash("The details are saved.", "success")
        return redirect(desk.household_page)
    history = details_history(desk.service_id, person_id)
    return render_template("people/correct_details.html", form=form, person=header, history=history)


@blueprint.route("/people/<uuid:person_id>/keyworker", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def assign_keyworker(person_id: UUID) -> ResponseReturnValue:
    """Name somebody's keyworker."""
    desk = sit_down(person_id)
    form = KeyworkerForm(data={"keyworker": desk.header.keyworker_id, "version": desk.header.keyworker_version})
    workers = possible_keyworkers(desk.service_id)
    form.keyworker.offer((worker.id, worker.name) for worker in workers)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.assign_keyworker(
            person_id=person_id,
            staff_id=UUID(form.keyworker.data) if form.keyworker.data else None,
            seen=form.version.data,
            **desk.signed,
        ),
    ):
        flash("The keyworker is saved.", "success")
        return redirect(desk.household_page)
    return render_template("people/form.html", form=form, person=desk.header, title="Who is their keyworker?")


@blueprint.route("/people/<uuid:person_id>/sharing-view", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_consent_view(person_id: UUID) -> ResponseReturnValue:
    """Write down what a person thinks of sharing their plan."""
    desk = sit_down(person_id)
    form = ConsentForm(data={"asked_on": desk.today})
    form.today = desk.today
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_consent_view(
            person_id=person_id,
            view=ConsentAnswer(form.view.data),
            not_asked_because=form.not_asked_because.data or "",
            asked_on=form.asked_on.data,
            **desk.signed,
        ),
    ):
        flash("What they think of sharing is saved.", "success")
        return redirect(desk.household_page)
    views = consent_views(person_id)
    return render_template(
        "people/record_consent_view.html", form=form, person=desk.header, views=views, words=CONSENT_WORDS
    )
