"""A real server with real workers, a real browser, and the demonstration to walk through."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from casework.demonstration.cli import PASSWORD, load
from core import clock
from tests.databases import Database, make_app
from tests.journeys.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
NARROW = ViewportSize(width=400, height=800)
WIDE = ViewportSize(width=1280, height=900)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser(database: Database) -> Iterator[Browser]:
    """Chromium, without a window. After the database is made: the browser's event loop stays in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def demonstration(database: Database, tmp_path: Path) -> Flask:
    """An empty database with the demonstration in it, loaded today."""
    app = make_app(database.url, tmp_path)

    def fill() -> None:
        database.start_afresh()
        with app.app_context():
            load(clock.now())

    with ThreadPoolExecutor(1) as aside:  # the browser keeps an event loop in this thread, which Flask cannot share
        aside.submit(fill).result()
    return app


@pytest.fixture
def address(demonstration: Flask, database: Database, tmp_path: Path) -> Iterator[str]:
    """The demonstration, served as `make run` serves it."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "app:serve()", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--threads", "4", "--preload", "--log-level", "warning"),
    ]
    settings = {"DATABASE_URL": database.url, "INSTANCE_FOLDER": str(tmp_path)}
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


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


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError("the server stopped at once")
        try:
            urllib.request.urlopen(url, timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server does not answer")
