"""Values carried along unseen."""

import re
from typing import Any

import wtforms


class HiddenField(wtforms.HiddenField):
    """A value carried along, trimmed like what people type."""

    component = "hidden"


class VersionField(wtforms.HiddenField):
    """The version of the thing this page showed, so that a stale page is noticed. Data: a whole number, or None."""

    component = "hidden"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Anything but a number counts as no version known."""
        text = str(valuelist[0]) if valuelist else ""
        self.data: Any = int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else None
