"""A form that is sent twice is saved once: the second press, even at the same moment, leads to where the first one led.

Every form that `components/form.html` draws carries a random word in `pressed`. What is kept of a form that was saved
is the hash of that word, the page and everything typed: whoever goes back and types something else saves that too.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from time import sleep
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask, Response, flash, g, redirect, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Base, db, is_taken

FIELD = "pressed"
KEPT = timedelta(days=2)
"""How long it is remembered what was saved: longer than a page stays open."""

TWICE = "It is saved. It was sent twice, and counts once."

WAITS = (0.0, 0.05, 0.1, 0.2, 0.4)
"""Seconds between looks at where the first press led, while that is being written down."""


class Press(Base):
    """A form that was saved, by the hash of what was sent, and the page it led to."""

    key: Mapped[str] = mapped_column(primary_key=True)
    pressed_at: Mapped[datetime] = mapped_column(index=True)
    led_to: Mapped[str | None]


def init_once(app: Flask) -> None:
    """Look out for second presses on every page; after it is known who is signed in, and before anything is read."""
    app.before_request(_second_press)
    app.after_request(_note_where_it_led)
    app.add_template_global(lambda: uuid4().hex, "press")


def forget_presses(at: datetime) -> None:
    """Forget what was saved long before an instant (UTC). Entry points commit."""
    db.session.execute(delete(Press).where(Press.pressed_at < at - KEPT))


def _second_press() -> ResponseReturnValue | None:
    """Take this press's place in the transaction of the request; the page of the first one where it is taken."""
    if request.method != "POST" or not request.form.get(FIELD) or "_user_id" not in session:
        return None
    g.press = sha256(b"\0".join(_said())).hexdigest()
    try:
        db.session.add(Press(key=g.press, pressed_at=clock.now()))
        db.session.flush()
    except IntegrityError as problem:
        db.session.rollback()
        if not is_taken(problem):
            raise
        return _where_the_first_led(g.pop("press"))
    return None


def _said() -> Iterator[bytes]:
    """Who sent what to which page, files by their content."""
    yield from (str(session["_user_id"]).encode(), request.full_path.encode())
    for name, values in sorted(request.form.lists()):
        if name != "csrf_token":
            yield from (part.encode() for part in (name, *values))
    for name, file in sorted(request.files.items(multi=True), key=lambda each: each[0]):
        yield from (name.encode(), sha256(file.read()).digest())
        file.seek(0)


def _where_the_first_led(key: str) -> ResponseReturnValue:
    if ("success", TWICE) not in session.get("_flashes", ()):  # a print shows none, and leaves it to the next page
        flash(TWICE, "success")
    for seconds in WAITS:
        sleep(seconds)
        row = db.session.get(Press, key)
        led_to = row.led_to if row is not None else None
        db.session.rollback()
        if led_to:
            return redirect(led_to)
    return redirect(urlsplit(request.referrer or "").path or "/")


def _note_where_it_led(response: Response) -> Response:
    """Keep where a form led that was saved; one whose page came back may be sent again as it is."""
    key = g.pop("press", None)
    if key is None:
        return response
    db.session.rollback()
    if 300 <= response.status_code < 400:
        db.session.execute(update(Press).where(Press.key == key).values(led_to=response.location))
    else:
        db.session.execute(delete(Press).where(Press.key == key))
    db.session.commit()
    return response
