"""Keeping a picture: a signature, a signed paper, a photo. It belongs to one thing, and never changes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from core.pictures import Picture
from safetyplans.actions.recording import add_dated
from safetyplans.models import PlanFile
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


def keep_signed(picture: Picture | None, *, drawn: bool, **signed: Any) -> None:
    """Keep what somebody signed, where there is a picture of it: drawn on the screen, or a paper photographed."""
    if picture is not None:
        keep_picture(picture, FileKind.SIGNATURE if drawn else FileKind.PAPER, **signed)
