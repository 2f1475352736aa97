"""An entry on its own page: put right, taken back, answered."""

import re

import pytest

from core.db import commit
from safeguarding.actions import record_call
from safeguarding.rules import CallSaid, EventKind, OurView
from tests.people.builders import Home, a_family
from tests.safeguarding.builders import a_referral, an_event, an_outcome, ella, signed, told
from tests.safeguarding.pages import path, today
from tests.strict_client import StrictClient


def test_a_call_is_confirmed_with_one_press(at_desk: StrictClient, home: Home) -> None:
    row = record_call(said=CallSaid("Jo", "x", "She visits"), **signed(home))
    commit()
    entry = path(home, f"entries/call/{row.entry_id}")
    assert "It is confirmed in writing" in at_desk.get(entry).text
    at_desk.post(path(home, f"calls/{row.entry_id}/confirm"))
    assert "Confirmed in writing" in at_desk.get(entry).text


def test_an_entry_is_put_right_and_shows_what_it_said_before(at_desk: StrictClient, home: Home) -> None:
    row = an_event(home, EventKind.CHILD_INJURY, what="Fell from the bed")
    commit()
    entry = path(home, f"entries/event/{row.entry_id}")
    form = today(what="Fell from the sofa", because_changed="Misheard", version=1)
    assert "Fell from the bed" in at_desk.get(f"{entry}/correct").text
    assert at_desk.post(f"{entry}/correct", data=form).status_code == 302
    assert "The entry is put right" in at_desk.get(entry).text
    page = at_desk.get(entry).text
    assert page.index("Fell from the sofa") < page.index("What it said before") < page.index("Fell from the bed")
    assert "Misheard" in page
    stale = at_desk.post(f"{entry}/correct", data=form)
    assert stale.status_code == 409


@pytest.mark.parametrize(
    ("place", "words"), [("clinic", "At the clinic"), ("home", "At home"), ("Gran’s flat", "Gran’s flat")]
)
def test_where_a_child_was_seen_reads_as_it_was_chosen(
    at_desk: StrictClient, home: Home, place: str, words: str
) -> None:
    where = {"place": place} if place in ("clinic", "home") else {"place": "elsewhere", "elsewhere": place}
    seen = today(child=ella(home).id, by="us", alert="awake", description="Playing", **where)
    at_desk.post(path(home, "record/child-seen"), data=seen)
    entry = at_desk.get(path(home, f"entries/child-seen/{told(home).seen[0].id}")).text
    assert re.search(rf"Where\s*</dt>\s*<dd[^>]*>\s*{words}\s*<", entry)
    assert words in at_desk.get(path(home, "chronology")).text


@pytest.mark.parametrize("noun", ["contact", "call", "child-seen"])
def test_every_quick_entry_can_be_put_right(at_desk: StrictClient, home: Home, noun: str) -> None:
    at_desk.post(path(home, "record/contact"), data=today(how="clinic"))
    at_desk.post(path(home, "record/call"), data=today(said="x", with_name="Jo"))
    seen = today(child=ella(home).id, by="us", place="home", alert="awake", description="Playing")
    at_desk.post(path(home, "record/child-seen"), data=seen)
    history = told(home)
    entry_id = {"contact": history.contacts[0].id, "call": history.calls[0].id, "child-seen": history.seen[0].id}[noun]
    changed = seen | {
        "how": "phone",
        "said": "y",
        "with_name": "Jo Bell",
        "because_changed": "Thought again",
        "version": 1,
    }
    entry = path(home, f"entries/{noun}/{entry_id}")
    assert at_desk.get(f"{entry}/correct").status_code == 200
    assert at_desk.post(f"{entry}/correct", data=changed).status_code == 302
    assert "Thought again" in at_desk.get(entry).text


def test_an_entry_is_taken_back_with_a_reason(at_desk: StrictClient, home: Home) -> None:
    row = an_event(home, EventKind.DEBT)
    commit()
    entry = path(home, f"entries/event/{row.entry_id}")
    assert "Say why you are taking this back" in at_desk.post(f"{entry}/take-back", data={"version": 1}).text
    at_desk.post(f"{entry}/take-back", data={"version": 1, "because": "Another family"})
    assert "Taken back" in at_desk.get(entry).text
    assert told(home).events == ()
    assert at_desk.get(f"{entry}/take-back").status_code == 404


def test_the_question_is_answered_later(at_desk: StrictClient, home: Home) -> None:
    row = an_event(home, EventKind.BEREAVEMENT)
    commit()
    page = path(home, f"events/{row.entry_id}/answer")
    assert "Bereavement" in at_desk.get(page).text
    at_desk.post(page, data={"changes": "no", "because": "Her aunt is there"})
    assert told(home).events[0].changes_nothing_because == "Her aunt is there"


def test_an_entry_of_another_family_does_not_exist_here(at_desk: StrictClient, home: Home) -> None:
    stranger = a_family(home.service)
    row = an_event(stranger, EventKind.MOVED)
    outcome = an_outcome(stranger, a_referral(stranger))
    commit()
    assert at_desk.get(path(home, f"entries/event/{row.entry_id}")).status_code == 404
    assert at_desk.get(path(home, f"entries/event/{row.entry_id}/correct")).status_code == 404
    page = at_desk.post(path(home, f"outcomes/{outcome.entry_id}/our-view"), data={"view": OurView.AGREE.value})
    assert page.status_code == 404
