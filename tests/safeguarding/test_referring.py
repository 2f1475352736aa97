"""What is asked before a referral goes, and whose turn it is in a disagreement: by table."""

from datetime import UTC, date, datetime

import pytest

from core.findings import Owner
from safeguarding.rules import (
    EscalationFact,
    EscalationStage,
    GuidancePolicy,
    OutcomeResult,
    clocks_of_referral,
    speaks_only_of_adults,
    stage_reached,
)

STAGES = (
    EscalationStage("worker to worker", Owner.KEYWORKER, 2),
    EscalationStage("manager to manager", Owner.MANAGER, 5),
    EscalationStage("safeguarding lead", Owner.SAFEGUARDING_LEAD, 2),
)
GUIDANCE = GuidancePolicy("An edition", "https://example.test", 1, 45, 15, 10)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Mother has missed three appointments", True),
        ("Jenny was drowsy at ten", True),
        ("Jenny was drowsy, and Ella sat beside her", False),
        ("Mum was asleep; the baby cried", False),
        ("The pregnancy is known; her partner is away", False),
        ("No food in the house. Hungry.", False),
        ("", False),
    ],
)
def test_text_that_speaks_only_of_the_adult_is_noticed(text: str, only: bool) -> None:
    assert speaks_only_of_adults(text, ["Ella"], ["Jenny Example", "Ben"]) is only


def step(stage: str, *, urgent: bool = False) -> EscalationFact:
    return EscalationFact("", "", stage, datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 2), urgent=urgent)


@pytest.mark.parametrize(
    ("steps", "turn"),
    [
        ((), "worker to worker"),
        ((step("worker to worker"),), "manager to manager"),
        ((step("worker to worker"), step("manager to manager")), "safeguarding lead"),
        ((step("a word of our own"),), "manager to manager"),
        ((step("Manager to manager", urgent=True),), "safeguarding lead"),
        ((step("safeguarding lead", urgent=True),), "safeguarding lead"),
        ((step("safeguarding lead", urgent=True), step("safeguarding lead")), "safeguarding lead"),
    ],
)
def test_each_step_hands_on_to_the_next_stage_and_an_urgent_one_jumps(
    steps: tuple[EscalationFact, ...], turn: str
) -> None:
    assert stage_reached(steps, STAGES).name == turn


@pytest.mark.parametrize(
    ("result", "due"),
    [
        (None, [date(2026, 4, 7)]),
        (OutcomeResult.ASSESSMENT, [date(2026, 6, 10)]),
        (OutcomeResult.STRATEGY, [date(2026, 4, 28), date(2026, 5, 13)]),
        (OutcomeResult.NO_ACTION, []),
    ],
)
def test_the_clocks_of_others_run_in_working_days_of_the_edition(result: OutcomeResult | None, due: list[date]) -> None:
    holidays = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)}
    clocks = clocks_of_referral(date(2026, 4, 2), result, date(2026, 4, 7), GUIDANCE, holidays)
    assert [clock.by_on for clock in clocks] == due
