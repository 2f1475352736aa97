"""The first page, and one's own account."""

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from staff import queries
from staff.access import account, found, signed_in, viewer
from staff.rules import ROLE_WORDS, Permission, RoleName
from staff.views.blueprint import blueprint


@blueprint.get("/")
@signed_in
def home() -> ResponseReturnValue:
    """To the first page of the viewer's role: the work list, the counter, the staff list, or the own account."""
    looking = viewer()
    for link in current_app.extensions["navigation"]:
        if looking.may(Permission(link.permission)):
            return redirect(url_for(link.endpoint))
    return redirect(url_for("staff.account"))


@blueprint.get("/account", endpoint="account")
@signed_in
def own_account() -> ResponseReturnValue:
    """The viewer's own account: who they are here, and how they sign in."""
    looking = viewer()
    place = found(queries.place_of(looking.staff_id))
    roles = [ROLE_WORDS[role] for role in RoleName if role in looking.roles]
    return render_template(
        "staff/account.html", place=place, roles=roles, email=account.email, second=account.tf_primary_method
    )


@blueprint.post("/account/stay")
@signed_in
def stay_signed_in() -> ResponseReturnValue:
    """Somebody says that they are still there: the idle clock starts anew (access has seen to that)."""
    return "", 204
