"""What an item of a plan is: the part of the plan it stands in, how it is filled, what is said of it."""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The parts of the plan, in the order in which they are talked through and printed."""

    AT_HOME = "at-home"
    KEPT = "kept"
    GETTING_HOME = "getting-home"
    TAKING = "taking"
    LEFT_OVER = "left-over"
    CHILDREN = "children"
    EMERGENCY = "emergency"
    AGAIN = "again"
    RECORD = "record"


GROUP_TITLES = {
    Group.AT_HOME: "Who is at home",
    Group.KEPT: "Where it is kept",
    Group.GETTING_HOME: "Getting it home",
    Group.TAKING: "Taking it",
    Group.LEFT_OVER: "Empties and leftovers",
    Group.CHILDREN: "Who looks after the children",
    Group.EMERGENCY: "In an emergency",
    Group.AGAIN: "When to look at this plan again",
    Group.RECORD: "What has been done",
}


PRINTED_GROUPS = (
    Group.KEPT,
    Group.GETTING_HOME,
    Group.TAKING,
    Group.LEFT_OVER,
    Group.CHILDREN,
    Group.EMERGENCY,
    Group.AGAIN,
)


class Kind(StrEnum):
    """How an item is filled: from facts; by agreeing a sentence; or by saying who, where or what."""

    COMPUTED = "computed"
    AGREED = "agreed"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the plan.

    `short` names it in lists ("Still to do: who holds the key"); `question` is asked with the person sitting there;
    `printed` holds the lines their copy says once it is agreed (none: nothing is printed), one idea a line; `why` is
    the help line under the question. `words_label` asks for the person's own words, which are printed under that
    label only where `prints_words`. `private_label` asks for what belongs in the case file alone and is never
    printed. `must_be_agreed`: `plan-gap` stands until it is. `short_core`: asked for one bottle at home at most.
    `asked`: somebody answers it before the plan is agreed.
    """

    code: str
    group: Group
    kind: Kind
    short: str
    question: str
    why: str
    printed: tuple[str, ...] = ()
    words_label: str = ""
    prints_words: bool = False
    private_label: str = ""
    must_be_agreed: bool = False
    short_core: bool = False
    may_not_apply: bool = True
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would make us look at the plan again (P18): `code` is stored, `words` are ticked and printed."""

    code: str
    words: str
