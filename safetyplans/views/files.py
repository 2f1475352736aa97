"""Kept pictures, for those who may read the plan; one that was the wrong one is taken back."""

from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from safetyplans import actions
from safetyplans.forms import TakeBackForm
from safetyplans.queries import picture_kept, picture_of, taken_back
from safetyplans.rules import FileKind
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import whose
from staff.access import allowed, found
from staff.rules import Permission


@blueprint.route("/pictures/<uuid:file_id>/take-back", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def take_back_picture(person_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """A photo or scan was the wrong one: nobody is shown it any more, and the right one takes its place."""
    here = whose(person_id)
    file = found(picture_kept(person_id, file_id))
    found(None if file.kind == FileKind.SIGNATURE else file)
    before = next((one for one in taken_back(person_id) if one.file.id == file_id), None)
    form = TakeBackForm(data={"because": before.because, "seen": before.version} if before else {"seen": 0})
    where = _its_page(file)
    if form.validate_on_submit():
        try:
            actions.take_back_picture(
                file_id=file_id,
                because=form.because.data or "",
                right=form.right.data,
                seen=form.seen.data,
                **here.signed,
            )
            commit()
            flash("Recorded. Nobody is shown the wrong one any more.", "success")
            return redirect(where)
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template(
        "safetyplans/take_back_picture.html", here=here, form=form, file=file, before=before, back_to=where
    )


def _its_page(file: Any) -> str:
    """The page that shows what a picture belongs to."""
    to = {"person_id": file.person_id}
    if file.plan_id is not None:
        return url_for("safetyplans.show_version", plan_id=file.plan_id, **to)
    if file.check_id is not None:
        return url_for("safetyplans.show_visit", check_id=file.check_id, **to)
    return url_for("safetyplans.record_seen", **to)


@blueprint.get("/pictures/<uuid:file_id>")
@allowed(Permission.PEOPLE)
def show_picture(person_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """One picture of this person's plans: its bytes as they were kept, and nothing a browser could run."""
    whose(person_id)
    kept = found(picture_of(person_id, file_id))
    response: Response = make_response(kept.content)
    response.mimetype = kept.media_type
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
