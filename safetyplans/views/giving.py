"""What there is to give somebody, in what they read: shared by the desk of a drug service and a pharmacy's counter."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from core.forms import Choice
from leaflets.catalogue import leaflet_html
from leaflets.queries import editions, text_of_version
from leaflets.rules import (
    ENGLISH,
    FORMAT_WORDS,
    GIVEN_TO_READ,
    LANGUAGE_NAMES,
    Edition,
    Format,
    LeafletCode,
    LocalContacts,
    Offered,
    in_use,
    offer,
    printable,
)
from people.rules import LEAFLET_FORMATS, LEAFLET_LANGUAGES, PersonHeader


@dataclass(frozen=True, slots=True)
class Giving:
    """What a service gives out, and what of it somebody is offered. `drafts`: nothing is signed off, English is all."""

    offered: Offered
    out: tuple[Edition, ...]
    around: tuple[Edition, ...]
    drafts: bool
    language: str | None
    format: str | None

    @property
    def need(self) -> str:
        """What they need, in words; empty where nobody has asked."""
        if self.language is None and self.format is None:
            return ""
        language = LEAFLET_LANGUAGES.get(self.language or ENGLISH, self.language or "")
        return f"{language}, {LEAFLET_FORMATS.get(self.format or Format.STANDARD, self.format or '').lower()}"

    @property
    def plainly(self) -> str:
        """What there is for them, as a sentence or two to read at the desk."""
        if self.drafts or self.offered.first is None:
            return "Nothing is signed off at your service yet."
        if not self.need or self.offered.meets:
            return f"There is {edition_words(self.offered.first)}, signed off."
        said = f"Nothing is signed off in {self.need} yet. There is {edition_words(self.offered.first)}."
        if self.speaks_otherwise:
            said += " Give it with the emergency page in pictures, and go through both with an interpreter."
        return said

    @property
    def speaks_otherwise(self) -> bool:
        """Whether they read another language, and there is nothing in it."""
        first = self.offered.first
        return self.language not in (None, ENGLISH) and (first is None or first.language != self.language)

    def why_not_theirs(self, one: Edition) -> str:
        """The reason that writes itself: theirs is not there. Empty where it is theirs, or theirs is there."""
        if not self.need or self.meets(one) or self.offered.meets:
            return ""
        return f"Nothing was signed off in {self.need}."

    def meets(self, one: Edition) -> bool:
        """Whether one is in the language and format they need."""
        wanted = (self.language or one.language, self.format or one.format)
        return (one.language, one.format.value) == wanted

    def with_it(self) -> list[Edition]:
        """What goes with the leaflet: the emergency in pictures where it is needed, the fridge page, the card."""
        formats = [Format.FRIDGE_PAGE, Format.CARD]
        if self.speaks_otherwise:
            formats.insert(0, Format.PICTURES)
        return [one for format in formats if (one := _nearest(self.around, self.language, format)) is not None]


def what_to_give(header: PersonHeader) -> Giving:
    """What the person's service has in use; where it has nothing, its English text, unsigned."""
    listed = [one for one in editions(UUID(header.service_id)) if one.code is LeafletCode.RISK]
    given_out = in_use(listed)
    out = [one for one in given_out if one.format in GIVEN_TO_READ]
    drafts = not out
    if drafts:
        out = [one for one in printable(listed) if one.format in GIVEN_TO_READ and not one.is_translation]
    language, format = header.leaflet_language, header.leaflet_format
    offered = offer(out, language, format)
    ranked = ((offered.first,) if offered.first else ()) + offered.others
    return Giving(offered, ranked, tuple(given_out), drafts, language, format)


def edition_words(one: Edition) -> str:
    """An edition in words."""
    return f"{LANGUAGE_NAMES[one.language]}, {FORMAT_WORDS[one.format].lower()}, version {one.version}"


def choices(out: Iterable[Edition]) -> list[Choice]:
    """The leaflets to choose from, theirs first."""
    return [Choice(str(one.id), edition_words(one)) for one in out]


def both_copies(one: Edition, contacts: LocalContacts) -> list[str]:
    """The pages of a leaflet twice: theirs to keep, and one to sign that is kept by whoever gave it."""
    return [page_of(one, contacts), page_of(one, contacts, copy=2)]


def page_of(one: Edition, contacts: LocalContacts, *, copy: int = 0) -> str:
    """The page of a leaflet, DRAFT on it where nobody signed it off."""
    return leaflet_html(text_of_version(one.id), contacts, format=one.format, draft=not one.is_signed_off, copy=copy)


def _nearest(given_out: Iterable[Edition], language: str | None, format: Format) -> Edition | None:
    """One format in their language, else in English."""
    found = {one.language: one for one in given_out if one.format is format}
    return found.get(language or ENGLISH) or found.get(ENGLISH)
