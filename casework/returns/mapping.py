"""Reads the mapping of a version of the national data set, and says what is not filled in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casework.rules.returning import ALLOWED
from people.rules import ReturnAnswer, ReturnQuestion

SHIPPED = Path(__file__).parent
COUNT = "in-house"


class DataSetProblem(Exception):
    """A mapping file cannot be used. The message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One version of the national data set: its fields by question, its codes by answer. Empty: nobody checked it."""

    version: str
    starts_on: date
    fields: Mapping[str, str]
    codes: Mapping[tuple[ReturnQuestion, ReturnAnswer], str]

    def code(self, question: ReturnQuestion, answer: ReturnAnswer) -> str:
        """The code of an answer; our own word for it where the file has none yet."""
        return self.codes[question, answer] or answer.value

    @property
    def unchecked(self) -> int:
        """How many fields and codes nobody has filled in."""
        return [*self.fields.values(), *self.codes.values()].count("")


def data_set_on(on: date, instance: Path) -> DataSet:
    """The version in force on a London day; a service's own file before the shipped one. Raises DataSetProblem."""
    files = [*sorted(SHIPPED.glob("*.toml")), *sorted((instance / "returns").glob("*.toml"))]
    known = [read(path) for path in files]
    begun = [one for one in known if one.starts_on <= on] or known
    return max(enumerate(begun), key=lambda pair: (pair[1].starts_on, pair[0]))[1]


def read(path: Path) -> DataSet:
    """One mapping file. Raises DataSetProblem."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        fields = {name: _text(said["fields"][name]) for name in (*(one.value for one in ReturnQuestion), COUNT)}
        codes = {
            (question, answer): _text(said["codes"][question.value][answer.value])
            for question, answers in ALLOWED.items()
            for answer in answers
        }
        return DataSet(_text(said["version"]), said["from"], fields, codes)
    except KeyError as missing:
        raise DataSetProblem(f"{path.name} does not say {missing}") from None
    except (OSError, ValueError, TypeError) as problem:
        raise DataSetProblem(f"{path.name} cannot be read: {problem}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text in quotes")
    return value
