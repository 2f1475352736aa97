"""What the forms of this package share: choices from words, names, NHS numbers, telephone numbers, today."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wtforms.validators import ValidationError

from core.forms import Choice, DateField, TextField
from core.telephone import standard_phone
from people.identifiers import standard_nhs_number
from people.rules import LONGEST_NAME


def choices(words: Mapping[Any, str]) -> tuple[Choice, ...]:
    """Every answer of a list of words, in its order."""
    return tuple(Choice(_value(key), text) for key, text in words.items())


def _value(key: Any) -> str:
    return key.value if isinstance(key, StrEnum) else str(key)


def name_field(label: str, **facts: Any) -> TextField:
    """A name: as long as names are."""
    return TextField(label, max_length=LONGEST_NAME, **facts)


class NhsNumberField(TextField):
    """An NHS number, typed with or without spaces. Data: ten digits, or what was typed where they are wrong."""

    def __init__(self, label: str = "NHS number", **facts: Any) -> None:
        super().__init__(label, width=10, inputmode="numeric", **{"hint": "10 digits, like 999 123 4567"} | facts)

    @property
    def number(self) -> str | None:
        """The ten digits, or none."""
        return standard_nhs_number(self.data) if self.data else None

    def pre_validate(self, form: Any) -> None:
        """Refuses what its check digit says is mistyped."""
        if self.data and self.number is None:
            raise ValidationError("Check the NHS number: it has 10 digits, and these do not add up")


class PhoneField(TextField):
    """A telephone number. Data: as it is written in Britain."""

    def __init__(self, label: str = "Telephone", **facts: Any) -> None:
        super().__init__(label, width=20, kind="tel", inputmode="tel", **facts)

    @property
    def number(self) -> str:
        """The number as it is kept; empty where none was typed."""
        return standard_phone(self.data) or "" if self.data else ""

    def pre_validate(self, form: Any) -> None:
        """Refuses what cannot be a number."""
        if self.data and standard_phone(self.data) is None:
            raise ValidationError("Enter a telephone number, like 07700 900123")


def day_field(label: str, required: str = "", **facts: Any) -> DateField:
    """A day; filled with today where the view hands it in."""
    return DateField(label, required=required, **facts)
