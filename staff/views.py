"""Pages of staff and accounts."""

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from staff.access import signed_in, viewer
from staff.rules import Permission

blueprint = Blueprint("staff", __name__)


@blueprint.get("/")
@signed_in
def home() -> ResponseReturnValue:
    """To the first page of the viewer's role: the work list, the counter, the staff list, or the own account."""
    looking = viewer()
    for link in current_app.extensions["navigation"]:
        if looking.may(Permission(link.permission)):
            return redirect(url_for(link.endpoint))
    return redirect(url_for("staff.account"))


@blueprint.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """The viewer's own account."""
    return render_template("staff/account.html")


@blueprint.post("/account/stay")
@signed_in
def stay_signed_in() -> ResponseReturnValue:
    """Used by the page when somebody says that they are still there."""
    return "", 204
