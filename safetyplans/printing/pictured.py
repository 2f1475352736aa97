"""The plan as Easy Read: a picture for each idea, a short line beside it, the person's own words under it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safetyplans.items import CHANGES, GROUP_TITLES, PRINTED_GROUPS, in_group, item
from safetyplans.printing.values import ItemPrint

BOX = ("locked-box", "A bottle inside a strong box with a padlock.")
KEY = ("key", "A key on a ring.")
BOTTLE = ("bottle", "A medicine bottle with its cap and label on.")
BAG = ("bag-crossed", "A bottle in a handbag, crossed out.")
BEAKER = ("beaker-crossed", "A child's beaker with methadone in it, crossed out.")
EMPTIES = ("empties", "Empty bottles with their caps on, next to a bin with its lid shut.")
BACK = ("pharmacy", "A bottle goes back to the pharmacy.")
SPOON = ("spoon-crossed", "A dummy and a spoon with methadone, crossed out.")
MINDED = ("with-child", "A grown-up holds a child's hand.")
COT = ("cot", "A baby asleep in a cot of its own.")
PHONE = ("phone-999", "A phone, ringing 999.")
ASLEEP = ("child-not-waking", "A child who does not wake up.")
NOT_SICK = ("not-sick", "A child being made sick, crossed out.")
ON_SIDE = ("on-side", "Somebody lying on their side.")
CALENDAR = ("calendar", "A page of a calendar, one day ringed.")

Drawing = tuple[str, str]

_DRAWN: Mapping[str, tuple[Drawing, ...]] = {
    "P5": (BOTTLE,),
    "P6": (BOX, BOX, BAG),
    "P7": (KEY,),
    "P8": (BACK, BOX),
    "P9": (BOTTLE,),
    "P10": (BEAKER,),
    "P11": (EMPTIES,),
    "P12": (BOX, BOTTLE, BACK),
    "P13": (SPOON,),
    "P14": (MINDED,),
    "P15": (MINDED, COT),
    "P16": (PHONE, ASLEEP, NOT_SICK, ON_SIDE, BOTTLE),
    "P17": (PHONE,),
    "P18": (CALENDAR,),
}


@dataclass(frozen=True, slots=True)
class Idea:
    """One picture and the lines that go with it; `label` and `words` are the person's own, under the last."""

    drawing: Drawing
    lines: tuple[str, ...]
    label: str = ""
    words: str = ""
    bullets: tuple[str, ...] = ()


def pictured(items: Iterable[ItemPrint]) -> list[tuple[str, list[Idea]]]:
    """The parts of a plan that have something agreed in them, each with its ideas, in the order of the talk."""
    agreed = {one.code: one for one in items}
    parts = [
        (
            GROUP_TITLES[group],
            [idea for one in in_group(group) if one.code in agreed for idea in _ideas(agreed[one.code])],
        )
        for group in PRINTED_GROUPS
    ]
    return [part for part in parts if part[1]]


def _ideas(one: ItemPrint) -> list[Idea]:
    """A new picture begins a new idea; lines that share one stand together, three at most."""
    asked, drawn = item(one.code), _DRAWN[one.code]
    ideas: list[Idea] = []
    for number, line in enumerate(asked.printed):
        drawing = drawn[min(number, len(drawn) - 1)]
        if ideas and ideas[-1].drawing == drawing and len(ideas[-1].lines) < 3:
            ideas[-1] = Idea(drawing, (*ideas[-1].lines, line))
        else:
            ideas.append(Idea(drawing, (line,)))
    words = one.words if asked.prints_words else ""
    last = ideas.pop()
    return [*ideas, Idea(last.drawing, last.lines, asked.words_label if words else "", words, _bullets(one))]


def _bullets(one: ItemPrint) -> tuple[str, ...]:
    if one.code != "P18":
        return ()
    return tuple(change.words for change in CHANGES if not one.ticks or change.code in one.ticks)
