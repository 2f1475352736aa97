"""The letter that brings an agency the code of a link: in an envelope of its own, and without the address it opens."""

from dataclasses import dataclass
from datetime import date

from leaflets.pdf import without_emoji
from leaflets.rules import LocalContacts
from leaflets.sheets import fill
from safetyplans.printing.letter import address_lines

CODE_TITLE = "A code for your agency"


@dataclass(frozen=True, slots=True)
class CodeLetter:
    """What the letter says: the code and no more. No family, no child, no medicine, no address of a page.

    `runs_out_on`: the last London day on which the link opens. `number`: of how many made for it this code is.
    """

    agency_name: str
    worker_name: str
    address: str
    code: str
    number: int
    sent_on: date
    emailed_on: date
    runs_out_on: date
    by_name: str
    contacts: LocalContacts


def code_letter_html(letter: CodeLetter) -> str:
    """The page of the letter, ready for the press."""
    return fill(
        "safetyplans/print_code_letter.html",
        letter=letter,
        agency_name=without_emoji(letter.agency_name),
        worker_name=without_emoji(letter.worker_name),
        lines=address_lines(letter.address),
        title=CODE_TITLE,
    )
