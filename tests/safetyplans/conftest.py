"""What most tests of storage plans begin with; a file whose family differs says so itself."""

import pytest
from flask import Flask

from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with an agreed plan."""
    home = a_home()
    an_agreed_plan(home)
    return home


@pytest.fixture
def worker(home: Home, client: StrictClient) -> StrictClient:
    """The family's own worker at a browser."""
    put_into_session(client, home.worker)
    return client
