"""The gate on a decision: every stop it meets, all at once. More safety is never gated (findings.md, principle 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.findings import Finding
from core.wording import listed, short_day
from dispensing.rules.facts import BetterEvidence
from dispensing.rules.situation import Situation
from dispensing.rules.standing import Meeting, reviewed, stops_met
from safeguarding.rules import EventKind, EventSource
from safeguarding.rules.reading import last_use, within
from supply.rules import Arrangement, adds_safety, horizon_ends_on, relaxes


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as it is asked for. Ids are those of staff; `review_on` a London day."""

    arrangement: Arrangement
    reason: str = ""
    asked_by: str = ""
    alternatives: tuple[str, ...] = ()
    better_for_the_child: str = ""
    better_evidence: BetterEvidence | None = None
    authoriser_id: str = ""
    senior_id: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class Gate:
    """One decision asked for in one situation, and what its arrangement would change."""

    situation: Situation
    asked: Asked

    @cached_property
    def last(self) -> date:
        """The last day for which bottles count: the review date asked for, or four weeks."""
        return horizon_ends_on(self.situation.on, self.asked.review_on, self.situation.policy.supply)

    @cached_property
    def meeting(self) -> Meeting:
        """The arrangement asked for, met by the situation."""
        return Meeting(self.situation, self.asked.arrangement, self.last)

    @cached_property
    def adds_safety(self) -> bool:
        """Whether it lowers the most at home, or adds supervised days.

        Where nobody knows what was in use, daily supervision that puts nothing at home adds to it, whatever it was.
        """
        now = self.situation
        if now.in_use is None:
            return self.asked.arrangement.is_daily_supervision and self.meeting.nothing_at_home
        return adds_safety(
            now.in_use, self.asked.arrangement, now.supply.calendar, now.counting_terms, now.on, self.last
        )

    @cached_property
    def relaxes(self) -> bool:
        """Whether it means fewer supervised days or more at home than what is in use, beyond what closed days force."""
        now = self.situation
        return relaxes(now.in_use, self.asked.arrangement, now.supply.calendar, now.counting_terms, now.on, self.last)

    @cached_property
    def child_matters(self) -> bool:
        """Whether a child is there, or nobody has asked."""
        return self.situation.child_present or self.situation.never_asked


def decision_stops(situation: Situation, asked: Asked) -> tuple[Finding, ...]:
    """Every stop that a decision meets and does not satisfy. None: it may be recorded as agreed."""
    gate = Gate(situation, asked)
    who_and_why = (*_authoriser(gate), *_reason(gate))
    if gate.adds_safety:
        return who_and_why
    return (*stops_met(gate.meeting), *_relaxing(gate), *who_and_why, *_review_date(gate))


def _authoriser(gate: Gate) -> Iterator[Finding]:
    if not gate.asked.authoriser_id:
        yield gate.situation.stop(
            "authoriser-missing", "Which prescriber authorises this? Choose them by name.", ("record_decision",)
        )


def _reason(gate: Gate) -> Iterator[Finding]:
    if not gate.asked.reason.strip():
        yield gate.situation.stop("reason-missing", "Say why, in a sentence.", ("record_decision",))


def _review_date(gate: Gate) -> Iterator[Finding]:
    now = gate.situation
    last = now.on + timedelta(days=now.policy.dispensing.review_within_days)
    review_on = gate.asked.review_on
    if review_on is None or not now.on < review_on <= last:
        yield now.stop(
            "review-date-missing",
            f"Say when this is looked at again: a day after today, and by {short_day(last)}.",
            ("record_decision",),
        )


def _relaxing(gate: Gate) -> Iterator[Finding]:
    """`relaxing-at-risk` and `alternatives-missing` (SEED 6.7, 8.5; domain.md R12)."""
    if not gate.relaxes:
        return
    now = gate.situation
    risks = tuple(risks_now(now))
    missing = _missing_at_risk(gate) if risks else ()
    if missing:
        yield now.stop(
            "relaxing-at-risk",
            f"This means more doses at home at a time when {listed(risks)}. It still needs {listed(missing)}.",
            ("record_decision",),
            because=risks,
        )
    if now.child_present and not gate.asked.alternatives:
        yield now.stop(
            "alternatives-missing",
            "Which other ways were thought of? A seven-day pharmacy, clinic dosing, buprenorphine, a long-acting "
            "injection, a change of dose, or another.",
            ("record_decision",),
        )


def _missing_at_risk(gate: Gate) -> tuple[str, ...]:
    """The parts that a decision under risk still needs, in words."""
    asked, now = gate.asked, gate.situation
    last = now.on + timedelta(days=now.policy.dispensing.at_risk_review_within_days)
    review_fits = asked.review_on is not None and now.on < asked.review_on <= last
    better = bool(asked.better_for_the_child.strip()) and asked.better_evidence is not None
    wanted = (
        (not asked.alternatives, "the other ways that were thought of"),
        (gate.child_matters and not better, "what is better for the child (and how we know)"),
        (not asked.senior_id, "a named senior who has thought about it too"),
        (not review_fits, f"a day to look again, by {short_day(last)}"),
    )
    return tuple(words for missing, words in wanted if missing)


def risks_now(now: Situation) -> Iterator[str]:
    """What makes relaxing a risk today, in words: signals, unreviewed signals, use untested, early treatment."""
    policy = now.policy.safeguarding
    if any(within(signal, policy.recent_signal_days, now.on) for signal in now.signals):
        yield "something has happened in the last four weeks"
    elif _unreviewed_signal(now):
        yield "something that happened earlier has not been looked at in a review"
    if _use_untested(now):
        yield "other drugs were used as well in the last twelve weeks, with no observed test since"
    if now.early_treatment:
        yield "treatment is in its first three months"


def _unreviewed_signal(now: Situation) -> bool:
    """Whether an older risk signal has no review recorded after it."""
    return any(event.is_signal and not reviewed(event, now.plans) for event in now.events)


def _use_untested(now: Situation) -> bool:
    """Whether there was use on top within twelve weeks, and no observed test without it since."""
    use = last_use(now.history.events)
    weeks = now.policy.safeguarding.use_on_top_weeks
    if use is None or use.happened_on < now.on - timedelta(weeks=weeks):
        return False
    return not any(
        event.source is EventSource.OBSERVED_TEST
        and event.kind is not EventKind.USE_ON_TOP
        and event.recorded_at > use.recorded_at
        for event in now.history.events
    )
