"""A database that nobody keeps: what happens in it stays in it."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.db import db
from core.throw_away import throw_away
from staff.models import Service
from tests.staff.builders import a_service


def services() -> int:
    return db.session.scalar(select(func.count()).select_from(Service)) or 0


def test_nothing_inside_is_read_from_outside_nor_left_there(inside: Flask) -> None:
    a_service()
    db.session.commit()
    with throw_away():
        assert services() == 0
        a_service()
        a_service()
        db.session.commit()
        assert services() == 2
    assert services() == 1


def test_two_of_them_know_nothing_of_each_other(inside: Flask) -> None:
    with throw_away():
        a_service()
        db.session.commit()
        with throw_away():
            assert services() == 0
        assert services() == 1


def break_inside() -> None:
    with throw_away():
        a_service()
        db.session.commit()
        raise ZeroDivisionError


def test_what_breaks_inside_leaves_nothing_outside(inside: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        break_inside()
    assert services() == 0
