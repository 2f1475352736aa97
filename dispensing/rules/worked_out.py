"""What an arrangement would mean at home, worked out before anybody decides: for the panel beside the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.wording import amount, counted, listed, long_day
from dispensing.rules.gate import Asked, Gate
from dispensing.rules.situation import Situation
from people.rules import ChildFact
from safetyplans.rules.standing import cover_now
from supply.rules import Arrangement, MostAtHome, describe
from supply.rules.expected import called, is_nameless


class Compared(StrEnum):
    """How doses at home would change."""

    MORE = "more"
    FEWER = "fewer"
    SAME = "same"


COMPARED_WORDS = {
    Compared.MORE: "More doses at home than now, or fewer taken in front of somebody",
    Compared.FEWER: "Fewer doses at home than now, or more taken in front of somebody",
    Compared.SAME: "The same as now",
}


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """Sentences about one arrangement for one person, from today to `until_on`. Figures are those the gate holds."""

    week: str
    most: str
    why: str
    now: str
    compared: Compared
    child: str
    plan: str
    unknown: tuple[str, ...]
    until_on: date
    adds_safety: bool


def worked_out(situation: Situation, arrangement: Arrangement, review_on: date | None) -> WorkedOut:
    """What the arrangement would put at home, why, how that differs from now, and who is there.

    `review_on`: the London day on which it is looked at again; bottles are counted until then.
    """
    gate = Gate(situation, Asked(arrangement, review_on=review_on))
    most = gate.meeting.most
    compared = Compared.FEWER if gate.adds_safety else Compared.MORE if gate.relaxes else Compared.SAME
    return WorkedOut(
        week=describe(arrangement, situation.supply.calendar, situation.counting_terms.wording),
        most=most_words(situation, most),
        why=_why(most),
        now=_now(situation),
        compared=compared,
        child=child_words(situation),
        plan=_plan(situation),
        unknown=tuple(_unknown(situation)),
        until_on=gate.last,
        adds_safety=gate.adds_safety,
    )


def most_words(situation: Situation, most: MostAtHome | None) -> str:
    """ "Up to 2 bottles (120 mg) at once, first on Saturday 13 June 2026"."""
    if most is None:
        return "Not known"
    if not most.bottles:
        return "Nothing: every dose is taken in front of somebody"
    mg = f" ({amount(most.mg)})" if situation.terms else ""
    return f"Up to {counted(most.bottles, 'bottle')}{mg} at once, first on {long_day(most.on)}"


def _why(most: MostAtHome | None) -> str:
    if most is None or not most.because_closed:
        return ""
    return f"Because the pharmacy is closed {_closed(most.closed_days)}"


def _closed(days: Sequence[date]) -> str:
    """ "on Sunday 29 November 2026", "from Friday 25 December 2026 to Monday 28 December 2026"."""
    first, last = days[0], days[-1]
    if len(days) > 2 and (last - first).days == len(days) - 1:
        return f"from {long_day(first)} to {long_day(last)}"
    return f"on {listed(long_day(day) for day in days)}"


def _now(situation: Situation) -> str:
    if situation.in_use is None:
        return "Not known what is in use now, so it is compared with supervision every day"
    words = describe(situation.in_use, situation.supply.calendar, situation.counting_terms.wording)
    return f"Now: {words[0].lower()}{words[1:]}"


def child_words(situation: Situation) -> str:
    """Whether a child is there, and who."""
    if situation.children:
        return f"Yes: {listed(_child(child, situation.on) for child in situation.children)}"
    if situation.would_not_say:
        return "They would rather not say, so it counts as yes"
    if situation.child_present:
        return "Yes, not named yet"
    return "Nobody has asked yet" if situation.never_asked else "No"


def _child(child: ChildFact, on: date) -> str:
    years = child.years(on)
    if years is None:
        return called(child) if is_nameless(child) else f"{child.name} (not born yet)"
    return f"{called(child)} ({counted(years, 'year') if years else counted(child.months(on) or 0, 'month')})"


def _plan(situation: Situation) -> str:
    cover = cover_now(situation.plans)
    if cover is None:
        return "There is no storage plan yet"
    return f"The storage plan covers up to {counted(cover.bottles, 'bottle')} ({amount(cover.mg)})"


def _unknown(situation: Situation) -> list[str]:
    """What nobody wrote down, and what follows from that."""
    found = []
    if situation.terms is None:
        found.append("No prescription is written down here, so there is no amount in mg.")
    if not situation.supply.hours_known:
        found.append("Nobody has written down when the pharmacy is open, so its closed days may not be counted.")
    return found
