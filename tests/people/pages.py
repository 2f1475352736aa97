"""What tests of pages share: typing a date, reading a page, finding a version on it."""

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.people.builders import Home
from tests.staff.builders import Person, put_into_session


def day(name: str, when: date) -> dict[str, str]:
    """A date as three boxes."""
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month), f"{name}-year": str(when.year)}


def hidden(response: TestResponse, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', response.text)
    assert found, f"no {name} on the page"
    return found[1]


def words(response: TestResponse) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.text, flags=re.S)
    return unescape(re.sub(r"\s+", " ", text))


def problems(response: TestResponse) -> list[str]:
    """The links of the error summary."""
    summary = re.search(r"nhsuk-error-summary.*?<ul.*?>(.*?)</ul>", response.text, flags=re.S)
    return (
        [unescape(part.strip()) for part in re.findall(r"<a[^>]*>(.*?)</a>", summary[1], flags=re.S)] if summary else []
    )


def sign_in_worker_of(client: FlaskClient, home: Home) -> Person:
    """The worker of a home at a browser."""
    put_into_session(client, home.worker)
    return home.worker


def path(response: TestResponse) -> str:
    """Where a redirect leads."""
    assert response.status_code == 302, (response.status_code, problems(response))
    return urlsplit(response.headers["Location"]).path


def at(home: Home, *parts: Any) -> str:
    """The address of a page about somebody."""
    return "/".join(("/people", str(home.person_id), *map(str, parts)))
