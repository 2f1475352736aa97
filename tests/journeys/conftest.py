"""A real server with real workers, a real browser, and the demonstration to walk through."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from casework.demonstration.cli import PASSWORD, load
from core import clock
from core.db import db
from tests.databases import make_app
from tests.emptying import Database
from tests.journeys.desk import Desk
from tests.serving import Served, served

T = TypeVar("T")

NARROW = ViewportSize(width=400, height=800)
WIDE = ViewportSize(width=1280, height=900)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey may take ten minutes before it counts as stuck: on a busy machine a page takes seconds."""
    for item in items:
        if item.get_closest_marker("journey") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="module")
def browser(database: Database) -> Iterator[Browser]:
    """Chromium, without a window. For one file: its event loop stays in this thread, and Flask cannot share that.

    After the database is made, which wants a thread without one.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def inside(app: Flask, work: Callable[[], T]) -> T:
    """Do something in an application's context, and leave no connection open behind it.

    In a thread of its own: the browser keeps an event loop in this one, which Flask cannot share.
    """

    def do() -> T:
        with app.app_context():
            try:
                return work()
            finally:
                db.session.close()
                db.engine.dispose()

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(do).result()


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance folder: passwords are worth nothing without the secrets in it."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def kept_demonstration(database: Database, instance: Path) -> Database:
    """The demonstration, loaded today, kept beside the database that the tests use."""
    app = make_app(database.url, instance)
    database.start_afresh()
    inside(app, lambda: load(clock.now()))
    database.keep()
    return database


@pytest.fixture
def demonstration(kept_demonstration: Database, instance: Path) -> Flask:
    """The application on a database with the demonstration in it."""
    kept_demonstration.start_from_kept()
    return make_app(kept_demonstration.url, instance)


@pytest.fixture(scope="session")
def server(kept_demonstration: Database, instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Served as `make run` serves it: once for all journeys on this database."""
    kept_demonstration.start_from_kept()
    with served(kept_demonstration.url, instance, tmp_path_factory.mktemp("server")) as server:
        server.change_workers()
        yield server


@pytest.fixture
def address(server: Served, demonstration: Flask) -> Iterator[str]:
    """The demonstration, served by workers that know nothing of the last journey."""
    yield server.address
    server.change_workers()


@pytest.fixture
def sit_down(browser: Browser, address: str) -> Iterator[Callable[..., Desk]]:
    """`sit_down("worker")` signs somebody of the demonstration in at a desk of their own."""
    contexts = []

    def sit(who: str, *, narrow: bool = False, script: bool = True) -> Desk:
        context = browser.new_context(
            viewport=NARROW if narrow else WIDE, java_script_enabled=script, locale="en-GB", timezone_id="Europe/London"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Desk(context, address, script).sign_in(f"{who}@demo.example", PASSWORD)

    yield sit
    for context in contexts:
        context.close()
