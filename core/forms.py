"""Forms and fields: problems are values, said in whole sentences, and whatever was typed is shown again.

A field knows how it is shown (`component`), its hint, and the sentence for when it is left empty (`required`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  (newer than its stubs)
from wtforms.validators import StopValidation, ValidationError

SHORT = 200
LONG = 4000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right: the id to jump to, and a sentence."""

    field_id: str
    sentence: str


def tidy(value: Any) -> Any:
    """Text without spaces around it, with one kind of line end, and without characters that no database keeps."""
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in lines if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip()


class Form(FlaskForm):
    """A form of ours. `problems()` is for the summary above it; each field shows its own beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]

    def problems(self) -> list[Problem]:
        """Every problem of every field, in the order of the page, then those of the form as a whole."""
        of_fields = [Problem(_first_id(field), str(sentence)) for field in self for sentence in _flat(field.errors)]
        return of_fields + [Problem("maincontent", str(sentence)) for sentence in self.form_errors]

    def add_problem(self, field: str, sentence: str) -> None:
        """Put a problem found by a rule beside a field; what belongs to no field of this form stands above it."""
        if field in self:
            self[field].errors = [*self[field].errors, sentence]
        else:
            self.form_errors = [*self.form_errors, sentence]

    def add_problems(self, problems: Iterable[tuple[str, str]]) -> None:
        """Put the problems of a `core.conflict.Refused` where they belong."""
        for field, sentence in problems:
            self.add_problem(field, sentence)


def _flat(errors: Any) -> list[str]:
    if isinstance(errors, Mapping):
        return [each for value in errors.values() for each in _flat(value)]
    return [each for value in errors for each in (_flat(value) if not isinstance(value, str) else [value])]


def _first_id(field: wtforms.Field) -> str:
    """Where the link of the summary leads: the first box that can be typed in."""
    return str(getattr(field, "first_id", field.id))


class Asked:
    """What our fields know beyond the library's: a hint, the sentence for when they are empty, "(optional)"."""

    component = "input"

    def __init__(
        self,
        label: str = "",
        *,
        hint: str = "",
        required: str = "",
        optional: bool = False,
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        self.hint = hint
        self.required, self.optional = required, optional
        first: list[Any] = [Needed(required) if required else Skippable()]
        super().__init__(label, validators=[*first, *validators], **kwargs)  # type: ignore[call-arg]


class Needed:
    """Something has to be answered."""

    field_flags: Mapping[str, bool] = {}

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, form: Any, field: Any) -> None:
        """Stops with the sentence where nothing was answered; what could not be understood has its own sentence."""
        if field.errors:
            raise StopValidation()
        if field.data in (None, "", [], False):
            raise StopValidation(self.sentence)


class Skippable:
    """May be left empty: the other questions about it are then not asked."""

    field_flags: Mapping[str, bool] = {}

    def __call__(self, form: Any, field: Any) -> None:
        """Stops at what is empty, and at what could not be understood, which has its own sentence."""
        if field.errors or field.data in (None, "", [], False):
            raise StopValidation()


class AtMost:
    """No more than so many characters."""

    field_flags: Mapping[str, bool] = {}

    def __init__(self, length: int) -> None:
        self.length = length

    def __call__(self, form: Any, field: Any) -> None:
        """Says how long the text may be and how long it is."""
        written = len(field.data or "")
        if written > self.length:
            raise ValidationError(
                f"{field.label.text} must be {self.length:,} characters or fewer. You have written {written:,}."
            )


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
        self.data = self._number(self.typed.replace(",", ""))

    def _number(self, text: str) -> int | Decimal:
        name = self.label.text
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError(f"{name} must be a number") from None
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int):
            raise ValueError(f"{name} must be a number")
        if -exponent > self.places:
            most = f"have {self.places} decimal places or fewer" if self.places else "be a whole number"
            raise ValueError(f"{name} must {most}")
        if self.low is not None and number < self.low:
            raise ValueError(f"{name} must be {self.low:,} or more")
        if self.high is not None and number > self.high:
            raise ValueError(f"{name} must be {self.high:,} or less")
        return number if self.places else int(number)


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
EARLIEST, LATEST = 1900, 2100


class DateField(Asked, wtforms.Field):
    """A date in three boxes: day, month (a number or its name), year. Data: a date or None."""

    component = "date"
    parts = ("day", "month", "year")

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        self.typed: dict[str, str] = dict.fromkeys(self.parts, "")
        super().__init__(label, **kwargs)

    @property
    def first_id(self) -> str:
        """The first box with something wrong in it."""
        return f"{self.id}-{(self.wrong_parts or self.parts)[0]}"

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """Which boxes to mark: those left empty where others are filled, otherwise all."""
        if not self.errors:
            return ()
        empty = tuple(part for part in self.parts if not self.typed[part])
        return empty if 0 < len(empty) < len(self.parts) else self.parts

    def boxes(self) -> list[dict[str, Any]]:
        """What the date component shows: three boxes, those to mark, and what was typed in them."""
        return [
            {
                "id": f"{self.id}-{part}",
                "name": f"{self.name}-{part}",
                "label": part.capitalize(),
                "value": self.typed[part],
                "width": 4 if part == "year" else 2,
                "inputmode": "text" if part == "month" else "numeric",
                "error": part in self.wrong_parts,
                "autocomplete": "off",
            }
            for part in self.parts
        ]

    def process(self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None) -> None:
        """Reads the three boxes `<name>-day`, `-month` and `-year`."""
        super().process(None, data, extra_filters)
        if isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in self.parts}
        names = [f"{self.name}-{part}" for part in self.parts]
        if formdata is None or not any(name in formdata for name in names):
            return
        self.raw_data = [tidy(formdata.get(name, ""))[:SHORT] for name in names]
        self.typed = dict(zip(self.parts, self.raw_data, strict=True))
        self.data = None
        try:
            self.data = self._date()
        except ValueError as problem:
            self.process_errors = [str(problem)]

    def _date(self) -> date | None:
        name = self.label.text
        missing = [part for part in self.parts if not self.typed[part]]
        if len(missing) == len(self.parts):
            return None
        if missing:
            raise ValueError(f"{name} must include a {' and a '.join(missing)}")
        day, month, year = self.typed["day"], _month(self.typed["month"]), self.typed["year"]
        if not re.fullmatch(r"\d{4}", year, re.ASCII):
            raise ValueError(f"{name} must have a year of 4 numbers, for example {EARLIEST + 90}")
        if not re.fullmatch(r"\d{1,2}", day, re.ASCII) or not month or not EARLIEST <= int(year) <= LATEST:
            raise ValueError(f"{name} must be a real date")
        try:
            return date(int(year), month, int(day))
        except ValueError:
            raise ValueError(f"{name} must be a real date") from None


def _month(typed: str) -> int:
    """1 to 12 from a number or a name; 0 where it is neither."""
    if re.fullmatch(r"\d{1,2}", typed, re.ASCII):
        return int(typed) if 1 <= int(typed) <= 12 else 0
    short = typed[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: what is stored, what is read, and a line beneath it."""

    value: str
    text: str
    hint: str = ""


Choices = Iterable[Choice | tuple[str, str]]


class _Choosing(Asked):
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
