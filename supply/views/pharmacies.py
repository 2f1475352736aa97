"""When a pharmacy is open: its week, bank holidays, and single days that differ."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.bank_holidays import Nation, around
from staff.access import allowed, found, viewer
from staff.rules import Permission
from supply import actions
from supply.forms import HoursForm, OddDayForm, hours_form
from supply.forms.pharmacies import NATIONS, SHUT
from supply.queries import Opening, odd_days, openings
from supply.rules import WEEKDAYS
from supply.views.blueprint import blueprint
from supply.views.desk import saved, the_pharmacy

WHO = (Permission.MANAGE_PHARMACIES, Permission.COUNTER)


@blueprint.get("/our-pharmacy")
@allowed(Permission.COUNTER)
def our_pharmacy() -> ResponseReturnValue:
    """A pharmacist's own pharmacy."""
    return redirect(url_for("supply.show_hours", pharmacy_id=found(viewer().pharmacy_id)))


@blueprint.route("/pharmacies/<uuid:pharmacy_id>/hours", methods=["GET", "POST"])
@allowed(*WHO)
def show_hours(pharmacy_id: UUID) -> ResponseReturnValue:
    """The usual hours, the bank holidays ahead, and the days that differ; add such a day."""
    pharmacy, today = the_pharmacy(pharmacy_id), clock.day_of(clock.now())
    form = OddDayForm()
    if form.validate_on_submit() and saved(form, lambda: _set_day(pharmacy_id, form)):
        flash("It is written down. Whoever collects here is looked at again.", "success")
        return redirect(url_for("supply.show_hours", pharmacy_id=pharmacy_id))
    opening = openings([pharmacy_id])[pharmacy_id]
    return render_template(
        "supply/show_hours.html",
        pharmacy=pharmacy,
        form=form,
        opening=opening,
        shut_weekdays=[WEEKDAYS[each].capitalize() for each in sorted(opening.calendar.closed_weekdays)],
        nations=dict(NATIONS),
        ahead=_ahead(opening, today),
        odd=odd_days([pharmacy_id], from_on=today)[pharmacy_id],
        is_own=viewer().pharmacy_id is not None,
    )


@blueprint.route("/pharmacies/<uuid:pharmacy_id>/hours/change", methods=["GET", "POST"])
@allowed(*WHO)
def set_pharmacy_hours(pharmacy_id: UUID) -> ResponseReturnValue:
    """Change the usual hours."""
    pharmacy = the_pharmacy(pharmacy_id)
    opening = openings([pharmacy_id])[pharmacy_id]
    calendar = opening.calendar
    form = hours_form(calendar.closed_weekdays, calendar.bank_holidays_shut, opening.nation, opening.version)
    if form.validate_on_submit() and saved(form, lambda: _set_hours(pharmacy_id, form)):
        flash("The hours are written down. Whoever collects here is looked at again.", "success")
        return redirect(url_for("supply.show_hours", pharmacy_id=pharmacy_id))
    return render_template("supply/set_pharmacy_hours.html", pharmacy=pharmacy, form=form)


def _set_day(pharmacy_id: UUID, form: OddDayForm) -> None:
    act, at = actions.close_day if form.state.data == SHUT else actions.open_day, clock.now()
    for day in form.days():
        act(pharmacy_id=pharmacy_id, day=day, why=form.why.data or "", by=viewer().staff_id, at=at)


def _set_hours(pharmacy_id: UUID, form: HoursForm) -> None:
    actions.set_pharmacy_hours(
        pharmacy_id=pharmacy_id,
        closed_weekdays=form.weekdays(),
        shut_on_bank_holidays=form.bank_holidays.data == SHUT,
        nation=Nation(form.nation.data),
        seen_version=form.version.data,
        by=viewer().staff_id,
        at=clock.now(),
    )


def _ahead(opening: Opening, today: date) -> list[tuple[date, bool]]:
    """The bank holidays of the coming year, and whether the pharmacy is open on each."""
    last = today.replace(year=today.year + 1, day=1)
    days = (day for day in sorted(around(opening.nation, today)) if today <= day < last)
    return [(day, opening.calendar.is_open(day)) for day in days]
