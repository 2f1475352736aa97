"""Versions of a leaflet as a service sees them: proposed, in use, replaced, withdrawn; and whom to ring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from leaflets.rules.kinds import ENGLISH, Format, LeafletCode


@dataclass(frozen=True, slots=True)
class LocalContacts:
    """Whom to ring, as the service filled it in. What is empty is printed as a line to write on.

    `advice_phone` is the health advice line of the nation: 111, but none in Northern Ireland. `logo` says whether
    the service has one.
    """

    service_name: str = ""
    service_phone: str = ""
    out_of_hours: str = ""
    worker_name: str = ""
    worker_phone: str = ""
    pharmacy_name: str = ""
    pharmacy_phone: str = ""
    advice_phone: str = "111"
    logo: bool = False


class Standing(StrEnum):
    """Where a version stands at a service."""

    PROPOSED = "proposed"
    IN_USE = "in-use"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


STANDING_WORDS = {
    Standing.PROPOSED: "Draft",
    Standing.IN_USE: "In use",
    Standing.REPLACED: "Replaced",
    Standing.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as the catalogue knows it, and who of the service signed it off, when (nobody yet: proposed).

    `signed_off_at` is a UTC instant; `reviewed_by` says who read it with them, `translated_by` whose translation it
    is; `withdrawn_because` is empty unless the service took it back.
    """

    id: UUID
    code: LeafletCode
    language: str
    format: Format
    version: int
    issued_on: date
    what_changed: str
    author: str
    signed_off_by: str = ""
    signed_off_at: datetime | None = None
    reviewed_by: str = ""
    translated_by: str = ""
    withdrawn_because: str = ""

    @property
    def is_signed_off(self) -> bool:
        """Whether a prescriber or manager of the service has signed it off."""
        return self.signed_off_at is not None

    @property
    def is_translation(self) -> bool:
        """Whether somebody has to answer for the translation besides the words."""
        return self.language != ENGLISH


def standing(editions: Sequence[Edition]) -> Mapping[Edition, Standing]:
    """Where each version stands, of a service's whole catalogue.

    The newest one that is signed off is in use, unless it was withdrawn: then none is, as what it replaced is old. A
    newer one is proposed; an older one is replaced, signed off or not, and neither printed nor signed off any more.
    """
    in_use = {_shelf(one): one.version for one in sorted(editions, key=lambda one: one.version) if one.is_signed_off}
    newest = {_shelf(one): one.version for one in sorted(editions, key=lambda one: one.version)}
    return {one: _stands(one, in_use.get(_shelf(one), 0), newest[_shelf(one)]) for one in editions}


def in_use(editions: Sequence[Edition]) -> list[Edition]:
    """Those that people are given, in the order in which they came."""
    return [one for one, stood in standing(editions).items() if stood is Standing.IN_USE]


def printable(editions: Sequence[Edition]) -> list[Edition]:
    """Those that may still be printed: in use, or proposed."""
    stands = standing(editions)
    return [one for one, stood in stands.items() if stood in (Standing.IN_USE, Standing.PROPOSED)]


def _shelf(one: Edition) -> tuple[LeafletCode, str, Format]:
    return one.code, one.language, one.format


def _stands(one: Edition, in_use: int, newest: int) -> Standing:
    if one.withdrawn_because:
        return Standing.WITHDRAWN
    if one.version == in_use:
        return Standing.IN_USE
    return Standing.PROPOSED if one.version == newest else Standing.REPLACED


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is for somebody who needs a language and a format.

    `first`: theirs where it is in use, else English in the format they need, else English; None where the service
    has signed nothing off. `meets`: whether it is what they need. `others`: what else may be given, theirs first.
    """

    first: Edition | None
    meets: bool
    others: tuple[Edition, ...]


def offer(given_out: Iterable[Edition], language: str | None, format: str | None) -> Offered:
    """What to give somebody, of what the service gives out; no need recorded: English, standard print."""
    wanted = (language or ENGLISH, format or Format.STANDARD)
    ranked = sorted(given_out, key=lambda one: _farness(one, *wanted))
    if not ranked:
        return Offered(None, False, ())
    first = ranked[0]
    return Offered(first, (first.language, first.format) == wanted, tuple(ranked[1:]))


def _farness(one: Edition, language: str, format: str) -> tuple[int, int, str, str]:
    """Their language first; then English, which the crew and the staff read; within each their format first."""
    tongue = 0 if one.language == language else 1 if one.language == ENGLISH else 2
    return tongue, 0 if one.format == format else 1, one.language, one.format
