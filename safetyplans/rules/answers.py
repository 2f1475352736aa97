"""What is answered in a plan: each item agreed, not yet, or not applying; which are missing, and which leave a gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from safetyplans.items import ASKED, MUST_BE_AGREED, SHORT_CORE, Kind, item
from safetyplans.rules.facts import Answer, ItemFact, PlanFact
from safetyplans.rules.policy import SafetyPlanPolicy


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """How one item is answered, or nothing yet where `answer` is none.

    `words`: the person's own, printed where the item says so. `private`: for the case file alone (where the key is).
    `ticks`: codes of `items.CHANGES`, for P18.
    """

    answer: Answer | None = None
    words: str = ""
    private: str = ""
    because: str = ""
    by_on: date | None = None
    ticks: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is an answer: "not yet" says why and by when, "does not apply" says why (`plan-incomplete`)."""
        if self.answer is Answer.NOT_YET:
            return bool(self.because.strip()) and self.by_on is not None
        if self.answer is Answer.DOES_NOT_APPLY:
            return bool(self.because.strip())
        return self.answer is Answer.AGREED


Answers = Mapping[str, ItemAnswer]

NOTHING_YET = ItemAnswer()


def asked_for(most_bottles: int, policy: SafetyPlanPolicy) -> tuple[str, ...]:
    """The items to be answered before a plan for so many bottles at once is agreed, in the order of the list.

    For one bottle at most the short core; the others are due afterwards (`plan-incomplete`).
    """
    return SHORT_CORE if most_bottles <= policy.short_core_bottles else ASKED


def unanswered(answers: Answers, *, most_bottles: int, policy: SafetyPlanPolicy) -> tuple[str, ...]:
    """The items still without an answer that counts, for so many bottles at once."""
    return tuple(code for code in asked_for(most_bottles, policy) if not answers.get(code, NOTHING_YET).counts)


def gaps(answers: Answers) -> tuple[str, ...]:
    """The items that have to be agreed and are not, whatever else was said about them (`plan-gap`)."""
    return tuple(code for code in MUST_BE_AGREED if answers.get(code, NOTHING_YET).answer is not Answer.AGREED)


def half_answered(answers: Answers) -> tuple[str, ...]:
    """The items of which something was said or chosen, and that are no answer yet: nothing typed may get lost.

    Items that ask who, where or what are half answered too where they are called agreed without a word of it.
    """
    begun = tuple(code for code, one in answers.items() if not one.counts and one != NOTHING_YET)
    return begun + without_words(answers)


def differing(ours: Answers, theirs: Answers) -> tuple[str, ...]:
    """The items that two people answered differently, in the order of the list."""
    return tuple(code for code in ASKED if ours.get(code, NOTHING_YET) != theirs.get(code, NOTHING_YET))


def without_words(answers: Answers) -> tuple[str, ...]:
    """The items that ask who, where or what and are called agreed without a word of it. No stop."""
    return tuple(
        code
        for code, one in answers.items()
        if one.answer is Answer.AGREED and item(code).asked and item(code).kind is Kind.TEXT and not one.words.strip()
    )


def answers_of(items: Iterable[ItemFact]) -> dict[str, ItemAnswer]:
    """The answers of an agreed plan, as they stand now."""
    return {
        one.code: ItemAnswer(one.answer, one.detail, one.private, one.because, one.by_on, one.ticks) for one in items
    }


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item of an agreed plan that still wants its answer, and the London day by which."""

    code: str
    due_on: date
    because: str = ""


def open_items(plan: PlanFact, policy: SafetyPlanPolicy) -> tuple[OpenItem, ...]:
    """What an agreed plan leaves open: "not yet" by its date, and what the short core left out (`item-overdue`)."""
    standing = {one.code: one for one in plan.items}
    rest_due_on = plan.agreed_on + timedelta(days=policy.short_core_rest_days)
    still = []
    for code in ASKED:
        one = standing.get(code)
        if one is None:
            still.append(OpenItem(code, rest_due_on))
        elif one.answer is Answer.NOT_YET:
            still.append(OpenItem(code, one.by_on or rest_due_on, one.because))
    return tuple(still)
