"""The risk leaflet: what it says, how easily it reads, and how it comes out of the press."""

import io
import re
import subprocess
import tomllib
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
import textstat

from core.settings import ROOT
from leaflets.catalogue import TEXTS, Reason, leaflet_html, text_of, texts
from leaflets.pdf import render_pdf
from leaflets.rules import MUST_SAY, Format, LeafletCode, LeafletText, LocalContacts, Topic, UnfitText, read_text

MOST_WORDS = 15
CONTACTS = LocalContacts(
    service_name="Harbour Street Drug Service",
    service_phone="07700 900101",
    out_of_hours="07700 900102",
    worker_name="Priya Nair",
    worker_phone="07700 900103",
    pharmacy_name="Corner Pharmacy",
    pharmacy_phone="07700 900104",
)
ENGLISH = text_of(LeafletCode.RISK, "en")
DATA = tomllib.loads((TEXTS / "risk-en.toml").read_text(encoding="utf-8"))
LONG_NAME = "The Saint Bartholomew and North Riverside Community Drug and Alcohol Recovery Partnership"


def sentences(text: LeafletText) -> list[str]:
    """Every sentence a reader meets, small words aside."""
    lines = [line.text for topic in text.topics.values() for line in topic.lines]
    said = [text.words[name] for name in ("band", "band_line", "everyone", "if_not_sure", "fridge")]
    return [one for line in lines + said for one in re.split(r"(?<=[.?!])\s+", line)]


def made(format: Format = Format.STANDARD, *, contacts: LocalContacts = CONTACTS, draft: bool = False) -> bytes:
    html = leaflet_html(ENGLISH, contacts, format=format, draft=draft)
    return render_pdf(html, title=ENGLISH.title, lang=ENGLISH.language)


def pages_of(pdf: bytes, *how: str) -> list[str]:
    read = subprocess.run(["pdftotext", *how, "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode().rstrip("\f").split("\f")


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_a_nine_year_old_can_read_it() -> None:
    ended = " ".join(one if one[-1] in ".?!" else one + "." for one in sentences(ENGLISH))
    assert textstat.flesch_kincaid_grade(ended) <= 5


def test_no_topic_is_harder_than_the_rest() -> None:
    for topic in ENGLISH.topics.values():
        ended = " ".join(line.text if line.text[-1] in ".?!" else line.text + "." for line in topic.lines)
        assert textstat.flesch_kincaid_grade(ended) <= 5, topic.topic


def test_no_sentence_is_longer_than_fifteen_words() -> None:
    assert [one for one in sentences(ENGLISH) if len(one.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_says_what_it_has_to(topic: Topic) -> None:
    said = " ".join([ENGLISH.topics[topic].title, *(line.text for line in ENGLISH.topics[topic].lines)]).lower()
    assert [word for word in MUST_SAY[topic] if word.lower() not in said] == []


def test_there_are_fourteen_topics_in_every_language() -> None:
    assert len(Topic) == 14
    for text in texts().values():
        assert text.code is LeafletCode.STAFF or set(text.topics) == set(Topic)


def test_it_promises_nothing_that_we_cannot_keep_and_blames_nobody() -> None:
    said = " ".join(sentences(ENGLISH)).lower()
    for word in (
        "you will not be in trouble",
        "we promise",
        "nobody will",
        "your fault",
        "addict",
        "abuse",
        "bad parent",
    ):
        assert word not in said


def test_it_speaks_to_people_without_children_too() -> None:
    assert "No children at home? One may still visit." in flat(pages_of(made())[1])


def test_only_telephone_numbers_of_this_country_are_printed() -> None:
    said = flat(" ".join(pages_of(made(contacts=LocalContacts()))))
    assert set(re.findall(r"\b\d{3,}\b", said.replace("2026", ""))) == {"999", "111"}


@pytest.mark.parametrize(("format", "pages"), [(Format.STANDARD, 2), (Format.LARGE_PRINT, 4)])
def test_it_fits_its_pages(format: Format, pages: int) -> None:
    assert len(pages_of(made(format))) == pages
    assert len(pages_of(made(format, draft=True))) == pages


def test_a_name_of_ninety_characters_still_fits_two_sides() -> None:
    assert len(LONG_NAME) >= 89
    long = replace(
        CONTACTS, service_name=LONG_NAME, pharmacy_name=LONG_NAME, worker_name="محمد علی Brzęczyszczykiewicz"
    )
    assert len(pages_of(made(contacts=long))) == 2


@pytest.mark.parametrize(("format", "pages"), [(Format.STANDARD, 2), (Format.BOOKLET, 4), (Format.CARD, 2)])
def test_however_long_a_name_is_no_number_leaves_the_page(format: Format, pages: int) -> None:
    names: dict[str, Any] = {
        "service_name": LONG_NAME,
        "pharmacy_name": "W" + "o" * 89,
        "worker_name": "عبد الرحمن بن محمد " * 4,
    }
    pdf = made(format, contacts=replace(CONTACTS, **names))
    assert len(pages_of(pdf)) == pages
    sheet = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    width = float(re.findall(r'<page width="([\d.]+)"', sheet.stdout.decode())[0])
    ends = {word: float(end) for end, word in re.findall(r'xMax="([\d.]+)"[^>]*>(\w+)</word>', sheet.stdout.decode())}
    for number in ("999", "111", "900101", "900104"):
        assert ends[number] < width, number


def test_page_one_is_the_emergency_and_stands_alone() -> None:
    first = flat(pages_of(made())[0])
    for topic in (Topic.CALL_999, Topic.SIGNS, Topic.NALOXONE):
        for line in ENGLISH.topics[topic].lines:
            assert line.text in first
    for number in ("999", "111", "07700 900101", "07700 900102", "07700 900103", "07700 900104"):
        assert number in first
    assert ENGLISH.topics[Topic.CAPS].title not in first


def test_it_reads_out_in_the_order_in_which_it_is_seen() -> None:
    read = flat(" ".join(pages_of(made(), "-raw")))
    wanted = [ENGLISH.words["band"], *(ENGLISH.topics[Topic.CALL_999].lines[place].text for place in range(5))]
    wanted += [ENGLISH.topics[topic].title for topic in (Topic.SIGNS, Topic.NALOXONE)]
    wanted += [ENGLISH.words["ring"], ENGLISH.words["page_two"]]
    wanted += [ENGLISH.topics[topic].title for topic in (Topic.TINY_AMOUNTS, Topic.LOCKED, Topic.BOX_AND_KEY)]
    wanted += [ENGLISH.topics[Topic.LEFT_OVER].title, ENGLISH.words["if_not_sure"]]
    places = [read.index(one) for one in wanted]
    assert places == sorted(places)


def test_it_is_tagged_in_its_language_with_its_title_and_described_drawings() -> None:
    document = pikepdf.open(io.BytesIO(made()))
    assert document.Root.Lang == "en"
    assert document.docinfo["/Title"] == "Methadone and children"
    figures = [obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"]
    drawn = [line for topic in ENGLISH.topics.values() for line in topic.lines if line.picture]
    assert sorted(str(figure.Alt) for figure in figures) == sorted(line.picture.alt for line in drawn if line.picture)


def test_a_draft_says_so_on_every_page_and_a_signed_text_on_none() -> None:
    for page in pages_of(made(draft=True)) + pages_of(made(Format.LARGE_PRINT, draft=True)):
        assert "DRAFT. Not signed off yet. For checking only. Do not give this to anyone." in flat(page)
    assert "DRAFT" not in "".join(pages_of(made()))


@pytest.mark.parametrize(
    ("format", "first"), [(Format.STANDARD, "Has"), (Format.BOOKLET, "Has"), (Format.CARD, "anyone")]
)
def test_why_a_draft_was_printed_stands_above_the_words_and_not_under_them(format: Format, first: str) -> None:
    reason = Reason(name=LONG_NAME, because=f"{'A translator reads it on Monday. ' * 4}"[:115] + " Last")
    html = leaflet_html(ENGLISH, CONTACTS, format=format, draft=True, reason=reason)
    made = render_pdf(html, title=ENGLISH.title)
    how = ["pdftotext", "-l", "1", "-bbox-layout", "-", "-"]
    sheet = subprocess.run(how, input=made, capture_output=True, check=True)
    words = re.findall(r'yMin="([-\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)<', sheet.stdout.decode())
    ends = next(float(bottom) for _, bottom, word in words if word == "Last")
    assert 0 < ends <= next(float(top) for top, _, word in words if word == first) + 1


def test_an_empty_contact_is_a_line_to_write_on() -> None:
    html = leaflet_html(ENGLISH, LocalContacts(), format=Format.STANDARD, draft=False)
    assert html.count('class="phone write"') == 4
    assert html.count('class="write"') == 1


def test_nothing_on_paper_is_smaller_than_twelve_points_but_the_foot() -> None:
    sheet = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=made(), capture_output=True, check=True)
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)<', sheet.stdout.decode())
    small = {word for top, bottom, word in words if float(top) < 790 and float(bottom) - float(top) < 12}
    assert small <= {"What", "to", "do"}  # the heading that is read out and not seen


def test_in_grey_the_crosses_are_darker_than_what_they_cross_out() -> None:
    """Printed without colour, a cross has to stand out against the liquid and the bag behind it."""
    assert luminance("#c00020") < 0.5 * luminance("#5fae3b") < luminance("#d9d9d9")
    for name in ("beaker-crossed", "spoon-crossed", "bag-crossed", "not-sick"):
        assert "#c00020" in (ROOT / f"static/drawings/{name}.svg").read_text()


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_every_drawing_is_ours_small_and_names_what_it_shows() -> None:
    drawings = sorted((ROOT / "static/drawings").glob("*.svg"))
    assert len(drawings) >= 14
    for path in drawings:
        drawn = path.read_text()
        assert "<title>" in drawn, path.name
        assert not re.search(r"<script|<text|href|url\(|<image|font", drawn), path.name
        assert len(drawn) < 6000, path.name


def test_words_that_change_are_a_new_version() -> None:
    """Who signed a version off signed these words. A change is: version + 1, what_changed, a line in issued.toml."""
    issued = tomllib.loads((TEXTS / "issued.toml").read_text(encoding="utf-8"))
    for text in texts().values():
        assert issued[text.code][text.language][str(text.version)] == text.fingerprint


@pytest.mark.parametrize("topic", list(Topic))
def test_a_text_without_one_of_the_topics_is_refused(topic: Topic) -> None:
    lacking = DATA | {"topics": {code: entry for code, entry in DATA["topics"].items() if code != topic}}
    with pytest.raises(UnfitText, match=f"no topic {topic}"):
        read_text(lacking)


def test_a_text_with_a_drawing_that_nobody_describes_is_refused_with_all_else_that_is_wrong() -> None:
    broken = DATA | {
        "topics": DATA["topics"] | {"caps": {"title": "Caps", "lines": [{"text": "a", "picture": "bottle"}]}, "x": {}},
        "words": DATA["words"] | {"ring": ""},
    }
    with pytest.raises(UnfitText) as refused:
        read_text(broken)
    for said in ("caps: a drawing without a description", "unknown topic x", "no words for ring"):
        assert said in str(refused.value)


def test_the_fingerprint_is_of_the_words_and_not_of_the_dates() -> None:
    assert read_text(DATA | {"version": 2, "what_changed": "Nothing"}).fingerprint == ENGLISH.fingerprint
    assert read_text(DATA | {"title": "Methadone"}).fingerprint != ENGLISH.fingerprint
