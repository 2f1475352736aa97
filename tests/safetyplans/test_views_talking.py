"""Pages: talking a plan through and agreeing it, in a browser without scripts."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask

from core.clock import now
from core.db import commit, db
from safetyplans.actions import save_draft
from safetyplans.items import ASKED, SHORT_CORE, item
from safetyplans.queries import draft_of, latest_plan
from safetyplans.rules import Answer, DraftSaid, ItemAnswer
from supply.models import ArrangementInUse, Prescription
from supply.rules import Pattern, from_pattern
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family."""
    return a_home()


def page(home: Home, path: str = "") -> str:
    """An address of this person's plan."""
    return f"/people/{home.person_id}/plan{path}"


def collects(home: Home, pattern: Pattern) -> None:
    """How doses are collected: 30 mg a day."""
    prescribed = {"version": 1, "mg_a_day": Decimal(30), "starts_on": home.today}
    db.session.add(Prescription(person_id=home.person_id, **prescribed, **home.signed))
    db.session.add(
        ArrangementInUse(
            person_id=home.person_id,
            arrangement=from_pattern(pattern).to_plain(),
            from_on=home.today,
            source="told",
            **home.signed,
        )
    )
    commit()


def typed(codes: tuple[str, ...] = ASKED, **more: str) -> dict[str, str]:
    """A form in which these items are agreed, with words where they are asked for."""
    form = {"revision": "0"}
    for code in codes:
        form[f"{code}_answer"] = "agreed"
        if item(code).words_label:
            form[f"{code}_words"] = "In our words"
    return form | more


def agreed(home: Home, **more: str) -> dict[str, str]:
    """The form of agreeing."""
    form = {
        "agreed_how": "paper",
        "held_at": "Folder 114",
        "evidence": "shown",
        "bottles": "7",
        "mg": "210",
        "revision": "1",
        "version": "0",
    }
    return form | on("agreed_on", home.today) | on("review_on", home.today + timedelta(days=56)) | more


def on(name: str, day: date) -> dict[str, str]:
    """A date in its three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_a_new_plan_asks_everything_with_the_children_first(home: Home, worker: StrictClient) -> None:
    text = worker.get(page(home, "/talk")).text
    for code in ASKED:
        assert f'id="{code}_answer"' in text
    assert text.index("Ella") < text.index(item("P1").question)


def test_one_bottle_at_home_asks_for_the_short_core_first(home: Home, worker: StrictClient) -> None:
    collects(home, Pattern.DAILY_PICK_UP)
    text = worker.get(page(home, "/talk")).text
    assert text.index("These can wait") < text.index('id="P8_answer"')
    assert text.index('id="P16_answer"') < text.index("These can wait")
    assert "1 bottle" in text
    assert "These can wait" not in worker.get(page(home, "/talk?everything=1")).text


def test_the_households_real_numbers_are_filled_in(home: Home, worker: StrictClient) -> None:
    collects(home, Pattern.WEEKLY)
    text = worker.get(page(home, "/talk")).text
    assert "7 bottles" in text
    assert "210" in text
    assert "These can wait" not in text


def test_nobody_knows_how_doses_are_collected_is_said(home: Home, worker: StrictClient) -> None:
    assert "Nobody has written down yet" in worker.get(page(home, "/talk")).text


def test_what_was_said_is_saved_as_it_goes(home: Home, worker: StrictClient) -> None:
    answer = worker.post(page(home, "/talk"), data=typed(("P1", "P6"), go="kept", P6_private="Blue box"))
    assert answer.status_code == 302
    assert answer.location.endswith("#kept")
    draft = draft_of(home.person_id)
    assert draft is not None
    assert draft.said.answers["P6"] == ItemAnswer(Answer.AGREED, "In our words", "Blue box")
    text = worker.get(page(home, "/talk")).text
    assert "In our words" in text
    assert "Not agreed yet" in text


def test_scripts_save_it_without_leaving_the_page(home: Home, worker: StrictClient) -> None:
    for revision in (0, 1):
        answer = worker.post(
            page(home, "/talk"), data=typed(("P1",), revision=str(revision)), headers={"Accept": "application/json"}
        )
        assert answer.json is not None
        assert answer.json["revision"] == revision + 1


def test_a_day_that_cannot_be_is_said_and_nothing_typed_is_lost(home: Home, worker: StrictClient) -> None:
    impossible = {"P8_answer": "not-yet", "P8_not_yet": "no lift <b>home</b> yet"} | on("P8_by_on", home.today)
    answer = worker.post(page(home, "/talk"), data=typed(("P1",), **impossible | {"P8_by_on-month": "13"}))
    assert "By when? must be a real date" in answer.text
    assert "no lift &lt;b&gt;home&lt;/b&gt; yet" in answer.text
    assert draft_of(home.person_id) is None


def test_ten_thousand_characters_are_refused_in_words(home: Home, worker: StrictClient) -> None:
    answer = worker.post(page(home, "/talk"), data=typed(("P1",), P1_words="x" * 10_000))
    assert "characters or fewer" in answer.text
    assert draft_of(home.person_id) is None


def test_a_stale_tab_is_shown_both_and_saves_nothing(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed(("P1",)))
    answer = worker.post(page(home, "/talk"), data=typed(("P6",), P6_words="Mine"))
    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert "Nothing of yours is saved yet" in answer.text
    draft = draft_of(home.person_id)
    assert draft is not None
    assert draft.said.answers["P6"].answer is None
    assert 'name="revision" type="hidden" value="1"' in answer.text
    again = worker.post(page(home, "/talk"), data=typed(("P6",), P6_words="Mine", revision="1"))
    assert again.status_code == 302


def test_scripts_are_told_that_somebody_else_saved(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed(("P1",)))
    answer = worker.post(page(home, "/talk"), data=typed(("P6",)), headers={"Accept": "application/json"})
    assert answer.status_code == 409


def test_agreeing_begins_with_talking(home: Home, worker: StrictClient) -> None:
    assert worker.get(page(home, "/agree")).location.endswith("/plan/talk")


def test_a_plan_is_not_agreed_while_things_are_to_do_and_each_is_a_link(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed(tuple(code for code in ASKED if code not in ("P8", "P10"))))
    answer = worker.post(page(home, "/agree"), data=agreed(home))
    assert "Not agreed yet: 2 things to do" in answer.text
    assert f"{page(home, '/talk')}#P8_answer" in answer.text
    assert 'value="210"' in answer.text
    assert latest_plan(home.person_id) is None


def test_where_no_dose_goes_home_no_number_is_filled_in_that_would_be_refused(home: Home, worker: StrictClient) -> None:
    collects(home, Pattern.SUPERVISED_7)
    worker.post(page(home, "/talk"), data=typed())
    text = worker.get(page(home, "/agree")).text
    assert "none goes home. Say what the plan is to cover." in text
    numbers = re.findall(r'<input[^>]*name="(?:bottles|mg)"[^>]*>', text)
    assert [re.findall('value="([^"]+)"', one) for one in numbers] == [[], []]
    worker.post(page(home, "/agree"), data=agreed(home))
    for path in ("", "/review"):
        assert "0 bottles" not in worker.get(page(home, path)).text
    assert "None goes home" in worker.get(page(home)).text


def test_a_plan_is_agreed_and_leads_to_its_page(home: Home, worker: StrictClient) -> None:
    collects(home, Pattern.WEEKLY)
    worker.post(
        page(home, "/talk"),
        data=typed(
            P18_ticks="moved", own_words="It helps", strengths="A lock", back_child="999 <now>", P10_ticks="cup-by-bed"
        ),
    )
    text = worker.get(page(home, "/agree")).text
    assert "Everything has been talked through" in text
    assert 'value="7"' in text
    answer = worker.post(page(home, "/agree"), data=agreed(home))
    assert answer.status_code == 302
    plan = latest_plan(home.person_id)
    assert plan is not None
    assert (plan.version, plan.own_words, plan.usual_bottles) == (1, "It helps", 7)
    assert (plan.teach_back, plan.strengths) == ({"child": "999 <now>"}, "A lock")
    version = worker.get(page(home, f"/versions/{plan.id}")).text
    for said in ("A lock", "999 &lt;now&gt;", "A child may have had some. What do you do first?", "left by the bed"):
        assert said in version
    shown = worker.get(page(home)).text
    assert "Version 1" in shown
    assert "Shown to us at the clinic" in shown
    assert draft_of(home.person_id) is None


def test_a_second_press_of_the_button_agrees_nothing_twice(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    assert worker.post(page(home, "/agree"), data=agreed(home)).status_code == 302
    assert worker.post(page(home, "/agree"), data=agreed(home)).status_code == 409
    plan = latest_plan(home.person_id)
    assert plan is not None
    assert plan.version == 1


def test_a_look_later_than_twelve_weeks_is_refused_beside_its_field(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    late = on("review_on", home.today + timedelta(days=85))
    answer = worker.post(page(home, "/agree"), data=agreed(home, **late))
    assert "Choose a day after it was agreed, and by" in answer.text
    assert latest_plan(home.person_id) is None


def test_what_was_called_agreed_without_a_word_is_asked_again(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed(P14_words=""))
    answer = worker.post(page(home, "/agree"), data=agreed(home))
    assert "Not agreed yet: 1 thing to do" in answer.text
    assert item("P14").question in answer.text


def test_a_plan_that_was_said_asks_who_heard_it(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    answer = worker.post(page(home, "/agree"), data=agreed(home, agreed_how="said"))
    assert "Say who heard them agree" in answer.text


def test_a_short_plan_leaves_the_rest_for_later_and_each_is_answered(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed(SHORT_CORE))
    worker.post(page(home, "/agree"), data=agreed(home, bottles="1", mg="30"))
    text = worker.get(page(home)).text
    assert "Left for later: 5 things to do" in text
    one = {"P8_answer": "agreed", "P8_words": "By bus", "version": "0"}
    assert worker.post(page(home, "/items/P8"), data=one).status_code == 302
    assert "Left for later: 4 things to do" in worker.get(page(home)).text
    assert worker.post(page(home, "/items/P8"), data=one).status_code == 409


def test_what_keeps_a_child_safe_cannot_be_taken_back_later(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home)
    answer = worker.post(
        page(home, "/items/P6"), data={"P6_answer": "does-not-apply", "P6_why_not": "no", "version": "1"}
    )
    assert "keep a child safe" in answer.text


@pytest.mark.parametrize("code", ["P2", "P99", "p1"])
def test_there_is_no_such_item(home: Home, worker: StrictClient, code: str) -> None:
    an_agreed_plan(home)
    assert worker.get(page(home, f"/items/{code}")).status_code == 404


def test_the_next_version_starts_from_the_one_that_stands(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home, answers={**_all(), "P6": ItemAnswer(Answer.AGREED, "Hall cupboard", "Key under the pot")})
    text = worker.get(page(home, "/talk")).text
    assert "Hall cupboard" in text
    assert "What has changed since the last version" in worker.get(page(home, "/agree")).text


def _all() -> dict[str, ItemAnswer]:
    return {code: ItemAnswer(Answer.AGREED, "words") for code in ASKED}


def test_nothing_closed_is_open_on_a_screen_turned_to_the_person(home: Home, worker: StrictClient) -> None:
    answers = _all() | {
        "P3": ItemAnswer(Answer.AGREED, "Ben has methadone of his own"),
        "P7": ItemAnswer(Answer.AGREED, "Me", "On the hook behind the boiler"),
    }
    plan = an_agreed_plan(home, answers=answers)
    save_draft(person_id=home.person_id, said=DraftSaid(answers), seen_revision=0, by=home.worker.staff_id, at=now())
    commit()
    for path in ("/talk", f"/versions/{plan.id}"):
        text = worker.get(page(home, path)).text
        for secret in ("Ben has methadone", "behind the boiler"):
            before = text[: text.index(secret)]
            opened = before.rindex("<details")
            assert "</details" not in before[opened:]
            assert " open" not in before[opened : before.index(">", opened)]
    assert "behind the boiler" not in worker.get(page(home)).text


@pytest.mark.parametrize("path", ["", "/talk", "/agree", "/history", "/copy", "/print", "/leaflet", "/care-review"])
def test_another_services_person_is_not_there(home: Home, client: StrictClient, path: str) -> None:
    put_into_session(client, a_staff_member("drugs-worker"))
    assert client.get(page(home, path)).status_code == 404


@pytest.mark.parametrize("roles", [("pharmacist",), ("administrator",)])
def test_whoever_does_not_make_plans_is_turned_away(home: Home, client: StrictClient, roles: tuple[str, ...]) -> None:
    put_into_session(client, a_staff_member(*roles))
    assert client.get(page(home, "/talk")).status_code == 403


def test_script_and_emoji_in_an_answer_are_shown_as_typed(home: Home, worker: StrictClient) -> None:
    words = "<script>alert(1)</script> 🙂"
    worker.post(page(home, "/talk"), data=typed(P1_words=words))
    text = worker.get(page(home, "/talk")).text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙂" in text
