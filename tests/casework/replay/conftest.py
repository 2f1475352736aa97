"""A stage for case files: no database of the application's own, no pages."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.casework.replay.stories import a_stage


@pytest.fixture(scope="session")
def stage() -> Flask:
    """The application that case files are played in."""
    return a_stage()


@pytest.fixture(autouse=True)
def on_stage(stage: Flask) -> Iterator[None]:
    """Every test of this folder runs inside it."""
    with stage.app_context():
        yield
