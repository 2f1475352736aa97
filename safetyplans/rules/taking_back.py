"""An agreement recorded by mistake is taken back: what that means, in plain sentences, before anybody presses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.wording import counted, listed, short_day
from safetyplans.rules.agreements import agreement_words
from safetyplans.rules.facts import AdultAgreementFact, PlanFact, PlansOf


class Agreed(StrEnum):
    """What can be taken back: a person's agreement of a version, what an adult said, that the person did not agree."""

    PLAN = "plan"
    PART = "part"
    DECLINED = "declined"


IN_THE_RECORDS = "It stays in the records, with who took it back and why. To put that right again, it is agreed anew."
NO_DOSE = "No dose is held back by this, and no arrangement changes."


def fell_back_at(plans: PlansOf) -> datetime | None:
    """When (UTC) a version newer than what stands was last taken back; none where what stands is the newest.

    What the plan lacks is asked for anew from then on: whoever was told before it was agreed is told again.
    """
    standing = plans.plan.version if plans.plan else 0
    return max((one.at for one in plans.taken_back if one.version > standing), default=None)


def said_back_at(adult_id: str, plans: PlansOf) -> datetime | None:
    """When (UTC) what an adult had said of their part was last taken back; none where it never was."""
    return max((one.at for one in plans.taken_back if one.adult_id == adult_id), default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """What hangs on a version that is to be taken back. `agencies` have it; `others` agreed it, or said something.

    `holder`: the person, where they were handed their copy; `at_clinic`: it is kept for them. `copies`: how many were
    printed. `referred`: the referrals that it went with, each by its day and to whom.
    """

    others: Sequence[str] = ()
    agencies: Sequence[str] = ()
    holder: str = ""
    copies: int = 0
    looked_at: bool = False
    at_clinic: bool = False
    referred: Sequence[str] = ()


def plan_taken_back(plan: PlanFact, plans: PlansOf, around: Around) -> tuple[str, ...]:
    """What it means that a version does not count as agreed any more."""
    return (*_what_stands(plan, plans), *_what_hangs_on(around), IN_THE_RECORDS)


def _what_stands(plan: PlanFact, plans: PlansOf) -> Iterator[str]:
    yield f"Version {plan.version} does not count as agreed any more."
    stands = next((one for one in reversed(plans.plans) if one.id != plan.id), None)
    if stands is None:
        yield "There is no agreed plan then. Where a dose goes home to a child, one is to be agreed the same day."
    elif stands.version > plan.version:
        yield f"Version {stands.version} stands as it is."
    else:
        yield (
            f"Version {stands.version}, agreed on {short_day(stands.agreed_on)}, stands again:"
            f" for up to {counted(stands.bottles, 'bottle')} at once."
        )
    yield NO_DOSE


def _what_hangs_on(around: Around) -> Iterator[str]:
    yield "A signature, or a photo of the signed paper, is shown to nobody any more."
    if around.others:
        yield f"What {listed(around.others)} said of this version does not count any more either."
    if around.looked_at:
        yield "What was written down when it was looked at again does not count any more either."
    if around.agencies:
        yield f"{listed(around.agencies)} had it: tell them what stands. A link to it that is still open is closed."
    if around.referred:
        yield f"It went with a referral: {listed(around.referred)}. Tell them what stands."
    if around.holder:
        yield f"{around.holder} has a copy of it: ask for it back."
    if around.at_clinic:
        yield "Their copy of it is kept at the clinic: destroy it."
    if around.copies:
        yield f"{counted(around.copies, 'copy was', 'copies were')} printed: destroy what comes back."


def part_taken_back(
    name: str, said: AdultAgreementFact, theirs: Sequence[AdultAgreementFact], part_again: str = ""
) -> tuple[str, ...]:
    """What it means that what an adult said of their part does not count.

    `theirs`: all they said, in order of recording. `part_again`: what they then have again.
    """
    lines = [f"What is written down of {name} does not count any more: {_lower(agreement_words(said))}."]
    left = [one for one in theirs if one.id != said.id]
    if not left:
        lines.append("Nothing else is written down that they said, so they are to be asked.")
    else:
        stands = "What was written down since" if theirs[-1].id != said.id else "What was written down before"
        lines.append(f"{stands} counts: {_lower(agreement_words(left[-1]))}.")
    if part_again:
        lines.append(
            f"They have the part again that they had: {part_again}. They are to be asked whether they agree it."
        )
    if said.agrees:
        lines.append("A signature, or a photo of the signed paper, is shown to nobody any more.")
    return (*lines, NO_DOSE, IN_THE_RECORDS)


def decline_taken_back(called: str) -> tuple[str, ...]:
    """What it means that it does not count that the person did not agree."""
    return (f"That {called} did not agree does not count any more, and is not shown on the plan.", IN_THE_RECORDS)


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
