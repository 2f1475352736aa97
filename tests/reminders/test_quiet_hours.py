"""Outside its hours nobody is disturbed, however late what was due is: after a stop, a fault, or a long queue."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from casework.rules.messages import MessageKind
from core.bank_holidays import Nation
from core.calendar import DAY, at_london
from core.db import commit
from reminders.actions import ask_for_code
from reminders.passing import one_pass, send_due
from safeguarding.rules import EventKind
from tests.core.post_office import PostOffice, a_free_port
from tests.people.builders import statements
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
from tests.staff.builders import a_service, a_staff_member

MONDAY = date(2026, 6, 15)


def test_what_a_stopped_process_did_not_send_waits_for_the_next_morning_and_is_one_digest(office: PostOffice) -> None:
    home = a_family_with_much_due()
    one_pass(at=a_morning(3, hour=6), worker="one")
    assert any(row.waits for row in reminders())
    passes(a_morning(3, hour=22), 3)
    assert messages() == []
    passes(a_morning(4, hour=8), 3)
    assert [row.status for row in messages(home.worker)] == ["sent"]
    assert office.addresses.count(home.worker.email) == 1


def test_what_the_mail_server_did_not_take_by_day_is_not_tried_at_night(
    office: PostOffice, use: Callable[..., None], inside: Flask
) -> None:
    home = a_family_with_much_due()
    port = inside.extensions["settings"].smtp_port
    use(smtp_port=a_free_port())
    at = passes(a_morning(3, hour=18) - 3 * MINUTE, 3)
    assert {row.status for row in messages()} == {"written"}
    use(smtp_port=port)
    passes(at + 10 * MINUTE, 2)
    passes(at + 5 * 60 * MINUTE, 2)
    assert office.taken == []
    passes(a_morning(4, hour=8), 1)
    assert [row.status for row in messages(home.worker)] == ["sent"]


def test_a_text_whose_answer_was_lost_is_not_sent_again_at_night(peer: Peer, office: PostOffice) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker, "07700 900500")
    at = passes(a_morning(3, hour=18) - 2 * MINUTE, 1)
    assert len(peer.tries) == 1
    passes(at, 30)
    assert len(peer.tries) == 1
    passes(a_morning(4, hour=8), 1)
    assert len(peer.tries) == 2


def test_the_same_days_goes_at_night_and_takes_nothing_along_that_can_wait(office: PostOffice) -> None:
    home = a_family_with_much_due()
    one_pass(at=a_morning(3, hour=6), worker="one")
    home.happened(EventKind.CHILD_EXPOSURE, days_ago=0)
    commit()
    passes(a_morning(3, hour=23), 2)
    (mail,) = messages(home.worker)
    assert mail.status == "sent"
    carried = [row for row in reminders() if row.message_id == mail.id]
    assert carried
    assert all(row.same_day for row in carried)
    passes(a_morning(4, hour=8), 2)
    assert [row.status for row in messages(home.worker)] == ["sent", "sent"]


@pytest.mark.parametrize(("nation", "sent"), [(Nation.ENGLAND_AND_WALES, 1), (Nation.SCOTLAND, 0)])
def test_a_bank_holiday_is_that_of_the_nation_where_the_service_is(
    office: PostOffice, nation: Nation, sent: int
) -> None:
    manager = a_staff_member("manager", service=a_service(nation=nation))
    monday_in_scotland = at_london(date(2026, 8, 3), 9)
    passes(monday_in_scotland)
    assert len(messages(manager, kind=MessageKind.SUMMARY)) == sent


def test_a_week_in_numbers_that_is_late_waits_for_the_morning(office: PostOffice) -> None:
    manager = a_staff_member("manager")
    commit()
    passes(at_london(MONDAY, 22), 2)
    assert office.taken == []
    passes(at_london(MONDAY + DAY, 8), 2)
    assert office.addresses == [manager.email]
    assert [row.status for row in messages(manager, kind="summary")] == ["sent"]


def test_a_week_in_numbers_is_worked_out_once_and_not_each_minute(office: PostOffice) -> None:
    a_staff_member("manager")
    commit()
    passes(at_london(MONDAY, 8), 2)
    counted = []
    for day in (MONDAY, MONDAY + timedelta(days=3)):
        passes(at_london(day, 9))
        with statements() as sent:
            one_pass(at=at_london(day, 9, 5), worker="one")
        counted.append(len(sent))
    assert counted[0] - counted[1] <= 2


def test_a_code_is_sent_whatever_the_hour(peer: Peer, office: PostOffice) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker)
    at = a_morning(3, hour=23)
    ask_for_code("+447700900100", service_id=home.service.id, by=home.worker.staff_id, at=at)
    commit()
    send_due(at=at, worker="one")
    assert [row.status for row in messages(home.worker, kind="code")] == ["sent"]
