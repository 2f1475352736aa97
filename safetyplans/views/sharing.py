"""Sending the plan to the agencies that work with the family, and hearing that they have it."""

from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from core.findings import Stopped
from core.forms import Choice
from people.rules import AGENCY_ROLE_WORDS, AgencyFact, AgencyRole
from safetyplans import actions
from safetyplans.forms import NOT_SENDING, AcknowledgeForm, ShareForm
from safetyplans.queries import DECIDES_TO_SHARE, shares_with, view_now
from safetyplans.rules import USUAL_PARTS, SentBy, SharingView
from safetyplans.views.blueprint import blueprint
from safetyplans.views.everybody import everybody_page
from safetyplans.views.loading import Whose, recorded, whose
from safetyplans.views.sending import sending_page
from safetyplans.views.sending_it import Way, make, send_by
from staff.access import allowed, found
from staff.queries import active_staff
from staff.rules import Permission

USUAL = {"parts": [part.value for part in USUAL_PARTS]}


@blueprint.route("/agencies/<uuid:family_agency_id>", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def share_plan(person_id: UUID, family_agency_id: UUID) -> ResponseReturnValue:
    """Send the plan to one agency, or say why it is not sent."""
    here = whose(person_id)
    found(here.plans.plan)
    agency = here.agency(family_agency_id)
    seen = {"sendings": len(shares_with(person_id, family_agency_id)), "view": view_now(person_id)[0]}
    form = ShareForm(data={"happened_on": here.on, "sent": None, "sent_to": agency.email} | seen | USUAL)
    form.decided_by.offer(_deciders(here))
    if form.validate_on_submit() and _complete(form, agency.role):
        try:
            where = _record(here, form, agency)
            commit()
            flash("Recorded.", "success")
            return redirect(where)
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
        except Stopped as stopped:
            db.session.rollback()
            for name in stopped.stops[0].because:
                form.add_problem(name, "Needed, because they have not agreed to it being sent")
    return render_template(
        "safetyplans/share_plan.html",
        here=here,
        form=form,
        agency=agency,
        role=AGENCY_ROLE_WORDS[agency.role],
        school=agency.role is AgencyRole.SCHOOL,
        back_to=everybody_page(here),
    )


@blueprint.get("/agencies/<uuid:family_agency_id>/not-shared")
@allowed(Permission.AGREE_PLAN)
def not_shared(person_id: UUID, family_agency_id: UUID) -> ResponseReturnValue:
    """The same page: it asks whether the plan was sent, and why not."""
    return share_plan(person_id, family_agency_id)


def _deciders(here: Whose) -> list[Choice]:
    service_id = UUID(here.header.service_id)
    staff = {one.id: one.name for role in DECIDES_TO_SHARE for one in active_staff(service_id, role)}
    return [Choice(str(staff_id), name) for staff_id, name in sorted(staff.items(), key=lambda pair: pair[1])]


def _complete(form: ShareForm, role: AgencyRole) -> bool:
    """What the page itself asks for: how it was sent; why to a school at all; why they were not asked."""
    if form.sent.data == NOT_SENDING:
        return True
    form.check_way()
    if role is AgencyRole.SCHOOL and not form.necessary_because.data:
        form.add_problem("necessary_because", "A school is sent a plan only where the child needs it: say why")
    if form.view.data == SharingView.NOT_ASKED.value and not form.not_asked_because.data:
        form.add_problem("not_asked_because", "Say why they were not asked")
    return not form.problems()


def _record(here: Whose, form: ShareForm, agency: AgencyFact) -> str:
    """Record it, and say which page shows what is to be done next."""
    if form.sent.data == NOT_SENDING:
        because, day = form.not_sent_because.data or "", form.happened_on.data
        actions.record_not_shared(family_agency_id=UUID(agency.id), because=because, happened_on=day, **here.signed)
        return everybody_page(here)
    way = Way(SentBy(form.sent_by.data), form.sent_to.data or "", bool(form.delivered.data), form.chosen_parts)
    sending, not_asked = form.sending(), form.not_asked_because.data or ""
    (made,) = make(here, [(agency, way)])
    day = here.on if form.by_email else form.happened_on.data
    share_id = send_by(here, made, sending, happened_on=day, not_asked_because=not_asked, seen=form.sendings.data)
    return sending_page(here, str(share_id))


@blueprint.route("/agencies/<uuid:family_agency_id>/acknowledge", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def acknowledge(person_id: UUID, family_agency_id: UUID) -> ResponseReturnValue:
    """An agency has the plan, and says what its part is."""
    here = whose(person_id)
    agency = here.agency(family_agency_id)
    form = AcknowledgeForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        part, day = form.our_part.data or "", form.happened_on.data
        gone = recorded(
            form,
            lambda: actions.acknowledge(
                family_agency_id=family_agency_id, our_part=part, happened_on=day, **here.signed
            ),
            here.header,
        )
        if gone is not None:
            flash("Recorded.", "success")
            return redirect(everybody_page(here))
    return render_template(
        "safetyplans/acknowledge.html", here=here, form=form, agency=agency, back_to=everybody_page(here)
    )
