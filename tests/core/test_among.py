"""A column among many values: found on both databases, by the column's index on either."""

from uuid import uuid4

import pytest
from sqlalchemy import Dialect, select
from sqlalchemy.dialects import postgresql, sqlite

from core.db import Among, read
from people.models import ServiceUser
from tests.people.builders import a_home

PEOPLE = select(ServiceUser.id).where(Among(ServiceUser.id, "ids"))


@pytest.mark.usefixtures("inside")
def test_who_is_among_them_is_found_and_nobody_where_there_are_none() -> None:
    home = a_home()
    assert [row.id for row in read(PEOPLE, {"ids": [uuid4(), home.person_id]})] == [home.person_id]
    assert read(PEOPLE, {"ids": []}) == []


@pytest.mark.parametrize(
    ("dialect", "condition"),
    [
        (sqlite.dialect(), "WHERE service_user.id IN (SELECT value FROM json_each(?))"),
        (postgresql.psycopg.dialect(), "WHERE service_user.id = ANY (%(ids)s::UUID[])"),
    ],
)
def test_it_is_a_plain_condition_that_an_index_serves(dialect: Dialect, condition: str) -> None:
    assert str(PEOPLE.compile(dialect=dialect)).endswith(condition)
