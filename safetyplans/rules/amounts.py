"""How much can be at home, in the household's real numbers (P4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from safetyplans.rules.topics import day_words
from supply.rules import MostAtHome, PrescriptionTerms, SupplyPolicy, horizon_ends_on, most_at_home, usual_at_home
from supply.rules.facts import SupplyOf
from supply.rules.opening import Calendar

_MG_NOT_KNOWN = PrescriptionTerms(mg_a_day=Decimal("0.01"), starts_on=date.min)


@dataclass(frozen=True, slots=True)
class Amount:
    """What the arrangement in use puts at home: the most at once, and on other days; `when` says when the most is.

    Everything is none where nobody knows what is in use, and `mg` where nobody wrote down the prescription.
    """

    bottles: int | None = None
    mg: Decimal | None = None
    usual_bottles: int | None = None
    when: str = ""


def amount_at_home(supply: SupplyOf, on: date, policy: SupplyPolicy) -> Amount:
    """The amounts from a London day on, closed days and bank holidays included."""
    fact = supply.in_use_on(on)
    if fact is None or not fact.arrangement.is_known:
        return Amount()
    terms, last = supply.terms or _MG_NOT_KNOWN, horizon_ends_on(on, None, policy)
    most = most_at_home(fact.arrangement, supply.calendar, terms, on, last)
    usual = usual_at_home(fact.arrangement, terms, on, last)
    if most is None:
        return Amount()
    return Amount(
        bottles=most.bottles,
        mg=most.mg if supply.terms else None,
        usual_bottles=usual.bottles if usual else None,
        when=when_words(most, supply.calendar),
    )


def when_words(most: MostAtHome, calendar: Calendar) -> str:
    """When the most is at home, where closed days are why: "on a bank-holiday weekend"; otherwise nothing."""
    if not most.because_closed:
        return ""
    planned = [day for day in most.closed_days if calendar.is_planned_closure(day)]
    if any(day in calendar.bank_holidays for day in planned):
        return "on a bank-holiday weekend"
    if planned:
        return f"while the pharmacy is closed on {day_words(planned[0])}"
    return f"when the pharmacy is closed on a {most.closed_days[0]:%A}"
