"""Facts are gathered in a fixed number of statements, each kind in order of recording."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from core.clock import now
from core.db import commit, db
from safetyplans.actions import give_leaflet, record_copy
from safetyplans.queries import plans_of
from safetyplans.rules import CopyHow, PlansOf
from tests.safetyplans.builders import Home, a_home, an_agreed_plan


@contextmanager
def statements() -> Iterator[list[str]]:
    """The reads sent while inside."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def with_a_history() -> Home:
    """A family with two versions of a plan, copies and leaflets."""
    home = a_home()
    for _ in range(2):
        an_agreed_plan(home)
        record_copy(person_id=home.person_id, how=CopyHow.GIVEN, by=home.worker.staff_id, at=now())
        give_leaflet(person_id=home.person_id, by=home.worker.staff_id, at=now())
        commit()
    return home


@pytest.mark.usefixtures("inside")
def test_one_person_and_many_cost_the_same_number_of_statements() -> None:
    homes = [with_a_history() for _ in range(4)]
    counts = []
    for some in (homes[:1], homes):
        with statements() as sent:
            found = plans_of([home.person_id for home in some])
        counts.append(len(sent))
        assert all(len(found[home.person_id].plans) == 2 for home in some)
    assert counts[0] == counts[1]
    assert counts[0] <= 16


@pytest.mark.usefixtures("inside")
def test_nobody_sees_anothers_plan() -> None:
    first, second = with_a_history(), a_home()
    found = plans_of([second.person_id, first.person_id])
    assert found[second.person_id] == PlansOf(str(second.person_id))
    assert len(found[first.person_id].plans) == 2


def test_somebody_unknown_has_nothing(inside: Flask) -> None:
    stranger = uuid4()
    assert plans_of([stranger]) == {stranger: PlansOf(str(stranger))}
    assert plans_of([]) == {}
