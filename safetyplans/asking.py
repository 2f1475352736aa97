"""What is asked by name, and what is asked back: the moments that have killed children, and three short questions.

Each moment belongs to an item of the plan and is ticked once it was talked about; the three questions are how we know
that we explained it well, and are kept word for word (domain.md 0 and 4.1). Pure: standard library only.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment in which a child was harmed. `code` is stored with the ticks of its item; `words` are said aloud."""

    code: str
    item: str
    words: str


MOMENTS = (
    Moment("handbag", "P8", "A bottle left in a handbag, a coat, a pram or the car"),
    Moment("poured-ahead", "P10", "A dose poured out the night before, or for later"),
    Moment("cup-by-bed", "P10", "A cup, beaker or measure left by the bed or the sofa"),
    Moment("empties", "P11", "Empty bottles in a bin, or standing about"),
    Moment("to-settle", "P13", "A little given to settle a child, for teething or for a cold"),  # [26]
    Moment("minding-out", "P14", "Somebody else minding the children while you are out"),
)


def moments_of(code: str) -> tuple[Moment, ...]:
    """The moments that are asked about by name with one item."""
    return tuple(one for one in MOMENTS if one.item == code)


@dataclass(frozen=True, slots=True)
class Question:
    """One question asked back at the end; `code` is stored with the answer."""

    code: str
    words: str


TEACH_BACK = (
    Question("home", "You come home from the pharmacy. What happens to the bottle?"),
    Question("not-taken", "You are sick, or you miss a dose. What happens to that bottle?"),
    Question("child", "A child may have had some. What do you do first?"),
)

EARLIER = "When asked to say it back"
"""What stands beside an answer from before there were three questions."""


def said_back(answers: dict[str, str] | None) -> list[tuple[str, str]]:
    """What somebody said when asked back, each with its question, in the order of asking."""
    named = {one.code: one.words for one in TEACH_BACK}
    kept = answers or {}
    order = [*named, *(code for code in kept if code not in named)]
    return [(named.get(code, EARLIER), kept[code]) for code in order if kept.get(code)]
