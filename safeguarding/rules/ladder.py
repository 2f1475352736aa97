"""The stages of a disagreement as everybody sees them: what was done, whose turn it is, and until when."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from core.calendar import DAY, add_working_days, day_of
from core.findings import Owner
from safeguarding.rules.facts import EscalationFact, OutcomeFact
from safeguarding.rules.kinds import OurView
from safeguarding.rules.policy import SafeguardingPolicy
from safeguarding.rules.referring import stage_reached


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is in a disagreement: the stage, the role, and the London day by which the next step is due."""

    stage: str
    owner: Owner
    due_on: date
    late: bool


def view_due_on(outcome: OutcomeFact, policy: SafeguardingPolicy, holidays: AbstractSet[date]) -> date:
    """The London day by which our view of an answer is given: after it, silence is a disagreement (SEED 7.8)."""
    return add_working_days(day_of(outcome.recorded_at), policy.our_view_working_days, holidays)


def turn_of(
    outcome: OutcomeFact,
    steps: Sequence[EscalationFact],
    policy: SafeguardingPolicy,
    on: date,
    holidays: AbstractSet[date],
) -> Turn | None:
    """Whose turn it is on a London day; none where we agree, where it is resolved, or while our view is not due yet."""
    if outcome.view is OurView.AGREE or outcome.resolved_at is not None:
        return None
    given_by = view_due_on(outcome, policy, holidays)
    if outcome.view is None and not steps and on <= given_by:
        return None
    since = given_by + DAY if outcome.view is None else day_of(outcome.view_at or outcome.recorded_at)
    stage = stage_reached(steps, policy.escalation_stages)
    begun = day_of(steps[-1].recorded_at) if steps else since
    due = add_working_days(begun, stage.working_days, holidays)
    return Turn(stage.name, stage.owner, due, due < on)
