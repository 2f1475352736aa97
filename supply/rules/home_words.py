"""What is believed to be at home today, in words: for the pharmacist, the person's page, an ambulance call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.wording import amount, counted, listed, short_day
from safeguarding.rules import EventFact
from supply.rules.facts import SupplyOf
from supply.rules.recorded import Believed, believed_at_home
from supply.rules.vomited import vomited_at_home

RECENT = timedelta(days=14)
"""Older than this, what the counter wrote down says nothing about today."""


@dataclass(frozen=True, slots=True)
class BelievedWords:
    """What is believed to be at home today: one line to read out, and where each part of it comes from."""

    summary: str
    parts: tuple[str, ...]
    bottles: int
    mg: Decimal


def believed_words(supply: SupplyOf, on: date, events: Iterable[EventFact]) -> BelievedWords:
    """What is believed to be in one person's home on a London day, by what the counter wrote down.

    `events`: what happened in their family; after being sick a bottle may be there, full.
    """
    believed = believed_at_home(supply.doses, supply.bottles, on, vomited_at_home(supply, events, on))
    mg = _mg(supply, (*believed.not_yet_due, *believed.undrunk), on)
    return BelievedWords(_summary(supply, believed, mg, on), tuple(_parts(believed)), believed.bottles, mg)


def _summary(supply: SupplyOf, believed: Believed, mg: Decimal, on: date) -> str:
    if not any(dose.happened_on > on - RECENT for dose in supply.doses):
        return "Not known: the counter has written nothing down for two weeks"
    unsure = len(believed.unsure) + len(believed.lost)
    maybe = f", and perhaps {counted(unsure, 'more', 'more')}" if unsure else ""
    if not believed.bottles:
        return f"Perhaps {counted(unsure, 'bottle')}" if unsure else "None"
    return f"{counted(believed.bottles, 'bottle')}{f' ({amount(mg)})' if mg else ''}{maybe}"


def _mg(supply: SupplyOf, days: Iterable[date], on: date) -> Decimal:
    """What is in these days' bottles: as written down when they were handed over, otherwise as prescribed."""
    written = {dose.for_on: dose.mg for dose in supply.doses if dose.mg is not None}
    terms = supply.terms_on(on)
    usual = terms.mg_a_day if terms else Decimal(0)
    return sum((written.get(day) or usual for day in days), Decimal(0))


def _parts(believed: Believed) -> Iterable[str]:
    for days, words in (
        (believed.not_yet_due, "Handed over, for"),
        (believed.undrunk, "Missed at home and not accounted for, of"),
        (believed.unsure, "Perhaps full, after being sick, a gap or a split dose, of"),
        (believed.lost, "Said to be lost or stolen, of"),
    ):
        if days:
            yield f"{words} {listed(short_day(day) for day in days)}"


def household_words(each: Iterable[BelievedWords]) -> str:
    """All adults of a household together: the sum of what is believed, unknown said as such."""
    each = list(each)
    bottles, mg = sum(one.bottles for one in each), sum((one.mg for one in each), Decimal(0))
    unknown = any(one.summary.startswith("Not known") for one in each)
    known = f"{counted(bottles, 'bottle')}{f' ({amount(mg)})' if mg else ''}" if bottles else "None"
    if not unknown:
        return known
    return f"At least {known}; not all of it is known" if bottles else "Not known"
