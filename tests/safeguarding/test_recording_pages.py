"""The pages on which something is recorded, each in under a minute."""

import pytest

from core.db import commit
from people.queries import family
from safeguarding.rules import EventKind
from tests.people.builders import Home, an_agency
from tests.safeguarding.builders import an_event, ella, told
from tests.safeguarding.pages import a_day, path, today
from tests.strict_client import StrictClient


def test_record_something_lists_every_kind_in_its_words(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.get(path(home, "record"))
    assert page.status_code == 200
    for kind in EventKind:
        assert f"record/event/{kind.value}" in page.text
    assert "Other drugs as well" in page.text
    assert "use on top" not in page.text.lower()


def test_the_form_of_every_kind_opens_and_asks_for_a_day(at_desk: StrictClient, home: Home) -> None:
    for kind in EventKind:
        page = at_desk.get(path(home, f"record/event/{kind.value}"))
        assert page.status_code == 200, kind
        assert "happened_on-day" in page.text, kind


def test_other_drugs_as_well_are_recorded_with_the_question_answered(at_desk: StrictClient, home: Home) -> None:
    form = today(
        what="Heroin, smoked",
        how_often="Twice this month",
        source="self-report",
        changes="no",
        because="Nothing is at home; she is supervised",
    )
    page = at_desk.post(path(home, "record/event/use-on-top"), data=form)
    assert page.status_code == 302
    (event,) = told(home).events
    assert (event.kind, event.what, event.how_often) == (EventKind.USE_ON_TOP, "Heroin, smoked", "Twice this month")
    assert event.changes_nothing_because == "Nothing is at home; she is supervised"


def test_yes_or_not_sure_leaves_it_to_be_looked_at(at_desk: StrictClient, home: Home) -> None:
    at_desk.post(path(home, "record/event/moved"), data=today(changes="yes"))
    assert told(home).events[0].changes_nothing_at is None


def test_everything_missing_is_said_at_once_and_nothing_typed_is_lost(at_desk: StrictClient, home: Home) -> None:
    empty = {f"happened_on-{part}": "" for part in ("day", "month", "year")}
    page = at_desk.post(path(home, "record/event/moved"), data={"what": "To <b>Riverside</b> 🙂"} | empty)
    assert page.status_code == 200
    assert "Enter the day it happened" in page.text
    assert "Say whether this changes anything about the methadone at home" in page.text
    assert "To &lt;b&gt;Riverside&lt;/b&gt; 🙂" in page.text
    assert told(home).events == ()


def test_a_no_says_why(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "record/event/moved"), data=today(changes="no"))
    assert "Say why it changes nothing" in page.text


def test_a_day_to_come_is_said_beside_the_date(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "record/event/moved"), data=a_day({"changes": "yes"}, "happened_on", days_ago=-1))
    assert "The date must be today or in the past" in page.text


def test_an_event_about_a_child_before_the_birth_is_said_beside_the_date(at_desk: StrictClient, home: Home) -> None:
    form = {"changes": "yes", "about": f"child:{ella(home).id}"}
    page = at_desk.post(path(home, "record/event/child-injury"), data=a_day(form, "happened_on", days_ago=2000))
    assert "The date is before the child was born" in page.text


def test_police_with_a_child_there(at_desk: StrictClient, home: Home) -> None:
    form = today(changes="yes", present="Ben, Ella", place="at a friend's")
    at_desk.post(path(home, "record/event/police-contact"), data=form)
    (event,) = told(home).events
    assert (event.kind, event.present) == (EventKind.WARRANT, ("Ben", "Ella"))


def test_a_child_who_may_have_swallowed_some_is_led_to_what_to_do_now(at_desk: StrictClient, home: Home) -> None:
    form = today(about=f"child:{ella(home).id}", what="The bottle was open")
    answer = at_desk.post(path(home, "record/event/child-exposure"), data=form)
    page = at_desk.get(answer.location)
    assert "Ring 999" in page.text
    done = a_day({"what": "Rang 999", "by_name": "Sam", "done_time": "00:01"}, "done_on")
    assert at_desk.post(answer.location, data=done).status_code == 302
    assert [act.what for act in told(home).exposure_acts] == ["Rang 999"]
    assert (
        "Enter the time as hours and minutes" in at_desk.post(answer.location, data=done | {"done_time": "nine"}).text
    )


def test_a_child_who_died_is_asked_about_by_day_alone_and_support_comes_next(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.get(path(home, "record/event/child-died"))
    for name in ("what", "source", "seen_by", "changes"):
        assert f'name="{name}"' not in page.text
    assert "Choose the child" in at_desk.post(path(home, "record/event/child-died"), data=today()).text
    answer = at_desk.post(path(home, "record/event/child-died"), data=today(about=f"child:{ella(home).id}"))
    assert answer.location.endswith("/support")
    assert family(home.household_id).children == ()


def test_a_pregnancy_that_nobody_named_ends_without_a_question(at_desk: StrictClient, home: Home) -> None:
    an_event(home, EventKind.PREGNANCY)
    commit()
    page = at_desk.get(path(home, "record/event/pregnancy-ended"))
    assert 'name="about"' not in page.text
    answer = at_desk.post(path(home, "record/event/pregnancy-ended"), data=today())
    assert answer.location.endswith("/support")


def test_a_contact_a_call_and_a_child_seen_are_each_one_form(at_desk: StrictClient, home: Home) -> None:
    agency_id = an_agency(home)
    assert at_desk.post(path(home, "record/contact"), data=today(how="clinic")).status_code == 302
    call = today(
        said="She is closing the case", agreed="She visits on Monday", with_agency=str(agency_id), with_name="Jo"
    )
    assert at_desk.post(path(home, "record/call"), data=call).status_code == 302
    seen = today(child=ella(home).id, by="us", place="home", alert="awake", description="Playing", words="Duck")
    assert at_desk.post(path(home, "record/child-seen"), data=seen).status_code == 302
    heard = today(agency=str(agency_id), said="Nothing new")
    assert at_desk.post(path(home, "record/heard-from"), data=heard).status_code == 302
    history = told(home)
    assert len(history.contacts) == 2
    assert history.calls[0].with_name.startswith("Jo, Northside")
    assert history.seen[0].words == "Duck"
    assert len(history.heard) == 2


def test_a_call_confirmed_at_once_is_confirmed(at_desk: StrictClient, home: Home) -> None:
    call = today(said="x", with_name="Jo", confirmed="y")
    at_desk.post(path(home, "record/call"), data=call)
    assert told(home).calls[0].confirmed_at is not None


def test_somewhere_else_says_where(at_desk: StrictClient, home: Home) -> None:
    form = today(child=ella(home).id, by="us", place="elsewhere", alert="awake", description="Playing")
    assert "Say where the child was seen" in at_desk.post(path(home, "record/child-seen"), data=form).text
    at_desk.post(path(home, "record/child-seen"), data=form | {"elsewhere": "Nursery"})
    assert told(home).seen[0].place == "Nursery"


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        ("awake", "That a child is well is good to know"),
        ("asleep-not-woken", "still waits to be seen"),
        ("unusually-sleepy", "ring 999 now and say “methadone”"),
    ],
)
def test_what_follows_from_how_a_child_was_is_said(at_desk: StrictClient, home: Home, alert: str, said: str) -> None:
    form = today(child=ella(home).id, by="us", place="home", alert=alert, description="On the sofa")
    page = at_desk.post(path(home, "record/child-seen"), data=form, follow_redirects=True).text
    assert said in page
    assert ("good to know" in page) is (alert == "awake")


def test_the_same_contact_twice_in_a_minute_is_asked_and_another_is_not(at_desk: StrictClient, home: Home) -> None:
    form = today(how="clinic", what="About the box")
    assert "there were two" not in at_desk.get(path(home, "record/contact")).text
    at_desk.post(path(home, "record/contact"), data=form)
    asked = at_desk.post(path(home, "record/contact"), data=form)
    assert asked.status_code == 200
    assert "The same was recorded a moment ago" in asked.text
    assert "About the box" in asked.text
    assert len(told(home).contacts) == 1
    assert at_desk.post(path(home, "record/contact"), data=form | {"how": "phone"}).status_code == 302
    assert at_desk.post(path(home, "record/contact"), data=form | {"again": "y"}).status_code == 302
    assert len(told(home).contacts) == 3


def test_the_same_twice_in_a_minute_is_asked_and_not_refused(at_desk: StrictClient, home: Home) -> None:
    form = today(changes="yes")
    at_desk.post(path(home, "record/event/vomiting"), data=form)
    asked = at_desk.post(path(home, "record/event/vomiting"), data=form)
    assert asked.status_code == 200
    assert "The same was recorded a moment ago" in asked.text
    assert len(told(home).events) == 1
    assert at_desk.post(path(home, "record/event/vomiting"), data=form | {"again": "y"}).status_code == 302
    assert len(told(home).events) == 2
