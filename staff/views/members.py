"""The staff list: add, change, move, close and open accounts, one-time passwords."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import hash_password

from core import clock
from core.conflict import Refused
from core.db import commit, db
from staff import actions, queries
from staff.access import allowed, found, viewer
from staff.forms import AddPharmacistForm, AddStaffForm, MoveForm, StaffForm
from staff.passwords import new_password
from staff.queries import StaffLine
from staff.rules import SERVICE_ROLES, Permission, RoleName
from staff.views.blueprint import blueprint


def own_service() -> UUID:
    """The service of whoever is looking; 404 for pharmacies."""
    return found(viewer().service_id)


def line_of(staff_id: UUID) -> StaffLine:
    """A member of staff whom the viewer may look after: a manager only those of their own team. 404 otherwise."""
    looking = viewer()
    line = found(queries.staff_line(own_service(), staff_id))
    if not looking.may(Permission.MANAGE_ACCOUNTS) and not (
        line.member.service_id and looking.team_id in (None, line.member.team_id)
    ):
        abort(404)
    return line


def show_password_once(staff_id: UUID, password: str) -> str:
    """The page that shows a one-time password; it is kept nowhere, so loading it again cannot show it again."""
    return render_template("staff/one_time_password.html", line=line_of(staff_id), password=password)


@blueprint.get("/staff")
@allowed(Permission.MANAGE_TEAM)
def list_staff() -> ResponseReturnValue:
    """The staff of the service; for a manager, their team's; for an administrator, the pharmacists too."""
    looking, service_id = viewer(), own_service()
    all_of_it = looking.may(Permission.MANAGE_ACCOUNTS)
    return render_template(
        "staff/list_staff.html",
        staff=queries.list_staff(service_id, team_id=None if all_of_it else looking.team_id),
        pharmacists=queries.list_pharmacists(service_id) if all_of_it else [],
        teams=queries.list_teams(service_id, closed=True) if all_of_it else [],
    )


@blueprint.route("/staff/add", methods=["GET", "POST"])
@allowed(Permission.MANAGE_ACCOUNTS)
def add_staff() -> ResponseReturnValue:
    """Add somebody to the service; their one-time password is shown on the next page, once."""
    form, service_id = AddStaffForm(), own_service()
    form.prepare((str(team.id), team.name) for team in queries.list_teams(service_id))
    if form.validate_on_submit():
        password = new_password()
        try:
            member = actions.add_staff_member(
                form.new_member(service_id), hash_password(password), by=viewer().staff_id, at=clock.now()
            )
            commit()
            return show_password_once(member.id, password)
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("staff/add_staff.html", form=form)


@blueprint.route("/pharmacies/<uuid:pharmacy_id>/add-pharmacist", methods=["GET", "POST"])
@allowed(Permission.MANAGE_ACCOUNTS)
def add_pharmacist(pharmacy_id: UUID) -> ResponseReturnValue:
    """Add a pharmacist to a pharmacy."""
    form, pharmacy = AddPharmacistForm(), found(queries.pharmacy_of(own_service(), pharmacy_id))
    if form.validate_on_submit():
        password = new_password()
        try:
            member = actions.add_staff_member(
                form.new_member(pharmacy_id), hash_password(password), by=viewer().staff_id, at=clock.now()
            )
            commit()
            return show_password_once(member.id, password)
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("staff/add_pharmacist.html", form=form, pharmacy=pharmacy)


@blueprint.get("/staff/<uuid:staff_id>")
@allowed(Permission.MANAGE_TEAM)
def show_staff(staff_id: UUID) -> ResponseReturnValue:
    """One member of staff: where they work, what they do, when they are away."""
    line, looking = line_of(staff_id), viewer()
    absences = queries.absences_of(staff_id)
    return render_template(
        "staff/show_staff.html",
        line=line,
        absences=[each for each in absences if each.until_on >= clock.day_of(clock.now())],
        names=queries.names_of(each.deputy_id for each in absences),
        may_change=looking.may(Permission.MANAGE_ACCOUNTS),
        locked=bool(line.user.locked_until and line.user.locked_until > clock.now()),
    )


@blueprint.route("/staff/<uuid:staff_id>/change", methods=["GET", "POST"])
@allowed(Permission.MANAGE_ACCOUNTS)
def change_staff(staff_id: UUID) -> ResponseReturnValue:
    """Change name, telephone and roles."""
    line = line_of(staff_id)
    form = StaffForm(data={"name": line.member.name, "phone": line.member.phone, "roles": list(line.roles)})
    form.offer_roles(SERVICE_ROLES if line.member.service_id else [RoleName.PHARMACIST])
    if form.validate_on_submit():
        try:
            actions.change_staff_member(
                line.member, form.details(), form.chosen_roles(), by=viewer().staff_id, at=clock.now()
            )
            commit()
            flash("The changes are saved.", "success")
            return redirect(url_for("staff.show_staff", staff_id=staff_id))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("staff/change_staff.html", form=form, line=line)


@blueprint.route("/staff/<uuid:staff_id>/move", methods=["GET", "POST"])
@allowed(Permission.MANAGE_ACCOUNTS)
def move_staff(staff_id: UUID) -> ResponseReturnValue:
    """Move somebody to another team, or a pharmacist to another pharmacy."""
    line, service_id = line_of(staff_id), own_service()
    at_service = line.member.service_id is not None
    places = queries.list_teams(service_id) if at_service else queries.list_pharmacies(service_id)
    form = MoveForm(data={"place": str(line.member.team_id or line.member.pharmacy_id or "")})
    form.place.empty = "No team" if at_service else None
    form.place.offer((str(place.id), place.name) for place in places)
    if form.validate_on_submit():
        chosen = UUID(form.place.data) if form.place.data else None
        where = {"team_id": chosen} if at_service else {"pharmacy_id": chosen}
        actions.move_staff_member(line.member, **where, by=viewer().staff_id, at=clock.now())
        commit()
        flash(f"{line.member.name} is moved.", "success")
        return redirect(url_for("staff.show_staff", staff_id=staff_id))
    return render_template("staff/move_staff.html", form=form, line=line)


@blueprint.post("/staff/<uuid:staff_id>/disable")
@allowed(Permission.MANAGE_ACCOUNTS)
def disable_staff(staff_id: UUID) -> ResponseReturnValue:
    """Close an account at once."""
    line = line_of(staff_id)
    try:
        actions.disable_staff_member(line.member, by=viewer().staff_id, at=clock.now())
        commit()
        flash(f"The account of {line.member.name} is closed.", "success")
    except Refused as refused:
        db.session.rollback()
        for _, sentence in refused.problems:
            flash(sentence, "info")
    return redirect(url_for("staff.show_staff", staff_id=staff_id))


@blueprint.post("/staff/<uuid:staff_id>/enable")
@allowed(Permission.MANAGE_ACCOUNTS)
def enable_staff(staff_id: UUID) -> ResponseReturnValue:
    """Open a closed account again."""
    line = line_of(staff_id)
    actions.enable_staff_member(line.member, by=viewer().staff_id, at=clock.now())
    commit()
    flash(f"{line.member.name} can sign in again.", "success")
    return redirect(url_for("staff.show_staff", staff_id=staff_id))


@blueprint.post("/staff/<uuid:staff_id>/one-time-password")
@allowed(Permission.MANAGE_ACCOUNTS)
def give_one_time_password(staff_id: UUID) -> ResponseReturnValue:
    """Give somebody a password that they have to change when they sign in with it."""
    line, password = line_of(staff_id), new_password()
    actions.give_one_time_password(line.member, hash_password(password), by=viewer().staff_id, at=clock.now())
    commit()
    return show_password_once(staff_id, password)


@blueprint.post("/staff/<uuid:staff_id>/second-factor-off")
@allowed(Permission.MANAGE_ACCOUNTS)
def turn_off_second_factor(staff_id: UUID) -> ResponseReturnValue:
    """For somebody who lost the phone with their authenticator app."""
    line = line_of(staff_id)
    actions.turn_off_second_factor(line.member, by=viewer().staff_id, at=clock.now())
    commit()
    flash(f"{line.member.name} signs in without a code until they set one up again.", "success")
    return redirect(url_for("staff.show_staff", staff_id=staff_id))
