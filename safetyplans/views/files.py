"""Kept pictures, for those who may read the plan."""

from uuid import UUID

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from safetyplans.queries import picture_of
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import whose
from staff.access import allowed, found
from staff.rules import Permission


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
