"""An audit of recording: which questions are asked of each family drawn (SEED 10.25, 10.27)."""

from dataclasses import dataclass
from uuid import UUID

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("Recording", "Does each entry say what was seen or heard, where, by whom, and what it means for the child?"),
    ("Recording", "Was each child seen and heard: how they were, and their own words or what they did?"),
    ("Gaps", "Is there a time of four weeks or more of which nothing is written? Was that spoken about?"),
    ("Gaps", "Does everything listed here as missing have a day and somebody’s name?"),
    ("Decisions", "Does each manager’s decision say what was decided, why, and when it is looked at again?"),
    ("Decisions", "Was the evidence for what improved for the child written down, and what would change our mind?"),
    (
        "The child",
        "Was the risk to each child explored: their age, where it is kept, who else is there, who minds them?",
    ),
)
"""(heading, question) pairs, in the order of SEED 10.25 a to c, then 10.27."""

MOST_DRAW = 10**8


@dataclass(frozen=True, slots=True)
class Drawn:
    """One family drawn: under whose name it is found, what is missing, and how many decisions managers wrote down."""

    household_id: UUID
    person_id: UUID
    name: str
    reference: str
    missing: tuple[str, ...]
    decisions: int


def draw_number(text: str, today: int) -> int:
    """The number of a draw from an address; today's where there is none that can be."""
    known = text.isascii() and text.isdigit() and 0 < len(text) < 9
    return int(text) if known else today
