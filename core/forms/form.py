"""What every form and every field of ours has: problems as sentences, tidy text, something asked for or not."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms.validators import StopValidation, ValidationError

SHORT = 200
LONG = 4000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right: the id to jump to, and a sentence."""

    field_id: str
    sentence: str


def tidy(value: Any) -> Any:
    """Text without spaces around it, with one kind of line end, and without characters that no database keeps.

    What nobody can see (spaces and joiners alone) is nothing: a person's name is not made of it.
    """
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in lines if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))
    if all(each.isspace() or unicodedata.category(each) == "Cf" for each in kept):
        return ""
    return unicodedata.normalize("NFC", kept).strip()


class Form(FlaskForm):
    """A form of ours. `problems()` is for the summary above it; each field shows its own beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether the form was sent and nothing in it has to be put right."""
        return bool(super().validate_on_submit(extra_validators))  # type: ignore[no-untyped-call]

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
