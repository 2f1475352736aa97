"""A person's page: children first, what is to be done and why, and nothing that the family should not read."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from casework.queries.deriving import derived_one
from casework.rules.answering import finding_key
from casework.rules.audited import verb_words
from core.audit import AuditEntry
from core.clock import day_of, now
from core.db import commit, db
from core.policy import current
from people.actions import add_child, correct_details, end_care, join_households
from people.queries import person
from people.rules import CareHow, ChildHow, ChildSaid
from safeguarding.actions import record_call, record_contact
from safeguarding.models import NotNeeded
from safeguarding.rules import CallSaid, ContactHow, EventKind
from tests.casework.crowd import a_crowd
from tests.dispensing.builders import DAILY, SUPERVISED, WEEKLY, Home, a_home, a_safe_home
from tests.people.builders import statements
from tests.staff.builders import Person, a_service, a_staff_member, put_into_session
from tests.strict_client import StrictClient

SignIn = Callable[..., Person]


def a_due_home() -> Home:
    """A family with a child of one and doses at home, and no plan."""
    home = a_home(now())
    home.asked_about_children()
    home.child()
    home.prescribed()
    home.uses(DAILY)
    commit()
    return home


def page_of(client: StrictClient, home: Home, person: Person | None = None, path: str = "") -> str:
    put_into_session(client, person or home.worker)
    answer = client.get(f"/people/{home.person_id}/{path}")
    assert answer.status_code == 200
    return str(answer.text)


def key_of(home: Home, code: str) -> str:
    found = derived_one(home.household_id, day_of(now()), current()).findings
    return next(finding_key(one) for one in found if one.code == code)


def test_the_children_come_first_with_their_ages_today_and_what_comes_next(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    signed: dict[str, Any] = {"household_id": home.household_id, "by": home.worker.staff_id, "at": now()}
    due_on = day_of(now()) + timedelta(days=60)
    add_child(said=ChildSaid(name="The baby", how=ChildHow.LIVES, due_on=due_on), **signed)
    commit()
    page = page_of(client, home)
    assert page.index("Ella") < page.index("To do")
    assert re.search(r"Ella<span[^>]*>13 months", page)
    assert f"due on {due_on.day} {due_on:%B %Y}" in page
    assert "18 months old, and may be climbing" in page


def test_each_thing_to_do_says_when_where_and_why(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    home.shut_on()  # nothing else to do, whatever bank holidays are near
    commit()
    page = page_of(client, home)
    stops = page[page.index("Not agreed yet: 1 thing to do") : page.index('id="to-do"')]
    assert "There is no storage plan yet" in stops
    assert "Overdue since" in stops
    assert "No storage plan has been agreed" in stops
    assert "In use: Picked up every day: 1 bottle each time" in stops
    assert "Ella, 13 months: lives there" in stops
    assert "plan-missing" not in page


def test_what_is_in_use_stands_beside_what_was_agreed_and_says_where_they_differ(
    client: StrictClient, inside: Flask
) -> None:
    home = a_safe_home(now())
    home.decides(home.asks(DAILY))
    same = page_of(client, home)
    assert "Differs" not in same
    home.at = now()
    home.uses(WEEKLY, days_ago=0)
    commit()
    page = page_of(client, home)
    differs = re.findall(r'scope="row">([^<]+?)\s*<span class="cw-mark cw-mark--differs">', page)
    assert differs == ["How doses are collected", "Most bottles at home at once"]
    assert "Up to 7 bottles (420 mg)" in page


def test_not_knowing_is_said_and_nothing_is_guessed(client: StrictClient, inside: Flask) -> None:
    home = a_home(now())
    home.prescribed()
    commit()
    page = page_of(client, home)
    assert "Not known: nobody has said which arrangement is in use." in page
    assert "Nobody has asked yet who lives, stays and visits." in page
    assert "Nothing agreed yet" in page
    assert "No storage plan has been agreed yet." in page


def test_what_was_seen_of_the_storage_always_has_its_day(client: StrictClient, inside: Flask) -> None:
    home = a_safe_home(now())
    page = page_of(client, home)
    seen_on = day_of(now()) - timedelta(days=1)
    assert f"Seen at home, {seen_on.day} {seen_on:%B %Y}" in page


def test_what_is_ours_alone_is_closed_until_somebody_opens_it_for_one_look(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    home.happened(EventKind.DOMESTIC_ABUSE, days_ago=0)
    record_call(
        household_id=home.household_id, said=CallSaid("The school", "Bruises on her arm", "They ring back"),
        by=home.worker.staff_id, at=now(),
    )  # fmt: skip
    commit()
    page = page_of(client, home)
    told = ("Domestic abuse", "The school", "referral for the child", "agreed something")
    assert not [words for words in told if words in page]
    assert "2 entries kept closed" in page
    assert page.count('item__sentence">Look at this family') == 1
    opened = client.post(f"/people/{home.person_id}/open/person", follow_redirects=True).text
    assert [words for words in told if words in opened] == list(told)
    assert "Look at this family" not in opened
    again = client.get(f"/people/{home.person_id}/").text
    assert not [words for words in told if words in again]


def test_opening_what_is_closed_is_in_the_audit_with_who_and_where(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    put_into_session(client, home.worker)
    client.post(f"/people/{home.person_id}/open/chronology")
    row = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "open_closed")).one()
    assert (row.by_id, row.person_id, row.about) == (home.worker.staff_id, home.person_id, "chronology")
    assert row.address == "127.0.0.1"


def test_nothing_is_opened_by_a_link(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    put_into_session(client, home.worker)
    assert client.get(f"/people/{home.person_id}/open/person").status_code == 405


def test_another_service_users_treatment_is_not_on_this_ones_page(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    partner = a_partner(home)
    partner.happened(EventKind.INTOXICATED, days_ago=0)
    for kind in (EventKind.USE_ON_TOP, EventKind.MISSED_APPOINTMENT, EventKind.DEBT):
        home.happened(kind)
    commit()
    for path in ("", "chronology", "picture"):
        page = page_of(client, home, home.manager, path)
        assert [words for words in ("Tariq", "185\u00a0mg", "Drowsy", "Supervised every day") if words in page] == []
    theirs = page_of(client, partner)
    assert "Tariq" in theirs
    opened = client.post(f"/people/{home.person_id}/open/chronology", follow_redirects=True).text
    assert "Prescribed: Methadone 1 mg/ml oral liquid, 185\u00a0mg" in opened


def a_partner(home: Home) -> Home:
    """Another service user who moves into the household: Tariq, on 185 mg: no number of bottles of 60."""
    other = a_home(now(), service=home.service)
    found = person(home.service.id, other.person_id)
    assert found is not None
    said = replace(found.said(), given_names="Tariq")
    correct_details(person_id=other.person_id, said=said, by=home.worker.staff_id, at=now())
    other.prescribed(mg=185)
    other.uses(SUPERVISED)
    join_households(
        household_id=other.household_id, into_household_id=home.household_id, on=day_of(now()),
        by=home.worker.staff_id, at=now(),
    )  # fmt: skip
    commit()
    return other


def test_an_exception_in_force_is_said_with_its_end_and_without_its_reason(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    home.decides(home.asks(WEEKLY), exception=home.exception(until_at=now() + timedelta(hours=30)))
    page = page_of(client, home)
    assert "An exception is in force" in page
    assert "closes early today" not in page


def test_every_look_is_in_the_audit_before_the_page_is_built(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    for path in ("", "chronology", "picture", "picture/print"):
        put_into_session(client, home.worker)
        client.get(f"/people/{home.person_id}/{path}")
    rows = db.session.scalars(
        select(AuditEntry).where(AuditEntry.kind == "view", AuditEntry.person_id == home.person_id)
    )
    assert [row.verb for row in rows] == ["person", "chronology", "picture", "print_picture"]


@pytest.mark.parametrize("path", ["", "chronology", "picture", "picture/print", "audit", "findings/x/not-needed"])
def test_another_services_person_does_not_exist_here(client: StrictClient, sign_in: SignIn, path: str) -> None:
    home = a_due_home()
    sign_in("manager", service=a_service())
    assert client.get(f"/people/{home.person_id}/{path}").status_code == 404


def test_somebody_whose_care_ended_keeps_their_page(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    end_care(
        person_id=home.person_id, how=CareHow.ENDED, why="Moved to Leeds", still_at_home="Nothing",
        happened_on=day_of(now()), by=home.worker.staff_id, at=now(),
    )  # fmt: skip
    commit()
    page = page_of(client, home)
    assert "Care here has ended" in page
    assert "Nothing is due for this family today." in page


def test_a_page_costs_the_same_statements_however_much_others_wrote(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    counted = []
    for others in (1, 150):
        a_crowd(others, service=home.service, with_child=True)
        for _ in range(others):
            record_contact(
                household_id=home.household_id, person_id=home.person_id, how=ContactHow.PHONE,
                by=home.worker.staff_id, at=now(),
            )  # fmt: skip
        commit()
        put_into_session(client, home.worker)
        for path in ("", "chronology", "picture"):
            with statements() as sent:
                client.get(f"/people/{home.person_id}/{path}")
            counted.append(len(sent))
    assert counted[:3] == counted[3:]
    assert max(counted) < 150


# ---- answering ----


def until(day: date) -> dict[str, str]:
    return {"until-day": str(day.day), "until-month": str(day.month), "until-year": str(day.year)}


def test_a_finding_is_answered_with_a_reason_a_name_and_an_end(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    address = f"/people/{home.person_id}/findings/{key_of(home, 'naloxone-not-offered')}/not-needed"
    assert address in page_of(client, home)
    assert "Naloxone has not been offered yet." in client.get(address).text
    ends = day_of(now()) + timedelta(days=30)
    answer = client.post(
        address, data={"because": "They carry two kits", "by_name": "Dr Fern", **until(ends)}, follow_redirects=True
    )
    assert "It is asked again from that day on." in answer.text
    assert "Naloxone has not been offered yet." not in answer.text
    row = db.session.scalars(select(NotNeeded)).one()
    assert (row.because, row.by_name, row.until, row.recorded_by_id) == (
        "They carry two kits", "Dr Fern", ends, home.worker.staff_id,
    )  # fmt: skip
    opened = client.post(f"/people/{home.person_id}/open/chronology", follow_redirects=True).text
    assert "Answered “not needed”: naloxone" in opened


def test_an_answer_without_reason_name_or_a_day_to_come_keeps_what_was_typed(
    client: StrictClient, inside: Flask
) -> None:
    home = a_due_home()
    address = f"/people/{home.person_id}/findings/{key_of(home, 'naloxone-not-offered')}/not-needed"
    put_into_session(client, home.worker)
    empty = client.post(address, data={"because": "", "by_name": "", **until(date(2020, 1, 1))}).text
    for sentence in ("Say why this is not needed", "Say who decided this"):
        assert sentence in empty
    past = client.post(address, data={"because": "Has some", "by_name": "Mo", **until(date(2020, 1, 1))}).text
    assert "The date must be today or later" in past
    assert "Has some" in past
    assert db.session.scalars(select(NotNeeded)).first() is None


def test_a_stop_and_a_child_in_danger_are_never_answered_away(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    home.happened(EventKind.CHILD_EXPOSURE, days_ago=0)
    commit()
    page = page_of(client, home)
    for code in ("plan-missing", "exposure-act-now", "child-exposure-open"):
        address = f"/people/{home.person_id}/findings/{key_of(home, code)}/not-needed"
        assert address not in page
        refused = client.post(address, data={"because": "No", "by_name": "Mo", **until(date(2030, 1, 1))})
        assert refused.status_code == 302
    assert db.session.scalars(select(NotNeeded)).first() is None


def test_what_a_manager_has_to_do_is_not_answered_by_a_worker(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    for kind in (EventKind.USE_ON_TOP, EventKind.MISSED_APPOINTMENT, EventKind.DEBT):
        home.happened(kind)
    commit()
    address = f"/people/{home.person_id}/findings/{key_of(home, 'many-signals')}/not-needed"
    assert address not in page_of(client, home)
    assert "cannot be answered" in client.get(address, follow_redirects=True).text
    assert address in page_of(client, home, home.manager)


def test_a_finding_that_no_longer_stands_says_so(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    put_into_session(client, home.worker)
    answer = client.get(f"/people/{home.person_id}/findings/0123456789abcdef/not-needed", follow_redirects=True)
    assert "That is no longer asked for." in answer.text


# ---- the audit ----


def test_a_manager_reads_who_looked_and_who_changed_what_from_where(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    page_of(client, home)
    page = page_of(client, home, home.manager, "audit")
    for words in (home.worker.name, "Opened their page", "Prescribe", "127.0.0.1", "Read this page"):
        assert words in page


def test_the_audit_is_read_a_page_at_a_time(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    for _ in range(60):
        record_contact(
            household_id=home.household_id, person_id=home.person_id, how=ContactHow.PHONE, by=home.worker.staff_id,
            at=now(),
        )  # fmt: skip
    commit()
    page = page_of(client, home, home.manager, "audit")
    assert page.count("<tr") == 51
    older = re.search(r'href="([^"]+before=\d+)"', page)
    assert older is not None
    assert "Prescribe" in client.get(older.group(1)).text


def test_a_page_that_was_only_opened_does_not_read_as_if_something_was_done(
    client: StrictClient, inside: Flask
) -> None:
    home = a_due_home()
    commit()
    put_into_session(client, home.manager)
    client.get(f"/people/{home.person_id}/keyworker")
    client.get(f"/people/{home.person_id}/household/ask")
    audit = client.get(f"/people/{home.person_id}/audit").text
    assert "Opened the page: naming a keyworker" in audit
    assert "Opened the page: who is at home" in audit
    assert verb_words("people.assign_keyworker", "change") == "Named a keyworker"


@pytest.mark.parametrize("role", ["drugs-worker", "prescriber"])
def test_the_audit_is_for_managers_and_leads(client: StrictClient, inside: Flask, role: str) -> None:
    home = a_due_home()
    put_into_session(client, a_staff_member(role, service=home.service))
    commit()
    assert client.get(f"/people/{home.person_id}/audit").status_code == 403
