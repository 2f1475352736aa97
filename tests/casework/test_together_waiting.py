"""What waits between agencies is seen on the lists, and not what it is: overdue promises, notes nobody has read."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from casework.queries.together_waiting import waiting_together
from core.clock import day_of, now
from core.db import commit
from people.actions import link_families
from safeguarding.actions import agree_joint_action, do_joint_action, share_note
from tests.people.builders import Home, a_family, statements
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient


def of(home: Home, minutes: int = 0) -> dict[str, Any]:
    """Whose family, who records, and when: an hour ago and later."""
    at = now() - timedelta(minutes=60 - minutes)
    return {"household_id": home.household_id, "by": home.worker.staff_id, "at": at}


def promised(home: Home, days_ago: int = 3, what: str = "Fit a gate on the stairs") -> Any:
    """Something that an agency said it would do by a day that has passed."""
    day = day_of(now()) - timedelta(days=days_ago)
    return agree_joint_action(what=what, by_name="Mrs Oak", due_on=day, happened_on=day, **of(home))


def linked() -> tuple[Home, Home]:
    """One family at two drug services, as both say."""
    ours, theirs = a_family(), a_family()
    for one, other in ((ours, theirs), (theirs, ours)):
        link_families(
            household_id=one.household_id, other_household_id=other.household_id, because="Rang", **one.signed
        )
    return ours, theirs


def test_what_an_agency_was_to_do_stands_on_the_lists_until_it_is_done(client: StrictClient, inside: Flask) -> None:
    home, others = a_family(), a_family()
    row = promised(home)
    promised(others)
    commit()
    put_into_session(client, home.worker)
    page = client.get("/work").text
    assert "1 thing agreed between agencies and not done" in page and "gate" not in page
    assert "Between agencies: 1 family to look at" in page
    colleague = a_staff_member("drugs-worker", service=home.service)
    manager = a_staff_member("manager", service=home.service)
    put_into_session(client, colleague)
    assert "Between agencies" not in client.get("/work").text
    assert "Between agencies" in client.get("/work?show=all").text
    put_into_session(client, manager)
    assert "1 thing agreed between agencies and not done" in client.get("/sharing").text
    then = of(home, 30)
    do_joint_action(entry_id=row.entry_id, done_on=day_of(then["at"]), how="Seen there", **then)
    commit()
    assert "Nothing waits between agencies" in client.get("/sharing").text


def test_a_list_that_stops_says_so(client: StrictClient, inside: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    home = a_family()
    promised(home)
    promised(a_family(service=home.service))
    commit()
    put_into_session(client, a_staff_member("manager", service=home.service))
    more = "There is more than stands here"
    assert more not in client.get("/sharing").text
    monkeypatch.setattr("casework.views.unanswered.MOST", 1)
    page = client.get("/sharing").text
    assert page.count(f"{more}: the first 1 were looked at.") == 1
    assert page.count("1 thing agreed between agencies and not done") == 1


def test_a_note_of_the_other_service_waits_until_somebody_here_opens_the_page(
    client: StrictClient, inside: Flask
) -> None:
    ours, theirs = linked()
    share_note(what="Supervised daily", **of(theirs))
    share_note(what="Asked about the box", **of(theirs, 1))
    commit()
    put_into_session(client, ours.worker)
    page = client.get("/work").text
    assert "2 notes of another drug service that nobody here has read" in page and "Supervised daily" not in page
    assert waiting_together(theirs.service.id, day_of(now())) == []
    client.get(f"/people/{ours.person_id}/together")
    assert "Between agencies" not in client.get("/work").text
    share_note(what="And the key", **of(theirs, 90))
    commit()
    assert "1 note of another drug service" in client.get("/work").text


def test_what_waits_costs_the_same_statements_however_much_it_is(inside: Flask) -> None:
    home = a_family()
    promised(home)
    commit()
    with statements() as few:
        waiting_together(home.service.id, day_of(now()))
    for _ in range(4):
        promised(a_family(home.service))
    commit()
    with statements() as many:
        assert len(waiting_together(home.service.id, day_of(now()))) == 5
    assert len(few) == len(many) == 3
