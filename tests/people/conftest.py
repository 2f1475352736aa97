"""The day on which tests of people's pages play."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.people.builders import later


@pytest.fixture
def that_day() -> Iterator[None]:
    """The clock an hour after the builders' facts were recorded."""
    with time_machine.travel(later(60)):
        yield
