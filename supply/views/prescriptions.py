"""What is prescribed and what is in use, and the undrunk. This is no prescription and no controlled-drug register."""

from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from core import policy
from core.bank_holidays import Nation
from core.conflict import Refused
from safeguarding.queries import history
from staff.access import allowed, found
from staff.queries import names_of, open_pharmacies, service_by_id
from staff.rules import Permission
from supply import actions
from supply.forms import PrescriptionForm, bottle_form, in_use_form, prescription_form, spoken_form
from supply.forms.prescriptions import WORDING_HINTS
from supply.queries import newest_version, prescriptions_shown, supply_of
from supply.rules import WORDING_WORDS, Went
from supply.rules.home_words import believed_words
from supply.rules.prescribing import PrescribingPolicy, unlikely
from supply.rules.provided import PROVIDED_WORDS, provisions
from supply.views.blueprint import blueprint
from supply.views.desk import Desk, saved, sit_down


@blueprint.get("/people/<uuid:person_id>/supply")
@allowed(Permission.PEOPLE)
def show_supply(person_id: UUID) -> ResponseReturnValue:
    """Every prescription and arrangement in use, newest first, with who wrote each down."""
    desk = sit_down(person_id)
    known = supply_of([person_id])[person_id]
    shown = prescriptions_shown(person_id)
    service = found(service_by_id(UUID(desk.header.service_id)))
    numbers = policy.current().section(PrescribingPolicy, on=desk.today, service_code=service.code)
    used, terms = known.in_use_on(desk.today), known.terms_on(desk.today)
    return render_template(
        "supply/show_supply.html",
        person=desk.header,
        known=known,
        prescriptions=shown,
        names=names_of(one.recorded_by for one in shown),
        provisions=provisions(
            terms, used.arrangement if used else None, known.calendar, Nation(service.nation), desk.today, numbers
        )
        if terms
        else (),
        provided_words=PROVIDED_WORDS,
        believed=believed_words(known, desk.today, history(UUID(desk.header.household_id)).events),
        words=WORDING_WORDS,
        hints=WORDING_HINTS,
    )


@blueprint.route("/people/<uuid:person_id>/prescription", methods=["GET", "POST"])
@allowed(Permission.RECORD_DECISION)
def prescribe(person_id: UUID) -> ResponseReturnValue:
    """Write down what the prescription says."""
    desk = sit_down(person_id)
    known = supply_of([person_id])[person_id]
    pharmacies = [(str(one.id), one.name) for one in open_pharmacies()]
    newest = known.prescriptions[-1].pharmacy_id if known.prescriptions else desk.header.pharmacy_id or ""
    form = prescription_form(known.terms, newest, newest_version(person_id), pharmacies, desk.today)
    if form.validate_on_submit() and saved(form, lambda: _prescribe(desk, form)):
        flash("What the prescription says is written down.", "success")
        return redirect(desk.page)
    return render_template("supply/prescribe.html", person=desk.header, form=form, known=known)


@blueprint.route("/people/<uuid:person_id>/in-use", methods=["GET", "POST"])
@allowed(Permission.RECORD_DECISION)
def set_arrangement_in_use(person_id: UUID) -> ResponseReturnValue:
    """Write down how doses are collected now, whether or not anybody agreed it."""
    desk = sit_down(person_id)
    fact = supply_of([person_id])[person_id].in_use_on(desk.today)
    form = in_use_form(fact.arrangement if fact else None, desk.today)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.set_arrangement_in_use(
            arrangement=form.arrangement(desk.today),
            source=form.source(),
            from_on=form.from_on.data or desk.today,
            since_unknown=bool(form.since_unknown.data),
            decided_by=form.decided_by.data or "",
            why=form.why.data or "",
            **desk.signed,
        ),
    ):
        flash("How doses are collected now is written down.", "success")
        return redirect(desk.page)
    return render_template("supply/set_arrangement_in_use.html", person=desk.header, form=form)


@blueprint.route("/people/<uuid:person_id>/bottle", methods=["GET", "POST"])
@allowed(Permission.PEOPLE, Permission.COUNTER)
def record_bottle(person_id: UUID) -> ResponseReturnValue:
    """Write down where an undrunk bottle went."""
    desk = sit_down(person_id)
    form = bottle_form(desk.today)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_bottle(
            went=Went(form.went.data), for_on=form.for_on.data, happened_on=form.happened_on.data, **desk.signed
        ),
    ):
        flash("Where the bottle went is written down.", "success")
        return redirect(desk.page)
    return render_template("supply/record_bottle.html", person=desk.header, form=form, page_before=desk.page)


@blueprint.route("/people/<uuid:person_id>/spoke-to-prescriber", methods=["GET", "POST"])
@allowed(Permission.PEOPLE, Permission.COUNTER)
def record_prescriber_spoken(person_id: UUID) -> ResponseReturnValue:
    """Write down what was said with the prescriber after missed doses."""
    desk = sit_down(person_id)
    form = spoken_form(desk.today)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_prescriber_spoken(
            spoke_to=form.spoke_to.data or "",
            advice=form.advice.data or "",
            supplied=bool(form.supplied.data),
            happened_on=form.happened_on.data,
            **desk.signed,
        ),
    ):
        flash("What was said with the prescriber is written down.", "success")
        return redirect(desk.page)
    return render_template("supply/record_prescriber_spoken.html", person=desk.header, form=form, page_before=desk.page)


def _prescribe(desk: Desk, form: PrescriptionForm) -> None:
    """Refuses a slip of the pen, then writes the prescription down."""
    service = found(service_by_id(UUID(desk.header.service_id)))
    numbers = policy.current().section(PrescribingPolicy, on=desk.today, service_code=service.code)
    last = supply_of([UUID(desk.header.id)])[UUID(desk.header.id)].terms
    slips = unlikely(form.said(), desk.today, numbers, last)
    if slips:
        raise Refused(*slips)
    actions.prescribe(said=form.said(), seen_version=form.version.data, **desk.signed)
