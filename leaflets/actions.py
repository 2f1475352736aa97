"""Writes of the catalogue: a version is issued; a service signs it off. Neither is ever changed afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.audit import record_change
from core.conflict import Refused
from core.db import touch_everybody
from core.versions import append
from leaflets.catalogue import shipped
from leaflets.models import LeafletSignOff, LeafletVersion
from leaflets.queries import editions, newest_issued
from leaflets.rules import Edition, Format, LeafletText, Standing, UnfitText, read_text, standing


def issue_version(*, data: Mapping[str, Any], format: Format, by: UUID | None, at: datetime) -> LeafletVersion | None:
    """Issue a text in a format; `by` nobody where it comes with the product. None where it is issued already.

    Raises UnfitText where the text lacks something, or where its words changed and its version did not.
    """
    text = read_text(data)
    newest = newest_issued(text.code, text.language, format)
    if newest is not None and not _is_new(text, newest):
        return None
    row = LeafletVersion(
        code=text.code,
        language=text.language,
        format=format,
        version=text.version,
        issued_on=text.issued_on,
        author=text.author,
        what_changed=text.what_changed,
        fingerprint=text.fingerprint,
        text=dict(data),
        recorded_at=at,
        issued_by_id=by,
    )
    append(row)
    return row


def issue_shipped(*, at: datetime) -> list[LeafletVersion]:
    """Issue whatever texts of the product are newer than those issued here; what was just issued. Raises UnfitText."""
    issued = [issue_version(data=data, format=format, by=None, at=at) for data in shipped() for format in Format]
    return [row for row in issued if row is not None]


def sign_off(*, service_id: UUID, version_id: UUID, reviewed_by: str, by: UUID, at: datetime) -> LeafletSignOff:
    """Sign a version off for a service: from now on it is what people are given.

    Raises Refused where it is not there to be signed off, or does not say who read it; Conflict where somebody of
    the service has done so already.
    """
    catalogue = editions(service_id)
    problems = [*_not_there(catalogue, version_id)]
    if not reviewed_by.strip():
        problems.append(("reviewed_by", "Say who has read it, for example a pharmacist and two service users"))
    if problems:
        raise Refused(*problems)
    row = LeafletSignOff(
        service_id=service_id,
        leaflet_version_id=version_id,
        reviewed_by=reviewed_by.strip(),
        recorded_at=at,
        recorded_by_id=by,
    )
    append(row)
    record_change("sign_off_leaflet", by=by, at=at, about=str(version_id))
    touch_everybody()
    return row


def _is_new(text: LeafletText, newest: LeafletVersion) -> bool:
    if text.version == newest.version and text.fingerprint != newest.fingerprint:
        raise UnfitText(f"{text.code}-{text.language}: the words changed, and version {text.version} did not")
    return text.version > newest.version


def _not_there(catalogue: list[Edition], version_id: UUID) -> list[tuple[str, str]]:
    """A version that a newer one has replaced is not signed off any more."""
    stands = {one.id: stood for one, stood in standing(catalogue).items()}
    if version_id not in stands:
        return [("version", "There is no such leaflet.")]
    if stands[version_id] is Standing.REPLACED:
        return [("version", "A newer version has replaced this one. Sign off the newer one.")]
    return []
