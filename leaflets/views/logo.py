"""The service's logo, as it is printed on leaflets."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.conflict import Refused
from core.db import commit, db
from leaflets import queries
from leaflets.actions import remove_logo, set_logo
from leaflets.forms import LogoForm
from leaflets.views.blueprint import blueprint
from leaflets.views.catalogue import the_service
from staff.access import allowed, found, viewer
from staff.rules import Permission


@blueprint.route("/logo", methods=["GET", "POST"])
@allowed(Permission.SIGN_OFF_LEAFLETS)
def change_logo() -> ResponseReturnValue:
    """Send a logo: a PNG or JPEG of 5 MB or less."""
    kept = queries.newest_logo(the_service())
    form = LogoForm(data={"version": kept.version if kept else 0})
    if form.validate_on_submit():
        sent = request.files.get("logo")
        who = {"by": viewer().staff_id, "at": clock.now(), "seen": form.version.data}
        try:
            set_logo(service_id=the_service(), sent=sent.read() if sent else b"", **who)
            commit()
            flash("This is now the logo on your leaflets.", "success")
            return redirect(url_for("leaflets.change_logo"))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("leaflets/logo.html", form=form, kept=kept, contacts=queries.contacts_of(the_service()))


@blueprint.post("/logo/remove")
@allowed(Permission.SIGN_OFF_LEAFLETS)
def remove_the_logo() -> ResponseReturnValue:
    """Print no logo any more."""
    remove_logo(service_id=the_service(), by=viewer().staff_id, at=clock.now())
    commit()
    flash("Your leaflets are printed without a logo.", "success")
    return redirect(url_for("leaflets.change_logo"))


@blueprint.get("/logo/<int:version>.png")
@allowed(Permission.SIGN_OFF_LEAFLETS)
def show_logo(version: int) -> ResponseReturnValue:
    """The logo as it is printed; 404 for a version that another has replaced."""
    kept = found(queries.newest_logo(the_service()))
    response = make_response(found(kept.png if kept.version == version and kept.png else None))
    response.mimetype = "image/png"
    return response
