"""What stays as it was while a family's record is frozen for an inquiry.

What was written of who somebody is, and of a day on which something happened, is not put right or taken back. What is
missing can be filled in, and life goes on: a birth, a move, a new worker, somebody who leaves are facts of their own.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.wording import short_day
from people.rules.said import Problem
from people.rules.words import ChildGone

FROZEN = (
    "The record is frozen for an inquiry, and this stays as it was written. "
    "Leave it, and write down what is wrong as a new entry"
)
WHO_A_PERSON_IS = ("family_name", "given_names", "born_on", "nhs_number", "treatment_started_on")
WHO_A_CHILD_IS = ("name", "born_on", "ethnicity", "religion", "language", "identity_not_asked_because")
TAKEN_BACK = frozenset({ChildGone.MISTAKE, ChildGone.RECORDED_TWICE})
NOT_AGAIN = TAKEN_BACK | {ChildGone.DIED, ChildGone.PREGNANCY_ENDED}


def changed_problems(before: Any, said: Any, parts: Iterable[str]) -> tuple[Problem, ...]:
    """Refuses, part by part, to say otherwise what was said before the record was frozen; blanks can be filled in."""
    return tuple((part, FROZEN) for part in parts if _otherwise(getattr(before, part), getattr(said, part)))


def _otherwise(before: Any, now: Any) -> bool:
    return before not in (None, "") and before != now


def frozen_child_problems(before: Any, said: Any) -> tuple[Problem, ...]:
    """The same of a child: the unborn may be named, an estimated birth made exact, and who moved away come back."""
    free = {"name"} if before.born_on is None else {"born_on"} if before.born_is_estimate else set()
    back: tuple[Problem, ...] = (("name", FROZEN),) if before.gone in NOT_AGAIN else ()
    return back or changed_problems(before, said, [part for part in WHO_A_CHILD_IS if part not in free])


def frozen_gone_problems(before: Any, now: Any, why: ChildGone) -> tuple[Problem, ...]:
    """Refuses to call a child a mistake, or to say otherwise why and when one was gone.

    One who moved away may die, or come back and move away again.
    """
    same_again = now.gone is not None and before.gone == why
    if why in TAKEN_BACK or before.gone in NOT_AGAIN or same_again:
        return (("why", FROZEN),)
    return ()


def too_early(field: str, day: date, frozen: date) -> tuple[Problem, ...]:
    """Refuses a day before the one that was written, in the same history, when the record was frozen."""
    if day >= frozen:
        return ()
    said = f"The record is frozen for an inquiry, and says {short_day(frozen)}: give that day or a later one"
    return ((field, f"{said}, and write down what is wrong as a new entry"),)
