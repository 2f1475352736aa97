"""Text, in a line or several, and numbers."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import wtforms

from core.forms.form import LONG, SHORT, Asked, AtMost, tidy

# Commas stand between thousands alone: "37,5" is not 375 mg. No powers of ten, no digits of other scripts.
PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d*)?|[+-]?\.\d+", re.ASCII)


class TextField(Asked, wtforms.StringField):
    """One line of text. `kind` is the HTML type, `width` the number of characters the box is wide."""

    def __init__(
        self,
        label: str = "",
        *,
        max_length: int = SHORT,
        width: int | None = None,
        kind: str = "text",
        autocomplete: str = "off",
        inputmode: str = "",
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        self.width, self.kind, self.autocomplete, self.inputmode = width, kind, autocomplete, inputmode
        filters = [tidy] if kind != "password" else []
        super().__init__(label, validators=[AtMost(max_length), *validators], filters=filters, **kwargs)


class LongTextField(Asked, wtforms.TextAreaField):
    """Several lines of text, with a count of what is left."""

    component = "character-count"

    def __init__(
        self, label: str = "", *, max_length: int = LONG, rows: int = 4, validators: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        self.max_length, self.rows = max_length, rows
        super().__init__(label, validators=[AtMost(max_length), *validators], filters=[tidy], **kwargs)


class NumberField(Asked, wtforms.Field):
    """A whole number, or with `places` a decimal one; `suffix` is the unit shown behind the box."""

    def __init__(
        self,
        label: str = "",
        *,
        low: int | Decimal | None = None,
        high: int | Decimal | None = None,
        places: int = 0,
        width: int = 5,
        suffix: str = "",
        **kwargs: Any,
    ) -> None:
        self.low, self.high, self.places, self.width, self.suffix = low, high, places, width, suffix
        self.kind, self.autocomplete, self.inputmode = "text", "off", "decimal" if places else "numeric"
        self.typed = ""
        super().__init__(label, **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return "" if self.data is None else f"{self.data:f}" if self.places else str(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Refuses, in a sentence, what is not a number or out of range."""
        self.data = None
        if not valuelist:
            return
        self.typed = tidy(valuelist[0])[:SHORT]
        if not self.typed:
            return
        self.data = self._number(self.typed)

    def _number(self, text: str) -> int | Decimal:
        name = self.label.text
        if not PLAIN_NUMBER.fullmatch(text):
            raise ValueError(f"{name} must be a number, like 35{' or 37.5' if self.places else ''}")
        number = Decimal(text.replace(",", ""))
        exponent = int(number.as_tuple().exponent)
        if -exponent > self.places:
            most = f"have {self.places} decimal places or fewer" if self.places else "be a whole number"
            raise ValueError(f"{name} must {most}")
        if self.low is not None and number < self.low:
            raise ValueError(f"{name} must be {self.low:,} or more")
        if self.high is not None and number > self.high:
            raise ValueError(f"{name} must be {self.high:,} or less")
        return number if self.places else int(number)
