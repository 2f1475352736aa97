"""The person's copy of the plan: what it says, what it never says, and that it comes out whole."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
import textstat

from leaflets.pdf import render_pack, render_pdf
from leaflets.rules import LocalContacts
from people.rules import ChildHow
from safetyplans.items import ITEMS, item
from safetyplans.printing import (
    TITLE,
    ChildPrint,
    PlanPrint,
    StillToDo,
    agreed_items,
    amount_words,
    items_to_do,
    plan_html,
)
from safetyplans.rules import Answer, ItemAnswer, Layout

CONTACTS = LocalContacts(
    service_name="Harbour Street Drug Service",
    service_phone="07700 900101",
    out_of_hours="07700 900102",
    worker_name="Priya Nair",
    worker_phone="07700 900103",
    pharmacy_name="Corner Pharmacy",
    pharmacy_phone="07700 900104",
)

ANSWERS = {f"P{number}": ItemAnswer(Answer.AGREED) for number in range(5, 19)} | {
    "P1": ItemAnswer(Answer.AGREED, words="Dean, my partner"),
    "P3": ItemAnswer(Answer.AGREED, words="Dean has methadone too, 40 mg"),
    "P6": ItemAnswer(Answer.AGREED, words="In the airing cupboard", private="Yale, brass, number 4471"),
    "P7": ItemAnswer(Answer.AGREED, words="Me, and my mum Janet", private="on the hook behind the boiler"),
    "P11": ItemAnswer(Answer.NOT_YET, because="Dean broke the bin", by_on=date(2026, 12, 4)),
    "P18": ItemAnswer(Answer.AGREED, ticks=("moved", "child-grows")),
    "P25": ItemAnswer(Answer.AGREED, words="I worry about the stairs"),
}

PLAN = PlanPrint(
    person_name="Maya Clarke",
    children=(
        ChildPrint("Ella", ChildHow.LIVES),
        ChildPrint("Noah", ChildHow.VISITS),
        ChildPrint("", ChildHow.LIVES, due_on=date(2027, 3, 9)),
    ),
    most_bottles=2,
    most_mg=Decimal("120.00"),
    usual_bottles=1,
    when="on a bank-holiday weekend",
    items=agreed_items(ANSWERS),
    still_to_do=items_to_do(ANSWERS),
    contacts=CONTACTS,
    version=3,
    agreed_on=date(2026, 11, 23),
    review_on=date(2027, 2, 15),
    worker_name="Priya Nair",
)


def text_of(made: bytes, *how: str) -> str:
    read = subprocess.run(["pdftotext", *how, "-", "-"], input=made, capture_output=True, check=True)
    return re.sub(r"\s+", " ", read.stdout.decode())


def printed(plan: PlanPrint, layout: Layout = Layout.STANDARD) -> str:
    return text_of(render_pdf(plan_html(plan, layout=layout), title=TITLE))


def test_the_plan_says_the_households_real_numbers() -> None:
    assert amount_words(PLAN) == (
        "Up to 2 bottles at home on a bank-holiday weekend.",
        "That is 120 mg of methadone in all.",
        "Most other days: 1 bottle.",
    )
    assert "Up to 2 bottles at home on a bank-holiday weekend." in printed(PLAN)


def test_one_bottle_every_day_is_said_once() -> None:
    plan = replace(PLAN, most_bottles=1, usual_bottles=1, most_mg=Decimal("62.5"), when="")
    assert amount_words(plan) == ("Up to 1 bottle at home at once.", "That is 62.5 mg of methadone in all.")


def test_a_closed_sunday_alone_leaves_other_days_with_none() -> None:
    plan = replace(PLAN, most_bottles=1, usual_bottles=0, when="on a Saturday")
    assert amount_words(plan)[-1] == "Most other days: none."


def test_children_come_first_by_first_name() -> None:
    said = printed(PLAN)
    assert said.index("Ella lives with me") < said.index("Noah visits me") < said.index("How much is at home")
    assert "A baby due in March 2027" in said


def test_the_parts_come_in_the_order_in_which_they_were_talked_through() -> None:
    said = printed(PLAN)
    headings = (
        "Ring 999 now. Say “methadone”.",
        "How much is at home",
        "Where it is kept",
        "Getting it home",
        "Taking it",
        "Empties and leftovers",
        "Who looks after the children",
        "In an emergency",
        "When to look at this plan again",
        "Still to do",
        "Who to ring",
        "We agree this plan",
    )
    places = [said.index(heading) for heading in headings]
    assert places == sorted(places)


def test_every_agreed_line_is_on_it_and_the_persons_own_words() -> None:
    said = printed(PLAN)
    agreed = [line for one in PLAN.items for line in item(one.code).printed]
    assert [line for line in agreed if line not in said] == []
    assert "Where the box is: In the airing cupboard" in said
    assert "Who holds the key or code: Me, and my mum Janet" in said


def test_what_is_not_agreed_yet_is_listed_with_its_day_and_not_its_reason() -> None:
    said = printed(PLAN)
    assert PLAN.still_to_do == (StillToDo("P11", date(2026, 12, 4)),)
    assert "Empties and measures: by 4 December 2026" in said
    assert "broke the bin" not in said
    assert item("P11").printed[0] not in said


def test_only_the_changes_ticked_are_printed() -> None:
    said = printed(PLAN)
    assert "I move home, or stay somewhere else" in said
    assert "Someone dies" not in said


def test_every_page_says_version_day_copy_and_page() -> None:
    made = render_pack([plan_html(replace(PLAN, copy=copy, copies=2)) for copy in (1, 2)], title=TITLE)
    pages = [text_of(made, "-f", str(page), "-l", str(page)) for page in (1, 2, 3, 4)]
    for page, (copy, number) in zip(pages, [(1, 1), (1, 2), (2, 1), (2, 2)], strict=True):
        assert "Version 3, 23 November 2026" in page
        assert f"Copy {copy} of 2 · Page {number} of 2" in page
    assert "Copy 5 · Page 1 of 2" in printed(replace(PLAN, copy=5))


def test_two_copies_have_places_to_sign_and_say_whose_they_are() -> None:
    assert "This copy is mine to keep." in printed(PLAN)
    assert "This copy is kept by the drug service." in printed(replace(PLAN, copy=2, copies=2))


def test_a_plan_that_nobody_agreed_yet_says_so_on_every_page() -> None:
    made = render_pdf(plan_html(replace(PLAN, agreed_on=None)), title=TITLE)
    assert text_of(made).count("not agreed yet") == len(pikepdf.open(io.BytesIO(made)).pages)


def test_large_print_says_the_same_in_eighteen_points() -> None:
    made = render_pdf(plan_html(PLAN, layout=Layout.LARGE_PRINT), title=TITLE)
    standard = set(printed(PLAN).split())
    large = text_of(made).replace("bankholiday", "bank-holiday")  # broken at the end of a line
    assert standard - set(large.split()) <= {"2", "Page"}
    sheet = subprocess.run(
        ["pdftotext", "-bbox-layout", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    heights = [
        float(match[2]) - float(match[1])
        for match in re.finditer(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(?:bottle|locked|straight)', sheet)
    ]
    assert heights
    assert min(heights) >= 18


def test_short_answers_fit_two_sides() -> None:
    made = render_pdf(plan_html(PLAN), title=TITLE)
    document = pikepdf.open(io.BytesIO(made))
    assert len(document.pages) == 2
    assert document.Root.Lang == "en"
    assert document.docinfo["/Title"] == TITLE


@pytest.mark.parametrize("layout", Layout)
def test_ten_thousand_characters_run_on_over_pages_and_none_is_lost(layout: Layout) -> None:
    words = " ".join(f"word{number}" for number in range(1100))
    long = ANSWERS | {code: ItemAnswer(Answer.AGREED, words=words) for code in ("P6", "P14", "P17")}
    said = printed(replace(PLAN, items=agreed_items(long)), layout)
    assert said.count("word1099") == 3


def test_one_word_without_an_end_stays_on_the_page() -> None:
    endless = ANSWERS | {"P6": ItemAnswer(Answer.AGREED, words="a" * 10_000)}
    made = render_pdf(plan_html(replace(PLAN, items=agreed_items(endless))), title=TITLE)
    assert text_of(made).count("a") > 10_000


def test_a_script_and_an_emoji_in_what_was_typed_do_no_harm() -> None:
    typed = ANSWERS | {"P15": ItemAnswer(Answer.AGREED, words="<script>alert(1)</script> Żaneta 😀")}
    plan = replace(PLAN, person_name="Åsa <b>O’Neill</b>", items=agreed_items(typed))
    said = printed(plan)
    assert "<script>alert(1)</script> Żaneta" in said
    assert "Åsa <b>O’Neill</b>" in said


def test_no_children_and_nothing_filled_in_still_prints() -> None:
    bare = replace(PLAN, children=(), contacts=LocalContacts(), items=(), still_to_do=(), review_on=None)
    said = printed(bare)
    assert "Ring 999 now" in said
    assert "Where it is kept" not in said


def test_the_plans_own_sentences_can_be_read_at_nine_years_old() -> None:
    lines = [line.rstrip(":") + "." if line.endswith(":") else line for one in ITEMS for line in one.printed]
    assert textstat.flesch_kincaid_grade(" ".join(lines)) <= 5


def test_pictures_have_words_for_those_who_do_not_see_them() -> None:
    html = plan_html(PLAN)
    assert html.count("<img") == 8
    assert 'alt=""' not in html


def test_an_emoji_in_the_persons_own_name_or_an_unborn_childs_is_left_out_of_the_print() -> None:
    baby = ChildPrint("Bean 🎉", ChildHow.LIVES, due_on=date(2027, 3, 1))
    page = plan_html(replace(PLAN, person_name="Maya 🎉 Clarke", children=(baby,)))
    assert "Maya Clarke" in page
    assert "Bean" in page
    assert "🎉" not in page
