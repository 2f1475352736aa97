"""Finding somebody among very many: by name (any order, misspelt a little), date of birth, NHS number, reference.

Four statements, each along an index: which words of the service's names are near those asked for, who has those
words, who else may be meant, and who they all are. The last is handed plain ids: a planner that knows how few there
are does not read everybody.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, case, func, select, union

from core.db import db
from people.identifiers import PREFIX_FROM, closeness, fullness, likeness, sound_of, spellings_of
from people.models import NameToken, PersonDetails, ServiceUser
from people.queries.headers import header_query, headers
from people.queries.persons import served_by
from people.rules import PersonHeader, PersonSaid

MOST_SHOWN = 25
LIKE_ENOUGH = 65
LIKE_AT_ALL = 45
ALIKE = 90
_MOST_RANKED = 200
_MOST_SPELLINGS = 80


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who may be meant: how alike the name is (0 to 100), and what else is the same.

    `likeness` is of the words asked for, `fullness` of the whole name.
    """

    header: PersonHeader
    likeness: int
    same_birth: bool = False
    same_number: bool = False
    fullness: int = 0

    @property
    def rank(self) -> tuple[int, str, str]:
        """The likeliest first, then by name and reference."""
        points = self.likeness + self.fullness // 10 + 60 * self.same_birth + 120 * self.same_number
        return -points, self.header.name.casefold(), self.header.reference


def found_people(
    service_id: UUID, text: str = "", born_on: date | None = None, nhs_number: str | None = None, reference: str = ""
) -> tuple[FoundPerson, ...]:
    """The people of a service who may be meant, the likeliest first, 25 at most. Four statements, always.

    Empty: not known. `nhs_number` is ten digits. Those whose care ended are found too: they may have come back.
    """
    by_name = _people_named(service_id, text)
    asked = [select(ServiceUser.id).where(ServiceUser.id.in_(by_name))]
    if born_on is not None:
        asked.append(_people_with(service_id).where(PersonDetails.born_on == born_on))
    if nhs_number is not None:
        asked.append(_people_with(service_id).where(PersonDetails.nhs_number == nhs_number))
    if reference.strip():
        known_as = ServiceUser.reference == reference.strip()
        asked.append(select(ServiceUser.id).where(ServiceUser.service_id == service_id, known_as))
    ids = list(db.session.scalars(select(union(*asked).subquery().c.id)))
    return _ranked(headers(header_query().where(ServiceUser.id.in_(ids))), text, born_on, nhs_number, reference)


def _people_with(service_id: UUID) -> Select[UUID]:
    """People of a service by what one of their versions says."""
    joined = select(ServiceUser.id).join(PersonDetails, PersonDetails.person_id == ServiceUser.id)
    return joined.where(ServiceUser.service_id == service_id)


def found_at_pharmacy(pharmacy_id: UUID, text: str = "", born_on: date | None = None) -> tuple[FoundPerson, ...]:
    """The people whom a pharmacy serves now who may be meant, the likeliest first. Two statements."""
    return _ranked(served_by(pharmacy_id), text, born_on, None, "")


def possible_duplicates(service_id: UUID, said: PersonSaid) -> tuple[FoundPerson, ...]:
    """People of a service who may be the one about to be registered, the likeliest first. Four statements."""
    text = f"{said.given_names} {said.family_name}"
    found = found_people(service_id, text, said.born_on, said.nhs_number)
    return tuple(each for each in found if _may_be(each, said))


def _may_be(found: FoundPerson, said: PersonSaid) -> bool:
    if found.same_number or (found.same_birth and found.likeness >= LIKE_AT_ALL):
        return True
    return found.likeness >= ALIKE - 10 and _may_be_born(found.header.born_on, said.born_on)


def _may_be_born(one: date | None, other: date | None) -> bool:
    """Whether two dates of birth may be one with a slip: unknown, day and month swapped, one part of three wrong."""
    if one is None or other is None:
        return True
    same = sum((one.day == other.day, one.month == other.month, one.year == other.year))
    swapped = (one.year, one.day, one.month) == (other.year, other.month, other.day)
    return same >= 2 or swapped


def _ranked(
    people: Iterable[PersonHeader], text: str, born_on: date | None, nhs_number: str | None, reference: str
) -> tuple[FoundPerson, ...]:
    found = [
        FoundPerson(
            header,
            likeness(text, f"{header.name} {header.known_as}"),
            same_birth=born_on is not None and header.born_on == born_on,
            same_number=(nhs_number is not None and header.nhs_number == nhs_number)
            or header.reference == (reference.strip() or None),
            fullness=fullness(text, header.name),
        )
        for header in people
    ]
    sure = [each for each in found if each.same_number or each.same_birth or each.likeness >= LIKE_ENOUGH]
    kept = sure or [each for each in found if each.likeness >= LIKE_AT_ALL]
    return tuple(sorted(kept, key=lambda each: each.rank)[:MOST_SHOWN])


def _people_named(service_id: UUID, text: str) -> list[UUID]:
    """The people who have most of the words asked for, well or nearly spelt; a fixed number at most."""
    words = spellings_of(text)
    near = _near_words(service_id, words)
    points = [
        func.max(case((NameToken.word.in_(word), 3), (NameToken.word.in_(_all(near, word)), 2), else_=0))
        for word in words
    ]
    query = (
        select(NameToken.person_id)
        .where(NameToken.service_id == service_id, NameToken.word.in_(_all(near, near)))
        .group_by(NameToken.person_id)
        .order_by(sum(points, start=func.max(0)).desc(), NameToken.person_id)
        .limit(_MOST_RANKED)
    )
    return list(db.session.scalars(query))


def _all(near: Mapping[str, Sequence[str]], spellings: Iterable[str]) -> list[str]:
    """The words near any of these spellings, each once, in a fixed order."""
    return sorted({word for one in spellings for word in near.get(one, ())})


def _near_words(service_id: UUID, words: Iterable[Collection[str]]) -> dict[str, list[str]]:
    """For each spelling asked for, the words of the service's names that are near it, the nearest first."""
    asked = sorted({one for word in words for one in word if len(one) >= PREFIX_FROM})
    known = db.session.scalars(_candidates(service_id, asked)).all()
    return {one: _nearest(one, known) for one in asked}


def _candidates(service_id: UUID, asked: Collection[str]) -> Select[str]:
    """The words that sound like one asked for or begin with its letter, read along two indexes."""
    words = select(NameToken.word).where(NameToken.service_id == service_id)
    sounds = words.where(NameToken.sound.in_({sound_of(one) for one in asked}))
    letters = [
        words.where(NameToken.word >= letter, NameToken.word < chr(ord(letter) + 1))
        for letter in sorted({one[0] for one in asked})
    ]
    return select(union(sounds, *letters).subquery().c.word)


def _nearest(asked: str, known: Iterable[str]) -> list[str]:
    scored = sorted((-points, word) for word in known if (points := closeness(asked, word)))
    return [word for _, word in scored[:_MOST_SPELLINGS]]
