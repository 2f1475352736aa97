"""A family, and a worker of its service at a browser."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.people.builders import Home, a_family
from tests.staff.builders import Person
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family, and nobody signed in."""
    return a_family()


@pytest.fixture
def at_desk(home: Home, client: StrictClient, sign_in: Callable[..., Person]) -> StrictClient:
    """A drugs worker of the family's service at a browser."""
    sign_in("drugs-worker", service=home.service)
    return client
