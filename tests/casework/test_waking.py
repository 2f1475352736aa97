"""What touches everybody has the next pass look at every family."""

from datetime import date

from flask import Flask
from sqlalchemy import func, select, update

from core import clock
from core.db import commit, db, touch_everybody
from people.models import Household
from tests.people.builders import a_home


def test_what_touches_everybody_makes_every_household_due_today(inside: Flask) -> None:
    a_home()
    db.session.execute(update(Household).values(next_change_on=date(2999, 1, 1)))
    db.session.commit()
    touch_everybody()
    commit()
    today = clock.day_of(clock.now())
    assert db.session.scalar(select(func.max(Household.next_change_on))) == today


def test_a_commit_that_touches_nobody_leaves_every_household_alone(inside: Flask) -> None:
    a_home()
    db.session.execute(update(Household).values(next_change_on=date(2999, 1, 1)))
    db.session.commit()
    commit()
    assert db.session.scalar(select(func.max(Household.next_change_on))) == date(2999, 1, 1)
