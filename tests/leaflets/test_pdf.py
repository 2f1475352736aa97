"""The press: what it promises of every PDF, and what it refuses."""

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from core.settings import ROOT
from leaflets.pdf import CannotPrint, render_pack, render_pdf, without_emoji

PAGE = "<!doctype html><html><body><h1>Ella's plan</h1><p>Paweł, Žibėl and Ștefan.</p>{}</body></html>"


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def fonts_of(made: bytes) -> dict[str, set[str]]:
    """Each font's name, and what its descriptor holds."""
    document = opened(made)
    fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
    return {str(font.BaseFont): set(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts}


def test_every_print_is_tagged_and_says_its_language_and_title() -> None:
    document = opened(render_pdf(PAGE, title="My plan", lang="cy"))
    assert document.Root.MarkInfo.Marked
    assert document.Root.StructTreeRoot is not None
    assert document.Root.Lang == "cy"
    assert document.docinfo["/Title"] == "My plan"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert b'pdfuaid:part="1"' in document.Root.Metadata.read_bytes() or b"pdfuaid:part>1<" in (
        document.Root.Metadata.read_bytes()
    )


def test_every_font_is_our_own_and_embedded() -> None:
    fonts = fonts_of(render_pdf(PAGE, title="Fonts"))
    assert len(fonts) >= 3
    for name, holds in fonts.items():
        assert "Print-" in name
        assert holds & {"/FontFile2", "/FontFile3"}, name


def test_two_font_files_never_share_one_name() -> None:
    """WeasyPrint embeds two files of one family and weight as one font, with the wrong letters."""
    sheet = (ROOT / "static/print/fonts.css").read_text()
    faces = [block.split("}")[0] for block in sheet.split("@font-face {")[1:]]
    names = [(face.split('font-family: "')[1].split('"')[0], face.split("font-weight: ")[1][:3]) for face in faces]
    assert len(names) >= 18
    assert len(set(names)) == len(names)


def test_a_name_in_any_of_our_scripts_comes_out_as_it_was_typed() -> None:
    names = ("Łukasz", "Nguyễn", "Иван", "Ελένη", "ਸਿੰਘ", "রহমান", "محمد")
    made = render_pdf(PAGE.format("".join(f"<p>{name}</p>" for name in names)), title="Names")
    text = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize(
    "wanting",
    [
        '<img src="http://example.com/a.png" alt="a">',
        '<img src="https://example.com/a.svg" alt="a">',
        '<link rel="stylesheet" href="https://example.com/a.css">',
        '<object data="http://example.com/a.svg"></object>',
        '<p style="background: url(//example.com/a.png)">a</p>',
        '<style>@import "https://example.com/a.css";</style>',
        "<style>@font-face { font-family: a; src: url(https://example.com/a.woff2) }</style>",
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="a">',
        '<img src="file://elsewhere/static/print/sheet.css" alt="a">',
        '<img src="pyproject.toml" alt="a">',
        '<img src="static/../pyproject.toml" alt="a">',
        '<img src="static/%2e%2e/pyproject.toml" alt="a">',
        '<img src="file:///etc/hostname" alt="a">',
    ],
)
def test_nothing_is_fetched_from_outside_our_own_folders(wanting: str) -> None:
    with pytest.raises(CannotPrint, match="not one of our own files"):
        render_pdf(PAGE.format(wanting), title="Outside")


@pytest.mark.parametrize(
    ("wanting", "said"),
    [
        ('<img src="static/drawings/no-such.svg" alt="a">', "no-such.svg"),
        ('<img src="static/print/sheet.css" alt="a">', "Failed to load image"),
        ('<link rel="stylesheet" href="static/print/no-such.css">', "no-such.css"),
        ("<style>@font-face { font-family: a; src: url(static/no-such.woff2) }</style>", "no-such.woff2"),
        ('<img src="static/drawings/bottle.svg">', "no required alt"),
        ("<p>漢字</p>", "漢"),
        ('<p style="font-family: DejaVu Sans, Liberation Sans">a</p>', "no letter of ours"),
    ],
)
def test_what_is_missing_fails_the_print_and_is_named(wanting: str, said: str) -> None:
    with pytest.raises(CannotPrint, match=said):
        render_pdf(PAGE.format(wanting), title="Missing")


def test_a_missing_font_of_ours_fails_the_print() -> None:
    """Seen in a fresh process, as a thread that has its fonts keeps them."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import leaflets.pdf as pdf\n"
            "pdf.OWN_FOLDERS = pdf.OWN_FOLDERS[:1]\n"
            "try:\n    pdf.render_pdf('<p>a', title='a')\n"
            "except pdf.CannotPrint as error:\n    print('refused', error)",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith("refused")
    assert ".woff2" in said


def test_the_same_page_gives_the_same_bytes() -> None:
    drawn = PAGE.format('<img src="static/drawings/bottle.svg" alt="A bottle">')
    first = render_pdf(drawn, title="Same")
    with ThreadPoolExecutor(4) as threads:
        again = list(threads.map(lambda _: render_pdf(drawn, title="Same"), range(8)))
    assert set(again) == {first}


def test_one_print_that_fails_leaves_the_next_alone() -> None:
    before = render_pdf(PAGE, title="Next")
    with pytest.raises(CannotPrint):
        render_pdf(PAGE.format('<img src="static/no.svg" alt="a">'), title="Fails")
    assert render_pdf(PAGE, title="Next") == before


def test_a_pack_numbers_the_pages_of_each_part_by_itself() -> None:
    counted = '<style>@page { @bottom-center { content: counter(page) " of " counter(pages) } }</style>'
    one, two = (f"<html><body>{counted}<p>{word}</p></body></html>" for word in ("First", "Second"))
    made = render_pack([one, two], title="Pack")
    text = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    assert len(opened(made).pages) == 2
    assert text.count("1 of 1") == 2
    assert text.index("First") < text.index("Second")


def test_emoji_are_left_out_and_everything_else_is_kept() -> None:
    assert without_emoji("I ring Mum 😀👩🏽‍🦱 first ➡ then 999") == "I ring Mum first then 999"
    assert without_emoji("One\u2028two\u2029three\x85four") == "One two three four"
    assert without_emoji("Żaneta  O’Neill – 2") == "Żaneta  O’Neill – 2"
