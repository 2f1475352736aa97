"""The print room's press: the only door to WeasyPrint.

HTML in, a tagged PDF/UA-1 out, with our own fonts embedded. Nothing is ever fetched from outside: pictures, style
sheets and fonts come from static/ and from the installed fonts, or the print fails and says what is missing.
The same input gives the same bytes, and is set once: a process keeps what it printed last.
"""

import hashlib
import logging
import re
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
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

# Emoji and arrows, the skin tones, joiners and flags that go with them; and ends of lines that no font has.
_PICTURES = re.compile(
    "[\x85\u2028\u2029\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\u20e3\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]\u200d?"
)


class CannotPrint(Exception):
    """The print would not be what it says: a picture, font, letter or style sheet is missing, or lies outside."""


def without_emoji(text: str) -> str:
    """What somebody typed, less the emoji: they have no letter in our fonts, and a screen reader reads them out.

    Ends of lines that come with pasted text (U+0085, U+2028, U+2029) become a space: no font has them either.
    """
    return re.sub(" +", " ", _PICTURES.sub(" ", text)).strip() if _PICTURES.search(text) else text


class OwnFiles(URLFetcher):
    """Serves static/, the installed fonts and the pictures handed in, and refuses everything else.

    Files have file: addresses; a picture that is handed in (a PNG) is `picture:` and its name.
    """

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)  # type: ignore[no-untyped-call]
        self._pictures = pictures or {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind an address. Raises PermissionError for any that is not our own."""
        parts = urlsplit(url)
        if parts.scheme == "picture" and self._pictures.get(parts.path):
            return URLFetcherResponse(url, self._pictures[parts.path], {"Content-Type": "image/png"})
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not any(path.is_relative_to(folder) for folder in OWN_FOLDERS):
            raise PermissionError(f"not one of our own files: {url}")
        found: URLFetcherResponse = super().fetch(url, headers)  # type: ignore[no-untyped-call]
        return found


def render_pdf(html: str, *, title: str, lang: str = "en", pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF/UA-1 of a whole HTML page: tagged, with `title` and `lang` (BCP 47) set, fonts embedded and subset.

    Addresses in the page are relative to the product's own folder (`static/print/sheet.css`), or name one of
    `pictures` (`picture:logo`, a PNG). Raises CannotPrint when anything the page asks for is missing, lies outside,
    or has no letter in our fonts.
    """
    return render_pack([html], title=title, lang=lang, pictures=pictures)


def render_pack(
    parts: Sequence[str],
    *,
    title: str,
    lang: str = "en",
    pictures: Mapping[str, bytes] | None = None,
    keep: bool = True,
) -> bytes:
    """Several HTML pages as one PDF, each with its own page numbers (two copies of a plan, a person's pack).

    Each part keeps the language that its own page says. What was printed a moment ago from the same is handed out
    again; without `keep` it is not, and nothing of it stays in memory (a letter with a code in it).
    """
    if not keep:
        return _made(parts, title, lang, pictures or {})
    key = _key(parts, title, lang, pictures or {})
    kept = _PRINTED.get(key)
    if kept is None:
        kept = _made(parts, title, lang, pictures or {})
        _PRINTED.keep(key, kept)
    return kept


def _made(parts: Sequence[str], title: str, lang: str, pictures: Mapping[str, bytes]) -> bytes:
    with _strictly():
        set_parts = [_set(html, lang if len(parts) == 1 else None, pictures) for html in parts]
        pack: Document = set_parts[0].copy([page for part in set_parts for page in part.pages])
        pack.metadata.title, pack.metadata.lang = title, lang
        made: bytes = pack.write_pdf(pdf_variant="pdf/ua-1")
    _refuse_foreign_fonts(pack)
    return made


def _set(html: str, lang: str | None, pictures: Mapping[str, bytes]) -> Document:
    """One page's text set on sheets; `lang` where it is not for the page itself to say."""
    page = HTML(string=unicodedata.normalize("NFC", html), base_url=f"{ROOT.as_uri()}/", url_fetcher=OwnFiles(pictures))
    if lang is not None:
        page.etree_element.set("lang", lang)
    config, sheet = _fonts()
    document: Document = page.render(font_config=config, stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return document


def _key(parts: Sequence[str], title: str, lang: str, pictures: Mapping[str, bytes]) -> bytes:
    """What a print is made of: its pages' text and pictures. Drawings and style sheets are the product's own."""
    said = hashlib.sha256("\0".join((title, lang, *parts)).encode())
    for name in sorted(pictures):
        said.update(name.encode() + b"\0" + pictures[name])
    return said.digest()


class _Printed:
    """The prints of this process that were asked for last, by what they were made of: so many bytes and no more."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: bytes) -> bytes | None:
        """A print that is kept, now the last one asked for."""
        with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: bytes, made: bytes) -> None:
        """Keep a print; those asked for longest ago make room."""
        with self._turn:
            if key in self._kept or len(made) > self._most:
                return
            self._kept[key] = made
            self._size += len(made)
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1])

    def forget(self) -> None:
        """Forget them all."""
        with self._turn:
            self._kept.clear()
            self._size = 0


_PRINTED = _Printed(most=24 * 1024 * 1024)
forget_prints = _PRINTED.forget


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
