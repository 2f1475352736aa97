"""What a manager has before them: the first few on the board, every one a page at a time, twenty forms at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import insert

from casework.models import OpenFinding
from core.clock import day_of, now
from core.db import commit, db
from core.findings import Owner, Severity
from dispensing.actions import look_at_exception
from dispensing.models import DecisionException
from people.actions import assign_keyworker, join_households
from safeguarding.rules import EventKind
from tests.dispensing.builders import Home, a_home
from tests.people.builders import statements
from tests.staff.builders import a_service, put_into_session
from tests.strict_client import StrictClient

COUNT = 1230


def given(home: Home, count: int) -> list[UUID]:
    """So many exceptions of one person, a minute apart, the newest first; nobody has looked at any."""
    at, ids = now(), [uuid4() for _ in range(count)]
    rows = [
        {
            "id": each, "person_id": home.person_id, "given_by_id": home.manager.staff_id,
            "reason": "The pharmacy closes early and the visit is tomorrow.", "until_at": at + timedelta(hours=40),
            "stops": [], "recorded_by_id": home.worker.staff_id, "recorded_at": at - timedelta(minutes=number),
        }
        for number, each in enumerate(ids)
    ]  # fmt: skip
    db.session.execute(insert(DecisionException), rows)
    commit()
    return ids


def lines(page: str) -> int:
    return page.count('class="cw-line__name"')


def test_the_board_shows_the_first_exceptions_and_leads_to_the_rest(client: StrictClient, inside: Flask) -> None:
    home, sent_for = a_home(now()), []
    put_into_session(client, home.manager)
    for count in (20, COUNT - 20):
        given(home, count)
        with statements() as sent:
            board = client.get("/board").text
        sent_for.append(len(sent))
    assert sent_for[0] == sent_for[1]
    assert lines(board[board.index("Exceptions in force") : board.index("Overdue longest")]) == 15
    assert "See all 1,230 exceptions" in board
    assert len(board) < 100_000


def test_every_exception_is_on_one_page_of_the_list(client: StrictClient, inside: Flask) -> None:
    home = a_home(now())
    given(home, COUNT)
    put_into_session(client, home.manager)
    pages = [client.get(f"/board/exceptions?page={number}").text for number in range(1, 26)]
    assert [lines(page) for page in pages] == [50] * 24 + [30]
    assert "Page 25 of 25." in pages[-1]
    assert "Next page" not in pages[-1]
    shown = [one for page in pages for one in page.split("?first=")[1:]]
    assert len({one[:36] for one in shown}) == COUNT


def test_what_nobody_has_looked_at_comes_before_what_is_newer(client: StrictClient, inside: Flask) -> None:
    home = a_home(now())
    newest, *_ = given(home, 16)
    look_at_exception(exception_id=newest, what="Talked through with Sam.", by=home.lead.staff_id, at=now())
    commit()
    put_into_session(client, home.manager)
    listed = client.get("/board/exceptions").text
    assert listed.rindex("Nobody has looked at it yet.") < listed.index("Looked at.")
    assert "Looked at." not in client.get("/board").text


@pytest.mark.parametrize("page", ["0", "-3", "x", "999999", "9" * 40, "²"])
def test_a_page_that_is_not_there_is_the_nearest(client: StrictClient, inside: Flask, page: str) -> None:
    home = a_home(now())
    given(home, 51)
    put_into_session(client, home.manager)
    assert lines(client.get(f"/board/exceptions?page={page}").text) in (50, 1)


def test_nothing_of_another_service_and_nothing_for_a_worker(client: StrictClient, inside: Flask) -> None:
    home, theirs = a_home(now()), a_home(now(), service=a_service())
    given(theirs, 1)
    put_into_session(client, home.manager)
    assert "No exception is in force, and every one has been looked at." in client.get("/board/exceptions").text
    put_into_session(client, home.worker)
    assert client.get("/board/exceptions").status_code == 403


def test_twenty_are_looked_at_at_once_and_the_one_asked_for_comes_first(client: StrictClient, inside: Flask) -> None:
    home = a_home(now())
    oldest = given(home, 60)[-1]
    put_into_session(client, home.manager)
    page = client.get("/waiting").text
    assert page.count("I have looked at it") == page.count("Yes, I gave this") == 20
    assert "any others come up as you answer these" in page
    assert "20 of 60 exceptions" in page
    assert str(oldest) not in page
    asked_for = client.get(f"/waiting?first={oldest}").text
    assert asked_for.index(f'id="look-{oldest}"') == asked_for.index('id="look-')
    bare = client.post(f"/waiting/exceptions/{oldest}/look", data={f"look-{oldest}-what": ""}).text
    assert f'id="look-{oldest}"' in bare
    assert client.get("/waiting?first=nonsense").status_code == 200


def test_every_family_with_signals_is_on_the_list_the_most_first(client: StrictClient, inside: Flask) -> None:
    home = a_home(now())
    others = [a_home(now(), service=home.service) for _ in range(16)]
    for one in (home, *others):
        one.happened(EventKind.DEBT)
    others[-1].happened(EventKind.USE_ON_TOP)
    commit()
    put_into_session(client, home.manager)
    board = client.get("/board").text
    assert lines(board[board.index("Signals in the last") : board.index("By keyworker")]) == 15
    assert "See all 17 families" in board
    every = client.get("/board/signals").text
    assert lines(every) == 17 and "17 families, the most signals first." in every
    assert every.index("2 signals of 2 kinds") < every.index("1 signal of 1 kind")


def test_signals_of_a_family_that_joined_another_count_where_they_live_now(client: StrictClient, inside: Flask) -> None:
    home = a_home(now())
    other = a_home(now(), service=home.service)
    for one in (home, other):
        one.happened(EventKind.DEBT)
    whole: dict[str, Any] = {"on": day_of(now()), "by": home.worker.staff_id, "at": now()}
    join_households(household_id=other.household_id, into_household_id=home.household_id, **whole)
    commit()
    put_into_session(client, home.manager)
    for page in ("/board", "/board/signals"):
        shown = client.get(page).text
        assert "2 signals of 1 kind" in shown and "1 signal of" not in shown


def test_of_every_child_in_danger_the_board_says_who_acts(client: StrictClient, inside: Flask) -> None:
    homes = [a_home(now())]
    homes += [a_home(now(), service=homes[0].service) for _ in range(16)]
    for number, one in enumerate(homes):
        assign_keyworker(
            person_id=one.person_id, staff_id=one.worker.staff_id, from_on=day_of(now()),
            by=one.worker.staff_id, at=now(),
        )  # fmt: skip
        one.happened(EventKind.CHILD_EXPOSURE, days_ago=9 if number else 0)
    commit()
    put_into_session(client, homes[0].manager)
    board = client.get("/board").text
    danger = board[board.index('id="in-danger"') : board.index('id="nobodys"')]
    assert lines(danger) == danger.count("Sam Worker") == 17


def test_every_disagreement_that_stands_is_on_the_list(client: StrictClient, inside: Flask) -> None:
    home = a_home(now())
    put_into_session(client, home.manager)
    assert "No disagreement with another agency stands." in client.get("/board/standing-disagreements").text
    db.session.execute(insert(OpenFinding), [disagreed(home, number) for number in range(52)])
    commit()
    board = client.get("/board").text
    assert lines(board[board.index("Disagreements with") : board.index("Signals in the last")]) == 15
    assert "See all 52 disagreements" in board
    pages = [client.get(f"/board/standing-disagreements?page={number}").text for number in (1, 2)]
    assert [lines(page) for page in pages] == [50, 2]


def disagreed(home: Home, number: int) -> dict[str, Any]:
    """A finding of one family as the nightly pass keeps it."""
    return {
        "id": uuid4(), "service_id": home.service.id, "household_id": home.household_id, "person_id": home.person_id,
        "whom_id": home.person_id, "code": "outcome-not-agreed", "about": str(number), "rank": 1,
        "severity": Severity.ACT, "owner": Owner.KEYWORKER, "since": day_of(home.at),
        "sentence": "We do not agree with what they decided.", "clears": [],
    }  # fmt: skip
