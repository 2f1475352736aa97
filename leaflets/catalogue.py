"""The texts on the shelf: read from texts/ and checked; and a text set into the page that the press prints."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from leaflets.rules import Format, LeafletCode, LeafletText, LocalContacts, UnfitText, read_text
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
    read = [read_text(data) for data in shipped()]
    return {(text.code, text.language): text for text in read}


def text_of(code: LeafletCode, language: str) -> LeafletText:
    """One text that comes with the product. Raises UnfitText where there is none in that language."""
    try:
        return texts()[code, language]
    except KeyError:
        raise UnfitText(f"there is no {code} leaflet in {language}") from None


def leaflet_html(text: LeafletText, contacts: LocalContacts, *, format: Format, draft: bool) -> str:
    """The page of a leaflet, ready for the press; `draft` prints DRAFT across every page."""
    large = format is Format.LARGE_PRINT
    return fill(f"leaflets/print_{text.code}.html", text=text, contacts=contacts, large=large, draft=draft)
