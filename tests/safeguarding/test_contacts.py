"""Contacts, calls, agencies heard from, and children seen."""

from datetime import timedelta
from uuid import UUID

import pytest

from core.conflict import Conflict, Refused
from people.rules import AgencyRole
from safeguarding.actions import (
    confirm_call,
    correct_call,
    correct_child_seen,
    correct_contact,
    record_call,
    record_child_seen,
    record_contact,
    record_heard_from,
    withdraw_entry,
)
from safeguarding.rules import Alert, CallSaid, ChildSeenSaid, ContactHow, EntryNoun
from tests.people.builders import AT, TODAY, Home, a_family, an_agency, later
from tests.safeguarding.builders import ella, signed, told

pytestmark = pytest.mark.usefixtures("inside")


def seen(home: Home, **values: object) -> ChildSeenSaid:
    """Ella, seen at home."""
    said = {"child_id": UUID(ella(home).id), "place": "home", "description": "Playing", "alert": Alert.AWAKE}
    return ChildSeenSaid(**said | values)  # type: ignore[arg-type]


def test_a_contact_says_how_and_with_whom() -> None:
    home = a_family()
    record_contact(person_id=home.person_id, how=ContactHow.PHONE, what="Running late", **signed(home))
    (contact,) = told(home).contacts
    assert (contact.person_id, contact.how, contact.what) == (str(home.person_id), ContactHow.PHONE, "Running late")
    assert (contact.happened_on, contact.recorded_at) == (TODAY, AT)


def test_a_contact_to_come_is_refused() -> None:
    home = a_family()
    with pytest.raises(Refused, match="today or in the past"):
        record_contact(
            person_id=home.person_id, how=ContactHow.CLINIC, happened_on=TODAY + timedelta(days=1), **signed(home)
        )


def test_a_contact_is_put_right_and_taken_back_like_every_entry() -> None:
    home = a_family()
    row = record_contact(person_id=home.person_id, how=ContactHow.PHONE, **signed(home))
    correct_contact(
        entry_id=row.entry_id, how=ContactHow.CLINIC, happened_on=TODAY, because="She came in", **signed(home, later())
    )
    assert [contact.how for contact in told(home).contacts] == [ContactHow.CLINIC]
    withdraw_entry(noun=EntryNoun.CONTACT, entry_id=row.entry_id, because="Another person", **signed(home, later(2)))
    assert told(home).contacts == ()


def test_a_call_with_an_agency_is_hearing_from_it_too() -> None:
    home = a_family()
    agency_id = an_agency(home, AgencyRole.SOCIAL_WORKER)
    record_call(said=CallSaid("Jo, social care", "Closing", "She visits", agency_id), **signed(home))
    history = told(home)
    (call,) = history.calls
    assert (call.with_name, call.said, call.agreed, call.agency_id) == (
        "Jo, social care",
        "Closing",
        "She visits",
        str(agency_id),
    )
    assert (call.recorded_by, call.confirmed_at, call.ours_alone) == (str(home.worker.staff_id), None, True)
    assert [heard.agency_id for heard in history.heard] == [str(agency_id)]


def test_a_call_with_somebody_else_makes_nobody_an_agency() -> None:
    home = a_family()
    record_call(said=CallSaid("The housing office", "Keys on Monday"), **signed(home))
    assert told(home).heard == ()


def test_a_call_says_who_and_what() -> None:
    home = a_family()
    with pytest.raises(Refused) as refused:
        record_call(said=CallSaid(" ", ""), **signed(home))
    assert [field for field, _ in refused.value.problems] == ["with_name", "said"]


def test_a_call_with_an_agency_of_another_family_is_refused() -> None:
    home, stranger = a_family(), a_family()
    with pytest.raises(Refused, match="agency of this family"):
        record_call(said=CallSaid("Jo", "x", family_agency_id=an_agency(stranger)), **signed(home))


def test_a_call_is_confirmed_in_writing_once_and_stays_so_over_a_correction() -> None:
    home = a_family()
    row = record_call(said=CallSaid("Jo", "Closing", "She visits"), **signed(home))
    confirm_call(entry_id=row.entry_id, **signed(home, later(1)))
    correct_call(
        entry_id=row.entry_id,
        said=CallSaid("Jo Bell", "Closing", "She visits"),
        happened_on=TODAY,
        because="Her name",
        **signed(home, later(2)),
    )
    (call,) = told(home).calls
    assert (call.with_name, call.confirmed_at) == ("Jo Bell", later(1))
    with pytest.raises(Conflict):
        confirm_call(entry_id=row.entry_id, **signed(home, later(3)))


def test_nothing_new_from_an_agency_is_worth_recording_and_silence_is_not() -> None:
    home = a_family()
    agency_id = an_agency(home)
    record_heard_from(family_agency_id=agency_id, said="Nothing new", **signed(home))
    assert [(heard.agency_id, heard.said) for heard in told(home).heard] == [(str(agency_id), "Nothing new")]
    with pytest.raises(Refused, match="nothing new"):
        record_heard_from(family_agency_id=agency_id, said="", **signed(home))


def test_a_child_seen_says_where_how_and_the_childs_own_words() -> None:
    home = a_family()
    record_child_seen(person_id=home.person_id, said=seen(home, words="Duck!"), **signed(home))
    (one,) = told(home).seen
    assert (one.child_id, one.place, one.description, one.alert, one.words) == (
        ella(home).id,
        "home",
        "Playing",
        Alert.AWAKE,
        "Duck!",
    )
    assert one.by_us


def test_seeing_a_child_at_home_is_a_contact_with_the_parent_and_elsewhere_is_not() -> None:
    home = a_family()
    record_child_seen(person_id=home.person_id, said=seen(home, place="nursery"), **signed(home))
    assert told(home).contacts == ()
    record_child_seen(person_id=home.person_id, said=seen(home), **signed(home, later()))
    assert [contact.how for contact in told(home).contacts] == [ContactHow.RECORD]


def test_a_child_seen_by_an_agency_is_hearing_from_it_and_no_contact_of_ours() -> None:
    home = a_family()
    agency_id = an_agency(home)
    record_child_seen(person_id=home.person_id, said=seen(home, family_agency_id=agency_id), **signed(home))
    history = told(home)
    assert (history.contacts, [heard.agency_id for heard in history.heard]) == ((), [str(agency_id)])


def test_a_child_cannot_be_seen_before_the_birth_nor_without_words() -> None:
    home = a_family()
    born_on = ella(home).born_on
    assert born_on is not None
    with pytest.raises(Refused) as refused:
        record_child_seen(
            person_id=home.person_id,
            said=seen(home, place=" ", description=""),
            happened_on=born_on - timedelta(days=1),
            **signed(home),
        )
    assert [field for field, _ in refused.value.problems] == ["happened_on", "place", "description"]


def test_a_child_of_another_family_is_refused() -> None:
    home, stranger = a_family(), a_family()
    with pytest.raises(Refused, match="child of this family"):
        record_child_seen(person_id=home.person_id, said=seen(stranger), **signed(home))


def test_what_was_seen_is_put_right_beside_what_it_said() -> None:
    home = a_family()
    row = record_child_seen(person_id=home.person_id, said=seen(home), **signed(home))
    correct_child_seen(
        entry_id=row.entry_id,
        said=seen(home, alert=Alert.UNUSUALLY_SLEEPY),
        happened_on=TODAY,
        because="Thought again",
        **signed(home, later()),
    )
    (one,) = told(home).seen
    assert (one.alert, one.recorded_at) == (Alert.UNUSUALLY_SLEEPY, AT)
