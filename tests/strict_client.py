"""A client that looks at every page as a careful browser would, and at what the view left behind."""

import contextvars
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session
from werkzeug.test import TestResponse

from core.db import db

XHTML = "{http://www.w3.org/1999/xhtml}"
ERROR = "Error: "


class StrictClient(FlaskClient):
    """Each request runs as if from outside: nothing of the test's own context or session is shared with it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask, and fail the test if the page is not sound or the view forgot to commit."""
        ours = has_app_context()
        if ours:
            db.session.commit()
        response = contextvars.Context().run(FlaskClient.open, self, *args, **kwargs)
        response.get_data()
        response.close()
        if ours:
            db.session.expire_all()
        assert not self.application.extensions["forgotten"], f"{args}: the view left changes uncommitted"
        if response.mimetype == "text/html" and response.text:
            check_page(response.text)
        return response


def watch_commits(app: Flask) -> None:
    """Notice requests that end with changes flushed or pending that nobody committed."""
    app.extensions["forgotten"] = forgotten = []

    @app.teardown_request
    def look(problem: BaseException | None) -> None:
        left = g.get("_sqlalchemy_sessions", {}).get("default")
        if (
            problem is None
            and left is not None
            and (left.new or left.dirty or left.deleted or left.info.get("unsaved"))
        ):
            forgotten.append(left)


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: Any) -> None:
    session.info["unsaved"] = True


@event.listens_for(Session, "do_orm_execute")
def _written(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["unsaved"] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _ended(session: Session) -> None:
    session.info.pop("unsaved", None)


@lru_cache(maxsize=1000)  # a page that was found sound letter by letter is not looked at again
def check_page(html: str) -> None:
    """Valid HTML5; one h1, with which the title starts; no id twice; nothing inline that the CSP forbids."""
    parser = html5lib.HTMLParser(strict=False)
    page: Element = parser.parse(html)
    errors = [f"line {line}: {code} {detail}" for (line, _), code, detail in parser.errors]
    assert not errors, f"not valid HTML: {errors[:5]}\n{_around(html, parser.errors)}"
    headings = [_text(each) for each in page.iter(f"{XHTML}h1")]
    assert len(headings) == 1, f"one h1 wanted, found {headings}"
    title = _text(next(page.iter(f"{XHTML}title"))).removeprefix(ERROR)
    heading = next(page.iter(f"{XHTML}h1"))
    captions = [_text(each) for each in heading.iter(f"{XHTML}span")]
    assert title.startswith(headings[0].removeprefix(captions[0] if captions else "").strip()), (title, headings[0])
    twice = [name for name, times in Counter(_values(page, "id")).items() if times > 1]
    assert not twice, f"ids used twice: {twice}"
    _check_references(page)
    _check_nothing_inline(page)


def _check_references(page: Element) -> None:
    """Labels, descriptions and error links lead to something that is on the page."""
    ids = set(_values(page, "id"))
    for name in ("for", "aria-describedby", "aria-labelledby"):
        for value in _values(page, name):
            lost = [each for each in value.split() if each not in ids]
            assert not lost, f'{name}="{value}" leads nowhere'
    for href in _values(page, "href"):
        assert not (len(href) > 1 and href.startswith("#") and href[1:] not in ids), f"{href} leads nowhere"


def _check_nothing_inline(page: Element) -> None:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.removeprefix(XHTML)
        assert "style" not in element.attrib and name != "style", f"inline style in <{name}>"
        assert name != "script" or "src" in element.attrib, "inline script"
        handlers = [each for each in element.attrib if each.startswith("on")]
        assert not handlers, f"inline handlers {handlers} in <{name}>"
        for attribute in ("src", "href", "action"):
            assert not element.attrib.get(attribute, "").startswith("javascript:")


def _values(page: Element, attribute: str) -> Iterator[str]:
    return (each.attrib[attribute] for each in page.iter() if attribute in each.attrib)


def _text(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _around(html: str, errors: list[Any]) -> str:
    line = errors[0][0][0] if errors else 1
    return "\n".join(html.splitlines()[max(0, line - 3) : line + 2])
