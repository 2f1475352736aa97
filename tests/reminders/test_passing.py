"""Who is told, once, and of nothing that was done meanwhile."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

from flask import Flask

from casework.models import TellingDue
from casework.queries.chronology import chronology_of
from casework.queries.deriving import derived, derived_one
from casework.rules.messages import MessageKind
from casework.rules.policy import TellingPolicy
from casework.rules.stages import Way
from core.calendar import DAY, at_london, day_of
from core.clock import now
from core.db import commit, db
from core.policy import current
from people.actions import assign_keyworker
from people.models import KeyworkerAssignment
from reminders import passing
from reminders.actions import plan, write_message
from reminders.passing import one_pass
from reminders.queries import messages_to_send
from safeguarding.rules import EventKind
from safetyplans.actions import ask_query
from staff.actions import record_absence
from staff.models import StaffMember
from staff.rules import AbsenceSaid
from tests.core.post_office import PostOffice
from tests.reminders.builders import (
    MINUTE,
    a_family_with_much_due,
    a_morning,
    messages,
    passes,
    reminders,
    texts_to,
)
from tests.reminders.twilio_peer import WELL, Peer
from tests.staff.builders import Person, a_staff_member


def test_everything_due_on_one_morning_is_one_digest_for_each_and_never_again(office: PostOffice) -> None:
    home = a_family_with_much_due()
    at = passes(a_morning(), 3)
    told = Counter(row.recipient_id for row in messages())
    assert told == {home.worker.staff_id: 1, home.manager.staff_id: 1, home.lead.staff_id: 1}
    before = len(office.taken)
    passes(at + timedelta(hours=1), 2)
    assert len(office.taken) == before >= 3
    said = office.taken[office.addresses.index(home.worker.email)][1]
    assert "the storage plan" in said
    assert "Rosa" not in said and "Ella" not in said and "ethadone" not in said
    assert all(row.message_id is not None for row in reminders() if row.not_before_at <= at)


def test_nobody_is_told_at_night_at_weekends_or_on_bank_holidays(office: PostOffice) -> None:
    a_family_with_much_due()
    at = a_morning(hour=22)
    one_pass(at=at, worker="one")
    assert messages() == []
    one_pass(at=a_morning(4, hour=9), worker="one")
    assert {row.status for row in messages()} == {"sent"}


def test_what_was_done_between_writing_and_sending_is_not_told(office: PostOffice) -> None:
    home = a_family_with_much_due()
    at = a_morning(hour=6)
    one_pass(at=at, worker="one")
    waiting = {row.code for row in reminders() if row.recipient_id == home.worker.staff_id}
    assert "plan-missing" in waiting
    home.at = now()
    home.plan(days_ago=0)
    db.session.info.setdefault("touched", set()).add(home.household_id)
    commit()
    passes(a_morning(), 2)
    stopped = {row.code: row.stopped for row in reminders() if row.stopped}
    assert stopped["plan-missing"] == "It was done, or is not due any more."
    assert "- the storage plan:" not in office.taken[office.addresses.index(home.worker.email)][1]


def test_what_is_said_is_what_stands_when_it_is_sent(office: PostOffice) -> None:
    home = a_family_with_much_due()
    one_pass(at=a_morning(hour=6), worker="one")
    waits = [row for row in reminders(home.household_id) if row.recipient_id == home.worker.staff_id]
    stood = {row.id: (row.due_on, row.kept_closed) for row in waits}
    for row in waits:
        row.due_on, row.kept_closed = date(2099, 1, 1), not row.kept_closed
    commit()
    passes(a_morning(), 2)
    sent = [row for row in reminders(home.household_id) if row.id in stood and row.message_id is not None]
    assert {row.id: (row.due_on, row.kept_closed) for row in sent} == {row.id: stood[row.id] for row in sent}
    (mail,) = messages(home.worker)
    assert "- the storage plan: " in mail.text
    assert "2099" not in mail.text
    assert "newest entry" not in mail.text


def test_a_change_of_keyworker_stops_the_one_and_tells_the_other(office: PostOffice) -> None:
    home = a_family_with_much_due()
    one_pass(at=a_morning(hour=6), worker="one")
    other = a_staff_member("drugs-worker", service=home.service)
    assign_keyworker(person_id=home.person_id, staff_id=other.staff_id, by=home.manager.staff_id, at=now())
    commit()
    passes(a_morning(), 3)
    assert home.worker.email not in office.addresses
    assert office.addresses.count(other.email) == 1


def told_to(person: Person) -> set[tuple[object, ...]]:
    """The stages that somebody was told of, or is to be."""
    theirs = (row for row in reminders() if row.recipient_id == person.staff_id)
    return {(row.code, row.about, row.since, row.stage) for row in theirs}


def test_whoever_takes_over_hears_of_what_comes_next_and_not_of_what_was_told(office: PostOffice) -> None:
    home = a_family_with_much_due()
    at = passes(a_morning(), 2)
    other = a_staff_member("drugs-worker", service=home.service)
    assign_keyworker(person_id=home.person_id, staff_id=other.staff_id, by=home.manager.staff_id, at=now())
    commit()
    passes(at, 2)
    told = told_to(home.worker)
    assert told
    home.happened(EventKind.DEBT, days_ago=0)
    commit()
    passes(a_morning(8), 2)
    theirs = told_to(other)
    assert theirs
    assert not theirs & told


def test_whoever_is_away_by_the_morning_has_a_deputy_who_is_told_instead(office: PostOffice) -> None:
    home = a_family_with_much_due()
    one_pass(at=a_morning(hour=6), worker="one")
    deputy = a_staff_member("drugs-worker", service=home.service)
    away = a_morning()
    said = AbsenceSaid(day_of(away), day_of(away) + 3 * DAY, deputy.staff_id)
    record_absence(db.session.get_one(StaffMember, home.worker.staff_id), said, by=home.manager.staff_id, at=now())
    commit()
    passes(away, 3)
    assert [row.status for row in messages(deputy)] == ["sent"]
    assert [row.status for row in messages(home.worker)] == ["stopped"]
    assert home.worker.email not in office.addresses


def test_what_was_written_while_a_pass_was_reading_is_looked_at_again(office: PostOffice) -> None:
    home = a_family_with_much_due()
    at = a_morning()
    policy = current().section(TellingPolicy, on=day_of(at))
    found = derived([home.household_id], day_of(at), current())
    for stamp, due in ((uuid4(), True), (db.session.get_one(TellingDue, home.household_id).stamp, False)):
        plan(found, {home.household_id: stamp}, at=at, policies={home.service.id: policy})
        commit()
        row = db.session.get(TellingDue, home.household_id, populate_existing=True)
        assert (row is not None and row.due_on <= day_of(at)) is due


def test_what_cannot_wait_goes_first(office: PostOffice) -> None:
    person = a_staff_member("manager")
    assert person.service_id is not None
    at, service_id, to = a_morning(), person.service_id, person.staff_id
    write_message(service_id=service_id, kind=MessageKind.SUMMARY, way=Way.EMAIL, recipient_id=to, at=at - MINUTE)
    code = write_message(service_id=service_id, kind=MessageKind.CODE, way=Way.TEXT, recipient_id=to, at=at)
    assert messages_to_send(at, limit=1) == [code]


def test_whoever_loses_one_of_two_roles_is_told_as_the_other_once_and_not_at_night(office: PostOffice) -> None:
    home = a_family_with_much_due()
    by = home.manager.staff_id
    assign_keyworker(person_id=home.person_id, staff_id=by, by=by, at=now())
    commit()
    one_pass(at=a_morning(hour=6), worker="one")
    late = [row.id for row in reminders() if row.recipient_id == by and row.stage == "overdue" and row.waits]
    assert late
    other = a_staff_member("drugs-worker", service=home.service)
    assign_keyworker(person_id=home.person_id, staff_id=other.staff_id, by=by, at=now())
    commit()
    passes(a_morning(hour=18) - MINUTE, 4)
    evening = [row for row in reminders() if row.id in late]
    assert {(row.owner, row.stopped, row.waits) for row in evening} == {("manager", "", True)}
    passes(a_morning(4, hour=8), 3)
    assert all(row.message_id is not None for row in reminders() if row.id in late)
    mails = messages(home.manager)
    assert "(as manager)" in mails[-1].text
    assert [row.status for row in mails].count("stopped") <= 1


def test_a_pharmacist_is_led_to_the_counter_and_everybody_else_to_the_case_file(office: PostOffice) -> None:
    home = a_family_with_much_due()
    pharmacist = a_staff_member("pharmacist", pharmacy=home.pharmacy)
    ask_query(person_id=home.person_id, text="Who holds the key?", by=pharmacist.staff_id, at=now())
    commit()
    passes(a_morning(8), 2)
    start = passing._address()
    (theirs,) = messages(pharmacist)
    assert f"  {start}/desk/people/{home.person_id}\n" in theirs.text
    assert f"All of it: {start}/desk/\n" in theirs.text
    assert theirs.text.endswith(f"Choose how you are told: {start}/account/telling")
    (keyworkers,) = messages(home.worker)
    assert f"  {start}/people/{home.person_id}\n" in keyworkers.text
    assert f"All of it: {start}/work\n" in keyworkers.text


def test_somebody_away_has_a_deputy_and_somebody_who_left_a_manager(office: PostOffice) -> None:
    away, left = a_family_with_much_due(), a_family_with_much_due()
    deputy = a_staff_member("drugs-worker", service=away.service)
    member = db.session.get_one(StaffMember, away.worker.staff_id)
    today = day_of(now())
    said = AbsenceSaid(today, today + 30 * DAY, deputy.staff_id)
    record_absence(member, said, by=away.manager.staff_id, at=now())
    db.session.get_one(StaffMember, left.worker.staff_id).disabled_at = now()
    commit()
    passes(a_morning(), 2)
    assert office.addresses.count(deputy.email) == 1
    assert away.worker.email not in office.addresses and left.worker.email not in office.addresses
    assert len(messages(left.manager)) == 1


def test_a_person_without_a_keyworker_is_the_managers(office: PostOffice) -> None:
    home = a_family_with_much_due()
    db.session.add(
        KeyworkerAssignment(
            person_id=home.person_id, version=2, staff_id=None, from_on=day_of(now()), recorded_at=now(),
            recorded_by_id=home.manager.staff_id,
        )
    )  # fmt: skip
    db.session.info.setdefault("touched", set()).add(home.household_id)
    commit()
    passes(a_morning(), 2)
    assert messages(home.manager)
    assert {row.recipient_id for row in messages()} == {home.manager.staff_id, home.lead.staff_id}


def test_a_text_goes_beside_the_e_mail_where_something_is_overdue(office: PostOffice, peer: Peer) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker)
    passes(a_morning(), 2)
    (text,) = peer.to(WELL)
    assert text["body"].endswith("Sign in: https://safe.example.org")
    assert len(text["body"]) <= 160
    assert home.worker.email in office.addresses


def test_a_pass_that_another_process_is_at_is_left_to_it(office: PostOffice, inside: Flask) -> None:
    a_family_with_much_due()
    at = a_morning()
    passing._make_clock()
    assert passing._take(at, "other", current().section(TellingPolicy, on=day_of(at)))
    assert one_pass(at=at + MINUTE, worker="one") is None
    assert one_pass(at=at + 5 * MINUTE, worker="one") is not None
    assert len(messages()) == 3


def test_had_we_been_told_is_on_the_chronology(office: PostOffice) -> None:
    home = a_family_with_much_due()
    passes(a_morning(), 1)
    case = derived_one(home.household_id, day_of(now()), current()).case
    told = [one for one in chronology_of(case) if one.kind == "reminder"]
    (open_,) = (one for one in told if one.title.startswith(f"{home.worker.name} was reminded: ") and not one.closed)
    assert "the storage plan (overdue)" in dict(open_.parts)["Of what"]
    assert all(dict(one.parts)["What became of it"].startswith("Sent, ") for one in told)


def test_managers_get_the_week_in_numbers_once(office: PostOffice) -> None:
    manager = a_staff_member("manager")
    monday = at_london(date(2026, 6, 15), 8)
    passes(monday, 3)
    passes(monday + DAY)
    (week,) = messages(manager, kind="summary")
    assert (week.status, office.addresses.count(manager.email)) == ("sent", 1)
    assert "- questions of agencies that nobody has answered: 0" in week.text


def test_without_any_way_out_messages_are_kept_and_work_lists_do(use: Callable[..., None]) -> None:
    home = a_family_with_much_due()
    texts_to(home.worker)
    passes(a_morning(), 2)
    assert {row.status for row in messages()} == {"kept"}
    assert {row.way for row in messages(home.worker)} == {"email", "text"}
