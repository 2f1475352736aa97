"""Fixtures for reminders: a mail server, a text provider, settings that lead to them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.core.post_office import PostOffice, post_office
from tests.reminders.builders import a_morning
from tests.reminders.twilio_peer import Peer, twilio_peer


@pytest.fixture
def use(inside: Flask) -> Iterator[Callable[..., None]]:
    """`use(smtp_port=…)` changes the settings for one test."""
    before = inside.extensions["settings"]

    def change(**values: Any) -> None:
        inside.extensions["settings"] = type(before)(**(inside.extensions["settings"].model_dump() | values))

    yield change
    inside.extensions["settings"] = before


@pytest.fixture
def office(use: Callable[..., None]) -> Iterator[PostOffice]:
    with post_office() as (office, settings):
        use(**settings)
        yield office


@pytest.fixture
def peer(use: Callable[..., None]) -> Iterator[Peer]:
    with twilio_peer() as (peer, settings):
        use(**settings)
        peer.at = a_morning()
        yield peer
