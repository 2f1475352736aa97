"""One page for everything that goes wrong, in plain words and with a way on."""

import logging
from dataclasses import dataclass

from flask import Flask, current_app, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException

from core.conflict import Conflict
from core.db import abandon, db, is_taken

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """What a page that could not be shown says: a heading, and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


PAGES: dict[int, Words] = {
    400: Words(
        "This page could not be sent",
        ("Something in the request was not as expected. Go back, load the page again, and send it once more.",),
    ),
    401: Words(
        "Sign in to go on",
        (
            "You are not signed in, so nothing was saved.",
            "Sign in in a new tab. Then come back to this one, go back to your form, load it again and send it.",
        ),
    ),
    403: Words(
        "This page is not part of your role",
        ("If you need it for your work, ask your manager or your administrator.",),
    ),
    404: Words(
        "There is no such page here",
        ("The address may be mistyped, or the page belongs to another service.",),
    ),
    405: Words(
        "This page cannot be opened like that",
        ("Go back and use the button on the page instead of the address.",),
    ),
    409: Words(
        "Someone else has recorded a newer one",
        (
            "Nothing of yours was saved, and nothing of theirs was changed.",
            "Go back to the person's page, read what they recorded, and add yours if it is still needed.",
        ),
    ),
    413: Words(
        "That file is too large",
        ("Nothing was saved. Choose a smaller file or photo, and send it again.",),
    ),
    429: Words(
        "Too many tries",
        ("Wait a minute, then try again.",),
    ),
    500: Words(
        "Something went wrong on our side",
        (
            "Nothing was half saved: either all of it is recorded or none of it.",
            "Load the person's page again to see which. If it happens again, tell your administrator what you did.",
        ),
    ),
}
OUT_OF_DATE = Words(
    "This page was open for too long",
    (
        "Nothing was saved. For safety, a form can only be sent from a page that was loaded since you signed in.",
        "Go back, load the page again, and send it once more.",
    ),
)


def init_errors(app: Flask) -> None:
    """Answer every refusal and every failure with our page."""
    app.register_error_handler(CSRFError, lambda _: _page(OUT_OF_DATE, 400))
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Conflict, _overtaken)
    app.register_error_handler(IntegrityError, _taken)
    app.register_error_handler(Exception, _failed)


def _refused(problem: HTTPException) -> tuple[str, int] | HTTPException:
    code = problem.code or 500
    if code < 400:
        return problem
    db.session.rollback()
    return _page(PAGES.get(code, PAGES[400] if code < 500 else PAGES[500]), code)


def _overtaken(problem: Conflict) -> tuple[str, int]:
    db.session.rollback()
    words = PAGES[409]
    return _page(Words(words.title, (str(problem), *words.paragraphs) if str(problem) else words.paragraphs), 409)


def _taken(problem: IntegrityError) -> tuple[str, int]:
    """Two people were at it at once and the database let only one through."""
    return _overtaken(Conflict()) if is_taken(problem) else _failed(problem)


def _failed(problem: Exception) -> tuple[str, int]:
    """The page for this reads nothing from the database: it may be the database that failed."""
    log.exception("request failed: %s", type(problem).__name__)
    abandon()
    page = current_app.jinja_env.get_template("errors/plain.html")
    return page.render(words=PAGES[500]), 500


def _page(words: Words, code: int) -> tuple[str, int]:
    return render_template("errors/page.html", words=words, code=code), code
