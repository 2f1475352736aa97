"""Who was sick with a dose at home: that day's bottle may be there, full (docs/readings.md, `undrunk-dose`)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from core.calendar import DAY
from safeguarding.rules import EventFact, EventKind
from supply.rules.at_home import most_at_home
from supply.rules.facts import SupplyOf
from supply.rules.opening import DAYS_IN_A_WEEK
from supply.rules.prescription import PrescriptionTerms
from supply.rules.recorded import VomitedFact

MG_NOT_KNOWN = PrescriptionTerms(mg_a_day=Decimal("0.01"), starts_on=date.min)
"""Bottles can be counted before anybody wrote down the mg."""


def vomited_at_home(supply: SupplyOf, events: Iterable[EventFact], on: date) -> tuple[VomitedFact, ...]:
    """The times when somebody was sick and had a bottle at home in the week up to it, from a family's events."""
    return tuple(
        VomitedFact(event.happened_on, event.recorded_at)
        for event in events
        if event.kind is EventKind.VOMITING
        and event.person_id in ("", supply.person_id)
        and _had_bottle_at_home(supply, event, on)
    )


def _had_bottle_at_home(supply: SupplyOf, event: EventFact, on: date) -> bool:
    """Whether, in the week up to it, what was then known to be in use had a bottle at home, closed days included."""
    known = [fact for fact in supply.in_use if fact.recorded_at <= event.recorded_at]
    terms = supply.terms_on(on) or MG_NOT_KNOWN
    for count in range(DAYS_IN_A_WEEK):
        day = event.happened_on - DAY * count
        fact = next((one for one in reversed(known) if one.from_on <= day), None)
        if fact is not None and fact.arrangement.is_known:
            most = most_at_home(fact.arrangement, supply.calendar, terms, day, day)
            if most is not None and most.bottles:
                return True
    return False
