"""The letter that goes with an agency's copy by post or by hand, with a slip to send back."""

from dataclasses import dataclass, replace
from datetime import date

from leaflets.pdf import without_emoji
from leaflets.rules import LocalContacts
from leaflets.sheets import fill

LETTER_TITLE = "A storage safety plan for your agency"


@dataclass(frozen=True, slots=True)
class LetterPrint:
    """What the letter says. Nothing about treatment; the family's name is on the plan behind it alone.

    `changed`: what changed since the version they had. `asks_part`: they are asked what their part is.
    """

    agency_name: str
    worker_name: str
    address: str
    sent_on: date
    version: int
    agreed_on: date
    by_name: str
    contacts: LocalContacts
    answer_by: date
    asks_part: bool
    changed: tuple[str, ...] = ()


def letter_html(letter: LetterPrint) -> str:
    """The page of the letter, ready for the press."""
    return fill(
        "safetyplans/print_letter.html",
        letter=_typed(letter),
        lines=address_lines(letter.address),
        title=LETTER_TITLE,
    )


def address_lines(address: str) -> list[str]:
    """An address as it stands on a letter, a line a part."""
    lines = (line.strip() for line in (address or "").replace(", ", "\n").splitlines())
    return [without_emoji(line) for line in lines if line]


def _typed(letter: LetterPrint) -> LetterPrint:
    """The same, with what somebody typed as it can be printed."""
    return replace(
        letter,
        agency_name=without_emoji(letter.agency_name),
        worker_name=without_emoji(letter.worker_name),
        changed=tuple(without_emoji(line) for line in letter.changed),
    )
