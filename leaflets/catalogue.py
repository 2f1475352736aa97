"""The texts on the shelf: read from texts/, checked, and set into the page that the press prints."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from leaflets.rules import Format, LeafletCode, LeafletText, LocalContacts, UnfitText, read_text
from leaflets.sheets import fill

TEXTS = Path(__file__).parent / "texts"


@cache
def texts() -> Mapping[tuple[LeafletCode, str], LeafletText]:
    """Every text there is, by leaflet and language, in the order of their names. Raises UnfitText."""
    files = sorted(path for path in TEXTS.glob("*.toml") if path.name != "issued.toml")
    read = [read_text(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files]
    return {(text.code, text.language): text for text in read}


def text_of(code: LeafletCode, language: str) -> LeafletText:
    """One text. Raises UnfitText where there is none in that language."""
    try:
        return texts()[code, language]
    except KeyError:
        raise UnfitText(f"there is no {code} leaflet in {language}") from None


def leaflet_html(text: LeafletText, contacts: LocalContacts, *, format: Format, draft: bool) -> str:
    """The page of a leaflet, ready for the press; `draft` prints DRAFT across every page."""
    large = format is Format.LARGE_PRINT
    return fill(f"leaflets/print_{text.code}.html", text=text, contacts=contacts, large=large, draft=draft)
