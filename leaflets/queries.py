"""Reads of the catalogue: the service first, leaflets by code, language and format, the newest version first."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, select

from core.bank_holidays import Nation
from core.db import db
from leaflets.models import LeafletSignOff, LeafletVersion
from leaflets.rules import Edition, Format, LeafletCode, LeafletText, LocalContacts, read_text
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
    """What is given to people: the newest version that the service has signed off. None: nothing is, yet."""
    query = _editions(service_id).where(
        LeafletVersion.code == code,
        LeafletVersion.language == language,
        LeafletVersion.format == format,
        LeafletSignOff.id.is_not(None),
    )
    row = db.session.execute(query.limit(1)).first()
    return _edition(*row) if row else None


def current_versions(service_id: UUID, code: LeafletCode) -> list[Edition]:
    """What is given to people, in every language and format that the service has signed off."""
    found = [one for one in editions(service_id) if one.code is code and one.is_signed_off]
    newest: dict[tuple[str, Format], Edition] = {}
    for one in found:
        newest.setdefault((one.language, one.format), one)
    return list(newest.values())


def text_of_version(version_id: UUID) -> LeafletText:
    """The words of a version, as they were issued. Raises NoResultFound for a version that is none."""
    return read_text(db.session.get_one(LeafletVersion, version_id).text)


def newest_issued(code: LeafletCode, language: str, format: Format) -> LeafletVersion | None:
    """The newest version issued, signed off or not."""
    query = select(LeafletVersion).where(
        LeafletVersion.code == code, LeafletVersion.language == language, LeafletVersion.format == format
    )
    return db.session.scalar(query.order_by(LeafletVersion.version.desc()).limit(1))


def contacts_of(service_id: UUID) -> LocalContacts:
    """Whom to ring at a service; the worker and the pharmacy are left to write in."""
    service = db.session.get_one(Service, service_id)
    advice = {} if service.nation != Nation.NORTHERN_IRELAND else {"advice_phone": ""}
    return LocalContacts(
        service_name=service.name, service_phone=service.phone, out_of_hours=service.out_of_hours, **advice
    )


def _editions(service_id: UUID) -> Select[LeafletVersion, str, datetime, str]:
    """Versions, newest first, with who signed them off, when, and who read them; the last three empty where nobody."""
    signed = and_(LeafletSignOff.leaflet_version_id == LeafletVersion.id, LeafletSignOff.service_id == service_id)
    return (
        select(LeafletVersion, StaffMember.name, LeafletSignOff.recorded_at, LeafletSignOff.reviewed_by)
        .outerjoin(LeafletSignOff, signed)
        .outerjoin(StaffMember, StaffMember.id == LeafletSignOff.recorded_by_id)
        .order_by(
            LeafletVersion.code,
            LeafletVersion.language,
            LeafletVersion.format.desc(),
            LeafletVersion.version.desc(),
        )
    )


def _edition(version: LeafletVersion, name: str | None, at: datetime | None, reviewed_by: str | None) -> Edition:
    return Edition(
        id=version.id,
        code=LeafletCode(version.code),
        language=version.language,
        format=Format(version.format),
        version=version.version,
        issued_on=version.issued_on,
        what_changed=version.what_changed,
        author=version.author,
        signed_off_by=name or "",
        signed_off_at=at,
        reviewed_by=reviewed_by or "",
    )
