"""The print room's press: the only door to WeasyPrint.

HTML in, a tagged PDF/UA-1 out, with our own fonts embedded. Nothing is ever fetched from outside: pictures, style
sheets and fonts come from static/ and from the installed fonts, or the print fails and says what is missing.
The same input gives the same bytes.
"""

import logging
import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint import CSS, HTML, Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from core.settings import ROOT

FONTS = ROOT / "static" / "print" / "fonts.css"
OWN_FONTS = "Print "  # how the family names in that file begin
OWN_FOLDERS = tuple((ROOT / folder).resolve() for folder in ("static", "node_modules/@fontsource"))

# WeasyPrint says these as warnings and prints all the same; here they stop the print.
_FATAL_WARNINGS = (".notdef", "Font-face", "Failed")

# Emoji and arrows, the skin tones, joiners and flags that go with them.
_PICTURES = re.compile(
    "[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\u20e3\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]\u200d?"
)


class CannotPrint(Exception):
    """The print would not be what it says: a picture, font, letter or style sheet is missing, or lies outside."""


def without_emoji(text: str) -> str:
    """What somebody typed, less the emoji: they have no letter in our fonts, and a screen reader reads them out."""
    return re.sub(" +", " ", _PICTURES.sub(" ", text)).strip() if _PICTURES.search(text) else text


class OwnFiles(URLFetcher):
    """Serves static/ and the installed fonts as file: addresses, and refuses everything else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)  # type: ignore[no-untyped-call]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind an address. Raises PermissionError for any that is not our own."""
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not any(path.is_relative_to(folder) for folder in OWN_FOLDERS):
            raise PermissionError(f"not one of our own files: {url}")
        found: URLFetcherResponse = super().fetch(url, headers)  # type: ignore[no-untyped-call]
        return found


def render_pdf(html: str, *, title: str, lang: str = "en") -> bytes:
    """A PDF/UA-1 of a whole HTML page: tagged, with `title` and `lang` (BCP 47) set, fonts embedded and subset.

    Addresses in the page are relative to the product's own folder (`static/print/sheet.css`). Raises CannotPrint
    when anything the page asks for is missing, lies outside, or has no letter in our fonts.
    """
    return render_pack([html], title=title, lang=lang)


def render_pack(parts: Sequence[str], *, title: str, lang: str = "en") -> bytes:
    """Several HTML pages as one PDF, each with its own page numbers (two copies of a plan, a person's pack)."""
    with _strictly():
        set_parts = [_set(html, lang) for html in parts]
        pack: Document = set_parts[0].copy([page for part in set_parts for page in part.pages])
        pack.metadata.title, pack.metadata.lang = title, lang
        made: bytes = pack.write_pdf(pdf_variant="pdf/ua-1")
    _refuse_foreign_fonts(pack)
    return made


def _set(html: str, lang: str) -> Document:
    """One page's text set on sheets."""
    page = HTML(string=unicodedata.normalize("NFC", html), base_url=f"{ROOT.as_uri()}/", url_fetcher=OwnFiles())
    page.etree_element.set("lang", lang)
    config, sheet = _fonts()
    document: Document = page.render(font_config=config, stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return document


_mine = threading.local()


def _fonts() -> tuple[FontConfiguration, CSS]:
    """Our fonts, unpacked once a thread (it costs more than setting a page): the machine's list, and the sheet."""
    if not hasattr(_mine, "fonts"):
        config = FontConfiguration()
        _mine.fonts = (
            config,
            CSS(filename=FONTS, url_fetcher=OwnFiles(), font_config=config),
        )
    fonts: tuple[FontConfiguration, CSS] = _mine.fonts
    return fonts


class _Problems(logging.Handler):
    """Collects what WeasyPrint says in this thread that makes the print other than it should be."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep errors, and the warnings that leave something out."""
        message = record.getMessage()
        fatal = record.levelno >= logging.ERROR or message.startswith(_FATAL_WARNINGS)
        if fatal and record.thread == self._thread:
            self.said.append(message)


@contextmanager
def _strictly() -> Iterator[None]:
    """Turn a failed fetch, or a print with something left out, into CannotPrint."""
    problems = _Problems()
    LOGGER.addHandler(problems)
    try:
        yield
    except FatalURLFetchingError as error:
        raise CannotPrint(f"{error}: {error.__cause__}") from error
    finally:
        LOGGER.removeHandler(problems)
    if problems.said:
        raise CannotPrint("; ".join(problems.said))


def _refuse_foreign_fonts(document: Document) -> None:
    """A font of the machine instead of ours would look different on the next machine."""
    fonts: dict[Any, Any] = document.fonts
    foreign = sorted({font.family for font in fonts.values() if not font.family.startswith(OWN_FONTS)})
    if foreign:
        raise CannotPrint(f"no letter of ours for some of the text; the machine would use {', '.join(foreign)}")
