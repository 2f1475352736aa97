"""The agencies around a family, and the directory they are chosen from."""

from dataclasses import asdict
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from people import actions
from people.forms import AgencyForm, FamilyAgencyForm, LeftForm
from people.queries import AgencyEntry, agencies, agency
from people.rules import AGENCY_ROLE_WORDS, AgencyFact
from people.views.blueprint import blueprint
from people.views.desk import Desk, saved, sit_down
from staff.access import allowed, found, viewer
from staff.rules import Permission


def _around(desk: Desk, family_agency_id: UUID) -> AgencyFact:
    return found(next((each for each in desk.family.agencies if each.id == str(family_agency_id)), None))


@blueprint.route("/people/<uuid:person_id>/agencies/add", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def add_agency_to_family(person_id: UUID) -> ResponseReturnValue:
    """Write down that an agency works with the family."""
    desk = sit_down(person_id)
    form = FamilyAgencyForm(data={"from_on": desk.today})
    form.today = desk.today
    form.offer_agencies(_offered(agencies(desk.service_id)))
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.add_agency_to_family(
            household_id=desk.household_id,
            agency_id=UUID(form.agency.data),
            worker_name=form.worker_name.data or "",
            has_part=bool(form.has_part.data),
            from_on=form.from_on.data,
            **desk.signed,
        ),
    ):
        flash("The agency is saved.", "success")
        return redirect(desk.household_page)
    return render_template("people/family_agency.html", form=form, person=desk.header, agency=None)


def _offered(entries: tuple[AgencyEntry, ...]) -> list[tuple[str, str, str]]:
    return [(entry.id, entry.name, AGENCY_ROLE_WORDS[entry.role]) for entry in entries]


@blueprint.route("/people/<uuid:person_id>/agencies/<uuid:family_agency_id>", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def change_family_agency(person_id: UUID, family_agency_id: UUID) -> ResponseReturnValue:
    """Change the named worker, or whether the agency has a part in the plan."""
    desk = sit_down(person_id)
    known = _around(desk, family_agency_id)
    form = FamilyAgencyForm(data=asdict(known) | {"agency": known.agency_id})
    form.today = desk.today
    form.offer_agencies([(known.agency_id, known.name, AGENCY_ROLE_WORDS[known.role])])
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.change_family_agency(
            family_agency_id=family_agency_id,
            worker_name=form.worker_name.data or "",
            has_part=bool(form.has_part.data),
            from_on=form.from_on.data,
            seen=form.version.data,
            **desk.signed,
        ),
    ):
        flash("The agency is saved.", "success")
        return redirect(desk.household_page)
    return render_template("people/family_agency.html", form=form, person=desk.header, agency=known)


@blueprint.route("/people/<uuid:person_id>/agencies/<uuid:family_agency_id>/left", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def agency_left(person_id: UUID, family_agency_id: UUID) -> ResponseReturnValue:
    """Write down that an agency no longer works with the family."""
    desk = sit_down(person_id)
    known = _around(desk, family_agency_id)
    form = LeftForm(data={"on": desk.today, "version": known.version})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.agency_left(
            family_agency_id=family_agency_id, on=form.on.data, seen=form.version.data, **desk.signed
        ),
    ):
        flash(f"It is saved that {known.name} has stopped working with the family.", "success")
        return redirect(desk.household_page)
    title = f"{known.name} has stopped working with the family"
    return render_template("people/form.html", form=form, person=desk.header, title=title)


@blueprint.get("/agencies")
@allowed(Permission.MANAGE_AGENCIES)
def list_agencies() -> ResponseReturnValue:
    """The directory of the service."""
    record_view("list_agencies", by=viewer().staff_id, at=clock.now())
    entries = agencies(found(viewer().service_id), closed=True)
    return render_template("people/list_agencies.html", agencies=entries, words=AGENCY_ROLE_WORDS)


@blueprint.route("/agencies/add", methods=["GET", "POST"])
@allowed(Permission.MANAGE_AGENCIES)
def add_agency() -> ResponseReturnValue:
    """Put an agency into the directory."""
    form, service_id = AgencyForm(), found(viewer().service_id)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.add_agency(service_id=service_id, said=form.said, by=viewer().staff_id, at=clock.now()),
    ):
        flash(f"{form.said.name} is in the directory.", "success")
        return redirect(url_for("people.list_agencies"))
    return render_template("people/agency.html", form=form, agency=None)


@blueprint.route("/agencies/<uuid:agency_id>", methods=["GET", "POST"])
@allowed(Permission.MANAGE_AGENCIES)
def change_agency(agency_id: UUID) -> ResponseReturnValue:
    """Correct an entry of the directory."""
    entry = found(agency(found(viewer().service_id), agency_id))
    form = AgencyForm(data=asdict(entry))
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.change_agency(
            agency_id=agency_id, said=form.said, seen=form.version.data, by=viewer().staff_id, at=clock.now()
        ),
    ):
        flash(f"{form.said.name} is saved.", "success")
        return redirect(url_for("people.list_agencies"))
    return render_template("people/agency.html", form=form, agency=entry)


@blueprint.route("/agencies/<uuid:agency_id>/close", methods=["GET", "POST"])
@allowed(Permission.MANAGE_AGENCIES)
def close_agency(agency_id: UUID) -> ResponseReturnValue:
    """Write down that an agency is no more."""
    entry = found(agency(found(viewer().service_id), agency_id))
    at = clock.now()
    form = LeftForm(data={"on": clock.day_of(at)})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.close_agency(agency_id=agency_id, on=form.on.data, by=viewer().staff_id, at=at),
    ):
        flash(f"{entry.name} is not offered any more.", "success")
        return redirect(url_for("people.list_agencies"))
    return render_template("people/close_agency.html", form=form, agency=entry)
