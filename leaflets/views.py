"""Pages of the catalogue: what there is, a look at it on paper, and signing it off."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.conflict import Refused
from core.db import commit, db
from leaflets import queries
from leaflets.actions import sign_off
from leaflets.catalogue import leaflet_html, texts
from leaflets.forms import SignOffForm
from leaflets.pdf import render_pdf
from leaflets.rules import CODE_WORDS, FORMAT_WORDS, Edition, Standing, standing
from staff.access import allowed, found, viewer
from staff.rules import Permission

blueprint = Blueprint("leaflets", __name__, url_prefix="/leaflets")

READERS = (Permission.PEOPLE, Permission.SIGN_OFF_LEAFLETS)


@blueprint.get("")
@allowed(*READERS)
def list_leaflets() -> ResponseReturnValue:
    """Every version that is in use or proposed, and those replaced, closed below."""
    stands = standing(queries.editions(_service()))
    return render_template("leaflets/list_leaflets.html", stands=stands, **_words())


@blueprint.get("/<uuid:version_id>/print")
@allowed(*READERS)
def print_leaflet(version_id: UUID) -> ResponseReturnValue:
    """The leaflet on paper, with the service's own numbers: DRAFT on every page until it is signed off."""
    one = _printable(version_id)
    text = queries.text_of_version(one.id)
    html = leaflet_html(text, queries.contacts_of(_service()), format=one.format, draft=not one.is_signed_off)
    response = make_response(render_pdf(html, title=text.title, lang=text.language))
    response.mimetype = "application/pdf"
    name = f"{one.code}-{one.language}-{one.format}-{one.version}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@blueprint.route("/<uuid:version_id>/sign-off", methods=["GET", "POST"])
@allowed(Permission.SIGN_OFF_LEAFLETS)
def sign_off_leaflet(version_id: UUID) -> ResponseReturnValue:
    """Sign a version off: from then on it is what people are given."""
    one = _printable(version_id)
    form = SignOffForm()
    if form.validate_on_submit():
        try:
            words, by = form.reviewed_by.data or "", viewer().staff_id
            sign_off(service_id=_service(), version_id=version_id, reviewed_by=words, by=by, at=clock.now())
            commit()
            flash("Signed off. This is now what people are given.", "success")
            return redirect(url_for("leaflets.list_leaflets"))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("leaflets/sign_off.html", form=form, one=one, **_words())


def _printable(version_id: UUID) -> Edition:
    """A version that is in use or proposed. 404 for one that a newer one has replaced: it is not printed again."""
    stands = standing(queries.editions(_service()))
    wanted = (one for one, stood in stands.items() if one.id == version_id and stood is not Standing.REPLACED)
    return found(next(wanted, None))


def _service() -> UUID:
    """The viewer's drug service; a pharmacy has no catalogue of its own."""
    return found(viewer().service_id)


def _words() -> dict[str, Mapping[Any, str]]:
    """How leaflets, formats and languages are called; languages by the names they call themselves."""
    names = {text.language: text.language_name for text in texts().values()}
    return {"titles": CODE_WORDS, "formats": FORMAT_WORDS, "names": names}
