"""Every page of the demonstration that a role can reach by links, wide and narrow, and every form on it sent empty.

axe finds nothing, nothing scrolls sideways, nothing answers that something went wrong on our side; all of it once more
by keyboard alone, and with JavaScript off. One page of each address is looked at: the next person's is made of the
same parts.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Error, Response, TimeoutError

from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.desk import Desk
from tests.journeys.keyboard import tab_through

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not os.environ.get("SOAK"), reason="every page and every form: make soak"),
]

VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=findings/)[0-9a-f]+|(?<=record/event/)[a-z-]+")
NO_PAGE = re.compile(r"print|\.pdf|\.csv|\.svg|\.zip|sign-out|/account|download")
SEND = "form => { form.noValidate = true; form.requestSubmit() }"
DEAD = """() => [...document.querySelectorAll('main button[type=button]')]
    .filter(one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
    .map(one => one.outerHTML.slice(0, 120))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
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


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("who", ROLES)
def test_every_page_can_be_walked_by_keyboard_alone(sit_down: Callable[..., Desk], who: str) -> None:
    desk = sit_down(who)
    found = {path: problems for path in _pages(desk) if (problems := _walk(desk, path))}
    assert not found


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("who", ROLES)
def test_every_page_and_form_works_without_scripts_on_a_narrow_screen(sit_down: Callable[..., Desk], who: str) -> None:
    desk = sit_down(who, narrow=True, script=False)
    failed: list[str] = []
    desk.page.on("response", lambda answer: failed.extend(_ours(answer)))
    failed.extend(problem for path in _pages(desk) for problem in _without_scripts(desk, path))
    assert not failed


def _walk(desk: Desk, path: str) -> list[str]:
    desk.page.goto(f"{desk.address}{path}")
    return tab_through(desk.page)


def _without_scripts(desk: Desk, path: str) -> Iterator[str]:
    """What is dead or too wide on the page, and on what each of its forms answers when its first button is pressed."""
    desk.page.goto(f"{desk.address}{path}")
    for dead in desk.page.evaluate(DEAD):
        yield f"{path}: only a script could answer {dead}"
    yield from _sideways(desk)
    for number in range(desk.page.locator("main form[method=post]").count()):
        desk.page.goto(f"{desk.address}{path}")
        button = desk.page.locator("main form[method=post]").nth(number).locator("button:visible").first
        if not button.count():
            continue  # the answer before took the form away, or it lies behind a press
        try:
            with desk.page.expect_navigation(timeout=5000):
                button.click()
        except (TimeoutError, Error):
            continue  # the answer is a file, or comes in a tab of its own
        yield from _sideways(desk)


def _sideways(desk: Desk) -> Iterator[str]:
    if (wide := desk.page.evaluate(TOO_WIDE)) > 0:
        yield f"{desk.page.url} scrolls sideways by {wide} px"


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
