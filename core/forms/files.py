"""A photo or scan that is sent, and a signature drawn on the screen. Data: a picture made anew, or None."""

import json
from contextlib import closing
from typing import Any

import wtforms
from werkzeug.datastructures import FileStorage

from core import pictures
from core.forms.form import Asked

MOST_LINES = 200_000


class PictureField(Asked, wtforms.Field):
    """One photo or scan. The form that holds it is sent as multipart/form-data."""

    component = "picture"
    accept = "image/jpeg,image/png,image/webp"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Makes the picture anew; refuses, in a sentence, what cannot be kept."""
        self.data: pictures.Picture | None = None
        sent = next((each for each in valuelist if isinstance(each, FileStorage) and each.filename), None)
        if sent is not None:
            with closing(sent):
                self.data = pictures.remade(sent.stream.read(pictures.MOST_SENT + 1))


class SignatureField(Asked, wtforms.Field):
    """A signature with a finger, a stylus or the mouse: the page sends its lines, and shows them again."""

    component = "signature"
    width, height = pictures.PEN_WIDTH, pictures.PEN_HEIGHT
    lines = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Draws the lines; no lines are no signature, and what is no signature is refused in a sentence."""
        self.data: pictures.Picture | None = None
        self.lines = str(valuelist[0])[:MOST_LINES] if valuelist else ""
        if self.lines in ("", "[]"):
            return
        try:
            lines = json.loads(self.lines)
        except (ValueError, RecursionError):
            self.lines = ""
            raise ValueError(pictures.NOT_SIGNED) from None
        self.data = pictures.drawn(lines)
