"""A pass costs what is due, not what there is."""

import os
import time
from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import insert, text, update

from casework.models import HomeFigure, TellingDue
from core.calendar import at_london
from core.db import db
from reminders.passing import one_pass
from tests.casework.crowd import TODAY, a_crowd
from tests.people.builders import statements
from tests.reminders.builders import messages

NEVER = date(2099, 1, 1)
IDS = ("id", "service_id", "household_id")


def a_pass_over(households: int, due: int, times: int = 1) -> tuple[float, int]:
    """The seconds and the statements of one pass over so many families of whom so many are due; the quicker one."""
    crowd = a_crowd(households)
    rows = [{"household_id": one, "due_on": NEVER} for one in crowd.households]
    figures = [a_figure(crowd.service.id, one) for one in crowd.households]
    for start in range(0, households, 5000):
        db.session.execute(insert(TellingDue), rows[start : start + 5000])
        db.session.execute(insert(HomeFigure), figures[start : start + 5000])
    del rows, figures
    took = []
    for number in range(times):
        ids = crowd.households[number * due : (number + 1) * due]
        db.session.execute(update(TellingDue).where(TellingDue.household_id.in_(ids)).values(due_on=TODAY))
        settle()
        took.append(timed(at_london(TODAY, 9 + number), due))
        assert len(messages(crowd.worker)) == number + 1
    return min(took)


def timed(at: datetime, due: int) -> tuple[float, int]:
    """By the processor's clock where the database works in this process: whatever else the machine does meanwhile."""
    clock = time.process_time if db.engine.dialect.name == "sqlite" else time.perf_counter
    with statements() as sent:
        began = clock()
        passed = one_pass(at=at, worker="one")
        took = clock() - began
    assert passed is not None and passed.looked_at == due
    return took, len(sent)


def settle() -> None:
    """As a database is that was not filled a second ago: what was written is in its place, and counted for plans."""
    db.session.commit()
    db.session.execute(text("ANALYZE"))
    db.session.commit()
    db.session.close()
    db.engine.dispose()


def a_figure(service_id: UUID, household_id: UUID) -> dict[str, object]:
    """A household as the day's figures count it: the first pass of a day counts everybody."""
    said = dict.fromkeys((one.name for one in HomeFigure.__table__.columns if one.name not in IDS), True)
    return {**said, "id": uuid4(), "service_id": service_id, "household_id": household_id, "treated": 1}


def test_a_pass_takes_the_same_statements_however_many_families_there_are(inside: Flask) -> None:
    counted = [a_pass_over(households, 20)[1] for households in (25, 400)]
    assert counted[1] - counted[0] <= 2  # the second service's own


@pytest.mark.skipif("SOAK" not in os.environ, reason="a hundred thousand families: make soak")
@pytest.mark.timeout(3600)
def test_a_pass_over_a_hundred_thousand_takes_hardly_longer(inside: Flask) -> None:
    a_pass_over(25, 20)
    took = {count: a_pass_over(count, 500, times=2)[0] for count in (1000, 100_000)}
    print(
        f"\nreminders, 500 due: {took[1000]:.1f} s of 1,000, {took[100_000]:.1f} s of 100,000, "
        f"{took[100_000] / took[1000]:.2f} times"
    )
    assert took[100_000] / took[1000] <= 1.5
