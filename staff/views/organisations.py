"""The service, its teams, and the pharmacies it works with."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.conflict import Refused
from core.db import commit, db
from staff import actions, queries
from staff.access import allowed, found, viewer
from staff.forms import NATIONS, PharmacyForm, ServiceForm, TeamForm
from staff.rules import Permission
from staff.views.blueprint import blueprint
from staff.views.members import own_service

NATION_WORDS = {choice.value: choice.text for choice in NATIONS}


@blueprint.get("/service")
@allowed(Permission.MANAGE_ACCOUNTS)
def show_service() -> ResponseReturnValue:
    """How the service is called and reached."""
    service = found(queries.service_by_id(own_service()))
    return render_template("staff/show_service.html", service=service, nations=NATION_WORDS)


@blueprint.route("/service/change", methods=["GET", "POST"])
@allowed(Permission.MANAGE_ACCOUNTS)
def change_service() -> ResponseReturnValue:
    """Change how the service is called and reached."""
    service = found(queries.service_by_id(own_service()))
    form = ServiceForm(obj=service)
    if form.validate_on_submit():
        actions.change_service(service, form.details(), by=viewer().staff_id, at=clock.now())
        commit()
        flash("The changes are saved.", "success")
        return redirect(url_for("staff.show_service"))
    return render_template("staff/change_service.html", form=form)


@blueprint.route("/teams/add", methods=["GET", "POST"])
@allowed(Permission.MANAGE_ACCOUNTS)
def add_team() -> ResponseReturnValue:
    """Add a team."""
    form = TeamForm()
    if form.validate_on_submit():
        try:
            actions.add_team(own_service(), form.name.data or "", by=viewer().staff_id, at=clock.now())
            commit()
            flash(f"{form.name.data} is added.", "success")
            return redirect(url_for("staff.list_staff"))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("staff/add_team.html", form=form)


@blueprint.post("/teams/<uuid:team_id>/close")
@allowed(Permission.MANAGE_ACCOUNTS)
def close_team(team_id: UUID) -> ResponseReturnValue:
    """Close a team that nobody belongs to any more."""
    team = found(queries.team_of(own_service(), team_id))
    try:
        actions.close_team(team, by=viewer().staff_id, at=clock.now())
        commit()
        flash(f"{team.name} is closed.", "success")
    except Refused as refused:
        db.session.rollback()
        for _, sentence in refused.problems:
            flash(sentence, "info")
    return redirect(url_for("staff.list_staff"))


@blueprint.post("/teams/<uuid:team_id>/reopen")
@allowed(Permission.MANAGE_ACCOUNTS)
def reopen_team(team_id: UUID) -> ResponseReturnValue:
    """Open a closed team again."""
    team = found(queries.team_of(own_service(), team_id))
    actions.reopen_team(team, by=viewer().staff_id, at=clock.now())
    commit()
    flash(f"{team.name} is open again.", "success")
    return redirect(url_for("staff.list_staff"))


@blueprint.get("/pharmacies")
@allowed(Permission.MANAGE_PHARMACIES)
def list_pharmacies() -> ResponseReturnValue:
    """The pharmacies this service looks after here."""
    return render_template("staff/list_pharmacies.html", pharmacies=queries.list_pharmacies(own_service(), closed=True))


@blueprint.route("/pharmacies/add", methods=["GET", "POST"])
@allowed(Permission.MANAGE_PHARMACIES)
def add_pharmacy() -> ResponseReturnValue:
    """Add a pharmacy."""
    service = found(queries.service_by_id(own_service()))
    form = PharmacyForm(data={"nation": service.nation})
    if form.validate_on_submit():
        pharmacy = actions.add_pharmacy(own_service(), form.details(), by=viewer().staff_id, at=clock.now())
        commit()
        flash(f"{pharmacy.name} is added.", "success")
        return redirect(url_for("staff.show_pharmacy", pharmacy_id=pharmacy.id))
    return render_template("staff/add_pharmacy.html", form=form)


@blueprint.get("/pharmacies/<uuid:pharmacy_id>")
@allowed(Permission.MANAGE_PHARMACIES)
def show_pharmacy(pharmacy_id: UUID) -> ResponseReturnValue:
    """One pharmacy and who signs in there."""
    pharmacy = found(queries.pharmacy_of(own_service(), pharmacy_id))
    return render_template(
        "staff/show_pharmacy.html",
        pharmacy=pharmacy,
        pharmacists=queries.list_pharmacists(own_service(), pharmacy_id=pharmacy_id),
        nations=NATION_WORDS,
    )


@blueprint.route("/pharmacies/<uuid:pharmacy_id>/change", methods=["GET", "POST"])
@allowed(Permission.MANAGE_PHARMACIES)
def change_pharmacy(pharmacy_id: UUID) -> ResponseReturnValue:
    """Change how a pharmacy is called and reached."""
    pharmacy = found(queries.pharmacy_of(own_service(), pharmacy_id))
    form = PharmacyForm(obj=pharmacy)
    if form.validate_on_submit():
        actions.change_pharmacy(pharmacy, form.details(), by=viewer().staff_id, at=clock.now())
        commit()
        flash("The changes are saved.", "success")
        return redirect(url_for("staff.show_pharmacy", pharmacy_id=pharmacy_id))
    return render_template("staff/change_pharmacy.html", form=form, pharmacy=pharmacy)


@blueprint.post("/pharmacies/<uuid:pharmacy_id>/close")
@allowed(Permission.MANAGE_PHARMACIES)
def close_pharmacy(pharmacy_id: UUID) -> ResponseReturnValue:
    """A pharmacy that is no longer chosen for anybody new."""
    pharmacy = found(queries.pharmacy_of(own_service(), pharmacy_id))
    actions.close_pharmacy(pharmacy, by=viewer().staff_id, at=clock.now())
    commit()
    flash(f"{pharmacy.name} is no longer offered for anybody new.", "success")
    return redirect(url_for("staff.show_pharmacy", pharmacy_id=pharmacy_id))


@blueprint.post("/pharmacies/<uuid:pharmacy_id>/reopen")
@allowed(Permission.MANAGE_PHARMACIES)
def reopen_pharmacy(pharmacy_id: UUID) -> ResponseReturnValue:
    """A closed pharmacy can be chosen again."""
    pharmacy = found(queries.pharmacy_of(own_service(), pharmacy_id))
    actions.reopen_pharmacy(pharmacy, by=viewer().staff_id, at=clock.now())
    commit()
    flash(f"{pharmacy.name} can be chosen again.", "success")
    return redirect(url_for("staff.show_pharmacy", pharmacy_id=pharmacy_id))
