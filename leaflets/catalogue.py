"""The texts on the shelf: read from texts/ and checked; and a text set into the page that the press prints."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from leaflets.rules import Format, LeafletCode, LeafletText, LocalContacts, UnfitText, formats_of, read_text
from leaflets.sheets import fill

TEXTS = Path(__file__).parent / "texts"
ISSUED = TEXTS / "issued.toml"


@cache
def shipped() -> tuple[Mapping[str, Any], ...]:
    """The data of every text that comes with the product, in the order of the files' names, as it is kept in a row."""
    files = sorted(path for path in TEXTS.glob("*.toml") if path != ISSUED)
    read = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    return tuple(data | {"issued_on": data["issued_on"].isoformat()} for data in read)


@cache
def texts() -> Mapping[tuple[LeafletCode, str], LeafletText]:
    """Every text that comes with the product, by leaflet and language. Raises UnfitText."""
    read = [read_text(data, whole=True) for data in shipped()]
    return {(text.code, text.language): text for text in read}


def text_of(code: LeafletCode, language: str) -> LeafletText:
    """One text that comes with the product. Raises UnfitText where there is none in that language."""
    try:
        return texts()[code, language]
    except KeyError:
        raise UnfitText(f"there is no {code} leaflet in {language}") from None


TEMPLATES = {
    Format.STANDARD: "leaflets/print_standard.html",
    Format.LARGE_PRINT: "leaflets/print_standard.html",
    Format.EASY_READ: "leaflets/print_easy.html",
    Format.BOOKLET: "leaflets/print_booklet.html",
    Format.FRIDGE_PAGE: "leaflets/print_fridge.html",
    Format.CARD: "leaflets/print_card.html",
    Format.PICTURES: "leaflets/print_pictures.html",
    Format.POSTER: "leaflets/print_poster.html",
}
FOR_STAFF = "leaflets/print_staff.html"


@dataclass(frozen=True, slots=True)
class Reason:
    """In whose name a text that nobody signed off is printed, and why: the page says both."""

    name: str
    because: str


def leaflet_html(
    text: LeafletText,
    contacts: LocalContacts,
    *,
    format: Format,
    draft: bool,
    reason: Reason | None = None,
    copy: int = 0,
) -> str:
    """The page of a leaflet, ready for the press; `draft` prints DRAFT across every page.

    `copy` 1 is the reader's and 2 the giver's, each with its place to sign; 0 has none. Raises UnfitText for a format
    that the text cannot be set in.
    """
    if format not in formats_of(text.code, text.language) or not text.can_be(format):
        raise UnfitText(f"{text.code}-{text.language}: version {text.version} is not made as {format}")
    said = {"text": text, "contacts": contacts, "format": format.value, "draft": draft, "reason": reason, "copy": copy}
    return fill(FOR_STAFF if text.code is LeafletCode.STAFF else TEMPLATES[format], **said)
