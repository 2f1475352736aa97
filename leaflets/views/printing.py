"""Leaflets on paper, with the service's own numbers and logo. What nobody signed off says so on every page."""

from uuid import UUID

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.conflict import Refused
from core.db import commit, db
from leaflets import queries
from leaflets.actions import print_unsigned
from leaflets.catalogue import Reason, leaflet_html
from leaflets.forms import PrintUnsignedForm
from leaflets.imposing import booklet_sheet
from leaflets.pdf import render_pdf
from leaflets.rules import Edition, Format
from leaflets.views.blueprint import blueprint
from leaflets.views.catalogue import READERS, printable_one, the_service, words
from staff.access import allowed, found, viewer


@blueprint.get("/<uuid:version_id>/print")
@allowed(*READERS)
def print_leaflet(version_id: UUID) -> ResponseReturnValue:
    """The leaflet on paper: for checking only until it is signed off. `?sheet`: a booklet on one sheet to fold."""
    return _printed(printable_one(version_id))


@blueprint.route("/<uuid:version_id>/print-unsigned", methods=["GET", "POST"])
@allowed(*READERS)
def print_unsigned_leaflet(version_id: UUID) -> ResponseReturnValue:
    """Print a text that nobody signed off: in whose name, and why."""
    one = printable_one(version_id)
    if one.is_signed_off:
        return redirect(url_for("leaflets.print_leaflet", version_id=version_id))
    form = PrintUnsignedForm(data={"name": viewer().name})
    if form.validate_on_submit():
        said = {"name": form.name.data or "", "because": form.because.data or ""}
        try:
            made = print_unsigned(
                service_id=the_service(), version_id=version_id, by=viewer().staff_id, at=clock.now(), **said
            )
            commit()
            return redirect(url_for("leaflets.show_unsigned_print", print_id=made.id))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("leaflets/print_unsigned.html", form=form, one=one, **words())


@blueprint.get("/unsigned/<uuid:print_id>")
@allowed(*READERS)
def show_unsigned_print(print_id: UUID) -> ResponseReturnValue:
    """What was printed before anybody signed it off, with the name and the reason on every page."""
    kept = found(queries.unsigned_print(the_service(), print_id))
    return _printed(printable_one(kept.version_id), Reason(kept.name, kept.because))


def _printed(one: Edition, reason: Reason | None = None) -> Response:
    text, service_id = queries.text_of_version(one.id), the_service()
    html = leaflet_html(
        text, queries.contacts_of(service_id), format=one.format, draft=not one.is_signed_off, reason=reason
    )
    made = render_pdf(html, title=text.title, lang=text.language, pictures={"logo": queries.logo_of(service_id)})
    if one.format is Format.BOOKLET and "sheet" in request.args:
        made = booklet_sheet(made, text.direction)
    response = make_response(made)
    response.mimetype = "application/pdf"
    name = f"{one.code}-{one.language}-{one.format}-{one.version}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
