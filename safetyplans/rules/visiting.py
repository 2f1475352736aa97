"""A storage visit: what is asked at home, how many bottles should be there, and what its result cannot contradict.

The questions are those of domain.md 4.2, in the order in which one walks through a home. A good visit says how it was
on that day and nothing of the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.wording import counted
from safetyplans.rules.facts import CheckResult
from supply.rules import believed_at_home, day_by_day
from supply.rules.facts import SupplyOf

YES, NO = "yes", "no"
YES_NO_WORDS = {YES: "Yes", NO: "No"}
RECENT = timedelta(days=14)
"""Older than this, what the counter wrote down says nothing about today."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a visit. `yes_no`: answered by one of the two; otherwise in words. `private`: case file alone."""

    code: str
    words: str
    hint: str = ""
    yes_no: bool = False
    private: bool = False


WHO = (
    Asked("who", "Who was there, and who let you in?"),
    Asked("children", "Which children did you see? How were they, and what did they say?", "Their own words, as said."),
)
WHERE = (
    Asked("kept", "Where is it kept now?", "Ask to see it: not where it usually is."),
    Asked("locked", "Is the box locked at this moment?", yes_no=True),
    Asked("key", "Where is the key, or who has the code?", "For the case file alone: never printed.", private=True),
    Asked(
        "reach", "Could a child reach it, climb to it, carry it or open it?", "A high shelf is not enough.", yes_no=True
    ),
)
COUNTED = (
    Asked("labels", "Are the labels right, the caps on, and none out of date?", yes_no=True),
    Asked("others", "Other medicines, needles or sharps lying about?"),
)
AROUND = (
    Asked(
        "decanted",
        "Was anything poured out or left about?",
        "Kitchen, fridge, bedside, sofa, floor by the television, handbag, coat, pram, car, bin.",
    ),
    Asked("measure", "Where is the measure or cup? Is it rinsed?"),
    Asked("sleeps", "Where does each child sleep, and who shares the bed?"),
    Asked("lives", "Who else lives or stays here? Do they have medicines of their own?"),
)
PARTS = (
    ("Who was there", WHO),
    ("Where it is kept", WHERE),
    ("The bottles", COUNTED),
    ("Around the home", AROUND),
)
QUESTIONS = tuple(one for _, asked in PARTS for one in asked)
TELLS_TODAY = frozenset({CheckResult.NOT_SAFE})
"""Results after which the prescriber and the safeguarding lead are rung the same day."""


@dataclass(frozen=True, slots=True)
class ShouldBeThere:
    """How many bottles should be at home before today's dose is taken, and what says so; none where nobody knows."""

    bottles: int | None
    because: str


def should_be_there(supply: SupplyOf, on: date) -> ShouldBeThere:
    """The bottles that should be at home on a London day: by what the counter wrote down, else by the arrangement."""
    if any(on - RECENT < dose.happened_on <= on for dose in supply.doses):
        bottles = believed_at_home(supply.doses, supply.bottles, on).bottles
        return ShouldBeThere(bottles, "by what the counter wrote down")
    fact, terms = supply.in_use_on(on), supply.terms_on(on)
    if fact is None or not fact.arrangement.is_known or terms is None:
        return ShouldBeThere(None, "")
    days = day_by_day(fact.arrangement, supply.calendar, terms.wording, on, on)
    return ShouldBeThere(days[0].at_home if days else None, "by how doses are collected")


def count_words(found: int | None, expected: int | None) -> str:
    """What the count says, in a sentence; today's dose may have been taken before anybody counted."""
    if found is None:
        return ""
    if expected is None:
        return f"{counted(found, 'bottle')} found. Nobody knows how many should be there."
    if found > expected:
        return f"{counted(found, 'bottle')} found, {found - expected} more than should be there: is a dose not taken?"
    if found < expected - 1:
        return f"{counted(found, 'bottle')} found, {expected - found} fewer than should be there: where are they?"
    return f"{counted(found, 'bottle')} found, as should be there."


def contradictions(result: CheckResult, answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Why *safe on that day* cannot be said, each with the field it stands against; nothing for another result."""
    if result is not CheckResult.SATISFACTORY:
        return ()
    wrong = (
        ("kept", answers.get("kept"), "", "Say where it is kept now, before it is called safe"),
        ("locked", answers.get("locked"), YES, "It was not seen locked, so it cannot be called safe on that day"),
        ("reach", answers.get("reach"), NO, "A child must not be able to get at it, before it is called safe"),
        ("labels", answers.get("labels"), YES, "Labels, caps and dates have to be right, before it is called safe"),
    )
    return tuple(
        (name, words) for name, said, wanted, words in wrong if (said != wanted if wanted else not (said or "").strip())
    )
