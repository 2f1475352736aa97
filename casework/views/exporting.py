"""One case for an inspector: what was known, done and told by a day, handed over as a signed bundle."""

from datetime import date
from uuid import UUID

from flask import Response, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.export.bundle import About, bundle, fingerprint_of
from casework.export.known import Known, NotYetHere, known_by
from casework.export.printing import case_pdf
from casework.export.records import chain_of
from casework.rules.entries import filter_from_plain
from casework.views.arriving import whose
from casework.views.blueprint import blueprint
from core import clock
from core.audit import record_view
from core.forms import Problem
from core.policy import current
from core.signing import signing_key
from core.wording import short_day
from people.queries import held
from people.rules import PersonHeader
from staff.access import allowed, found, viewer
from staff.queries import service_by_id
from staff.rules import Permission


@blueprint.get("/people/<uuid:person_id>/case")
@allowed(Permission.READ_AUDIT)
def case_export(person_id: UUID) -> ResponseReturnValue:
    """Where the day is chosen, and what the bundle is."""
    at = clock.now()
    return _page(whose(person_id, "case_export", at), clock.day_of(at))


@blueprint.post("/people/<uuid:person_id>/case")
@allowed(Permission.READ_AUDIT)
def export_case(person_id: UUID) -> ResponseReturnValue:
    """The bundle as of the day that was chosen. Both the look and what was handed over are in the audit."""
    at = clock.now()
    asked = filter_from_plain({"from": request.form.get("on", "")}).first
    header = whose(person_id, "export_case", at, about=asked.isoformat() if asked else "")
    on = clock.day_of(at)
    if asked is None or asked > on:
        return _page(header, on, Problem("on", "Enter a day that is today or before")), 422
    try:
        known = known_by(found(viewer().service_id), person_id, asked, at, current())
    except NotYetHere:
        return _page(header, asked, Problem("on", f"They were not registered here by {short_day(asked)}")), 422
    return _handed_over(known, header)


def _handed_over(known: Known, header: PersonHeader) -> Response:
    at, looking = clock.now(), viewer()
    service = found(service_by_id(found(looking.service_id)))
    key = signing_key(current_app.extensions["settings"])
    frozen = known.hold.recorded_at if known.hold else None
    about = About(service.name, header.reference, known.on, at, looking.name, current().digest, frozen)
    chain = chain_of(known)
    content = bundle(about, case_pdf(known, about, chain, fingerprint_of(key)), chain, key)
    record_view(
        "hand_over_case", by=looking.staff_id, at=at, household=known.household_id, person=known.person_id,
        about=f"{known.on} {chain.head[:16]}",
    )  # fmt: skip
    response = make_response(content)
    response.mimetype = "application/zip"
    response.headers["Content-Disposition"] = f'attachment; filename="case-{known.on}.zip"'
    return response


def _page(header: PersonHeader, on: date, problem: Problem | None = None) -> str:
    return render_template(
        "casework/case_export.html",
        header=header,
        on=on,
        problems=[problem] if problem else [],
        action=url_for("casework.export_case", person_id=header.id),
        hold=held(UUID(header.household_id)),
        fingerprint=fingerprint_of(signing_key(current_app.extensions["settings"])),
    )
