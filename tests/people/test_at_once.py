"""Many people at once: one is recorded, the others are told and lose nothing that others recorded."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core.db import db
from people.models import ChildDetails, FamilyAgency, Membership, PersonDetails
from people.queries import agencies, family
from tests.people.builders import TODAY, Home, a_family, a_home
from tests.people.pages import at, day
from tests.staff.builders import put_into_session

pytestmark = pytest.mark.usefixtures("inside", "that_day")
AT_ONCE = 6


def all_at_once(app: Flask, home: Home, send: Callable[[FlaskClient, int], int]) -> Counter[int]:
    """Each from a browser of their own, all let go at the same moment: how often each status came back."""
    clients = [FlaskClient(app, app.response_class) for _ in range(AT_ONCE)]
    for client in clients:
        put_into_session(client, home.worker)
    db.session.commit()
    ready = Barrier(AT_ONCE)

    def one(number: int) -> int:
        ready.wait()
        return send(clients[number], number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return Counter(threads.map(one, range(AT_ONCE)))


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_one_of_many_corrections_is_recorded(app: Flask) -> None:
    home = a_home()

    def correct(client: FlaskClient, number: int) -> int:
        typed = {"given_names": "Jenny", "family_name": f"Name{number}", "version": "1"}
        return client.post(at(home, "details"), data=typed).status_code

    assert all_at_once(app, home, correct) == {302: 1, 409: AT_ONCE - 1}
    assert count(PersonDetails) == 2


def test_one_of_many_changes_to_a_child_is_recorded(app: Flask) -> None:
    home = a_family()
    child = family(home.household_id).children[0]

    def change(client: FlaskClient, number: int) -> int:
        typed = {"name": f"Ella {number}", "how": "lives", "when": "unborn", "version": "1"}
        return client.post(at(home, "children", child.id), data=typed).status_code

    assert all_at_once(app, home, change) == {302: 1, 409: AT_ONCE - 1}
    assert count(ChildDetails) == 2


def test_an_agency_added_by_many_at_once_is_with_the_family_once(app: Flask) -> None:
    home, other = a_home(), a_family()
    home = a_home(other.service)
    agency_id = agencies(other.service.id)[0].id

    def add(client: FlaskClient, number: int) -> int:
        typed = {"agency": agency_id, "worker_name": f"Nurse {number}"} | day("from_on", TODAY)
        return client.post(at(home, "agencies/add"), data=typed).status_code

    statuses = all_at_once(app, home, add)
    assert set(statuses) <= {302, 409}
    assert statuses[302] >= 1
    assert count(FamilyAgency) == 2


def test_a_household_that_two_change_at_once_is_changed_once(app: Flask) -> None:
    home = a_home()
    other = a_home(home.service, reference="R2")
    shown = f"{other.person_id} {other.household_id} {home.household_id}"

    def move(client: FlaskClient, number: int) -> int:
        typed = {"reference": "R2", "sure": shown} | day("on", TODAY)
        return client.post(at(home, "moves/in"), data=typed).status_code

    statuses = all_at_once(app, home, move)
    assert statuses[302] == 1
    assert count(Membership) == 3
