"""Keeping a picture: a signature, a signed paper, a photo. It belongs to one thing, and never changes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from core.conflict import Refused
from core.pictures import Picture
from core.versions import append, following
from safeguarding.rules import text_problems
from safetyplans.actions.recording import add, add_dated, frozen_problems, refuse
from safetyplans.models import PictureTakenBack, PlanFile
from safetyplans.queries import picture_kept, taken_back
from safetyplans.rules import FileKind


def keep_picture(
    picture: Picture, kind: FileKind, *, person_id: UUID, by: UUID, at: datetime, **belongs_to: Any
) -> PlanFile:
    """Keep a picture that was made anew (`core.pictures`), with the fingerprint of its bytes.

    `belongs_to`: `plan_id` (with `agreement_id` where an adult signed), `check_id` or `seen_id`.
    """
    return add_dated(
        PlanFile,
        "keep_picture",
        person_id=person_id,
        happened_on=None,
        by=by,
        at=at,
        kind=kind,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        size=len(picture.content),
        sha256=picture.sha256,
        content=picture.content,
        **belongs_to,
    )


def take_back_picture(
    *,
    person_id: UUID,
    file_id: UUID,
    because: str,
    by: UUID,
    at: datetime,
    seen: int | None = None,
    right: Picture | None = None,
) -> PictureTakenBack:
    """Take back a photo or a scan that was the wrong one; it is kept, and nobody is shown it any more.

    `right`: the right one, kept with the same plan, visit or photo; taken back already, it is added alone. `seen`: the
    version of the taking back that the page showed (0: none). Raises Refused for no reason, for a signature drawn on
    the screen, for another person's picture, and for a second time without the right one; Conflict where `seen` is not
    the newest.
    """
    file = picture_kept(person_id, file_id)
    if file is None or file.kind == FileKind.SIGNATURE:
        raise Refused(("picture", "There is no such photo or scan."))
    before = next((one for one in taken_back(person_id) if one.file.id == file_id), None)
    version = following(before.version if before else 0, seen)
    refuse(
        text_problems("because", because, "Say why it is the wrong one."), frozen_problems(person_id, file.recorded_at)
    )
    if before is not None and right is None:
        refuse([("right", "Add the right one.")])
    kept = _keep_instead(file, right, by, at) if right is not None else None
    row = PictureTakenBack(
        file_id=file_id, version=version, because=because.strip(), right_id=kept.id if kept is not None else None
    )
    row.recorded_by_id, row.recorded_at = by, at
    append(row)
    return add(row, "take_back_picture", person_id=person_id, by=by, at=at)


def _keep_instead(file: PlanFile, right: Picture, by: UUID, at: datetime) -> PlanFile:
    """Keep the right picture with whatever the wrong one belonged to."""
    of = {name: getattr(file, name) for name in ("plan_id", "agreement_id", "check_id", "seen_id")}
    return keep_picture(right, FileKind(file.kind), person_id=file.person_id, by=by, at=at, **of)


def keep_signed(picture: Picture | None, *, drawn: bool, **signed: Any) -> None:
    """Keep what somebody signed, where there is a picture of it: drawn on the screen, or a paper photographed."""
    if picture is not None:
        keep_picture(picture, FileKind.SIGNATURE if drawn else FileKind.PAPER, **signed)
