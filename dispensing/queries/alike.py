"""Who at one counter may be taken for whom: people of one first letter whose family names are near each other."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from people.identifiers import closeness, sound_of, words_of
from people.rules import PersonNamed

NEAR = 80
"""From so near on (0 to 100) two family names are taken for alike: the same, the same sound, or a letter or two."""


def like_named(people: Iterable[PersonNamed]) -> dict[str, tuple[PersonNamed, ...]]:
    """For each person, by id, the others who are called like them; somebody with no such other is left out."""
    found: dict[str, dict[str, PersonNamed]] = defaultdict(dict)
    for some in _buckets(people):
        for one, other in combinations(some, 2):
            if _alike(one, other):
                found[one.id][other.id], found[other.id][one.id] = other, one
    return {one: tuple(others.values()) for one, others in found.items()}


def _buckets(people: Iterable[PersonNamed]) -> list[list[PersonNamed]]:
    """Those who begin alike, whichever name is said first: only they are held against each other."""
    found: dict[str, list[PersonNamed]] = defaultdict(list)
    for person in people:
        found["".join(sorted(person.family_name[:1].casefold() + person.given_names[:1].casefold()))].append(person)
    return [some for some in found.values() if len(some) > 1]


def _alike(one: PersonNamed, other: PersonNamed) -> bool:
    same_first = one.given_names[:1].casefold() == other.given_names[:1].casefold()
    if same_first and _near(one.family_name, other.family_name):
        return True
    return _near(one.family_name, other.given_names) and _near(one.given_names, other.family_name)


@lru_cache(maxsize=20_000)
def _near(one: str, other: str) -> bool:
    """Whether any word of one name is near any word of the other."""
    return any(
        sound_of(word) == sound_of(like) or min(closeness(word, like), closeness(like, word)) >= NEAR
        for word in words_of(one)
        for like in words_of(other)
    )
