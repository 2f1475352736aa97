"""A copy for each reader: what is in it, what never is, its number on every page, and that every print is logged."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.db import db
from safetyplans.models import PrintedCopy
from safetyplans.queries import copies_printed, latest_plan
from safetyplans.rules import Answer, Evidence, ItemAnswer, changes
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.safetyplans.test_printing import text_of
from tests.safetyplans.test_views_talking import page
from tests.safetyplans.values import EVERYTHING, a_plan
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient

ANSWERS = EVERYTHING | {
    "P1": ItemAnswer(Answer.AGREED, "Ben lodger upstairs"),
    "P3": ItemAnswer(Answer.AGREED, "Ben takes buprenorphine"),
    "P6": ItemAnswer(Answer.AGREED, "In the airing cupboard", "Combination four-four-seven-one"),
    "P7": ItemAnswer(Answer.AGREED, "Granny Janet", "Hook behind the boiler"),
    "P15": ItemAnswer(Answer.AGREED, "Auntie Flo"),
    "P18": ItemAnswer(Answer.AGREED, ticks=("other-drugs",)),
}
SECRETS = ("buprenorphine", "four-four-seven-one", "boiler", "lodger upstairs")
OWN = ("crying at night", "A lock is used")
TREATMENT = ("210", "mg", "drink more", "other drugs")
NEVER = {
    "person": SECRETS + OWN,
    "agency": (*SECRETS, *OWN, *TREATMENT, "Granny Janet", "two doses"),
    "pharmacy": (*SECRETS, *OWN, "Ella", "airing cupboard", "Granny Janet", "Auntie Flo", "Ben"),
    "case-file": (),
}
ALWAYS = {
    "person": ("airing cupboard", "Granny Janet", "Auntie Flo", "Ella", "Version 1", "Signed on paper"),
    "agency": ("airing cupboard", "Ella", "Auntie Flo", "Northside health-visitor", "7 bottles", "999"),
    "pharmacy": ("7 bottles", "210 mg", "Version 1", "child-resistant"),
    "case-file": (*SECRETS, *OWN, "Granny Janet", "Auntie Flo", "Ella"),
}

AT_ONCE = 4


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with an agreed plan that has secrets in it."""
    home = a_home()
    an_agreed_plan(home, answers=ANSWERS, own_words="He is crying at night", strengths="A lock is used")
    return home


def printed(home: Home, worker: StrictClient, reader: str, **more: object) -> bytes:
    """The PDF that the choice of a copy leads to."""
    plan = latest_plan(home.person_id)
    assert plan is not None
    usual = {"agency": str(home.agency_id), "parts": ["storage", "contacts", "children"]} if reader == "agency" else {}
    answer = worker.post(page(home, f"/versions/{plan.id}/print"), data={"reader": reader, **usual, **more})
    assert answer.status_code == 303, answer.text
    made = worker.get(answer.location)
    assert made.mimetype == "application/pdf"
    return bytes(made.data)


def bytes_of(made: bytes) -> bytes:
    """Every stream of a PDF, unpacked, and its own words about itself."""
    with pikepdf.open(io.BytesIO(made)) as document:
        streams = [bytes(each.read_bytes()) for each in document.objects if isinstance(each, pikepdf.Stream)]
        return b"\n".join([*streams, *(str(value).encode() for value in document.docinfo.values())])


@pytest.mark.parametrize("reader", NEVER)
def test_what_is_not_for_a_reader_is_not_in_the_copy(home: Home, worker: StrictClient, reader: str) -> None:
    made = printed(home, worker, reader)
    said, inside = text_of(made), bytes_of(made)
    assert [words for words in ALWAYS[reader] if words not in said] == []
    assert [words for words in NEVER[reader] if re.search(rf"\b{re.escape(words)}\b", said)] == []
    assert [words for words in NEVER[reader] if len(words) > 3 and words.encode() in inside] == []
    assert "Copy 1 · Page 1" in said


@pytest.mark.parametrize("layout", ["large-print", "easy-read"])
def test_the_persons_copy_is_set_as_they_read_and_covered(home: Home, worker: StrictClient, layout: str) -> None:
    made = printed(home, worker, "person", layout=layout, plain_cover="y")
    first = text_of(made, "-l", "1")
    assert "Private papers" in first
    assert not re.search("methadone|drug|plan", first, re.IGNORECASE)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.docinfo["/Title"] == "Private papers"
        pages = len(document.pages)
    said = text_of(made)
    assert [words for words in NEVER["person"] if words in said] == []
    assert len(re.findall(r"Version 1, \d+ \w+ \d{4}", said)) >= pages
    assert said.count("Copy 1 · Page") == pages


@pytest.mark.parametrize(("reader", "pages"), [("person", 2), ("agency", 1), ("pharmacy", 1)])
def test_no_copy_runs_on_for_a_few_lines(home: Home, worker: StrictClient, reader: str, pages: int) -> None:
    with pikepdf.open(io.BytesIO(printed(home, worker, reader))) as document:
        assert len(document.pages) == pages
    with pikepdf.open(io.BytesIO(worker.get(page(home, "/storage-visit/blank")).data)) as blank:
        assert len(blank.pages) == 1


def test_every_print_is_numbered_and_logged_with_whoever_printed_it(home: Home, worker: StrictClient) -> None:
    plan = latest_plan(home.person_id)
    assert plan is not None
    printed(home, worker, "person")
    assert "Copy 2 · Page 1" in text_of(printed(home, worker, "pharmacy"))
    log = copies_printed(home.person_id, plan.id)
    assert [(one.row.number, one.row.reader) for one in log] == [(2, "pharmacy"), (1, "person")]
    text = worker.get(page(home, f"/versions/{plan.id}/print")).text
    assert text.index("Copy 2: for the pharmacy counter") < text.index("Copy 1: for them to keep")
    again = worker.get(page(home, f"/copies/{log[0].row.id}"))
    assert "Copy 2 · Page 1" in text_of(again.data)
    assert len(db.session.query(PrintedCopy).all()) == 2


def pressed(home: Home, worker: StrictClient, **choice: str) -> dict[str, str]:
    """What the page of choosing a copy sends, with its own random word."""
    found = re.search(r'name="pressed" value="(\w+)"', worker.get(choosing(home)).text)
    assert found is not None
    return {"reader": "person", "pressed": found[1], **choice}


def choosing(home: Home) -> str:
    """The page on which a copy of the plan that stands is chosen."""
    plan = latest_plan(home.person_id)
    assert plan is not None
    return page(home, f"/versions/{plan.id}/print")


def copies(home: Home) -> list[int]:
    """The numbers of the copies that were printed, newest first."""
    plan = latest_plan(home.person_id)
    assert plan is not None
    return [one.row.number for one in copies_printed(home.person_id, plan.id)]


def test_a_copy_chosen_twice_on_one_page_is_one_copy(home: Home, worker: StrictClient) -> None:
    chosen = pressed(home, worker)
    answers = [worker.post(choosing(home), data=chosen) for _ in range(3)]
    assert len({one.location for one in answers}) == 1
    assert worker.get(answers[-1].location).mimetype == "application/pdf"
    assert copies(home) == [1]
    assert worker.get(page(home, "")).text.count("counts once") == 1


def test_another_choice_or_the_page_opened_anew_is_another_copy(home: Home, worker: StrictClient) -> None:
    chosen = pressed(home, worker)
    worker.post(choosing(home), data=chosen)
    worker.post(choosing(home), data=chosen | {"layout": "large-print"})
    worker.post(choosing(home), data=pressed(home, worker))
    assert copies(home) == [3, 2, 1]


def test_a_choice_put_right_on_the_page_that_came_back_is_one_copy(home: Home, worker: StrictClient) -> None:
    wrong = pressed(home, worker, reader="agency")
    assert "Choose an agency" in worker.post(choosing(home), data=wrong).text
    assert "Choose an agency" in worker.post(choosing(home), data=wrong).text
    assert worker.post(choosing(home), data=wrong | {"agency": str(home.agency_id)}).status_code == 303
    assert copies(home) == [1]


def test_a_copy_chosen_at_the_same_moment_is_one_copy(app: Flask, home: Home, worker: StrictClient) -> None:
    chosen, ready = pressed(home, worker), Barrier(AT_ONCE)
    clients = [FlaskClient(app, app.response_class) for _ in range(AT_ONCE)]
    for client in clients:
        put_into_session(client, home.worker)

    def press(client: FlaskClient) -> str:
        ready.wait()
        return client.post(choosing_path, data=chosen).headers["Location"]

    choosing_path = choosing(home)
    db.session.commit()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert len(set(threads.map(press, clients))) == 1
    db.session.rollback()
    assert copies(home) == [1]


def test_an_agency_is_named_and_older_versions_go_to_nobody_else(home: Home, worker: StrictClient) -> None:
    plan = latest_plan(home.person_id)
    assert plan is not None
    path = page(home, f"/versions/{plan.id}/print")
    assert "Choose an agency that works with this family" in worker.post(path, data={"reader": "agency"}).text
    an_agreed_plan(home)
    assert "There is a newer version of this plan" in worker.post(path, data={"reader": "pharmacy"}).text
    assert worker.post(path, data={"reader": "case-file"}).status_code == 303


def test_a_copy_of_another_family_is_not_there(home: Home, worker: StrictClient) -> None:
    plan = latest_plan(home.person_id)
    other = a_home(home.service)
    assert plan is not None
    printed(home, worker, "person")
    copy = copies_printed(home.person_id, plan.id)[0].row.id
    assert worker.get(page(other, f"/copies/{copy}")).status_code == 404
    assert worker.get(page(other, f"/versions/{plan.id}/print")).status_code == 404


def test_what_changed_is_said_to_each_reader_in_their_words(home: Home, worker: StrictClient) -> None:
    newer = ANSWERS | {
        "P3": ItemAnswer(Answer.AGREED, "Ben takes nothing now"),
        "P6": ItemAnswer(Answer.AGREED, "In the loft", "Combination nine"),
        "P7": ItemAnswer(Answer.AGREED, "Uncle Pete", "In the bread bin"),
    }
    an_agreed_plan(home, answers=newer, bottles=2, mg=Decimal(60), evidence=Evidence.SEEN_AT_HOME)
    theirs = text_of(printed(home, worker, "person"))
    for words in ("It is for up to 2 bottles at once; it was for up to 7", "now “In the loft”", "now “Uncle Pete”"):
        assert words in theirs
    file = text_of(printed(home, worker, "case-file"))
    assert "Other medicines at home: told differently now." in file
    assert "nothing now" not in theirs


def test_nothing_changed_before_the_first_version_and_the_key_is_never_told() -> None:
    first = a_plan(0)
    assert changes(None, first) == ()
    assert changes(first, first) == ()
