"""Signing a leaflet off for the service, and taking one back."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.conflict import Refused
from core.db import commit, db
from core.forms import Choice
from leaflets import queries
from leaflets.actions import sign_off_all, withdraw
from leaflets.forms import SignOffForm, WithdrawForm
from leaflets.rules import FORMAT_WORDS, Edition, Standing, standing
from leaflets.views.blueprint import blueprint
from leaflets.views.catalogue import printable_one, the_service, words
from staff.access import allowed, viewer
from staff.rules import Permission


@blueprint.route("/<uuid:version_id>/sign-off", methods=["GET", "POST"])
@allowed(Permission.SIGN_OFF_LEAFLETS)
def sign_off_leaflet(version_id: UUID) -> ResponseReturnValue:
    """Sign a version off: from then on it is what people are given. The other formats of its words may go with it."""
    one = printable_one(version_id)
    others = _other_formats(one)
    form = SignOffForm()
    form.others.offer(Choice(str(other.id), FORMAT_WORDS[other.format]) for other in others)
    if not others:
        del form.others
    if not one.is_translation:
        del form.translated_by
    if form.validate_on_submit():
        try:
            _sign(one, form)
            commit()
            flash("Signed off. This is now what people are given.", "success")
            return redirect(url_for("leaflets.list_leaflets"))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("leaflets/sign_off.html", form=form, one=one, others=others, **words())


def _sign(one: Edition, form: SignOffForm) -> None:
    also = [UUID(value) for value in (form.others.data or ())] if "others" in form else []
    translated_by = (form.translated_by.data or "") if "translated_by" in form else ""
    sign_off_all(
        service_id=the_service(),
        version_ids=[one.id, *also],
        reviewed_by=form.reviewed_by.data or "",
        translated_by=translated_by,
        by=viewer().staff_id,
        at=clock.now(),
    )


def _other_formats(one: Edition) -> list[Edition]:
    """The same words in the other formats, as far as they wait to be signed off."""
    stands = standing(queries.editions(the_service()))
    same = (one.code, one.language, one.version)
    return [
        other
        for other, stood in stands.items()
        if stood is Standing.PROPOSED and other.id != one.id and (other.code, other.language, other.version) == same
    ]


@blueprint.route("/<uuid:version_id>/withdraw", methods=["GET", "POST"])
@allowed(Permission.SIGN_OFF_LEAFLETS)
def withdraw_leaflet(version_id: UUID) -> ResponseReturnValue:
    """Take a version back: it is not printed any more."""
    one, form = printable_one(version_id), WithdrawForm()
    if form.validate_on_submit():
        because, by = form.because.data or "", viewer().staff_id
        try:
            withdraw(service_id=the_service(), version_id=version_id, because=because, by=by, at=clock.now())
            commit()
            flash("Withdrawn. It can no longer be printed.", "success")
            return redirect(url_for("leaflets.list_leaflets"))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template("leaflets/withdraw.html", form=form, one=one, **words())
