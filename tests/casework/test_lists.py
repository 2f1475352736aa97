"""The work list and the board: what is due, for whom, most urgent first, and nothing that a family should not read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert

from casework import cli
from casework.models import OpenFinding
from core.clock import day_of, now
from core.db import commit, db
from core.policy import current
from dispensing.rules import ExceptionAsked
from people.actions import assign_keyworker
from safeguarding.actions import record_call, record_outcome, refer
from safeguarding.rules import CallSaid, EventKind, OurView, OutcomeResult, ReferralKind, ReferralSaid
from staff.models import Absence
from tests.casework.crowd import a_crowd
from tests.dispensing.builders import DAILY, Home, a_home, a_safe_home
from tests.people.builders import statements
from tests.staff.builders import Person, a_service, a_staff_member, a_team, put_into_session
from tests.strict_client import StrictClient

SignIn = Callable[..., Person]


def a_due_home(**values: Any) -> Home:
    """A family with a child and doses at home, and no plan."""
    home = a_home(now(), **values)
    home.asked_about_children()
    home.child()
    home.prescribed()
    home.uses(DAILY)
    commit()
    return home


def test_the_list_says_what_is_due_in_sentences_and_leads_to_where_it_is_done(
    client: StrictClient, inside: Flask
) -> None:
    home = a_due_home()
    put_into_session(client, home.worker)
    page = client.get("/work").text
    assert "There is no storage plan yet, and a dose goes home where there is a child." in page
    assert "Rosa A." in page
    assert "Alder" not in page
    assert "Ella, " in page
    assert "plan-missing" not in page
    yesterday = day_of(now()) - timedelta(days=1)
    assert f"Overdue since {yesterday:%A} {yesterday.day} {yesterday:%B}" in page


def test_what_others_told_us_is_one_closed_line_on_the_list(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    home.happened(EventKind.DOMESTIC_ABUSE)
    home.happened(EventKind.THIRD_PARTY_CONCERN)
    record_call(
        household_id=home.household_id, said=CallSaid("The neighbour", "Shouting at night", "We ring the nursery"),
        by=home.worker.staff_id, at=now(),
    )  # fmt: skip
    commit()
    put_into_session(client, home.worker)
    page = client.get("/work").text
    assert page.count('row__sentence">Look at this family') == 1
    for told in ("referral", "neighbour", "hard time", "Put it in writing"):
        assert told not in page


def test_another_adults_treatment_is_not_on_the_list(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    home.adult("Jo Alder", own_supply=True)
    home.happened(EventKind.VOMITING)
    commit()
    put_into_session(client, home.worker)
    assert "What Jo" not in client.get("/work").text


def test_a_child_in_danger_stands_first_in_plain_words(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    other = a_home(now(), service=home.service)
    other.asked_about_children()
    other.child()
    other.prescribed()
    other.uses(DAILY)
    assign_keyworker(person_id=other.person_id, staff_id=home.worker.staff_id, by=home.worker.staff_id, at=now())
    other.happened(EventKind.CHILD_EXPOSURE, days_ago=0)
    commit()
    put_into_session(client, home.worker)
    page = client.get("/work").text
    first = page[page.index('class="cw-group"') :]
    assert first.index("Ring 999") < first.index("There is no storage plan")


def test_everybody_sees_their_own_first_and_can_look_further(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    put_into_session(client, a_staff_member("drugs-worker", service=home.service))
    assert "Nothing is due for your people today." in client.get("/work").text
    assert "Rosa A." in client.get("/work?show=all").text
    assert "Rosa A." in client.get("/work?show=all&overdue=yes").text


def test_the_teams_list_is_about_the_people_of_its_keyworkers(client: StrictClient, inside: Flask) -> None:
    home, elsewhere = a_due_home(), a_due_home()
    team = a_team(home.service)
    mate = a_staff_member("drugs-worker", service=home.service, team_id=team.id)
    assign_keyworker(person_id=home.person_id, staff_id=mate.staff_id, by=home.worker.staff_id, at=now())
    looking = a_staff_member("drugs-worker", service=home.service, team_id=team.id)
    commit()
    put_into_session(client, looking)
    page = client.get("/work?show=team").text
    assert str(home.person_id) in page
    assert str(elsewhere.person_id) not in page


def test_who_looks_after_the_people_of_somebody_away_has_them_on_their_list(
    client: StrictClient, inside: Flask
) -> None:
    home, on = a_due_home(), day_of(now())
    deputy = a_staff_member("drugs-worker", service=home.service)
    db.session.add(
        Absence(
            staff_id=home.worker.staff_id, deputy_id=deputy.staff_id, from_on=on, until_on=on, recorded_at=now(),
            recorded_by_id=home.manager.staff_id,
        )
    )  # fmt: skip
    commit()
    put_into_session(client, deputy)
    assert "Rosa A." in client.get("/work").text


def test_a_manager_has_the_people_whom_nobody_is_keyworker_of(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    assign_keyworker(person_id=home.person_id, staff_id=None, by=home.worker.staff_id, at=now())
    commit()
    put_into_session(client, home.manager)
    page = client.get("/work").text
    assert "Nobody is this person&#39;s keyworker." in page
    assert "There is no storage plan yet" in page
    board = client.get("/board").text
    assert "Rosa A." in board[board.index("No keyworker") : board.index("Exceptions in force")]


def test_a_prescriber_has_what_waits_for_a_prescriber_and_not_what_names_another(
    client: StrictClient, inside: Flask
) -> None:
    home = a_safe_home(now())
    home.decides(home.asks())
    home.happened(EventKind.USE_ON_TOP, days_ago=0)
    commit()
    put_into_session(client, home.prescriber)
    named = client.get("/work").text
    assert "has not confirmed it with their own sign-in yet" in named
    assert "the prescriber should hear about" in named
    put_into_session(client, a_staff_member("prescriber", service=home.service))
    other = client.get("/work").text
    assert "has not confirmed it with their own sign-in yet" not in other
    assert "the prescriber should hear about" in other


def test_another_services_people_are_on_no_list_of_ours(client: StrictClient, inside: Flask) -> None:
    home, theirs = a_due_home(), a_due_home(service=a_service())
    put_into_session(client, home.manager)
    assert str(theirs.person_id) not in client.get("/work?show=all").text
    assert str(theirs.person_id) not in client.get("/board").text


@pytest.mark.parametrize(
    "address", ["/work?show=everything&overdue=maybe&page=-3", "/work?page=999999", "/work?page=x"]
)
def test_an_address_that_means_nothing_shows_the_list_as_usual(
    client: StrictClient, inside: Flask, address: str
) -> None:
    home = a_due_home()
    put_into_session(client, home.worker)
    answer = client.get(address)
    assert answer.status_code == 200


def test_ten_thousand_things_to_do_are_read_a_page_at_a_time_in_the_same_statements(
    client: StrictClient, inside: Flask
) -> None:
    counted = []
    service = a_service()
    worker = a_staff_member("drugs-worker", service=service)
    manager = a_staff_member("manager", service=service)
    for count in (3, 3400):
        crowd = a_crowd(count, due=count, with_child=True, service=service, worker=worker)
        db.session.commit()
        copied(crowd.people, crowd.households, service.id, worker.staff_id)
        for person, address in ((worker, "/work"), (worker, "/work?show=all&overdue=yes&page=4"), (manager, "/board")):
            put_into_session(client, person)
            with statements() as sent:
                page = client.get(address).text
            counted.append(len(sent))
        assert "Work list" in page or "Board" in page
    assert counted[:3] == counted[3:]
    put_into_session(client, worker)
    page = client.get("/work?page=2").text
    assert "10,209 things to do for 3,403 people" in page
    assert "Page 2 of 171." in page
    assert page.count('class="cw-group"') == 20


def copied(people: list[UUID], households: list[UUID], service_id: UUID, staff_id: UUID) -> None:
    """Three findings each, as the nightly pass would leave them."""
    on = day_of(now())
    rows: list[dict[str, Any]] = [
        {
            "service_id": service_id, "household_id": household, "person_id": person, "whom_id": person,
            "code": code, "about": "", "severity": "act", "rank": 1, "owner": "keyworker", "owner_staff_id": staff_id,
            "since": on, "due_on": on - timedelta(days=3), "sentence": f"Something to do: {code}.", "clears": [],
        }
        for person, household in zip(people, households, strict=True)
        for code in ("contact-gap", "leaflet-not-given", "naloxone-not-offered")
    ]  # fmt: skip
    db.session.execute(insert(OpenFinding), rows)
    db.session.commit()


def test_the_list_says_when_it_is_behind(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    a_crowd(4, due=4, service=home.service)
    db.session.commit()
    put_into_session(client, home.worker)
    assert "4 families still to be looked at" in client.get("/work").text
    cli.day_pass(on=day_of(now()), policy=current())
    assert "still to be looked at" not in client.get("/work").text


def test_the_board_shows_exceptions_disagreements_and_signals_by_family(client: StrictClient, inside: Flask) -> None:
    home = a_due_home()
    for kind in (EventKind.USE_ON_TOP, EventKind.MISSED_APPOINTMENT, EventKind.DEBT):
        home.happened(kind)
    signed: dict[str, Any] = {"household_id": home.household_id, "by": home.worker.staff_id, "at": now()}
    child = home.children["Ella"]
    said = ReferralSaid(child_id=child, kind=ReferralKind.S17, seen="Left alone", for_the_child="Not safe")
    referral = refer(person_id=home.person_id, said=said, **signed)
    record_outcome(referral_id=referral.entry_id, result=OutcomeResult.NO_ACTION, view=OurView.DISAGREE, **signed)
    home.decides(home.asks(), exception=an_exception(home))
    commit()
    put_into_session(client, home.manager)
    board = client.get("/board").text
    assert "3 signals of 3 kinds" in board
    assert "Nobody has looked at it yet." in board
    disagreements = board[board.index("Disagreements with") : board.index("Signals in the last")]
    assert "Rosa A." in disagreements
    assert "Alder" not in board
    assert "Left alone" not in board


def an_exception(home: Home) -> ExceptionAsked:
    return home.exception(until_at=now() + timedelta(hours=40))


@pytest.mark.parametrize("role", ["drugs-worker", "prescriber"])
def test_the_board_is_for_managers_and_leads(client: StrictClient, sign_in: SignIn, role: str) -> None:
    sign_in(role, service=a_service())
    assert client.get("/board").status_code == 403


@pytest.mark.parametrize("role", ["pharmacist", "administrator"])
def test_the_list_is_not_for_those_who_do_not_work_with_people(
    client: StrictClient, sign_in: SignIn, role: str
) -> None:
    sign_in(role)
    assert client.get("/work").status_code == 403
