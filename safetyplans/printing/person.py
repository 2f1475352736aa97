"""The person's copy of their storage safety plan: from plain values to a page for the press.

What must never be on it has no way in: where the key is and its code, what others told us, anybody else's treatment
and any drug history are not parts of `PlanPrint`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from leaflets.pdf import without_emoji
from leaflets.rules import LocalContacts
from leaflets.sheets import fill
from people.rules import ChildHow
from safetyplans.items import CHANGES, GROUP_TITLES, PRINTED_GROUPS, Group, in_group, item
from safetyplans.printing.pictured import pictured
from safetyplans.printing.values import ChildPrint, ItemPrint
from safetyplans.rules import Answer, Answers, Layout

TITLE = "My plan to keep methadone safe"

CHILD_HOW_WORDS = {
    ChildHow.LIVES: "lives with me",
    ChildHow.STAYS: "stays with me sometimes",
    ChildHow.VISITS: "visits me",
    ChildHow.ELSEWHERE: "lives somewhere else",
}


@dataclass(frozen=True, slots=True)
class StillToDo:
    """An item that is not agreed yet, and the London day by which it will be. The reason stays in the case file."""

    code: str
    by_on: date


@dataclass(frozen=True, slots=True)
class PlanPrint:
    """Everything that the person's copy says, and nothing else.

    `most_bottles` and `most_mg` are the most at home at once, `when` the words for when that is ("on a bank-holiday
    weekend", or nothing), `usual_bottles` what is there on other days. `agreed_on` none: not agreed yet. `copy` is the
    number of this copy; where it is printed to be signed, one of `copies`, of which 1 is the person's. `signers`: who
    agreed, how, when; none: places to sign. `changed`: what changed since the version before, in plain words. Days are
    London days, amounts mg.
    """

    person_name: str
    children: tuple[ChildPrint, ...]
    most_bottles: int
    most_mg: Decimal
    usual_bottles: int
    when: str
    items: tuple[ItemPrint, ...]
    still_to_do: tuple[StillToDo, ...]
    contacts: LocalContacts
    version: int
    agreed_on: date | None
    review_on: date | None
    worker_name: str
    copy: int = 1
    copies: int = 0
    signers: tuple[tuple[str, str, date | None], ...] = ()
    changed: tuple[str, ...] = ()


def agreed_items(answers: Answers) -> tuple[ItemPrint, ...]:
    """What of the answers is printed: items that are agreed, and the person's words only where the item says so."""
    return tuple(
        ItemPrint(code, without_emoji(one.words).strip() if item(code).prints_words else "", one.ticks)
        for code, one in answers.items()
        if one.answer is Answer.AGREED and item(code).printed
    )


def items_to_do(answers: Answers) -> tuple[StillToDo, ...]:
    """The items answered "not yet" that the print names, the first due first."""
    waiting = [
        StillToDo(code, one.by_on)
        for code, one in answers.items()
        if one.answer is Answer.NOT_YET and one.by_on is not None and item(code).printed
    ]
    return tuple(sorted(waiting, key=lambda todo: (todo.by_on, todo.code)))


def plan_html(plan: PlanPrint, *, layout: Layout = Layout.STANDARD) -> str:
    """The page of one copy, ready for the press: in 12 pt, in large print of 18 pt, or as Easy Read with pictures."""
    return fill(
        f"safetyplans/{'print_easy_read' if layout is Layout.EASY_READ else 'print_plan'}.html",
        plan=replace(plan, person_name=without_emoji(plan.person_name)),
        large=layout is Layout.LARGE_PRINT,
        title=TITLE,
        pictured=pictured(plan.items) if layout is Layout.EASY_READ else (),
        children=[_child_words(child) for child in plan.children],
        amount=amount_words(plan),
        groups=_groups(plan),
        to_do=[(item(todo.code).short, todo.by_on) for todo in plan.still_to_do],
    )


def amount_words(plan: PlanPrint) -> tuple[str, ...]:
    """How much is at home, in the household's real numbers, one idea a line."""
    most = f"Up to {_bottles(plan.most_bottles)} at home" + (f" {plan.when}." if plan.when else " at once.")
    milligrams = f"That is {plan.most_mg.normalize():f} mg of methadone in all."
    if plan.usual_bottles == plan.most_bottles:
        return most, milligrams
    usual = _bottles(plan.usual_bottles) if plan.usual_bottles else "none"
    return most, milligrams, f"Most other days: {usual}."


def _bottles(count: int) -> str:
    return f"{count} bottle" if count == 1 else f"{count} bottles"


def _child_words(child: ChildPrint) -> tuple[str, str]:
    if child.due_on is not None:
        return without_emoji(child.first_name) or "A baby", f"due in {child.due_on:%B %Y}"
    how = "not born yet" if child.unborn else CHILD_HOW_WORDS[child.how]
    return without_emoji(child.first_name) or "A child", how


def read_aloud(answers: Answers) -> list[tuple[str, list[str]]]:
    """What is signed, in the words of the person's copy: each part's heading and its lines."""
    agreed = {one.code: one for one in agreed_items(answers)}
    parts = [(GROUP_TITLES[group], _lines([agreed[one.code] for one in in_group(group) if one.code in agreed]))
             for group in PRINTED_GROUPS]  # fmt: skip
    return [part for part in parts if part[1]]


def _lines(items: Iterable[ItemPrint]) -> list[str]:
    lines = []
    for one in items:
        said = _said(one)
        lines += [*said.lines, *said.changes, *([f"{said.label}: {said.words}"] if said.words else [])]
    return lines


@dataclass(frozen=True, slots=True)
class _Said:
    """An item as it stands on the page."""

    lines: tuple[str, ...]
    label: str
    words: str
    changes: tuple[str, ...]


def _groups(plan: PlanPrint) -> list[tuple[Group, str, list[_Said]]]:
    """The parts of the plan that have something agreed in them, in order."""
    agreed = {one.code: one for one in plan.items}
    parts = [
        (group, GROUP_TITLES[group], [_said(agreed[one.code]) for one in in_group(group) if one.code in agreed])
        for group in PRINTED_GROUPS
    ]
    return [part for part in parts if part[2]]


def _said(one: ItemPrint) -> _Said:
    asked = item(one.code)
    words = one.words if asked.prints_words else ""
    return _Said(asked.printed, asked.words_label, words, _changes(one.ticks) if one.code == "P18" else ())


def _changes(ticks: Iterable[str]) -> tuple[str, ...]:
    """The changes ticked, in the order of the list; all of them where none was."""
    ticked = set(ticks)
    return tuple(change.words for change in CHANGES if not ticked or change.code in ticked)
