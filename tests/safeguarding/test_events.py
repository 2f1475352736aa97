"""Events: recorded, put right, taken back, answered, and read as the findings need them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from core.audit import AuditEntry
from core.conflict import Conflict, Refused
from core.db import db
from people.queries import family
from safeguarding.actions import (
    answer_event,
    correct_event,
    record_exposure_act,
    record_safeguarding_review,
    withdraw_event,
)
from safeguarding.queries import shown
from safeguarding.queries.entries import same_event_since
from safeguarding.rules import EntryNoun, EventKind, EventSaid, EventSource
from tests.people.builders import AT, TODAY, a_family, later
from tests.safeguarding.builders import an_event, ella, signed, told

pytestmark = pytest.mark.usefixtures("inside")


def test_an_event_is_read_back_with_everything_that_was_told() -> None:
    home = a_family()
    child = ella(home)
    an_event(
        home,
        EventKind.USE_ON_TOP,
        source=EventSource.SELF_REPORT,
        about_child_id=UUID(child.id),
        seen_by="Sam",
        known_to=("GP",),
        place="at a friend's",
        present=("Ben",),
        what="Heroin",
        how_often="twice a week",
        child_was="asleep next door",
        minded_by="Ben",
        happened_on=TODAY - timedelta(days=3),
    )
    (event,) = told(home).events
    assert (event.kind, event.source, event.about, event.about_name) == (
        EventKind.USE_ON_TOP,
        EventSource.SELF_REPORT,
        child.id,
        "Ella",
    )
    assert (event.where, event.present, event.what, event.how_often) == (
        "at a friend's",
        ("Ben",),
        "Heroin",
        "twice a week",
    )
    assert (event.child_was, event.minded_by, event.seen_by, event.known_to) == (
        "asleep next door",
        "Ben",
        "Sam",
        ("GP",),
    )
    assert (event.happened_on, event.recorded_at) == (TODAY - timedelta(days=3), AT)
    assert (event.person_id, event.recorded_by) == (str(home.person_id), str(home.worker.staff_id))


def test_every_kind_can_be_recorded() -> None:
    home = a_family()
    for kind in EventKind:
        an_event(home, kind)
    assert sorted(event.kind for event in told(home).events) == sorted(EventKind)


def test_an_event_in_the_future_is_refused() -> None:
    with pytest.raises(Refused, match="today or in the past"):
        an_event(a_family(), EventKind.MOVED, happened_on=TODAY + timedelta(days=1))


def test_an_event_about_a_child_before_the_birth_is_refused() -> None:
    home = a_family()
    child = ella(home)
    assert child.born_on is not None
    with pytest.raises(Refused, match="before the child was born"):
        an_event(
            home,
            EventKind.CHILD_INJURY,
            about_child_id=UUID(child.id),
            happened_on=child.born_on - timedelta(days=1),
        )


def test_a_child_or_adult_of_another_family_is_refused() -> None:
    home, stranger = a_family(), a_family()
    adult = family(stranger.household_id).adults[0]
    with pytest.raises(Refused, match="child of this family"):
        an_event(home, EventKind.CHILD_INJURY, about_child_id=UUID(ella(stranger).id))
    with pytest.raises(Refused, match="adult of this family"):
        an_event(home, EventKind.ILLNESS, about_adult_id=UUID(adult.id))


def test_what_others_told_us_is_kept_closed_unless_somebody_opens_it() -> None:
    home = a_family()
    an_event(home, EventKind.THIRD_PARTY_CONCERN)
    an_event(home, EventKind.THIRD_PARTY_CONCERN, ours_alone=False)
    an_event(home, EventKind.MOVED)
    assert sorted(event.ours_alone for event in told(home).events) == [False, False, True]


def test_a_police_contact_with_a_named_child_there_is_a_warrant_while_the_row_keeps_its_kind() -> None:
    home = a_family()
    row = an_event(home, EventKind.POLICE_CONTACT, present=("Ben", "Ella"))
    assert row.kind == "police-contact"
    assert [event.kind for event in told(home).events] == [EventKind.WARRANT]


def test_a_correction_is_the_next_version_and_the_older_one_stays_readable() -> None:
    home = a_family()
    first = an_event(home, EventKind.CHILD_INJURY, what="Fell from the bed")
    correct_event(
        entry_id=first.entry_id,
        said=EventSaid(EventKind.CHILD_INJURY, what="Fell from the sofa"),
        happened_on=TODAY - timedelta(days=1),
        because="Misheard",
        **signed(home, later()),
    )
    (event,) = told(home).events
    assert (event.what, event.versions, event.happened_on) == ("Fell from the sofa", 2, TODAY - timedelta(days=1))
    assert event.recorded_at == AT, "it was known from the first time it was written down"
    versions = shown(home.household_id, EntryNoun.EVENT, first.entry_id, family(home.household_id))
    assert [(one.version, one.because) for one in versions] == [(2, "Misheard"), (1, "")]
    assert ("In words", "Fell from the bed") in versions[1].parts


def test_a_correction_that_changes_what_happened_counts_from_when_it_was_made() -> None:
    home = a_family()
    first = an_event(home, EventKind.POLICE_CONTACT, changes_nothing_because="it was about a neighbour")
    assert told(home).events[0].changes_nothing_at == AT
    correct_event(
        entry_id=first.entry_id,
        said=EventSaid(EventKind.POLICE_CONTACT, child_present=True),
        happened_on=TODAY,
        because="Ella was there",
        **signed(home, later(5)),
    )
    (event,) = told(home).events
    assert (event.kind, event.recorded_at) == (EventKind.WARRANT, later(5))
    assert event.changes_nothing_at is None, "the answer was given about something else"


def test_a_correction_without_a_reason_is_refused() -> None:
    home = a_family()
    first = an_event(home, EventKind.MOVED)
    with pytest.raises(Refused, match="why you are changing"):
        correct_event(
            entry_id=first.entry_id,
            said=EventSaid(EventKind.MOVED),
            happened_on=TODAY,
            because=" ",
            **signed(home),
        )


def test_two_people_cannot_put_the_same_version_right() -> None:
    home = a_family()
    first = an_event(home, EventKind.MOVED)
    change: dict[str, Any] = {
        "entry_id": first.entry_id,
        "said": EventSaid(EventKind.MOVED),
        "happened_on": TODAY,
        "because": "x",
    }
    correct_event(**change, seen_version=1, **signed(home))
    with pytest.raises(Conflict):
        correct_event(**change, seen_version=1, **signed(home))


def test_an_event_of_another_family_cannot_be_changed() -> None:
    home, stranger = a_family(), a_family()
    theirs = an_event(stranger, EventKind.MOVED)
    with pytest.raises(Refused, match="no such entry"):
        withdraw_event(entry_id=theirs.entry_id, because="x", **signed(home))


def test_an_event_taken_back_counts_no_longer_and_stays_readable() -> None:
    home = a_family()
    row = an_event(home, EventKind.DOMESTIC_ABUSE, what="Another family's")
    withdraw_event(entry_id=row.entry_id, because="It was about another family", **signed(home, later()))
    assert told(home).events == ()
    versions = shown(home.household_id, EntryNoun.EVENT, row.entry_id, family(home.household_id))
    assert [(one.version, one.withdrawn) for one in versions] == [(2, True), (1, False)]
    with pytest.raises(Refused, match="no such entry"):
        withdraw_event(entry_id=row.entry_id, because="again", **signed(home))


def test_the_newest_answer_to_an_event_stands() -> None:
    home = a_family()
    row = an_event(home, EventKind.BEREAVEMENT)
    answer_event(entry_id=row.entry_id, because="Her aunt takes Ella on Mondays", **signed(home, later(1)))
    (event,) = told(home).events
    assert (event.changes_nothing_at, event.changes_nothing_because) == (later(1), "Her aunt takes Ella on Mondays")
    answer_event(entry_id=row.entry_id, because="She is not sleeping", changes=True, **signed(home, later(2)))
    assert told(home).events[0].changes_nothing_at is None


def test_the_database_itself_refuses_to_change_an_event(inside: Flask) -> None:
    home = a_family()
    row = an_event(home, EventKind.MOVED)
    db.session.commit()
    row.what = "nothing happened"
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.flush()
    db.session.rollback()


def test_what_was_done_after_a_possible_swallowing_is_kept_by_name_and_time() -> None:
    home = a_family()
    row = an_event(home, EventKind.CHILD_EXPOSURE)
    done: dict[str, Any] = {"entry_id": row.entry_id, "what": "Rang 999", "by_name": "Sam"}
    record_exposure_act(**done, done_at=AT, **signed(home))
    (act,) = told(home).exposure_acts
    assert (act.entry_id, act.what, act.by_name, act.done_at) == (str(row.entry_id), "Rang 999", "Sam", AT)
    with pytest.raises(Refused, match="future"):
        record_exposure_act(**done, done_at=later(1), **signed(home))


def test_a_safeguarding_review_needs_something_to_review() -> None:
    home = a_family()
    review: dict[str, Any] = {"by_name": "Alex Lead", "decision": "Supervised every day"}
    with pytest.raises(Refused, match="Nothing recorded"):
        record_safeguarding_review(**review, **signed(home))
    an_event(home, EventKind.CHILD_EXPOSURE)
    record_safeguarding_review(**review, **signed(home))
    assert [one.decision for one in told(home).safeguarding_reviews] == ["Supervised every day"]


def test_the_same_again_is_noticed_only_for_the_same_thing_and_only_for_a_moment() -> None:
    home = a_family()
    an_event(home, EventKind.VOMITING)
    asked = (home.household_id, EventKind.VOMITING, TODAY, None)
    assert same_event_since(*asked, AT - timedelta(seconds=60))
    assert not same_event_since(*asked, AT + timedelta(seconds=1))
    assert not same_event_since(home.household_id, EventKind.DEBT, TODAY, None, AT)
    assert not same_event_since(home.household_id, EventKind.VOMITING, TODAY, UUID(ella(home).id), AT)


def test_every_act_is_audited_by_verb_household_and_person_and_carries_no_text() -> None:
    home = a_family()
    row = an_event(home, EventKind.USE_ON_TOP, what="Heroin")
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.verb, entry.by_id, entry.household_id, entry.person_id) == (
        "record_event",
        home.worker.staff_id,
        home.household_id,
        home.person_id,
    )
    assert entry.about == str(row.entry_id)
