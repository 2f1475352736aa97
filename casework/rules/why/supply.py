"""Treatment and supply, as reasons."""

from collections.abc import Iterator

from casework.rules.why.asking import Asking, Page, Reason
from casework.rules.why.happened import an_event
from core.calendar import day_of
from core.wording import amount, counted, listed, short_day
from safeguarding.rules import EventKind
from supply.rules import WORDING_WORDS, describe


def what_is_in_use(asking: Asking) -> Iterator[Reason]:
    """The arrangement in use, and the most it puts at home."""
    for now in asking.situations:
        fact = now.in_use_fact
        if fact is None:
            yield Reason("Nobody has said which arrangement is in use", None, Page.PRESCRIPTION)
            continue
        yield Reason(f"In use: {describe(fact.arrangement, now.supply.calendar)}", fact.from_on, Page.PRESCRIPTION)
        if now.home is not None and now.home.bottles:
            closed = [short_day(day) for day in now.home.closed_days]
            because = f", as the pharmacy is closed on {listed(closed)}" if closed else ""
            yield Reason(f"Up to {counted(now.home.bottles, 'bottle')} at home at once{because}", now.home.on)


def the_decision(asking: Asking) -> Iterator[Reason]:
    """The decision that stands."""
    for now in asking.situations:
        decision = now.decision
        if decision is None:
            yield Reason("No decision has been agreed", None, Page.DECISIONS)
            continue
        words = f"Agreed: {describe(decision.arrangement, now.supply.calendar)}"
        yield Reason(words, day_of(decision.recorded_at), Page.DECISIONS, decision.id)
        if decision.review_on:
            again = f"The decision is to be looked at again by {short_day(decision.review_on)}"
            yield Reason(again, None, Page.DECISIONS)


def the_prescription(asking: Asking) -> Iterator[Reason]:
    """The newest prescription and its wording."""
    for now in asking.situations:
        if not now.supply.prescriptions:
            yield Reason("No prescription has been written down", None, Page.PRESCRIPTION)
            continue
        newest = now.supply.prescriptions[-1]
        says = [WORDING_WORDS[word] for word in sorted(newest.terms.wording)]
        wording = f"; it says: {'; '.join(says)}" if says else "; no special wording"
        words = f"Prescribed: {amount(newest.terms.mg_a_day)} a day{wording}"
        yield Reason(words, newest.terms.starts_on, Page.PRESCRIPTION, newest.id)


def closed_days(asking: Asking) -> Iterator[Reason]:
    """The closed days behind the most at home."""
    for now in asking.situations:
        days = now.home.closed_days if now.home else ()
        if days:
            yield Reason(f"The pharmacy is closed on {listed(short_day(day) for day in days)}", None, Page.PRESCRIPTION)


def missed_doses(asking: Asking) -> Iterator[Reason]:
    """The doses missed, from the day it is about."""
    for event in asking.scene.events:
        mine = event.kind is EventKind.MISSED_DOSE and asking.finding.person_id in ("", event.person_id)
        if mine and event.happened_on.isoformat() >= asking.finding.about:
            yield an_event(event, asking)
