"""The copy for the case file: every item as it was answered, who agreed and how, what stays in the file alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from leaflets.pdf import without_emoji
from leaflets.sheets import fill
from safetyplans.items import CHANGES
from safetyplans.rules import ANSWER_WORDS, ItemFact, Part, conversation

FILE_TITLE = "Storage safety plan: case file"


@dataclass(frozen=True, slots=True)
class FilePrint:
    """Everything the file's copy says. `facts`: pairs of a heading and words; `said`: what they said, likewise.

    `agreements`: who agreed, how, when. `items` by code, as they were answered; `changed` since the version before.
    """

    person_name: str
    children: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    items: Mapping[str, ItemFact]
    agreements: tuple[tuple[str, str, date | None], ...]
    said: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    version: int
    agreed_on: date
    copy: int


def file_html(plan: FilePrint) -> str:
    """The pages of the file's copy, ready for the press."""
    return fill(
        "safetyplans/print_case_file.html",
        plan=plan,
        title=FILE_TITLE,
        person_name=without_emoji(plan.person_name),
        parts=[(part.title, _lines(part, plan)) for part in conversation(short=False).first],
    )


def _lines(part: Part, plan: FilePrint) -> list[tuple[str, list[str]]]:
    return [(one.question, _answer(plan.items.get(one.code))) for one in part.items]


def _answer(said: ItemFact | None) -> list[str]:
    """An item in lines: the answer, why and by when, their words, the ticks, what is for the file alone."""
    if said is None:
        return ["Left for later"]
    by = f", by {said.by_on.day} {said.by_on:%B %Y}" if said.by_on else ""
    lines = [f"{ANSWER_WORDS[said.answer]}{by}{': ' + said.because if said.because else ''}", said.detail]
    ticks = [change.words for change in CHANGES if change.code in said.ticks]
    lines += ["; ".join(ticks), f"For the case file alone: {said.private}" if said.private else ""]
    return [without_emoji(line) for line in lines if line]
