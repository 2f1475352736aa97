"""Whoever moves takes along what was told about them: told once, wherever they live, and of nothing else less."""

import pytest

from core.calendar import day_of
from core.clock import now
from core.db import commit
from people.actions import move_person
from reminders.passing import one_pass
from tests.core.post_office import PostOffice
from tests.dispensing.builders import Home, a_home
from tests.reminders.builders import (
    MINUTE,
    a_family_with_much_due,
    a_morning,
    messages,
    passes,
    reminders,
    texts_to,
)
from tests.reminders.twilio_peer import Peer


def moves_in_with(home: Home, other: Home) -> None:
    move_person(
        person_id=home.person_id,
        into_household_id=other.household_id,
        on=day_of(now()),
        by=home.manager.staff_id,
        at=now(),
    )
    commit()


def two_homes() -> tuple[Home, Home]:
    home = a_family_with_much_due()
    other = a_home(now(), service=home.service)
    commit()
    return home, other


def test_whoever_moves_in_with_others_is_told_of_once_and_the_others_as_before(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    home, other = two_homes()
    at = passes(a_morning(), 2)
    told = {row.id for row in reminders() if row.subject_id == home.person_id}
    moves_in_with(home, other)
    other.asked_about_children()
    other.prescribed()
    commit()
    passes(at + MINUTE, 2)
    assert "could not be told of" not in caplog.text
    passes(a_morning(4), 2)
    assert "could not be told of" not in caplog.text
    assert {row.recipient_id for row in reminders(other.household_id)} > {home.worker.staff_id}
    again = [row for row in reminders() if row.subject_id == home.person_id and row.id not in told]
    assert not {(row.code, row.about, row.since, row.stage) for row in again} & {
        (row.code, row.about, row.since, row.stage) for row in reminders() if row.id in told
    }


def test_what_waits_when_somebody_moves_is_told_all_the_same(office: PostOffice) -> None:
    home, other = two_homes()
    one_pass(at=a_morning(hour=6), worker="one")
    waits = {row.code for row in reminders() if row.recipient_id == home.worker.staff_id and row.person_id}
    assert "naloxone-not-offered" in waits
    moves_in_with(home, other)
    passes(a_morning(), 2)
    (mail,) = messages(home.worker)
    assert mail.status == "sent"
    sent = [row for row in reminders() if row.message_id == mail.id]
    assert waits <= {row.code for row in sent}
    assert {row.household_id for row in sent if row.person_id} == {other.household_id}


def test_a_text_that_failed_after_somebody_moved_is_not_told_twice_by_e_mail(office: PostOffice, peer: Peer) -> None:
    home, other = two_homes()
    one_pass(at=a_morning(hour=6), worker="one")
    moves_in_with(home, other)
    texts_to(home.worker, "07700 900211")
    passes(a_morning(), 4)
    assert [row.status for row in messages(home.worker, "text")] == ["refused"]
    assert office.addresses.count(home.worker.email) == 1
