"""Every page of the demonstration that a role can reach by links, wide and narrow, and every form on it sent empty.

axe finds nothing, nothing scrolls sideways, nothing answers that something went wrong on our side. One page of each
address is looked at: the next person's is made of the same parts.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Response, TimeoutError

from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.desk import Desk

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not os.environ.get("SOAK"), reason="every page and every form: make soak"),
]

VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=findings/)[0-9a-f]+|(?<=record/event/)[a-z-]+")
NO_PAGE = re.compile(r"print|\.pdf|\.csv|\.svg|\.zip|sign-out|/account|download")
SEND = "form => { form.noValidate = true; form.requestSubmit() }"
ROLES = ("worker", "prescriber", "manager", "lead", "admin", "pharmacist")


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("who", ROLES)
def test_every_page_and_every_form_sent_empty_is_sound(sit_down: Callable[..., Desk], who: str) -> None:
    desk = sit_down(who)
    failed: list[str] = []
    desk.page.on("response", lambda answer: failed.extend(_ours(answer)))
    looked_at = sum(1 for path in _pages(desk) if _look_around(desk, path))
    assert not failed
    assert looked_at > 5


def _ours(answer: Response) -> Iterator[str]:
    if answer.status >= 500:
        yield f"{answer.request.method} {answer.url}: {answer.status}"


def _pages(desk: Desk) -> Iterator[str]:
    """Each address that links lead to from the first page, once; the caller opens it before asking for the next."""
    seen, ahead = set(), deque(["/"])
    while ahead:
        path = ahead.popleft()
        shape = VARIES.sub("*", path.split("?")[0])
        if shape in seen or NO_PAGE.search(path):
            continue
        seen.add(shape)
        yield path
        desk.page.goto(f"{desk.address}{path}")
        links = "links => links.map(link => link.getAttribute('href'))"
        ahead.extend(
            link.split("#")[0]
            for link in desk.page.eval_on_selector_all("main a[href], header a[href]", links)
            if link.startswith("/")
        )


def _look_around(desk: Desk, path: str) -> bool:
    """The page at both widths; then each of its forms, sent empty, and what that answers."""
    for size in (WIDE, NARROW):
        desk.page.set_viewport_size(size)
        desk.go(path)
    desk.page.set_viewport_size(WIDE)
    for number in range(desk.page.locator("main form[method=post]").count()):
        desk.page.goto(f"{desk.address}{path}")
        form = desk.page.locator("main form[method=post]").nth(number)
        if not form.count():
            continue
        try:
            with desk.page.expect_navigation(timeout=5000):
                form.evaluate(SEND)
        except TimeoutError:
            continue  # the script of the page answers itself, or the answer is a file
        desk.look()
    return True
