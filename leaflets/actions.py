"""Writes of the catalogue: versions are issued, signed off, withdrawn, printed unsigned; logos are kept."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from core.audit import record_change
from core.conflict import Refused
from core.db import touch_everybody
from core.versions import append, following
from leaflets.catalogue import shipped
from leaflets.logos import printable_logo
from leaflets.models import LeafletSignOff, LeafletVersion, LeafletWithdrawal, ServiceLogo, UnsignedPrint
from leaflets.queries import editions, fingerprint_of_newest, newest_logo
from leaflets.rules import Edition, Format, LeafletText, Standing, UnfitText, formats_of, read_text, standing

Problems = list[tuple[str, str]]
SHORTEST_REASON = 10


def issue_version(*, data: Mapping[str, Any], format: Format, by: UUID | None, at: datetime) -> LeafletVersion | None:
    """Issue a text in a format; `by` nobody where it comes with the product. None where it is issued already.

    Raises UnfitText where the text lacks something, or where its words changed and its version did not.
    """
    text = read_text(data, whole=True)
    newest = fingerprint_of_newest(text.code, text.language, format)
    if newest is not None and not _is_new(text, *newest):
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
    wanted = ((data, format) for data in shipped() for format in formats_of(data["code"], data["language"]))
    issued = [issue_version(data=data, format=format, by=None, at=at) for data, format in wanted]
    return [row for row in issued if row is not None]


def sign_off(
    *, service_id: UUID, version_id: UUID, reviewed_by: str, by: UUID, at: datetime, translated_by: str = ""
) -> LeafletSignOff:
    """Sign a version off for a service: from now on it is what people are given.

    Raises Refused where it is not there to be signed off, does not say who read it, or is a translation that nobody
    answers for; Conflict where somebody of the service has done so already.
    """
    return sign_off_all(
        service_id=service_id,
        version_ids=[version_id],
        reviewed_by=reviewed_by,
        translated_by=translated_by,
        by=by,
        at=at,
    )[0]


def sign_off_all(
    *,
    service_id: UUID,
    version_ids: Sequence[UUID],
    reviewed_by: str,
    by: UUID,
    at: datetime,
    translated_by: str = "",
) -> list[LeafletSignOff]:
    """Sign several formats of one text off together, as `sign_off` does each."""
    catalogue = editions(service_id)
    problems: Problems = [problem for version_id in version_ids for problem in _not_there(catalogue, version_id)]
    if not reviewed_by.strip():
        problems.append(("reviewed_by", "Say who has read it, for example a pharmacist and two service users"))
    translated = any(one.is_translation for one in catalogue if one.id in version_ids)
    if translated and not translated_by.strip():
        problems.append(("translated_by", "Say who translated it, or checked the translation: never a machine alone"))
    if problems:
        raise Refused(*problems)
    rows = []
    for version_id in version_ids:
        row = LeafletSignOff(
            service_id=service_id,
            leaflet_version_id=version_id,
            reviewed_by=reviewed_by.strip(),
            translated_by=translated_by.strip() if translated else "",
            recorded_at=at,
            recorded_by_id=by,
        )
        append(row)
        record_change("sign_off_leaflet", by=by, at=at, about=str(version_id))
        rows.append(row)
    touch_everybody()
    return rows


def withdraw(*, service_id: UUID, version_id: UUID, because: str, by: UUID, at: datetime) -> LeafletWithdrawal:
    """Take a version back for a service: it is not printed any more.

    Raises Refused where it is not in use or proposed, or nobody says why; Conflict where it is withdrawn already.
    """
    problems = [*_not_there(editions(service_id), version_id)]
    if len(because.strip()) < SHORTEST_REASON:
        problems.append(("because", "Say why it is withdrawn, so that staff know what to tell people"))
    if problems:
        raise Refused(*problems)
    row = LeafletWithdrawal(
        service_id=service_id,
        leaflet_version_id=version_id,
        because=because.strip(),
        recorded_at=at,
        recorded_by_id=by,
    )
    append(row)
    record_change("withdraw_leaflet", by=by, at=at, about=str(version_id))
    touch_everybody()
    return row


def print_unsigned(
    *, service_id: UUID, version_id: UUID, name: str, because: str, by: UUID, at: datetime
) -> UnsignedPrint:
    """Note that a text nobody signed off is printed, in whose name and why. Raises Refused without either."""
    problems = [*_not_there(editions(service_id), version_id)]
    if not name.strip():
        problems.append(("name", "Say in whose name it is printed"))
    if len(because.strip()) < SHORTEST_REASON:
        problems.append(("because", "Say why it is printed before it is signed off"))
    if problems:
        raise Refused(*problems)
    row = UnsignedPrint(
        service_id=service_id,
        leaflet_version_id=version_id,
        name=name.strip(),
        because=because.strip(),
        recorded_at=at,
        recorded_by_id=by,
    )
    append(row)
    record_change("print_unsigned_leaflet", by=by, at=at, about=str(version_id))
    return row


def set_logo(*, service_id: UUID, sent: bytes, by: UUID, at: datetime, seen: int | None = None) -> ServiceLogo:
    """Keep a service's logo, made anew from the picture sent. Raises Refused for what is no picture of ours."""
    return _keep_logo(service_id, printable_logo(sent), by, at, seen)


def remove_logo(*, service_id: UUID, by: UUID, at: datetime, seen: int | None = None) -> ServiceLogo:
    """From now on the service prints no logo."""
    return _keep_logo(service_id, b"", by, at, seen)


def _keep_logo(service_id: UUID, png: bytes, by: UUID, at: datetime, seen: int | None) -> ServiceLogo:
    newest = newest_logo(service_id)
    row = ServiceLogo(
        service_id=service_id,
        version=following(newest.version if newest else 0, seen),
        png=png,
        fingerprint=hashlib.sha256(png).hexdigest(),
        recorded_at=at,
        recorded_by_id=by,
    )
    append(row)
    record_change("set_logo" if png else "remove_logo", by=by, at=at, about=str(service_id))
    return row


def _is_new(text: LeafletText, version: int, fingerprint: str) -> bool:
    if text.version == version and text.fingerprint != fingerprint:
        raise UnfitText(f"{text.code}-{text.language}: the words changed, and version {text.version} did not")
    return text.version > version


def _not_there(catalogue: list[Edition], version_id: UUID) -> Problems:
    """A version that a newer one has replaced, or that was withdrawn, is neither signed off nor printed."""
    stood = {one.id: stood for one, stood in standing(catalogue).items()}.get(version_id)
    if stood is None:
        return [("version", "There is no such leaflet.")]
    if stood is Standing.REPLACED:
        return [("version", "A newer version has replaced this one. Sign off the newer one.")]
    if stood is Standing.WITHDRAWN:
        return [("version", "This version was withdrawn. Wait for a newer one.")]
    return []
