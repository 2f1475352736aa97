"""Children and adults of a household: adding, changing, and that they are not there any more."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from people import actions
from people.forms import AdultForm, ChildForm, ChildGoneForm, LeftForm, adult_data, child_data
from people.queries import person_by_reference, person_headers
from people.rules import AdultFact, ChildFact, ChildGone
from people.views.blueprint import blueprint
from people.views.desk import Desk, saved, sit_down
from staff.access import allowed, found
from staff.rules import Permission

AFTER = {
    ChildGone.DIED: "It is recorded. Please ask your team what support there is for the family, and for you.",
    ChildGone.PREGNANCY_ENDED: "It is recorded. Please ask what support they would like.",
}


def _child(desk: Desk, child_id: UUID) -> ChildFact:
    return found(next((child for child in desk.family.children if child.id == str(child_id)), None))


def _adult(desk: Desk, adult_id: UUID) -> AdultFact:
    return found(next((adult for adult in desk.family.adults if adult.id == str(adult_id)), None))


@blueprint.route("/people/<uuid:person_id>/children/add", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def add_child(person_id: UUID) -> ResponseReturnValue:
    """Add a child to the household."""
    desk = sit_down(person_id)
    form = ChildForm()
    form.today = desk.today
    if form.validate_on_submit() and saved(
        form, lambda: actions.add_child(household_id=desk.household_id, said=form.said, **desk.signed)
    ):
        flash(f"{form.said.name} is saved.", "success")
        more = request.form.get("then") == "another"
        return redirect(url_for("people.add_child", person_id=person_id) if more else desk.household_page)
    return render_template("people/child.html", form=form, person=desk.header, child=None)


@blueprint.route("/people/<uuid:person_id>/children/<uuid:child_id>", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def change_child(person_id: UUID, child_id: UUID) -> ResponseReturnValue:
    """Change what is known of a child; a birth is entered here too."""
    desk = sit_down(person_id)
    child = _child(desk, child_id)
    form = ChildForm(data=child_data(child, desk.today))
    form.today, form.estimate = desk.today, child.born_on if child.born_is_estimate else None
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.change_child(child_id=child_id, said=form.said, seen=form.version.data, **desk.signed),
    ):
        flash(f"{form.said.name} is saved.", "success")
        return redirect(desk.household_page)
    return render_template("people/child.html", form=form, person=desk.header, child=child)


@blueprint.route("/people/<uuid:person_id>/children/<uuid:child_id>/gone", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def child_gone(person_id: UUID, child_id: UUID) -> ResponseReturnValue:
    """Take a child off the pages; no cause is asked."""
    desk = sit_down(person_id)
    child = _child(desk, child_id)
    form = ChildGoneForm(data={"on": desk.today, "version": child.version})
    form.offer_reasons(child.unborn)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.child_gone(
            child_id=child_id, why=ChildGone(form.why.data), on=form.on.data, seen=form.version.data, **desk.signed
        ),
    ):
        flash(AFTER.get(ChildGone(form.why.data), f"{child.name} is no longer shown."), "success")
        return redirect(desk.household_page)
    return render_template("people/child_gone.html", form=form, person=desk.header, child=child)


@blueprint.route("/people/<uuid:person_id>/adults/add", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def add_adult(person_id: UUID) -> ResponseReturnValue:
    """Add an adult to the household."""
    desk = sit_down(person_id)
    form = AdultForm(data={"since_on": desk.today})
    form.today = desk.today
    if form.validate_on_submit() and saved(form, lambda: _add_adult(desk, form)):
        flash(f"{form.name.data} is saved.", "success")
        return redirect(desk.household_page)
    return render_template("people/adult.html", form=form, person=desk.header, adult=None)


def _add_adult(desk: Desk, form: AdultForm) -> None:
    said = form.said(_registered_as(desk, form))
    actions.add_adult(household_id=desk.household_id, said=said, since_on=form.since_on.data, **desk.signed)


def _registered_as(desk: Desk, form: AdultForm) -> UUID | None:
    """The service user that an adult is. Raises Refused for a reference nobody has, or the person's own."""
    reference = (form.registered_as.data or "").strip()
    if not reference:
        return None
    other = person_by_reference(desk.service_id, reference)
    if other is None or other.id == desk.header.id:
        raise Refused(("registered_as", "No other service user here has this reference. Check it, or leave it empty"))
    return UUID(other.id)


@blueprint.route("/people/<uuid:person_id>/adults/<uuid:adult_id>", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def change_adult(person_id: UUID, adult_id: UUID) -> ResponseReturnValue:
    """Change what is known of an adult."""
    desk = sit_down(person_id)
    adult = _adult(desk, adult_id)
    form = AdultForm(data=adult_data(adult, _reference_of(adult)))
    form.today = desk.today
    if form.validate_on_submit() and saved(form, lambda: _change_adult(desk, adult_id, form)):
        flash(f"{form.name.data} is saved.", "success")
        return redirect(desk.household_page)
    return render_template("people/adult.html", form=form, person=desk.header, adult=adult)


def _change_adult(desk: Desk, adult_id: UUID, form: AdultForm) -> None:
    said = form.said(_registered_as(desk, form))
    since_on, seen = form.since_on.data, form.version.data
    actions.change_adult(adult_id=adult_id, said=said, since_on=since_on, seen=seen, **desk.signed)


def _reference_of(adult: AdultFact) -> str:
    if adult.person_id is None:
        return ""
    return person_headers([UUID(adult.person_id)])[UUID(adult.person_id)].reference


@blueprint.route("/people/<uuid:person_id>/adults/<uuid:adult_id>/left", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def adult_left(person_id: UUID, adult_id: UUID) -> ResponseReturnValue:
    """Write down that an adult has left the household."""
    desk = sit_down(person_id)
    adult = _adult(desk, adult_id)
    form = LeftForm(data={"on": desk.today, "version": adult.version})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.adult_left(adult_id=adult_id, on=form.on.data, seen=form.version.data, **desk.signed),
    ):
        flash(f"It is saved that {adult.name} has left.", "success")
        return redirect(desk.household_page)
    return render_template("people/form.html", form=form, person=desk.header, title=f"{adult.name} has left")
