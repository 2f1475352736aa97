"""How one wants to be told: chosen on a page, and a number confirmed by a code before any text goes to it."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from core.clock import now
from core.db import db
from reminders.models import PhoneCode
from reminders.passing import send_due
from reminders.queries import choice_of, reaches
from staff.models import StaffMember
from tests.reminders.builders import MINUTE, messages
from tests.reminders.twilio_peer import WELL, Peer
from tests.staff.builders import Person, a_pharmacy, a_service, a_staff_member
from tests.strict_client import StrictClient

PAGE = "/account/telling"


def with_number(person: Person, number: str) -> None:
    db.session.get_one(StaffMember, person.staff_id).phone = number
    db.session.commit()


def test_a_choice_is_kept_as_a_version_and_a_stale_page_is_refused(
    client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    person = sign_in("drugs-worker")
    assert "In one e-mail each working morning" in client.get(PAGE).text
    chosen = {"new_acts": "at-once", "texts": "y", "seen": "0"}
    assert client.post(PAGE, data=chosen).status_code == 302
    assert client.post(PAGE, data=chosen).status_code == 409
    choice = choice_of(person.staff_id)
    assert (choice.new_acts.value, choice.texts, choice.version) == ("at-once", True, 1)
    assert "Choose when you want to hear of what is new" in client.post(PAGE, data={"new_acts": "", "seen": "1"}).text


def test_a_text_goes_only_to_a_number_that_gave_its_code_back(
    peer: Peer, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    person = sign_in("drugs-worker")
    with_number(person, "07700 900100")
    client.post(PAGE, data={"new_acts": "digest", "texts": "y", "seen": "0"})
    assert reaches([person.staff_id])[person.staff_id].number is None
    client.post(f"{PAGE}/code")
    send_due(at=now(), worker="one")
    code = db.session.scalars(select(PhoneCode.code)).one()
    assert peer.to(WELL)[0]["body"].startswith(code)
    assert messages(person, kind="code")[0].text == "A code to confirm a number."
    for _ in range(3):
        assert "This is not the code" in client.post(f"{PAGE}/confirm", data={"code": "000000x"}).text
    assert client.post(f"{PAGE}/confirm", data={"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    assert reaches([person.staff_id])[person.staff_id].number == WELL
    with_number(person, "07700 900101")
    assert reaches([person.staff_id])[person.staff_id].number is None


def test_after_five_wrong_codes_the_right_one_counts_no_more_and_codes_are_rationed(
    client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    person = sign_in("drugs-worker")
    with_number(person, "07700 900100")
    client.post(f"{PAGE}/code")
    for _ in range(5):
        client.post(f"{PAGE}/confirm", data={"code": "wrong"})
    code = db.session.scalars(select(PhoneCode.code)).one()
    assert "This is not the code" in client.post(f"{PAGE}/confirm", data={"code": code}).text
    for _ in range(4):
        client.post(f"{PAGE}/code")
    assert "Several codes were sent" in client.post(f"{PAGE}/code").text


def test_a_code_is_worth_nothing_after_ten_minutes(client: StrictClient, sign_in: Callable[..., Person]) -> None:
    person = sign_in("drugs-worker")
    with_number(person, "07700 900100")
    client.post(f"{PAGE}/code")
    row = db.session.scalars(select(PhoneCode)).one()
    code, row.asked_at = row.code, row.asked_at - 10 * MINUTE
    db.session.commit()
    assert "it is too old" in client.post(f"{PAGE}/confirm", data={"code": code}).text
    row.asked_at += MINUTE
    db.session.commit()
    assert client.post(f"{PAGE}/confirm", data={"code": code}).status_code == 302


def test_a_landline_and_a_foreign_number_are_told_so(
    client: StrictClient, sign_in: Callable[..., Person], inside: Flask
) -> None:
    person = sign_in("manager")
    for number in ("0151 496 0000", "+353 85 012 3456"):
        with_number(person, number)
        assert "it is not a British mobile number" in client.get(PAGE).text
        assert "There is no British mobile number" in client.post(f"{PAGE}/code").text


def test_a_pharmacist_chooses_and_confirms_a_number_as_everybody_does(
    peer: Peer, client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    service = a_service()
    person = sign_in("pharmacist", pharmacy=a_pharmacy(service))
    account = client.get("/account").text
    assert f'href="{PAGE}"' in account
    empty = client.get(PAGE).text
    assert "There is no mobile number of yours here. The drug service’s administrator" in empty
    assert "your work list" not in empty
    with_number(person, "07700 900100")
    assert client.post(PAGE, data={"new_acts": "at-once", "texts": "y", "seen": "0"}).status_code == 302
    assert client.post(f"{PAGE}/code").status_code == 302
    send_due(at=now(), worker="one")
    (sent,) = messages(person, kind="code")
    assert (sent.status, sent.service_id) == ("sent", service.id)
    code = db.session.scalars(select(PhoneCode.code)).one()
    assert client.post(f"{PAGE}/confirm", data={"code": code}).status_code == 302
    assert "Confirmed" in client.get(PAGE).text
    reach = reaches([person.staff_id])[person.staff_id]
    assert (reach.number, reach.choice.new_acts.value, reach.choice.texts) == (WELL, "at-once", True)


def test_what_a_pharmacist_chooses_is_their_own_and_nobody_elses(
    client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    pharmacy = a_pharmacy()
    other = a_staff_member("pharmacist", pharmacy=pharmacy)
    with_number(other, "07700 900100")
    person = sign_in("pharmacist", pharmacy=pharmacy)
    assert "07700 900100" not in client.get(PAGE).text
    assert "There is no British mobile number of yours" in client.post(f"{PAGE}/code").text
    assert db.session.scalars(select(PhoneCode)).all() == []
    client.post(PAGE, data={"new_acts": "at-once", "texts": "y", "seen": "0"})
    assert (choice_of(person.staff_id).version, choice_of(other.staff_id).version) == (1, 0)


def test_an_administrator_is_told_of_nothing_due_and_has_nothing_to_choose(
    client: StrictClient, sign_in: Callable[..., Person]
) -> None:
    sign_in("administrator")
    assert PAGE not in client.get("/account").text
    assert client.get(PAGE).status_code == 403
