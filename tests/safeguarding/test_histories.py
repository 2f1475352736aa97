"""A family's history: as it was known on a day, in one order, and carried along."""

from datetime import timedelta
from uuid import UUID

import pytest

from core.db import db
from people.actions import split_household
from safeguarding.actions import (
    correct_event,
    record_event,
    withdraw_event,
)
from safeguarding.models import Event
from safeguarding.queries import histories, history
from safeguarding.rules import EventKind, EventSaid
from tests.people.builders import TODAY, a_family, a_home, later, statements
from tests.safeguarding.builders import an_event, ella, join, signed, told

pytestmark = pytest.mark.usefixtures("inside")


def test_a_history_is_read_as_it_was_known_at_an_instant() -> None:
    home = a_family()
    row = an_event(home, EventKind.MOVED, what="To Riverside")
    an_event(home, EventKind.DEBT, later(10))
    withdraw_event(entry_id=row.entry_id, because="She did not", **signed(home, later(20)))
    assert [event.kind for event in history(home.household_id, known_at=later(5)).events] == [EventKind.MOVED]
    assert [event.kind for event in told(home).events] == [EventKind.DEBT]


def test_a_history_costs_the_same_statements_however_much_there_is() -> None:
    home, other = a_family(), a_family()
    with statements() as few:
        history(home.household_id)
    for kind in EventKind:
        an_event(home, kind)
        an_event(other, kind)
    db.session.commit()
    with statements() as many:
        histories([home.household_id, other.household_id])
    assert len(few) == len(many)


def test_events_are_read_in_the_order_in_which_they_were_written_down() -> None:
    home = a_family()
    an_event(home, EventKind.DEBT, later(2), happened_on=TODAY - timedelta(days=30))
    an_event(home, EventKind.MOVED, later(1))
    assert [event.kind for event in told(home).events] == [EventKind.MOVED, EventKind.DEBT]


def test_what_was_recorded_of_a_household_that_joined_counts_here_too() -> None:
    home = a_family()
    other = a_home(home.service)
    an_event(home, EventKind.DEBT)
    an_event(other, EventKind.BEREAVEMENT)
    join(other, home, later(5))
    assert {event.kind for event in told(home).events} == {EventKind.DEBT, EventKind.BEREAVEMENT}


def test_an_entry_that_was_brought_along_can_be_put_right_where_the_person_is_now() -> None:
    home = a_family()
    other = a_home(home.service)
    row = an_event(other, EventKind.BEREAVEMENT)
    join(other, home, later(5))
    correct_event(
        entry_id=row.entry_id,
        said=EventSaid(EventKind.ILLNESS),
        happened_on=TODAY,
        because="He is ill",
        **signed(home, later(6)),
    )
    assert [event.kind for event in told(home).events] == [EventKind.ILLNESS]


def test_after_a_split_only_what_is_about_those_who_left_goes_along() -> None:
    home = a_family()
    second = a_home(home.service)
    join(second, home, later(1))
    child_id = UUID(ella(home).id)
    an_event(home, EventKind.DEBT, later(2))
    an_event(home, EventKind.CHILD_INJURY, later(2), about_child_id=child_id)
    about_second = EventSaid(EventKind.BEREAVEMENT)
    record_event(person_id=second.person_id, said=about_second, **signed(home, later(3)))
    new = split_household(
        person_ids=[second.person_id], children=[child_id], on=TODAY, by=home.worker.staff_id, at=later(5)
    )
    record_event(person_id=second.person_id, said=EventSaid(EventKind.MOVED), **signed(home, later(6)))
    assert {event.kind for event in history(new).events} == {EventKind.BEREAVEMENT, EventKind.CHILD_INJURY}


def test_the_row_of_an_event_names_its_entry() -> None:
    home = a_family()
    row = an_event(home, EventKind.MOVED)
    assert db.session.get_one(Event, row.id).entry_id == row.id
