"""What changed between two versions of a plan, in plain sentences for whoever reads them."""

from collections.abc import Collection, Iterator

from core.wording import counted
from safetyplans.items import ASKED, item
from safetyplans.rules.answers import NOTHING_YET, ItemAnswer, answers_of
from safetyplans.rules.facts import Answer, PlanFact, PlansOf
from safetyplans.rules.words import EVIDENCE_WORDS

_NOW = {
    Answer.AGREED: "agreed now",
    Answer.NOT_YET: "not agreed yet",
    Answer.DOES_NOT_APPLY: "does not apply any more",
    None: "left for later",
}

PRINTED = tuple(code for code in ASKED if item(code).printed)
"""What the person's copy speaks of. Who is at home and what others take is not on it."""


def before(plan: PlanFact, plans: PlansOf) -> PlanFact | None:
    """The version that stood before this one."""
    return next((one for one in reversed(plans.plans) if one.version < plan.version), None)


def changes(
    old: PlanFact | None, new: PlanFact, *, codes: Collection[str] = ASKED, wordless: Collection[str] = ()
) -> tuple[str, ...]:
    """What changed from one version to the next, nothing where there was none before.

    `codes`: the items the reader's copy speaks of. The words of items in `wordless`, and of those whose words are
    never printed, are not repeated: only that they changed. What is for the case file alone never is.
    """
    if old is None:
        return ()
    return (*_facts(old, new), *(_line for code in ASKED if code in codes for _line in _item(code, old, new, wordless)))


def _facts(old: PlanFact, new: PlanFact) -> Iterator[str]:
    if old.bottles != new.bottles:
        yield f"It is for up to {counted(new.bottles, 'bottle')} at once; it was for up to {old.bottles}."
    if old.evidence is not new.evidence:
        yield f"What was seen of the storage: {_lower(EVIDENCE_WORDS[new.evidence])}."


def _item(code: str, old: PlanFact, new: PlanFact, wordless: Collection[str]) -> Iterator[str]:
    was, now = (answers_of(plan.items).get(code, NOTHING_YET) for plan in (old, new))
    if _same(was, now):
        return
    short = item(code).short
    if was.answer is not now.answer:
        yield f"{short}: {_NOW[now.answer]}."
    elif item(code).prints_words and code not in wordless and was.words != now.words:
        said = f"“{now.words}”" if now.words else "no words any more"
        yield f"{short}: now {said}{f'; it was “{was.words}”' if was.words else ''}."
    else:
        yield f"{short}: told differently now."


def _same(was: ItemAnswer, now: ItemAnswer) -> bool:
    """Whether nothing about it changed that any reader but the case file could see."""
    return (was.answer, was.words, was.because, was.by_on) == (now.answer, now.words, now.because, now.by_on) and set(
        was.ticks
    ) == set(now.ticks)


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
