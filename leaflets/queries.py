"""Reads of the catalogue: the service first, leaflets by code, language and format, the newest version first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select

from core.bank_holidays import Nation
from core.db import db
from leaflets.models import LeafletSignOff, LeafletVersion, LeafletWithdrawal, ServiceLogo, UnsignedPrint
from leaflets.rules import Edition, Format, LeafletCode, LeafletText, LocalContacts, in_use, read_text
from staff.models import Service, StaffMember


def editions(service_id: UUID) -> list[Edition]:
    """Every version there is, and who of the service signed it off. One statement."""
    return [_edition(*row) for row in db.session.execute(_editions(service_id))]


def edition(service_id: UUID, version_id: UUID) -> Edition | None:
    """One version, as the service sees it."""
    row = db.session.execute(_editions(service_id).where(LeafletVersion.id == version_id)).first()
    return _edition(*row) if row else None


def current_version(
    service_id: UUID, code: LeafletCode, language: str, format: Format = Format.STANDARD
) -> Edition | None:
    """What is given to people: the newest version that the service has signed off. None: nothing is, now."""
    query = _editions(service_id).where(
        LeafletVersion.code == code,
        LeafletVersion.language == language,
        LeafletVersion.format == format,
        LeafletSignOff.id.is_not(None),
    )
    row = db.session.execute(query.limit(1)).first()
    newest = _edition(*row) if row else None
    return None if newest is None or newest.withdrawn_because else newest


def current_versions(service_id: UUID, code: LeafletCode) -> list[Edition]:
    """What is given to people, in every language and format that the service has signed off."""
    return [one for one in in_use(editions(service_id)) if one.code is code]


def text_of_version(version_id: UUID) -> LeafletText:
    """The words of a version, as they were issued. Raises NoResultFound for a version that is none."""
    return read_text(db.session.get_one(LeafletVersion, version_id).text)


def newest_issued(code: LeafletCode, language: str, format: Format) -> LeafletVersion | None:
    """The newest version issued, signed off or not."""
    query = select(LeafletVersion).where(
        LeafletVersion.code == code, LeafletVersion.language == language, LeafletVersion.format == format
    )
    return db.session.scalar(query.order_by(LeafletVersion.version.desc()).limit(1))


def fingerprint_of_newest(code: LeafletCode, language: str, format: Format) -> tuple[int, str] | None:
    """The number and the fingerprint of the newest version issued, without its words."""
    query = select(LeafletVersion.version, LeafletVersion.fingerprint).where(
        LeafletVersion.code == code, LeafletVersion.language == language, LeafletVersion.format == format
    )
    row = db.session.execute(query.order_by(LeafletVersion.version.desc()).limit(1)).first()
    return (row.version, row.fingerprint) if row else None


def contacts_of(service_id: UUID) -> LocalContacts:
    """Whom to ring at a service; the worker and the pharmacy are left to write in."""
    service = db.session.get_one(Service, service_id)
    advice = {} if service.nation != Nation.NORTHERN_IRELAND else {"advice_phone": ""}
    return LocalContacts(
        service_name=service.name,
        service_phone=service.phone,
        out_of_hours=service.out_of_hours,
        logo=bool(logo_of(service_id)),
        **advice,
    )


def logo_of(service_id: UUID) -> bytes:
    """The service's logo, a PNG; nothing where it has none."""
    newest = newest_logo(service_id)
    return newest.png if newest else b""


@dataclass(frozen=True, slots=True)
class PrintedUnsigned:
    """A print of a text that nobody had signed off: of which version, in whose name, why."""

    version_id: UUID
    name: str
    because: str


def unsigned_print(service_id: UUID, print_id: UUID) -> PrintedUnsigned | None:
    """One such print of a service."""
    query = select(UnsignedPrint).where(UnsignedPrint.service_id == service_id, UnsignedPrint.id == print_id)
    row = db.session.scalar(query)
    return PrintedUnsigned(row.leaflet_version_id, row.name, row.because) if row else None


def newest_logo(service_id: UUID) -> ServiceLogo | None:
    """The newest logo of a service, one taken away included."""
    query = select(ServiceLogo).where(ServiceLogo.service_id == service_id)
    return db.session.scalar(query.order_by(ServiceLogo.version.desc()).limit(1))


def _editions(service_id: UUID) -> Select[*tuple[Any, ...]]:
    """Versions without their words, newest first, with who signed them off, when, who read them, why withdrawn."""
    signed = and_(LeafletSignOff.leaflet_version_id == LeafletVersion.id, LeafletSignOff.service_id == service_id)
    gone = and_(LeafletWithdrawal.leaflet_version_id == LeafletVersion.id, LeafletWithdrawal.service_id == service_id)
    return (
        select(
            LeafletVersion.id,
            LeafletVersion.code,
            LeafletVersion.language,
            LeafletVersion.format,
            LeafletVersion.version,
            LeafletVersion.issued_on,
            LeafletVersion.what_changed,
            LeafletVersion.author,
            StaffMember.name,
            LeafletSignOff.recorded_at,
            LeafletSignOff.reviewed_by,
            LeafletSignOff.translated_by,
            LeafletWithdrawal.because,
        )
        .outerjoin(LeafletSignOff, signed)
        .outerjoin(LeafletWithdrawal, gone)
        .outerjoin(StaffMember, StaffMember.id == LeafletSignOff.recorded_by_id)
        .order_by(
            LeafletVersion.code,
            LeafletVersion.language,
            LeafletVersion.format.desc(),
            LeafletVersion.version.desc(),
        )
    )


def _edition(
    id: UUID,
    code: str,
    language: str,
    format: str,
    version: int,
    issued_on: date,
    what_changed: str,
    author: str,
    signed_off_by: str | None,
    signed_off_at: datetime | None,
    reviewed_by: str | None,
    translated_by: str | None,
    because: str | None,
) -> Edition:
    return Edition(
        id=id,
        code=LeafletCode(code),
        language=language,
        format=Format(format),
        version=version,
        issued_on=issued_on,
        what_changed=what_changed,
        author=author,
        signed_off_by=signed_off_by or "",
        signed_off_at=signed_off_at,
        reviewed_by=reviewed_by or "",
        translated_by=translated_by or "",
        withdrawn_because=because or "",
    )
