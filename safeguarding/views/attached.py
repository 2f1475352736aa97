"""What can go with a referral. The package that makes it hands it in, since nothing here knows of it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Attachment:
    """The newest of something that can go with a referral: its version, and the pages of any version of it."""

    version: int
    pages: Callable[[int], list[str]]


Source = Callable[[UUID], Attachment | None]
_sources: list[Source] = []


def can_go_with_a_referral(source: Source) -> Source:
    """Register where the storage plan of a person (by id) comes from; none where there is none."""
    if source not in _sources:
        _sources.append(source)
    return source


def attachment(person_id: UUID) -> Attachment | None:
    """What can go with a referral about somebody's family."""
    return next((one for one in (source(person_id) for source in _sources) if one is not None), None)
