"""The leaflets that people were given, and which version each of them is given now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from core.db import db
from leaflets.models import LeafletSignOff, LeafletVersion, LeafletWithdrawal
from leaflets.rules import Format, LeafletCode
from people.models import ServiceUser
from safetyplans.models import (
    LeafletGiven,
)
from safetyplans.rules import (
    LeafletFact,
)

USUAL_LEAFLET = ("en", Format.STANDARD.value)


@dataclass(frozen=True, slots=True)
class Edition:
    """The version of the leaflet that is given out in one language and format."""

    version: int
    issued_on: date


def leaflets_of(person_ids: Sequence[UUID]) -> dict[UUID, list[LeafletFact]]:
    """The leaflets that were given to each of these people or declined, in order of recording."""
    query = (
        select(LeafletGiven, LeafletVersion.version)
        .outerjoin(LeafletVersion, LeafletVersion.id == LeafletGiven.leaflet_version_id)
        .where(LeafletGiven.person_id.in_(person_ids))
        .order_by(LeafletGiven.recorded_at, LeafletGiven.id)
    )
    found: dict[UUID, list[LeafletFact]] = {}
    for row, version in db.session.execute(query):
        fact = LeafletFact(
            row.recorded_at,
            row.happened_on,
            row.language,
            row.format,
            version,
            row.declined,
            row.not_theirs_because,
        )
        found.setdefault(row.person_id, []).append(fact)
    return found


class Editions:
    """Which version of the risk leaflet each person is given: the newest that their service signed off.

    Where it has signed off none in that language and format, the newest issued. Their words are not read.
    """

    def __init__(self, person_ids: Sequence[UUID], leaflets: Iterable[Sequence[LeafletFact]]) -> None:
        services = select(ServiceUser.id, ServiceUser.service_id).where(ServiceUser.id.in_(person_ids))
        self._service_of: dict[UUID, UUID] = {row.id: row.service_id for row in db.session.execute(services)}
        self._newest: dict[tuple[UUID | None, str, str], Edition] = {}
        kinds = {_kind(theirs) for theirs in leaflets} | {USUAL_LEAFLET}
        issued = (
            select(
                LeafletVersion.language,
                LeafletVersion.format,
                LeafletVersion.version,
                LeafletVersion.issued_on,
                LeafletSignOff.service_id,
                LeafletWithdrawal.id.label("withdrawn"),
            )
            .outerjoin(LeafletSignOff, LeafletSignOff.leaflet_version_id == LeafletVersion.id)
            .outerjoin(
                LeafletWithdrawal,
                and_(
                    LeafletWithdrawal.leaflet_version_id == LeafletVersion.id,
                    LeafletWithdrawal.service_id == LeafletSignOff.service_id,
                ),
            )
            .where(
                LeafletVersion.code == LeafletCode.RISK,
                LeafletVersion.language.in_({language for language, _ in kinds}),
                LeafletVersion.format.in_({format for _, format in kinds}),
            )
            .order_by(LeafletVersion.version)
        )
        for row in db.session.execute(issued):
            for key in {None, None if row.withdrawn else row.service_id}:
                self._newest[key, row.language, row.format] = Edition(row.version, row.issued_on)

    def of(self, person_id: UUID, leaflets: Sequence[LeafletFact]) -> Edition | None:
        """In the language and format of the last leaflet given; before any, the usual one."""
        kind = _kind(leaflets)
        signed = self._newest.get((self._service_of.get(person_id), *kind))
        return signed or self._newest.get((None, *kind))


def _kind(leaflets: Sequence[LeafletFact]) -> tuple[str, str]:
    """The language and format of the last leaflet given; the usual ones before any."""
    given = [one for one in leaflets if not one.declined]
    return (given[-1].language, given[-1].format) if given else USUAL_LEAFLET
