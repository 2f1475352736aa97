"""The four questions of the national return about children, answered from the household (domain.md 5.7) [58]."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from people.rules import (
    RETURN_ANSWER_WORDS,
    ChildHow,
    Family,
    HouseholdAnswer,
    PeoplePolicy,
    ReturnAnswer,
    ReturnQuestion,
)
from safeguarding.rules import History, TheirPlanKind

Answers = Mapping[ReturnQuestion, ReturnAnswer]

ALLOWED: Mapping[ReturnQuestion, tuple[ReturnAnswer, ...]] = {
    ReturnQuestion.PARENT: (ReturnAnswer.YES, ReturnAnswer.NO, ReturnAnswer.DECLINED),
    ReturnQuestion.LIVE_WITH: (ReturnAnswer.ALL, ReturnAnswer.SOME, ReturnAnswer.NONE, ReturnAnswer.DECLINED),
    ReturnQuestion.HELP: (
        ReturnAnswer.EARLY_HELP,
        ReturnAnswer.CHILD_IN_NEED,
        ReturnAnswer.CHILD_PROTECTION,
        ReturnAnswer.LOOKED_AFTER,
        ReturnAnswer.NONE,
        ReturnAnswer.DECLINED,
    ),
}
"""What may be answered to each."""

PLAN_ANSWERS = {
    TheirPlanKind.CHILD_PROTECTION: ReturnAnswer.CHILD_PROTECTION,
    TheirPlanKind.CHILD_IN_NEED: ReturnAnswer.CHILD_IN_NEED,
}


class From(StrEnum):
    """Where an answer comes from."""

    ASKED = "asked"
    HOUSEHOLD = "household"
    BLANK = "blank"
    MISSING = "missing"


FROM_WORDS = {
    From.ASKED: "as answered",
    From.HOUSEHOLD: "from the household",
    From.BLANK: "left blank: it does not apply",
    From.MISSING: "missing",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer, and where it comes from."""

    source: From
    answer: ReturnAnswer | None = None

    @property
    def words(self) -> str:
        """As it is read on a page."""
        return RETURN_ANSWER_WORDS[self.answer] if self.answer else ""


MISSING, BLANK = Answered(From.MISSING), Answered(From.BLANK)


@dataclass(frozen=True, slots=True)
class ChildrenReturn:
    """The four answers of one person on a day. `in_house`: children under 18 in the same home; none: missing."""

    parent: Answered
    live_with: Answered
    in_house: int | None
    help: Answered

    @property
    def answers(self) -> dict[ReturnQuestion, Answered]:
        """Those that are words."""
        return {
            ReturnQuestion.PARENT: self.parent,
            ReturnQuestion.LIVE_WITH: self.live_with,
            ReturnQuestion.HELP: self.help,
        }

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, by the short names of `MISSING_WORDS`."""
        found = [question.value for question, one in self.answers.items() if one.source is From.MISSING]
        return (*found, *(("in-house",) if self.in_house is None else ()))


MISSING_WORDS = {
    ReturnQuestion.PARENT.value: "whether they are a parent",
    ReturnQuestion.LIVE_WITH.value: "whether their own children live with them",
    ReturnQuestion.HELP.value: "what help the children receive",
    "in-house": "how many children live there: ask who lives, stays and visits",
}


def children_return(family: Family, history: History, said: Answers, on: date, policy: PeoplePolicy) -> ChildrenReturn:
    """The four answers on a London day. What was asked for the return stands before what the household implies.

    Not a parent and no child in the house: the second and fourth stay blank, the third is nought. Not a parent with
    children in the house: the fourth is answered. A parent: all are. A child recorded as living elsewhere makes a
    parent; children recorded with a parent are taken for their own, until somebody answers otherwise [58].
    """
    in_house = _in_house(family, on, policy)
    parent = _parent(family, said, on, policy)
    no_parent = parent.answer is ReturnAnswer.NO
    unknown = parent.answer in (None, ReturnAnswer.DECLINED)
    live_with = BLANK if no_parent else _live_with(family, said, on, policy, known=not unknown)
    nobody = no_parent and in_house == 0
    return ChildrenReturn(parent, live_with, in_house, BLANK if nobody else _help(history, said))


def _under_age(family: Family, on: date, policy: PeoplePolicy) -> list[ChildHow]:
    ages = [(child.how, child.years(on)) for child in family.children if not child.unborn]
    return [how for how, years in ages if years is not None and years < policy.adult_from_years]


def _in_house(family: Family, on: date, policy: PeoplePolicy) -> int | None:
    """Missing where nobody asked, they would not say, or children are there whom nobody named."""
    last = family.last_asked
    if last is None or last.answer is HouseholdAnswer.WOULD_NOT_SAY:
        return None
    if last.answer is HouseholdAnswer.CHILDREN and not family.children and not family.gone:
        return None
    return _under_age(family, on, policy).count(ChildHow.LIVES)


def _parent(family: Family, said: Answers, on: date, policy: PeoplePolicy) -> Answered:
    if ReturnQuestion.PARENT in said:
        return Answered(From.ASKED, said[ReturnQuestion.PARENT])
    if ChildHow.ELSEWHERE in _under_age(family, on, policy):
        return Answered(From.HOUSEHOLD, ReturnAnswer.YES)
    return MISSING


def _live_with(family: Family, said: Answers, on: date, policy: PeoplePolicy, *, known: bool) -> Answered:
    if ReturnQuestion.LIVE_WITH in said:
        return Answered(From.ASKED, said[ReturnQuestion.LIVE_WITH])
    hows = _under_age(family, on, policy)
    if not known or not hows:
        return MISSING
    here = hows.count(ChildHow.LIVES)
    some = ReturnAnswer.SOME if here else ReturnAnswer.NONE
    return Answered(From.HOUSEHOLD, ReturnAnswer.ALL if here == len(hows) else some)


def _help(history: History, said: Answers) -> Answered:
    """A plan of children's services that we know of answers it; otherwise somebody has to be asked."""
    if ReturnQuestion.HELP in said:
        return Answered(From.ASKED, said[ReturnQuestion.HELP])
    kinds = {plan.kind for plan in history.their_plans}
    found = next((answer for kind, answer in PLAN_ANSWERS.items() if kind in kinds), None)
    return Answered(From.HOUSEHOLD, found) if found else MISSING
