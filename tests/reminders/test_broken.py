"""What is broken is seen, holds up nothing else, and comes to an end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from casework.models import TellingClock
from casework.rules.messages import MessageKind, MessageStatus
from casework.rules.policy import TellingPolicy
from casework.rules.stages import Way
from core.clock import day_of, now
from core.db import commit, db
from core.policy import current
from reminders import sending
from reminders.actions import ask_for_code, choose, confirm_number, note_callback, write_message
from reminders.models import PhoneCode
from reminders.passing import one_pass
from reminders.queries import choice_of, text_with_id
from reminders.rules.choices import Choice
from reminders.rules.wording import email_text
from supply.models import ArrangementInUse
from tests.core.post_office import PostOffice
from tests.dispensing.builders import Home
from tests.reminders.builders import MINUTE, a_family_with_much_due, a_morning, messages, passes, reminders, texts_to
from tests.reminders.twilio_peer import WELL, Peer
from tests.staff.builders import Person, a_staff_member
from tests.strict_client import StrictClient


def spoil(home: Home) -> None:
    """What no version of the product ever wrote: the family cannot be worked out any more."""
    row = db.session.scalars(select(ArrangementInUse).where(ArrangementInUse.person_id == home.person_id)).one()
    db.session.add(
        ArrangementInUse(
            person_id=home.person_id, arrangement={"pattern": "by-drone", "days": {}}, from_on=row.from_on,
            source="told", recorded_at=now(), recorded_by_id=home.worker.staff_id,
        )
    )  # fmt: skip
    commit()


def test_a_family_that_cannot_be_worked_out_any_more_is_told_of_all_the_same_and_holds_up_no_digest(
    office: PostOffice,
) -> None:
    home, other = a_family_with_much_due(), a_family_with_much_due()
    one_pass(at=a_morning(hour=6), worker="one")
    spoil(home)
    passes(a_morning(), 2)
    assert [row.status for row in messages(home.worker)] == ["sent"]
    assert [row.status for row in messages(other.worker)] == ["sent"]
    assert all(not row.stopped for row in reminders(home.household_id) if row.recipient_id == home.worker.staff_id)


def test_a_family_that_cannot_be_worked_out_is_on_the_board(
    office: PostOffice, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    home, other = a_family_with_much_due(), a_family_with_much_due()
    spoil(home)
    passes(a_morning(), 2)
    assert messages(home.worker) == []
    assert [row.status for row in messages(other.worker)] == ["sent"]
    sign_in("manager", service=other.service)
    assert "1 family could not be worked out, so nobody hears" in client.get("/board").text
    assert db.session.get_one(TellingClock, "reminders").succeeded_at is not None


def test_a_message_that_cannot_be_put_together_holds_up_no_other_and_is_given_up_in_the_end(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = a_family_with_much_due()
    writes = email_text

    def breaks(name: str, *rest: object) -> str:
        return str(1 / 0) if name == home.worker.name else writes(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "email_text", breaks)
    at = a_morning(hour=8)
    for minutes in range(0, 9 * 60, 10):
        passes(at + minutes * MINUTE)
    (broken,) = messages(home.worker)
    assert (broken.status, broken.tries) == ("refused", 8)
    assert "could not be put together" in broken.said
    assert [row.status for row in messages(home.manager)] == ["sent"]
    assert office.addresses.count(home.worker.email) == 0


def test_a_text_that_twilio_never_takes_is_given_up_and_told_by_e_mail(peer: Peer, office: PostOffice) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker, "07700 900500")
    passes(a_morning(hour=8), 60)
    (text,) = messages(home.worker, "text")
    assert (text.status, text.said) == ("refused", "Twilio never took it, however often it was sent.")
    assert 2 <= len(peer.tries) <= 8
    assert office.addresses.count(home.worker.email) == 1


def test_whoever_wants_no_texts_any_more_is_no_trouble(peer: Peer, office: PostOffice) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker)
    one_pass(at=a_morning(hour=6), worker="one")
    choose(Choice(texts=False), by=home.worker.staff_id, at=now(), seen=choice_of(home.worker.staff_id).version)
    commit()
    passes(a_morning(), 2)
    assert [(row.status, row.said) for row in messages(home.worker, "text")] == [
        ("stopped", "They want no texts any more.")
    ]
    assert peer.taken == []
    assert office.addresses.count(home.worker.email) == 1


def a_text_on_its_way(kind: MessageKind = MessageKind.REMINDERS) -> Person:
    person = a_staff_member("drugs-worker")
    assert person.service_id is not None
    text_id = write_message(
        service_id=person.service_id, kind=kind, way=Way.TEXT, recipient_id=person.staff_id, at=now(), text="123456"
    )
    message = text_with_id(text_id)
    assert message is not None
    message.status, message.sending_at = MessageStatus.SENDING.value, now()
    commit()
    return person


def test_two_things_said_of_a_text_at_the_same_moment_leave_the_final_one(inside: Flask) -> None:
    person = a_text_on_its_way()
    (text,) = messages(person)
    db.session.commit()

    def said(word: str) -> None:
        with inside.app_context():
            message = text_with_id(text.id)
            assert message is not None
            note_callback(message, word, "", "SM1", at=now())
            commit()

    held = text_with_id(text.id)
    assert held is not None
    with ThreadPoolExecutor(1) as beside:
        other = beside.submit(said, "delivered")
        with pytest.raises(TimeoutError):
            other.result(timeout=1)
        note_callback(held, "sent", "", "SM1", at=now())
        commit()
        other.result(timeout=30)
    assert [row.status for row in messages(person)] == ["delivered"]


def test_a_code_is_not_kept_where_its_callback_comes_first(inside: Flask) -> None:
    person = a_text_on_its_way(MessageKind.CODE)
    (text,) = messages(person, kind="code")
    held = text_with_id(text.id)
    assert held is not None
    note_callback(held, "sent", "", "SM1", at=now())
    commit()
    assert [row.text for row in messages(person, kind="code")] == ["A code to confirm a number."]


def test_wrong_codes_typed_at_the_same_moment_are_each_counted(inside: Flask) -> None:
    person = a_staff_member("drugs-worker")
    assert person.service_id is not None
    ask_for_code(WELL, service_id=person.service_id, by=person.staff_id, at=now())
    commit()
    policy = current().section(TellingPolicy, on=day_of(now()))

    def guess() -> None:
        with inside.app_context():
            assert not confirm_number(WELL, "wrong", policy=policy, by=person.staff_id, at=now())
            commit()

    with ThreadPoolExecutor(4) as several:
        for each in [several.submit(guess) for _ in range(4)]:
            each.result()
    assert db.session.scalars(select(PhoneCode.wrong)).one() == 4
