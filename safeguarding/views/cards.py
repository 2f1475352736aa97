"""Each referral as its page shows it: what was said, what is due from whom, our view, and whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from core import policy
from core.findings import Owner
from people.rules import ChildGone
from safeguarding.queries import history
from safeguarding.rules import (
    OUTCOME_WORDS,
    REFERRAL_WORDS,
    VIEW_WORDS,
    Clock,
    EscalationFact,
    GuidancePolicy,
    History,
    OurView,
    OutcomeFact,
    OutcomeResult,
    ReferralFact,
    Turn,
    clocks_of_referral,
    missing_parts,
    turn_of,
    view_due_on,
)
from safeguarding.views.desk import Desk
from staff.access import found

OWNER_WORDS: Mapping[Owner, str] = MappingProxyType(
    {
        Owner.KEYWORKER: "the keyworker",
        Owner.PRESCRIBER: "a prescriber",
        Owner.PHARMACIST: "the pharmacist",
        Owner.MANAGER: "a manager",
        Owner.SAFEGUARDING_LEAD: "the safeguarding lead",
    }
)


_TIMES = MappingProxyType({1: "once", 2: "twice"})


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to a referral, what we think of it, and how far a disagreement about it went."""

    fact: OutcomeFact
    result: str
    view: str
    steps: tuple[EscalationFact, ...]
    turn: Turn | None
    waits_until: date | None
    agreed: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One referral: the child, the words, the clocks."""

    fact: ReferralFact
    child: str
    kind: str
    complete: bool
    clocks: tuple[Clock, ...]
    answers: tuple[Answered, ...]


def no_more(desk: Desk) -> frozenset[str]:
    """Children who died or were never born: they leave every page and print, without a question."""
    ends = (ChildGone.DIED, ChildGone.PREGNANCY_ENDED)
    return frozenset(child.id for child in desk.family.gone if child.gone in ends)


def referral_of(desk: Desk, referral_id: UUID) -> ReferralFact:
    """The referral, or 404: also where it was about a child who is no more."""
    gone = no_more(desk)
    known = (one for one in history(desk.household_id).referrals if one.child_id not in gone)
    return found(next((one for one in known if one.id == str(referral_id)), None))


def answer_of(desk: Desk, outcome_id: UUID) -> tuple[Card, Answered]:
    """An answer and the referral it is to, or 404: also where that was about a child who is no more."""
    cards = cards_of(desk, history(desk.household_id))
    answers = ((card, answer) for card in cards for answer in card.answers)
    return found(next((each for each in answers if each[1].fact.id == str(outcome_id)), None))


def cards_of(desk: Desk, known: History) -> list[Card]:
    """The newest referral first."""
    gone = no_more(desk)
    names = {child.id: child.name for child in (*desk.family.children, *desk.family.gone)}
    return [_card(one, names, desk, known) for one in reversed(known.referrals) if one.child_id not in gone]


def _card(one: ReferralFact, names: Mapping[str, str], desk: Desk, known: History) -> Card:
    answers = tuple(_answered(answer, desk, known) for answer in known.outcomes if answer.referral_id == one.id)
    last = answers[-1].fact if answers else None
    in_force = policy.current().section(GuidancePolicy, on=one.happened_on)
    clocks = (
        clocks_of_referral(
            one.happened_on,
            last.result if last else None,
            last.happened_on if last else None,
            in_force,
            desk.holidays,
        )
        if one.sent
        else ()
    )
    missing = missing_parts(child_id=one.child_id, kind=one.kind, seen=one.seen, for_the_child=one.for_the_child)
    kind = REFERRAL_WORDS[one.kind] if one.kind else ""
    return Card(one, names.get(one.child_id, "The family"), kind, not missing, clocks, answers)


def _answered(one: OutcomeFact, desk: Desk, known: History) -> Answered:
    steps = tuple(step for step in known.escalations if step.outcome_id == one.id)
    turn = turn_of(one, steps, desk.policy, desk.today, desk.holidays)
    waits = view_due_on(one, desk.policy, desk.holidays) if one.view is None and turn is None else None
    return Answered(
        one,
        OUTCOME_WORDS[one.result],
        VIEW_WORDS[one.view] if one.view else "We have not said yet what we think",
        steps,
        turn,
        waits if one.resolved_at is None else None,
        one.view is OurView.AGREE,
    )


def assessments_by_child(desk: Desk, known: History) -> list[tuple[str, str]]:
    """How often each child was assessed, in words, as far as we know (SEED 9.5)."""
    made = [one for one in known.outcomes if one.result is OutcomeResult.ASSESSMENT]
    counted = [(child.name, sum(child.id in one.child_ids for one in made)) for child in desk.family.children]
    return [(name, _TIMES.get(count, f"{count} times")) for name, count in counted if count]
