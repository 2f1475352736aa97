"""Answers to choose from, and boxes to tick."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from core.forms.form import Asked


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: what is stored, what is read, and a line beneath it."""

    value: str
    text: str
    hint: str = ""


if TYPE_CHECKING:
    _Select = wtforms.SelectField
else:
    _Select = object

Choices = Iterable[Choice | tuple[str, str]]


class _Choosing(Asked, _Select):
    """What choosing fields share: `offer()` hands in the choices when they are known only in the view."""

    unknown = "Choose one of the answers shown"
    offered: tuple[Choice, ...] = ()

    def __init__(self, label: str = "", *, choices: Choices = (), **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, **kwargs)
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen."""
        self.offered = tuple(each if isinstance(each, Choice) else Choice(*each) for each in choices)
        self.choices = [SelectChoice(each.value, each.text) for each in self.offered]

    def is_chosen(self, value: str) -> bool:
        """Whether this answer is the one, or one of those, given."""
        return value in self.data if isinstance(self.data, list) else value == self.data

    def answers(self, conditional: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What the radios and checkboxes components show; `conditional` is what appears beneath an answer."""
        return [
            {
                "value": each.value,
                "text": each.text,
                "hint": {"text": each.hint} if each.hint else None,
                "checked": self.is_chosen(each.value),
                "conditional": {"html": conditional[each.value]} if each.value in conditional else None,
            }
            for each in self.offered
        ]

    def pre_validate(self, form: Any) -> None:
        """Refuses an answer that was not offered."""
        chosen = self.data if isinstance(self.data, list) else [self.data]
        if any(each not in (None, "") and each not in {one.value for one in self.offered} for each in chosen):
            raise ValidationError(self.unknown)


class RadiosField(_Choosing, wtforms.RadioField):
    """One answer of a few, all in sight. `inline` puts short answers side by side."""

    component = "radios"

    def __init__(self, label: str = "", *, inline: bool = False, **kwargs: Any) -> None:
        self.inline = inline
        super().__init__(label, **kwargs)


class SelectField(_Choosing, wtforms.SelectField):
    """One answer of many. An empty first line is shown unless `empty` is None."""

    component = "select"

    def __init__(self, label: str = "", *, empty: str | None = "Choose", **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(label, **kwargs)

    def lines(self) -> list[dict[str, Any]]:
        """What the select component shows."""
        first = [] if self.empty is None else [{"value": "", "text": self.empty, "selected": not self.data}]
        return first + [
            {"value": each.value, "text": each.text, "selected": self.is_chosen(each.value)} for each in self.offered
        ]


class CheckboxesField(_Choosing, wtforms.SelectMultipleField):
    """Any number of answers. Data: a list of values."""

    component = "checkboxes"


class CheckboxField(Asked, wtforms.BooleanField):
    """One box to tick: `text` stands beside it."""

    component = "checkbox"
