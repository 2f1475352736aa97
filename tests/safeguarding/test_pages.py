"""The pages on which things are recorded, put right and referred."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core import clock
from core.audit import entries_about
from core.db import commit
from safeguarding.actions import record_call
from safeguarding.rules import CallSaid, EventKind, OurView
from tests.people.builders import Home, a_family, an_agency
from tests.safeguarding.builders import a_referral, an_event, an_outcome, ella, signed, told
from tests.staff.builders import Person
from tests.strict_client import StrictClient

SignIn = Callable[..., Person]


def a_day(form: dict[str, Any], name: str, days_ago: int = 0) -> dict[str, Any]:
    """The three boxes of a date, counted from today."""
    day = clock.day_of(clock.now()) - timedelta(days=days_ago)
    return form | {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def today(**form: Any) -> dict[str, Any]:
    """A form about today."""
    return a_day(form, "happened_on")


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family, and nobody signed in."""
    return a_family()


@pytest.fixture
def at_desk(home: Home, client: StrictClient, sign_in: SignIn) -> StrictClient:
    """A drugs worker of the family's service at a browser."""
    sign_in("drugs-worker", service=home.service)
    return client


def path(home: Home, rest: str) -> str:
    """A page about the person."""
    return f"/people/{home.person_id}/{rest}"


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


def test_the_same_twice_in_a_minute_is_asked_and_not_refused(at_desk: StrictClient, home: Home) -> None:
    form = today(changes="yes")
    at_desk.post(path(home, "record/event/vomiting"), data=form)
    asked = at_desk.post(path(home, "record/event/vomiting"), data=form)
    assert asked.status_code == 200
    assert "The same was recorded a moment ago" in asked.text
    assert len(told(home).events) == 1
    assert at_desk.post(path(home, "record/event/vomiting"), data=form | {"again": "y"}).status_code == 302
    assert len(told(home).events) == 2


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


def test_what_others_told_us_is_closed_on_the_page_at_first(at_desk: StrictClient, home: Home) -> None:
    at_desk.post(path(home, "record/event/third-party-concern"), data=today(changes="yes", ours_alone="y"))
    at_desk.post(path(home, "record/event/debt"), data=today(changes="yes"))
    page = at_desk.get(path(home, "record")).text
    open_part, closed_part = page.split("1 entry kept closed")
    assert "Somebody is worried about a child" in closed_part
    assert "Money trouble" in open_part.split("Recorded last")[1]


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


def test_a_call_is_confirmed_with_one_press(at_desk: StrictClient, home: Home) -> None:
    row = record_call(said=CallSaid("Jo", "x", "She visits"), **signed(home))
    commit()
    entry = path(home, f"entries/call/{row.entry_id}")
    assert "It is confirmed in writing" in at_desk.get(entry).text
    at_desk.post(path(home, f"calls/{row.entry_id}/confirm"))
    assert "Confirmed in writing" in at_desk.get(entry).text


def test_somewhere_else_says_where(at_desk: StrictClient, home: Home) -> None:
    form = today(child=ella(home).id, by="us", place="elsewhere", alert="awake", description="Playing")
    assert "Say where the child was seen" in at_desk.post(path(home, "record/child-seen"), data=form).text
    at_desk.post(path(home, "record/child-seen"), data=form | {"elsewhere": "Nursery"})
    assert told(home).seen[0].place == "Nursery"


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


def test_an_incomplete_referral_says_everything_that_is_missing(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "referrals/refer"), data=today(seen="Crying at ten"))
    assert page.status_code == 200
    for sentence in ("Name the child", "what kind of referral", "means for the child"):
        assert sentence in page.text
    assert "Crying at ten" in page.text
    assert told(home).referrals == ()


def test_a_referral_told_by_phone_is_recorded_at_once_and_completed(at_desk: StrictClient, home: Home) -> None:
    at_desk.post(path(home, "referrals/refer"), data=today(seen="Crying at ten", told_by_phone="y"))
    (referral,) = told(home).referrals
    assert "Complete it in writing" in at_desk.get(path(home, "referrals")).text
    page = path(home, f"referrals/{referral.id}/complete")
    assert "Crying at ten" in at_desk.get(page).text
    whole = {"child": ella(home).id, "kind": "S47", "seen": "Crying at ten", "for_the_child": "Hungry"}
    assert at_desk.post(page, data=whole).status_code == 302
    assert told(home).referrals[0].for_the_child == "Hungry"


def test_a_disagreement_is_followed_on_one_page(at_desk: StrictClient, home: Home) -> None:
    referral = a_referral(home)
    commit()
    outcome = today(result="no-action", what="Health visitor watches")
    at_desk.post(path(home, f"referrals/{referral.entry_id}/outcome"), data=outcome)
    page = at_desk.get(path(home, "referrals")).text
    assert "We have not said yet what we think" in page
    (known,) = told(home).outcomes
    at_desk.post(path(home, f"outcomes/{known.id}/our-view"), data={"view": "disagree"})
    form = at_desk.get(path(home, f"outcomes/{known.id}/escalate"))
    assert form.status_code == 200
    assert "Say what was resolved" in at_desk.post(path(home, f"outcomes/{known.id}/resolve"), data={}).text
    at_desk.post(path(home, f"outcomes/{known.id}/resolve"), data={"text": "Joint visit", "agreed_by": "Jo"})
    assert "Resolved" in at_desk.get(path(home, "referrals")).text


def test_no_referral_says_why_or_when(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "referrals/not-referred"), data={"how": "later", "because": "Midwife told"})
    assert "Enter the day by which it is decided" in page.text
    at_desk.post(path(home, "referrals/not-referred"), data={"how": "not", "because": "Known to them"})
    assert [one.sent for one in told(home).referrals] == [False]
    assert "Known to them" in at_desk.get(path(home, "referrals")).text


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        (["manager"], "supervision"),
        (["manager"], "manager-look"),
        (["prescriber"], "prescriber-look"),
        (["safeguarding-lead"], "co-ordinator"),
        (["drugs-worker"], "support"),
        (["drugs-worker"], "their-plan"),
        (["drugs-worker"], "safeguarding-review"),
        (["drugs-worker"], "not-needed/box-owed"),
    ],
)
def test_the_other_pages_open_for_their_roles(
    home: Home, client: StrictClient, sign_in: SignIn, roles: list[str], page: str
) -> None:
    sign_in(*roles, service=home.service)
    assert client.get(path(home, page)).status_code == 200


@pytest.mark.parametrize("page", ["supervision", "manager-look", "prescriber-look", "co-ordinator"])
def test_what_is_a_managers_or_prescribers_is_refused_to_a_worker(at_desk: StrictClient, home: Home, page: str) -> None:
    assert at_desk.get(path(home, page)).status_code == 403


def test_the_other_acts_are_saved(home: Home, client: StrictClient, sign_in: SignIn) -> None:
    sign_in("manager", "prescriber", service=home.service)
    client.post(path(home, "supervision"), data=today(better_for_the_child="Not yet"))
    client.post(path(home, "manager-look"), data={"what": "Seen"})
    client.post(path(home, "prescriber-look"), data={})
    client.post(path(home, "co-ordinator"), data={"name": "Sam"})
    client.post(path(home, "support"), data=today(declined="y"))
    client.post(path(home, "their-plan"), data=today(kind="child-in-need", held="y"))
    client.post(path(home, "not-needed/box-owed?about=box"), data=a_day({"because": "Has one"}, "until", -30))
    history = told(home)
    assert [len(some) for some in (history.supervisions, history.looks, history.support, history.their_plans)] == [
        1,
        2,
        1,
        1,
    ]
    assert history.co_ordinator == "Sam"
    assert [(one.code, one.about) for one in history.not_needed] == [("box-owed", "box")]


def test_a_possible_swallowing_is_never_answered_with_not_needed(at_desk: StrictClient, home: Home) -> None:
    form = a_day({"because": "x"}, "until", -1)
    page = at_desk.post(path(home, "not-needed/exposure-act-now"), data=form)
    assert page.status_code == 200
    assert "A child may have swallowed some" in page.text


@pytest.mark.parametrize("page", ["record", "record/event/moved", "record/call", "referrals", "support"])
def test_a_person_of_another_service_does_not_exist_here(
    home: Home, client: StrictClient, sign_in: SignIn, page: str
) -> None:
    sign_in("drugs-worker")
    assert client.get(path(home, page)).status_code == 404
    assert client.post(path(home, "record/event/moved"), data=today(changes="yes")).status_code == 404


def test_an_entry_of_another_family_does_not_exist_here(at_desk: StrictClient, home: Home) -> None:
    stranger = a_family(home.service)
    row = an_event(stranger, EventKind.MOVED)
    outcome = an_outcome(stranger, a_referral(stranger))
    commit()
    assert at_desk.get(path(home, f"entries/event/{row.entry_id}")).status_code == 404
    assert at_desk.get(path(home, f"entries/event/{row.entry_id}/correct")).status_code == 404
    page = at_desk.post(path(home, f"outcomes/{outcome.entry_id}/our-view"), data={"view": OurView.AGREE.value})
    assert "no such entry" in page.text


@pytest.mark.parametrize(
    "page", ["record/event/nonsense", f"entries/nonsense/{UUID(int=1)}", f"entries/event/{UUID(int=1)}"]
)
def test_what_is_not_there_is_not_found(at_desk: StrictClient, home: Home, page: str) -> None:
    assert at_desk.get(path(home, page)).status_code == 404


def test_a_pharmacist_and_an_administrator_are_refused(home: Home, client: StrictClient, sign_in: SignIn) -> None:
    sign_in("pharmacist")
    assert client.get(path(home, "record")).status_code == 403
    sign_in("administrator", service=home.service)
    assert client.get(path(home, "record")).status_code == 403


def test_looking_at_a_page_is_audited(at_desk: StrictClient, home: Home) -> None:
    at_desk.get(path(home, "record"))
    newest = entries_about(home.person_id)[0]
    assert (newest.kind, newest.verb, newest.household_id) == (
        "view",
        "safeguarding.record_something",
        home.household_id,
    )
