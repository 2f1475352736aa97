"""The catalogue: every leaflet by language, what is in use, what is a draft, what was replaced or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from leaflets import queries
from leaflets.catalogue import texts
from leaflets.rules import (
    CODE_WORDS,
    ENGLISH,
    FORMAT_MEANS,
    FORMAT_WORDS,
    LANGUAGE_NAMES,
    STANDING_WORDS,
    Edition,
    Format,
    Standing,
    printable,
    standing,
)
from leaflets.views.blueprint import blueprint
from staff.access import allowed, found, viewer
from staff.rules import Permission

READERS = (Permission.PEOPLE, Permission.SIGN_OFF_LEAFLETS)
SHOWN = (Standing.IN_USE, Standing.PROPOSED)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One leaflet in one language: its versions with where each stands, and whether any is in use."""

    name: str
    language: str
    lines: tuple[tuple[Edition, Standing], ...]

    @property
    def in_use(self) -> bool:
        """Whether people are given any of it."""
        return any(stood is Standing.IN_USE for _, stood in self.lines)

    @property
    def all_of(self) -> Edition | None:
        """One of them, where all are the same words: their version is then said once."""
        same = {(one.version, one.what_changed) for one, _ in self.lines}
        return self.lines[0][0] if len(same) == 1 else None

    @property
    def drafts(self) -> int:
        """How many formats wait to be signed off."""
        return sum(stood is Standing.PROPOSED for _, stood in self.lines)


@blueprint.get("")
@allowed(*READERS)
def list_leaflets() -> ResponseReturnValue:
    """What is in use or proposed, by language; what was replaced or withdrawn, closed below."""
    stands = standing(queries.editions(the_service()))
    old = [(one, stood) for one, stood in stands.items() if stood not in SHOWN]
    return render_template("leaflets/list_leaflets.html", shelves=_shelves(stands), old=old, **words())


def _shelves(stands: Mapping[Edition, Standing]) -> list[Shelf]:
    """English first, then what is in use, then the drafts, each by name."""
    names = words()["names"]
    found: dict[tuple[str, str], list[tuple[Edition, Standing]]] = {}
    for one, stood in stands.items():
        if stood in SHOWN:
            found.setdefault((one.code, one.language), []).append((one, stood))
    shelves = [
        Shelf(
            f"{CODE_WORDS[lines[0][0].code]}: {names.get(language, language)}",
            language,
            tuple(sorted(lines, key=lambda line: list(Format).index(line[0].format))),
        )
        for (_, language), lines in found.items()
    ]
    return sorted(shelves, key=lambda one: (one.language != ENGLISH, not one.in_use, -len(one.lines), one.name))


def the_service() -> UUID:
    """The viewer's drug service; a pharmacy has no catalogue of its own."""
    return found(viewer().service_id)


def printable_one(version_id: UUID) -> Edition:
    """A version that is in use or proposed. 404 for one that was replaced or withdrawn: it is not printed again."""
    wanted = (one for one in printable(queries.editions(the_service())) if one.id == version_id)
    return found(next(wanted, None))


def words() -> dict[str, Mapping[Any, str]]:
    """How leaflets, formats and languages are called; languages in English, and as they call themselves."""
    own = {text.language: text.language_name for text in texts().values()}
    names = {
        language: name if own.get(language, name) == name else f"{name} ({own[language]})"
        for language, name in LANGUAGE_NAMES.items()
    }
    return {
        "titles": CODE_WORDS,
        "formats": FORMAT_WORDS,
        "means": FORMAT_MEANS,
        "names": names,
        "standings": STANDING_WORDS,
    }
