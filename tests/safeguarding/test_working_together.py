"""Meetings, what agencies agreed, before a birth, who a child is, the other drug service, and a frozen record."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.conflict import Refused
from core.db import commit
from people.actions import add_child, child_gone, hold_record, link_families, release_record
from people.queries import family, held
from people.rules import ChildGone, ChildHow, ChildSaid
from safeguarding.actions import (
    agree_joint_action,
    complete_referral,
    do_joint_action,
    lead_before_birth,
    record_meeting,
    refer,
    share_note,
    withdraw_event,
)
from safeguarding.queries import shared_with
from safeguarding.rules import EventKind, MeetingSaid, ReferralKind, ReferralSaid
from tests.people.builders import JENNY, TODAY, Home, a_family, later
from tests.safeguarding.builders import a_referral, an_event, ella, join, signed, told
from tests.safeguarding.pages import SignIn, a_day, path, today
from tests.staff.builders import Person
from tests.strict_client import StrictClient

DUE = TODAY + timedelta(days=7)


def test_a_meeting_says_who_came_and_who_was_asked(inside: Flask) -> None:
    home = a_family()
    with pytest.raises(Refused, match="Say what the meeting"):
        record_meeting(said=MeetingSaid(""), **signed(home))
    with pytest.raises(Refused, match="after this one"):
        record_meeting(said=MeetingSaid("Core group", ("Jo",), next_on=TODAY), **signed(home))
    record_meeting(said=MeetingSaid("Core group", ("Jo", "Sam"), ("The school",)), **signed(home))
    (met,) = told(home).meetings
    assert (met.came, met.asked) == (("Jo", "Sam"), ("The school",))


def test_what_an_agency_will_do_is_overdue_until_it_is_done_and_how_we_know(inside: Flask) -> None:
    home = a_family()
    with pytest.raises(Refused) as refused:
        agree_joint_action(what=" ", by_name="", due_on=TODAY - timedelta(days=1), **signed(home))
    assert [field for field, _ in refused.value.problems] == ["what", "by_name", "due_on"]
    row = agree_joint_action(what="Weigh Ella", by_name="Jo", due_on=DUE, **signed(home))
    (one,) = told(home).joint_actions
    assert (one.is_overdue(DUE), one.is_overdue(DUE + timedelta(days=1))) == (False, True)
    with pytest.raises(Refused, match="how we know"):
        do_joint_action(entry_id=row.entry_id, done_on=TODAY, how="", **signed(home, later()))
    do_joint_action(entry_id=row.entry_id, done_on=TODAY, how="Jo rang: 9 kg", **signed(home, later()))
    assert told(home).joint_actions[0].done_on == TODAY


def an_unborn_child(home: Home) -> UUID:
    add_child(household_id=home.household_id, said=ChildSaid("Baby", ChildHow.LIVES, due_on=DUE), **home.signed)
    commit()
    return next(UUID(child.id) for child in family(home.household_id).children if child.unborn)


def test_somebody_leads_until_a_child_is_born(inside: Flask) -> None:
    home = a_family()
    with pytest.raises(Refused, match="is born"):
        lead_before_birth(child_id=UUID(ella(home).id), by_name="Jo", **signed(home))
    lead_before_birth(child_id=an_unborn_child(home), by_name="Jo, midwife", **signed(home))
    assert [one.by_name for one in told(home).before_births] == ["Jo, midwife"]


def test_a_pregnancy_that_ends_leaves_every_page_and_print_at_once(at_desk: StrictClient, home: Home) -> None:
    child = an_unborn_child(home)
    lead_before_birth(child_id=child, by_name="Jo, midwife", agreed="Meet in June", **signed(home))
    referral = a_referral(home, child_id=child, kind=ReferralKind.PRE_BIRTH, for_the_child="Baby may be small")
    commit()
    pages = [path(home, page) for page in ("together", "referrals", "")]
    assert "Meet in June" in at_desk.get(pages[0]).text
    assert "Baby may be small" in at_desk.get(pages[1]).text
    child_gone(child_id=child, why=ChildGone.PREGNANCY_ENDED, on=TODAY, by=home.worker.staff_id, at=later())
    commit()
    for page in pages:
        words = at_desk.get(page).text
        assert "Meet in June" not in words
        assert "Baby may be small" not in words
        assert "Send it in writing" not in words
    assert at_desk.get(path(home, f"referrals/{referral.entry_id}/print")).status_code == 404


def test_two_services_read_what_the_other_shares_and_nothing_else(inside: Flask) -> None:
    ours, theirs = a_family(), a_family()
    with pytest.raises(Refused, match="No other drug service is linked"):
        share_note(what="Supervised daily", **signed(ours))
    link_families(household_id=ours.household_id, other_household_id=theirs.household_id, because="Rang", **ours.signed)
    with pytest.raises(Refused, match="No other drug service is linked"):
        share_note(what="Supervised daily", **signed(ours))
    link_families(
        household_id=theirs.household_id, other_household_id=ours.household_id, because="Rang", **theirs.signed
    )
    share_note(what="Supervised daily", **signed(ours))
    an_event(ours, EventKind.DEBT, what="Nobody else's business")
    assert [(one.what, one.service_name) for one in shared_with(theirs.household_id)] == [
        ("Supervised daily", ours.service.name)
    ]
    assert shared_with(ours.household_id) == ()


def test_in_a_frozen_record_what_is_missing_is_filled_in_and_nothing_else_changes(inside: Flask) -> None:
    home = a_family()
    action = agree_joint_action(what="A cot", by_name="Mrs Oak", due_on=TODAY, **signed(home))
    told_by_phone = refer(person_id=home.person_id, said=ReferralSaid(None), told_by_phone=True, **signed(home))
    hold_record(because="A review is asked for", **signed(home, later(1)))
    whole = ReferralSaid(UUID(ella(home).id), ReferralKind.S17, "Asleep at ten", "No breakfast")
    row = complete_referral(entry_id=told_by_phone.entry_id, said=whole, because="In writing", **signed(home, later(2)))
    assert row.version == 2
    do_joint_action(entry_id=action.entry_id, done_on=TODAY, how="Seen there", **signed(home, later(3)))
    release_record(because="Over", **signed(home, later(4)))
    hold_record(because="Again", **signed(home, later(5)))
    other = replace(whole, seen="Nothing of the kind")
    with pytest.raises(Refused, match="frozen for an inquiry"):
        complete_referral(entry_id=told_by_phone.entry_id, said=other, because="Better", **signed(home, later(6)))
    with pytest.raises(Refused, match="frozen for an inquiry"):
        do_joint_action(
            entry_id=action.entry_id, done_on=TODAY - timedelta(days=1), how="No", **signed(home, later(6, days=1))
        )


def test_what_was_frozen_where_they_lived_before_stays_so_when_they_move(inside: Flask) -> None:
    home = a_family()
    event = an_event(home, EventKind.DEBT)
    hold_record(because="A review is asked for", **signed(home, later(1)))
    other = a_family(home.service, said=replace(JENNY, given_names="Rob"))
    join(home, other, later(2))
    assert held(other.household_id) is not None
    with pytest.raises(Refused, match="frozen for an inquiry"):
        withdraw_event(entry_id=event.entry_id, because="Mistake", **signed(other, later(3)))
    release_record(because="Over", **signed(other, later(4)))
    withdraw_event(entry_id=event.entry_id, because="Mistake", **signed(other, later(5)))


def test_a_frozen_record_can_be_added_to_and_what_was_written_stays(inside: Flask) -> None:
    home = a_family()
    event = an_event(home, EventKind.CHILD_EXPOSURE, about_child_id=UUID(ella(home).id))
    hold_record(because="A review is asked for", **signed(home, later(1)))
    with pytest.raises(Refused, match="frozen already"):
        hold_record(because="Again", **signed(home, later(2)))
    with pytest.raises(Refused, match="frozen for an inquiry"):
        withdraw_event(entry_id=event.entry_id, because="Mistake", **signed(home, later(3)))
    after = an_event(home, EventKind.DEBT, later(4))
    withdraw_event(entry_id=after.entry_id, because="Mistake", **signed(home, later(5)))
    release_record(because="The review is over", **signed(home, later(6)))
    assert held(home.household_id) is None
    withdraw_event(entry_id=event.entry_id, because="Mistake", **signed(home, later(7)))


def test_one_page_says_who_does_what(at_desk: StrictClient, home: Home) -> None:
    page = path(home, "together")
    assert "Nothing is agreed and still to do" in at_desk.get(page).text
    meeting = today(what="Core group", came="Jo, Sam", asked="The school", agreed="Weigh her", ours_alone="y")
    assert at_desk.post(path(home, "together/meeting"), data=meeting).status_code == 302
    late = a_day(today(what="Weigh Ella", by_name="Jo"), "happened_on", 9)
    assert at_desk.post(path(home, "together/action"), data=a_day(late, "due_on", 2)).status_code == 302
    words = at_desk.get(page).text
    assert "Was to be done by" in words
    assert "The school" in words
    (one,) = told(home).joint_actions
    done = a_day({"how": "9 kg"}, "done_on")
    assert at_desk.post(path(home, f"together/actions/{one.id}/done"), data=done).status_code == 302
    assert at_desk.get(path(home, f"together/actions/{one.id}/done")).status_code == 404
    at_desk.post(path(home, f"together/identity/{ella(home).id}"), data={"what": "Her hair is done at her gran's"})
    assert "Her hair is done" in at_desk.get(page).text


def test_a_child_seen_keeps_mood_doing_words_and_weight_and_clears_no_worry(at_desk: StrictClient, home: Home) -> None:
    an_event(home, EventKind.CHILD_HANDLING, about_child_id=UUID(ella(home).id))
    commit()
    seen = today(
        child=ella(home).id, by="us", place="home", alert="awake", description="Clean, thin", mood="Watchful",
        did="Lined up cars", words="Mummy sleeps", health="9 kg, the health visitor says",
    )  # fmt: skip
    assert at_desk.post(path(home, "record/child-seen"), data=seen).status_code == 302
    (fact,) = told(home).seen
    assert (fact.mood, fact.did, fact.health) == ("Watchful", "Lined up cars", "9 kg, the health visitor says")
    assert "needs a referral for the child" in at_desk.post(path(home, "open/person"), follow_redirects=True).text


def test_only_a_manager_or_lead_freezes_a_record(
    home: Home, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    sign_in("drugs-worker", service=home.service)
    assert client.get(path(home, "hold")).status_code == 403
    sign_in("manager", service=home.service)
    client.post(path(home, "hold"), data={"because": "A review is asked for"})
    assert "This record is frozen" in client.get(path(home, "together")).text


def test_a_second_press_neither_releases_what_is_frozen_nor_freezes_again(
    client: StrictClient, inside: Flask, sign_in: SignIn
) -> None:
    home = a_family()
    sign_in("manager", service=home.service)
    page = path(home, "hold")
    freeze = {"act": "hold", "because": "A review is asked for"}
    assert 'value="hold"' in client.get(page).text
    assert client.post(page, data=freeze).status_code == 302
    assert 'value="release"' in client.get(page).text
    for stale in (freeze, {"because": "Nothing said"}):
        assert "The record is frozen already" in client.post(page, data=stale).text
    assert held(home.household_id) is not None
    release = {"act": "release", "because": "It is over"}
    assert client.post(page, data=release).status_code == 302
    assert "The record is not frozen" in client.post(page, data=release).text
    assert held(home.household_id) is None
