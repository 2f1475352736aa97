"""Every language in every format, as it comes out of the press: whole, in its own letters, on the pages meant for it.

`make test` sets every format once, each in a language drawn by lot (the seed is fixed); `make soak` sets all of them.
"""

import io
import os
import random
import re
from collections.abc import Iterator

import pikepdf
import pytest

from leaflets.catalogue import leaflet_html, texts
from leaflets.imposing import booklet_sheet
from leaflets.pdf import render_pdf
from leaflets.rules import EASY, Format, LeafletCode, LeafletText, UnfitText, formats_of
from people.rules import LEAFLET_LANGUAGES
from tests.leaflets.test_risk_leaflet import CONTACTS, flat, pages_of

# How many pages each may have, at the most.
PAGES = {
    Format.STANDARD: 2,
    Format.LARGE_PRINT: 4,
    Format.EASY_READ: 7,
    Format.BOOKLET: 4,
    Format.FRIDGE_PAGE: 1,
    Format.CARD: 2,
    Format.PICTURES: 1,
    Format.POSTER: 1,
}
A4, A5, A6 = (595, 842), (420, 595), (298, 420)
SIZES = dict.fromkeys(Format, A4) | {Format.BOOKLET: A5, Format.CARD: A6}
ENGLISH = texts()[LeafletCode.RISK, "en"]
Combination = tuple[LeafletText, Format]


def combinations() -> list[Combination]:
    return [(text, format) for text in texts().values() for format in formats_of(text.code, text.language)]


def chosen() -> Iterator[Combination]:
    """All of them where there is time; otherwise each format once, in a language drawn by lot."""
    if os.environ.get("SOAK"):
        yield from combinations()
        return
    lots = random.Random(20261125)
    languages = [text for text in texts().values() if text.code is LeafletCode.RISK]
    lots.shuffle(languages)
    for place, format in enumerate(Format):
        fitting = [text for text in languages if format in formats_of(text.code, text.language)]
        yield fitting[place % len(fitting)], format


def named(one: Combination) -> str:
    return f"{one[0].code}-{one[0].language}-{one[1]}"


def made(text: LeafletText, format: Format, *, draft: bool = True) -> bytes:
    html = leaflet_html(text, CONTACTS, format=format, draft=draft)
    return render_pdf(html, title=text.title, lang=text.language)


def fonts_of(document: pikepdf.Pdf) -> dict[str, set[str]]:
    fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
    return {str(font.BaseFont): set(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts}


@pytest.mark.parametrize("one", list(chosen()), ids=named)
def test_a_draft_comes_out_whole_in_its_own_letters_on_its_pages(one: Combination) -> None:
    text, format = one
    pdf = made(text, format)
    document = pikepdf.open(io.BytesIO(pdf))
    assert len(document.pages) <= (1 if text.code is LeafletCode.STAFF else PAGES[format])
    size = A5 if text.code is LeafletCode.STAFF else SIZES[format]
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages} == {size}
    assert document.Root.Lang == text.language
    assert document.Root.MarkInfo.Marked
    assert document.docinfo["/Title"] == text.title
    for name, holds in fonts_of(document).items():
        assert "Print-" in name, name
        assert holds & {"/FontFile2", "/FontFile3"}, name
    for page in pages_of(pdf):
        assert "DRAFT. Not signed off yet. For checking only. Do not give this to anyone." in flat(page)


@pytest.mark.parametrize("text", list(texts().values()), ids=lambda text: f"{text.code}-{text.language}")
def test_a_text_says_999_and_runs_the_way_its_script_does(text: LeafletText) -> None:
    html = leaflet_html(
        text, CONTACTS, format=Format.CARD if text.code is LeafletCode.STAFF else Format.STANDARD, draft=True
    )
    assert "999" in html
    wants = "rtl" if text.language in ("ar", "fa", "ur") else "ltr"
    assert f'<html lang="{text.language}" dir="{wants}" ' in html


def test_every_language_that_may_be_asked_for_is_there() -> None:
    assert {text.language for text in texts().values()} == set(LEAFLET_LANGUAGES)


def test_no_translation_says_that_a_translator_has_read_it() -> None:
    for text in texts().values():
        assert text.language == "en" or "draft" in text.author


def test_each_sentence_of_easy_read_has_its_drawing() -> None:
    for text in texts().values():
        if text.code is LeafletCode.RISK:
            html = leaflet_html(text, CONTACTS, format=Format.EASY_READ, draft=True)
            for name in (name for part in EASY.values() for name in part):
                assert html.count(f"static/drawings/{name}.svg") == 1


def test_the_booklet_is_laid_on_one_sheet_to_fold() -> None:
    booklet = made(ENGLISH, Format.BOOKLET, draft=False)
    sheet = booklet_sheet(booklet)
    document = pikepdf.open(io.BytesIO(sheet))
    assert [tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages] == [(839, 595)] * 2
    outer, inner = pages_of(sheet, "-layout")
    assert re.search(r"Page 4 of 4\s+.*Page 1 of 4", outer)
    assert re.search(r"Page 2 of 4\s+.*Page 3 of 4", inner)
    assert booklet_sheet(booklet) == sheet


def test_a_booklet_from_the_right_is_folded_the_other_way() -> None:
    outer, _ = pages_of(booklet_sheet(made(ENGLISH, Format.BOOKLET, draft=False), "rtl"), "-layout")
    assert re.search(r"Page 1 of 4\s+.*Page 4 of 4", outer)


def test_what_is_not_a_booklet_is_not_laid_on_a_sheet() -> None:
    with pytest.raises(ValueError, match="4 pages"):
        booklet_sheet(made(ENGLISH, Format.CARD))


def test_the_pocket_card_names_nobodys_treatment() -> None:
    said = flat(" ".join(pages_of(made(ENGLISH, Format.CARD, draft=False))))
    assert "For anyone who looks after a child" in said
    for word in ("prescri", "treatment", "my methadone", "your methadone"):
        assert word not in said.lower()


def test_figures_are_for_staff_alone() -> None:
    staff = texts()[LeafletCode.STAFF, "en"]
    assert "91 in 100" in flat(" ".join(pages_of(made(staff, Format.CARD))))
    for format in Format:
        assert " in 100" not in leaflet_html(ENGLISH, CONTACTS, format=format, draft=False)


def test_pictures_with_english_are_made_in_english_alone() -> None:
    for text in texts().values():
        if text.language != "en":
            with pytest.raises(UnfitText, match="not made as pictures"):
                leaflet_html(text, CONTACTS, format=Format.PICTURES, draft=True)
