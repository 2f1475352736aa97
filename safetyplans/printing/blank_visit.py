"""The questions of a storage visit on paper, to be filled in by hand. A reference is on it, and no name."""

from dataclasses import dataclass
from datetime import date

from leaflets.sheets import fill
from safetyplans.rules import CHECK_WORDS
from safetyplans.rules.visiting import PARTS, ShouldBeThere

VISIT_TITLE = "Storage visit"


@dataclass(frozen=True, slots=True)
class BlankVisit:
    """Everything on the sheet besides the questions. `expected`: the bottles that should be there on that day."""

    reference: str
    printed_on: date
    expected: ShouldBeThere


def visit_html(visit: BlankVisit) -> str:
    """The sheet, ready for the press."""
    return fill(
        "safetyplans/print_visit.html",
        visit=visit,
        parts=PARTS,
        results=list(CHECK_WORDS.values()),
        title=VISIT_TITLE,
    )
