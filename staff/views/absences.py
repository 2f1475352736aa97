"""Who is away, and who looks after their people."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.conflict import Refused
from core.db import commit, db
from core.wording import short_day
from staff import actions, queries
from staff.access import allowed, found, viewer
from staff.forms import AbsenceForm
from staff.rules import Permission
from staff.views.blueprint import blueprint
from staff.views.members import line_of, own_service


@blueprint.route("/staff/<uuid:staff_id>/absence", methods=["GET", "POST"])
@allowed(Permission.MANAGE_TEAM)
def record_absence(staff_id: UUID) -> ResponseReturnValue:
    """Record that somebody of the service is away, with a deputy of the same service."""
    line, form = line_of(staff_id), AbsenceForm()
    found(line.member.service_id)
    others = [each for each in queries.active_staff(own_service()) if each.id != staff_id]
    form.deputy.offer((str(each.id), each.name) for each in others)
    if form.validate_on_submit():
        try:
            absence = actions.record_absence(line.member, form.said(), by=viewer().staff_id, at=clock.now())
            commit()
            flash(f"{line.member.name} is away until {short_day(absence.until_on)}.", "success")
            return redirect(url_for("staff.show_staff", staff_id=staff_id))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("staff/record_absence.html", form=form, line=line)


@blueprint.post("/staff/<uuid:staff_id>/absence/<uuid:absence_id>/call-off")
@allowed(Permission.MANAGE_TEAM)
def call_off_absence(staff_id: UUID, absence_id: UUID) -> ResponseReturnValue:
    """They are not away after all."""
    line = line_of(staff_id)
    absence = found(queries.absence_of(staff_id, absence_id))
    actions.call_off_absence(absence, by=viewer().staff_id, at=clock.now())
    commit()
    flash(f"{line.member.name} is not away then.", "success")
    return redirect(url_for("staff.show_staff", staff_id=staff_id))
