"""The leaflet at the counter: two copies in one print, one signed and kept, and what the person said back.

Wolverhampton's way (domain.md 1.4): every pharmacy gives it to everybody it serves, and declares it every month.
"""

from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db
from dispensing.views.blueprint import blueprint
from leaflets.pdf import render_pack
from leaflets.queries import contacts_of, logo_of, text_of_version
from leaflets.rules import LocalContacts
from people.queries import person_of_pharmacy
from people.rules import PersonHeader
from safetyplans.actions import decline_leaflet, give_leaflet
from safetyplans.forms import LeafletForm
from safetyplans.views.giving import Giving, both_copies, choices, edition_words, page_of, what_to_give
from staff.access import allowed, found, viewer
from staff.queries import pharmacy_by_id
from staff.rules import Permission

GIVEN = "given"


@blueprint.route("/desk/people/<uuid:person_id>/leaflet", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def give_counter_leaflet(person_id: UUID) -> ResponseReturnValue:
    """Give the leaflet at the counter."""
    header, at = _header(person_id), clock.now()
    giving = what_to_give(header)
    first = giving.out[0] if giving.out else None
    form = LeafletForm(data={"happened_on": clock.day_of(at), "edition": str(first.id) if first else ""})
    form.edition.offer(choices(giving.out))
    if giving.out and form.validate_on_submit() and _record(header, form, giving):
        flash("The leaflet is recorded.", "success")
        return redirect(url_for("dispensing.counter_person", person_id=person_id))
    record_view("give_counter_leaflet", by=viewer().staff_id, at=at, person=person_id, household=_home(header))
    return render_template(
        "dispensing/give_leaflet.html",
        header=header,
        giving=giving,
        form=form,
        out=[(each, edition_words(each)) for each in giving.out],
    )


@blueprint.get("/desk/people/<uuid:person_id>/leaflet/<uuid:version_id>/print")
@allowed(Permission.COUNTER)
def print_counter_leaflet(person_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Two copies of the leaflet, one to sign, and what goes with it. 404 for what the service does not give out."""
    header = _header(person_id)
    giving = what_to_give(header)
    one = found(next((each for each in giving.out if each.id == version_id and not giving.drafts), None))
    record_view(
        "print_counter_leaflet", by=viewer().staff_id, at=clock.now(), person=person_id, household=_home(header)
    )
    numbers, text = _contacts(header), text_of_version(one.id)
    parts = [*both_copies(one, numbers), *(page_of(each, numbers) for each in giving.with_it())]
    logo = {"logo": logo_of(UUID(header.service_id))}
    response = make_response(render_pack(parts, title=text.title, lang=text.language, pictures=logo))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{one.code}-{one.language}-{one.format}.pdf"'
    return response


def _record(header: PersonHeader, form: LeafletForm, giving: Giving) -> bool:
    one = next(one for one in giving.out if str(one.id) == form.edition.data)
    form.needs_a_reason(giving.meets(one) or not giving.offered.meets)
    if form.problems():
        return False
    told: dict[str, Any] = {"language": one.language, "format": one.format.value, "happened_on": form.happened_on.data}
    told |= {"person_id": UUID(header.id), "pharmacy_id": found(viewer().pharmacy_id)}
    told |= {"by": viewer().staff_id, "at": clock.now()}
    try:
        if form.given.data == GIVEN:
            give_leaflet(
                said_back=form.said_back.data or "",
                signed_copy=bool(form.signed_copy.data),
                not_theirs_because=form.not_theirs_because.data or giving.why_not_theirs(one),
                **told,
            )
        else:
            decline_leaflet(**told)
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return False
    return True


def _contacts(header: PersonHeader) -> LocalContacts:
    pharmacy = found(pharmacy_by_id(found(viewer().pharmacy_id)))
    ours = contacts_of(UUID(header.service_id))
    return LocalContacts(
        service_name=ours.service_name,
        service_phone=ours.service_phone,
        out_of_hours=ours.out_of_hours,
        worker_name=header.keyworker_name,
        pharmacy_name=pharmacy.name,
        pharmacy_phone=pharmacy.phone,
        advice_phone=ours.advice_phone,
        logo=ours.logo,
    )


def _header(person_id: UUID) -> PersonHeader:
    """Somebody whom the viewer's pharmacy serves now; 404 for anybody else."""
    return found(person_of_pharmacy(found(viewer().pharmacy_id), person_id))


def _home(header: PersonHeader) -> UUID:
    return UUID(header.household_id)
